"""Articles read in worker processes, in order, with few of them in memory at once."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context, parent_process

from disputes.graph.errors import InputError
from disputes.graph.model import Article, Reading
from disputes.loaders.bare_names import with_bare_names
from disputes.loaders.checks import checked
from disputes.loaders.extractors.choice import make_extractor
from disputes.loaders.extractors.protocol import Extractor

FEW_ARTICLES = 48
"""Fewer are read before the worker processes would have started."""
AHEAD = 8
"""So many articles a worker are under way at once."""

Result = tuple[Article, Reading | InputError]

_extractor: Extractor | None = None


def read_all(articles: Iterable[Article], extractor: str, workers: int | None = None) -> Iterator[Result]:
    """Read each article with the extractor of that name, in as many processes as there are cores.

    Results come in the order of the articles. An article at which the extractor fails gives an InputError.
    """
    workers = workers if workers is not None else _cores()
    rest = iter(articles)
    first = list(islice(rest, FEW_ARTICLES + 1)) if workers > 1 else []
    if len(first) <= FEW_ARTICLES:
        reader = make_extractor(extractor)
        yield from ((article, _read(article, reader)) for article in chain(first, rest))
        return
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_start, initargs=(extractor,))
    with pool:
        yield from _in_order(pool, chain(first, rest), workers * AHEAD)


def _in_order(pool: ProcessPoolExecutor, articles: Iterable[Article], ahead: int) -> Iterator[Result]:
    under_way: deque[tuple[Article, Future[Reading | InputError]]] = deque()
    try:
        for article in articles:
            under_way.append((article, pool.submit(_read_in_worker, article)))
            if len(under_way) >= ahead:
                done, result = under_way.popleft()
                yield done, result.result()
        for done, result in under_way:
            yield done, result.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _start(extractor: str) -> None:
    global _extractor
    # Whoever stops the load stops its parent, which lets the workers go; if it is killed, they go by themselves.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _extractor = make_extractor(extractor)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read_in_worker(article: Article) -> Reading | InputError:
    if _extractor is None:
        raise RuntimeError("a worker reads before it was started")
    return _read(article, _extractor)


def _read(article: Article, extractor: Extractor) -> Reading | InputError:
    """Read one article; a fault of the extractor costs this article, not the load."""
    try:
        return with_bare_names(checked(article, extractor.read(article)))
    except Exception as fault:
        where = article.sources[0] if article.sources else article.title
        error = InputError(where, f"the extractor {extractor.name!r} failed: {type(fault).__name__}: {fault}")
        error.__cause__ = fault
        return error


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
