"""The way from files into a store: an ordered list of stages.

Each stage is a function from an iterable to an iterator, so that memory stays flat however many articles there are:
``articles -> those not yet held -> readings -> the store``.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from disputes.graph.errors import InputError
from disputes.graph.model import Article, Reading
from disputes.graph.registry import Outcome, Registry
from disputes.graph.store.protocol import Store
from disputes.loaders.articles.sources import read_articles
from disputes.loaders.extractors.choice import make_extractor
from disputes.loaders.workers import read_all

Watcher = Callable[["LoadReport"], None]


@dataclass(slots=True)
class LoadReport:
    """What a load has done so far: articles by outcome, what they gave, what was left out and why."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    entities: Counter[str] = field(default_factory=Counter)
    assertions: Counter[str] = field(default_factory=Counter)
    skipped: list[InputError] = field(default_factory=list)
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
    workers: int | None = None,
    watch: Watcher | None = None,
) -> LoadReport:
    """Read the articles at `paths` into `store` and derive its disputes anew.

    `watch` is called after each article. An article that cannot be read is listed in the report's `skipped`; all
    others are loaded. Ended midway, what was loaded stays, each article whole.
    """
    load_run = _Load(store, extractor, watch)
    try:
        articles = load_run.unread(load_run.readable(read_articles(paths)))
        for article, reading in read_all(articles, extractor, workers):
            load_run.register(article, reading)
    finally:
        load_run.finish()
    return load_run.report


class _Load:
    """One run of the stages over one store, with its report."""

    def __init__(self, store: Store, extractor: str, watch: Watcher | None) -> None:
        reader = make_extractor(extractor)
        self.report = LoadReport()
        self._reader = reader.name, reader.version
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

    def register(self, article: Article, reading: Reading | InputError) -> None:
        """Store a reading and count what it gave."""
        if isinstance(reading, InputError):
            self._skip(reading)
            return
        outcome = self._registry.register(article, reading)
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
