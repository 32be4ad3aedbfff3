"""The way from files into a store: an ordered list of stages.

Each stage is a function from an iterable to an iterator, so that memory stays flat however many articles there are:
``articles -> those not yet held -> readings -> the store``.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from disputes.graph.errors import InputError, StoreError
from disputes.graph.model import Article, Reading
from disputes.graph.registry import Outcome, Registry
from disputes.graph.store.protocol import Store
from disputes.loaders.articles.sources import passed_over, read_articles
from disputes.loaders.extractors.choice import make_extractor
from disputes.loaders.extractors.protocol import Extractor
from disputes.loaders.workers import Result, read_all

Watcher = Callable[["LoadReport"], None]


@dataclass(slots=True)
class LoadReport:
    """What a load has done so far: articles by outcome, what they gave, what was left out and why.

    `passed_over` counts the files of other kinds in the folders, by ending.
    """

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    entities: Counter[str] = field(default_factory=Counter)
    assertions: Counter[str] = field(default_factory=Counter)
    skipped: list[InputError] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def articles(self) -> int:
        """How many articles were dealt with, those left out not counted."""
        return self.outcomes.total()


def load(
    paths: Iterable[str | Path],
    store: Store,
    *,
    extractor: str,
    reader: Path | None = None,
    min_confidence: float | None = None,
    workers: int | None = None,
    watch: Watcher | None = None,
) -> LoadReport:
    """Read the articles at `paths` into `store` and derive its disputes anew.

    `extractor`, `reader` and `min_confidence` choose who reads, see
    `disputes.loaders.extractors.choice.make_extractor`; an article that somebody else has read is read anew. `workers`
    is how many articles are read at once, by default one a core.
    `watch` is called after each article, once it is on disk. An article that cannot be read is listed in the report's
    `skipped`; all others are loaded. Ended midway, what was loaded stays, each article whole.
    """
    paths, make = list(paths), partial(make_extractor, extractor, reader, min_confidence)
    load_run = _Load(store, make(), watch)
    try:
        articles = load_run.unread(load_run.readable(read_articles(paths)))
        with closing(read_all(articles, make, workers)) as read:
            load_run.register(load_run.sound(read))
    except StoreError:
        raise  # the disputes are derived by the load that goes on: this store would only be waited for again
    except BaseException:
        load_run.finish()
        raise
    load_run.finish()
    load_run.report.passed_over = passed_over(paths)
    return load_run.report


class _Load:
    """One run of the stages over one store, with its report."""

    def __init__(self, store: Store, extractor: Extractor, watch: Watcher | None) -> None:
        self.report = LoadReport()
        self._reader = extractor.name, extractor.version
        self._registry = Registry(store)
        self._watch = watch or (lambda report: None)
        self._started = time.monotonic()

    def readable(self, found: Iterable[Article | InputError]) -> Iterator[Article]:
        """Pass articles on; note what gives none."""
        for one in found:
            if isinstance(one, Article):
                yield one
            else:
                self._skip(one)

    def unread(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Pass on the articles that the store does not hold as this extractor reads them."""
        for article in articles:
            if self._registry.has(article, *self._reader):
                self._done(Outcome.UNCHANGED)
            else:
                yield article

    def sound(self, results: Iterable[Result]) -> Iterator[tuple[Article, Reading]]:
        """Pass readings on; note where there is none."""
        for article, reading in results:
            if isinstance(reading, InputError):
                self._skip(reading)
            else:
                yield article, reading

    def register(self, read: Iterable[tuple[Article, Reading]]) -> None:
        """Store readings and count what they gave."""
        for reading, outcome in self._registry.register_all(read):
            if outcome is not Outcome.UNCHANGED:
                self.report.entities.update(str(local.type) for local in reading.entities)
                self.report.assertions.update(str(found.type) for found in reading.assertions)
            self._done(outcome)

    def finish(self) -> None:
        """Derive the disputes, stop the clock."""
        self._registry.refresh_disputes()
        self.report.seconds = time.monotonic() - self._started

    def _skip(self, error: InputError) -> None:
        self.report.skipped.append(error)
        self._watch(self.report)

    def _done(self, outcome: Outcome) -> None:
        self.report.outcomes[outcome] += 1
        self.report.seconds = time.monotonic() - self._started
        self._watch(self.report)
