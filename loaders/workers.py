"""Articles read several at once, in order, with few of them in memory.

An extractor that frees the interpreter's lock is shared by threads: its model is in memory once. Others, and those that
are to read on more cores than the lock lets through, are made anew in worker processes.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from itertools import chain, islice
from multiprocessing import get_context, parent_process

from disputes.graph.errors import InputError
from disputes.graph.model import Article, Reading
from disputes.loaders.bare_names import with_bare_names
from disputes.loaders.checks import checked
from disputes.loaders.extractors.protocol import Extractor

FEW_ARTICLES = 48
"""Fewer are read before the worker processes would have started."""
MOST_THREADS = 6
"""More get in each other's way: what a thread does under the lock is a seventh of its work."""
AHEAD = 32
"""So many articles a worker are under way at once."""

Result = tuple[Article, Reading | InputError]
Make = Callable[[], Extractor]
Read = Callable[[Article], Reading | InputError]

_extractor: Extractor | None = None


def read_all(articles: Iterable[Article], make: Make, workers: int | None = None) -> Iterator[Result]:
    """Read each article with an extractor as `make` makes them, `workers` at once, by default one a core.

    `make` can be pickled. Results come in the order of the articles. An article at which the extractor fails gives an
    InputError; raises InputError where the extractor can read nothing at all.
    """
    workers = workers if workers is not None else _cores()
    extractor = make()
    threads = min(workers, MOST_THREADS) if extractor.frees_lock else 1
    rest = iter(articles)
    first = list(islice(rest, FEW_ARTICLES + 1)) if workers > threads else []
    if len(first) > FEW_ARTICLES:
        pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_start, initargs=(make,))
        yield from _in_order(pool, _read_in_worker, chain(first, rest), workers * AHEAD)
    elif threads > 1:
        crew = ThreadPoolExecutor(threads)
        yield from _in_order(crew, partial(_read, extractor), chain(first, rest), threads * AHEAD)
    else:
        yield from ((article, _read(extractor, article)) for article in chain(first, rest))


def _in_order(pool: Executor, read: Read, articles: Iterable[Article], ahead: int) -> Iterator[Result]:
    under_way: deque[tuple[Article, Future[Reading | InputError]]] = deque()
    with pool:
        try:
            for article in articles:
                under_way.append((article, pool.submit(read, article)))
                if len(under_way) >= ahead:
                    done, result = under_way.popleft()
                    yield done, result.result()
            for done, result in under_way:
                yield done, result.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _start(make: Make) -> None:
    global _extractor
    # Whoever stops the load stops its parent, which lets the workers go; if it is killed, they go by themselves.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _extractor = make()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read_in_worker(article: Article) -> Reading | InputError:
    if _extractor is None:
        raise RuntimeError("a worker reads before it was started")
    return _read(_extractor, article)


def _read(extractor: Extractor, article: Article) -> Reading | InputError:
    """Read one article; a fault of the extractor costs this article, not the load."""
    try:
        return with_bare_names(checked(article, extractor.read(article)))
    except InputError:
        raise  # it can read nothing at all
    except Exception as fault:
        where = article.sources[0] if article.sources else article.title
        error = InputError(where, f"the extractor {extractor.name!r} failed: {type(fault).__name__}: {fault}")
        error.__cause__ = fault
        return error


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
