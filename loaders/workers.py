"""Articles read several at once, in order, with few of them in memory.

An extractor that frees the interpreter's lock is shared by threads: its model is in memory once. Others, and those that
are to read on more cores than the lock lets through, are made anew in worker processes.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection

from disputes.graph.errors import DisputesError, InputError
from disputes.graph.model import Article, Reading
from disputes.loaders.extractors.protocol import Extractor
from disputes.loaders.readings.bare_names import with_bare_names
from disputes.loaders.readings.checks import checked
from disputes.loaders.readings.common_bodies import with_common_bodies
from disputes.loaders.readings.dating import with_dates
from disputes.loaders.readings.known_states import with_known_states
from disputes.loaders.readings.nameless import with_names
from disputes.loaders.readings.relocation import relocated
from disputes.loaders.texts.legible import legible

FEW_ARTICLES = 48
"""Fewer are read before the worker processes would have started."""
MOST_THREADS = 6
"""More get in each other's way: what a thread does under the lock is a seventh of its work."""
READING = "reading-articles"
"""What the names of the threads that read begin with."""
AHEAD = 32
"""So many articles a worker are under way at once."""

ENDED = (
    "a process that reads articles was ended: where memory is short, read with fewer workers; a script of your own"
    " loads under `if __name__ == '__main__':`"
)

Result = tuple[Article, Reading | InputError]
Make = Callable[[], Extractor]
Read = Callable[[Article], Reading | InputError]

_extractor: Extractor | None = None


def read_all(articles: Iterable[Article], make: Make, workers: int | None = None) -> Generator[Result]:
    """Read each article with an extractor as `make` makes them, `workers` at once, by default one a core.

    `make` can be pickled. Results come in the order of the articles. An article at which the extractor fails gives an
    InputError; raises InputError where the extractor can read nothing at all, DisputesError where a worker process was
    ended. Closed before its end, it leaves no process; a thread that reads an article goes on to the end of it, which
    is not waited for.
    """
    workers = workers if workers is not None else _cores()
    extractor = make()
    threads = min(workers, MOST_THREADS) if extractor.frees_lock else 1
    rest = iter(articles)
    first = list(islice(rest, FEW_ARTICLES + 1)) if workers > threads else []
    if len(first) > FEW_ARTICLES:
        yield from _in_processes(make, workers, chain(first, rest))
    elif threads > 1:
        yield from _in_threads(extractor, threads, chain(first, rest))
    else:
        yield from ((article, _read(extractor, article)) for article in chain(first, rest))


def is_reading() -> bool:
    """Whether a thread still reads an article, as after a load that was stopped."""
    return any(thread.name.startswith(READING) for thread in threading.enumerate())


def _in_threads(extractor: Extractor, threads: int, articles: Iterable[Article]) -> Iterator[Result]:
    """Read in threads; what they are reading when this is stopped is not waited for."""
    crew = ThreadPoolExecutor(threads, thread_name_prefix=READING)
    try:
        yield from _in_order(crew, partial(_read, extractor), articles, threads * AHEAD)
    finally:
        crew.shutdown(wait=False, cancel_futures=True)


def _in_processes(make: Make, workers: int, articles: Iterable[Article]) -> Iterator[Result]:
    """Read in worker processes, which end, in the midst of an article too, when the pipe that ties them does."""
    context = get_context("spawn")
    theirs, ours = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(workers, context, initializer=_start, initargs=(make, theirs))
    with theirs, ours:
        try:
            yield from _in_order(pool, _read_in_worker, articles, workers * AHEAD)
        except BrokenProcessPool as fault:
            ours.close()
            raise DisputesError(ENDED) from fault
        except BaseException:
            ours.close()
            raise
        finally:
            pool.shutdown(cancel_futures=True)


def _in_order(pool: Executor, read: Read, articles: Iterable[Article], ahead: int) -> Iterator[Result]:
    under_way: deque[tuple[Article, Future[Reading | InputError]]] = deque()
    for article in articles:
        under_way.append((article, pool.submit(read, article)))
        if len(under_way) >= ahead:
            done, result = under_way.popleft()
            yield done, result.result()
    for done, result in under_way:
        yield done, result.result()


def _start(make: Make, tie: Connection) -> None:
    global _extractor
    # Whoever stops the load stops its parent, which lets the workers go; if it is killed, they go by themselves.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(tie,), daemon=True).start()
    _extractor = make()


def _end_with(tie: Connection) -> None:
    """End this process when the other end of the pipe is closed."""
    tie.poll(None)
    os._exit(1)


def _read_in_worker(article: Article) -> Reading | InputError:
    if _extractor is None:
        raise RuntimeError("a worker reads before it was started")
    return _read(_extractor, article)


def _read(extractor: Extractor, article: Article) -> Reading | InputError:
    """Read one article; a fault of the extractor costs this article, not the load."""
    try:
        read = legible(article)
        heard = with_dates(read.article, with_known_states(with_names(extractor.read(read.article))))
        return with_bare_names(with_common_bodies(checked(article, relocated(heard, read))))
    except InputError:
        raise  # it can read nothing at all
    except Exception as fault:
        where = article.sources[0] if article.sources else article.title
        error = InputError(where, f"the extractor {extractor.name!r} failed: {type(fault).__name__}: {fault}")
        error.__cause__ = fault
        return error


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
