"""Readings go into a store, and out of it again.

Whatever is registered, in whatever order and however often, the graph is a function of the set of articles, their
readings and the decisions on who is who. An article and all that it gives is in one transaction, with other articles
or alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from disputes.graph.batches import batched
from disputes.graph.contention import disputes
from disputes.graph.model import Article, Reading, distinct
from disputes.graph.settlement import Read, settle
from disputes.graph.store import ledger
from disputes.graph.store.disputes import replace_disputes
from disputes.graph.store.protocol import Row, Store, Transaction
from disputes.graph.store.records import article_from, assertion_from, local_from, mention_from
from disputes.graph.vocabulary import EdgeType

BATCH_ARTICLES = 64
"""So many articles are written in one transaction; to a server it costs some twenty round trips for one as for all."""
BATCH_SECONDS = 1.0
"""So long an article waits for others to be written with it."""


class Outcome(StrEnum):
    """What registering an article did."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class _Change:
    """What registering an article does: how it is held from then on, and what happens to it and others.

    `gone` are the articles that are deleted, the same one among them where it is read anew; `sources` is where articles
    that stay were found, as it now is. An article that `is_written` is not in the store, or no longer.
    """

    outcome: Outcome
    article: Article
    reading: Reading
    gone: tuple[str, ...]
    sources: tuple[tuple[str, tuple[str, ...]], ...]
    is_written: bool = True

    @property
    def holding(self) -> ledger.Holding:
        """The article as the catalogue lists it afterwards."""
        one, read = self.article, self.reading
        return ledger.Holding(one.id, one.title, one.sources, read.extractor, read.version, one.date, one.publisher)


class Registry:
    """The articles of a store, known by id and by source while it is open.

    It reads the list of articles once (some 200 bytes an article) and keeps it up to date with what it writes itself.
    Where others write to the store meanwhile, it asks the store about an article's sources.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: dict[str, ledger.Holding] = {}
        self._by_source: dict[str, str] = {}
        for held in store.read(ledger.holdings):
            self._hold(held)

    def has(self, article: Article, extractor: str, version: str) -> bool:
        """Whether the store holds all of `article` as this version of the extractor reads it: nothing is to be done."""
        held = self._held.get(article.id)
        if held is None or (held.extractor, held.version) != (extractor, version):
            return False
        if set(article.sources) < set(held.sources):
            return True
        is_same = (held.title, held.date, held.publisher) == (article.title, article.date, article.publisher)
        return is_same and set(article.sources) == set(held.sources)

    def register(self, article: Article, reading: Reading) -> Outcome:
        """Write an article with its reading, in one transaction.

        The same text from another source adds the source. A source that now gives another text has changed: what only
        its old text gave goes in the same transaction.
        """
        [(_, outcome)] = self.register_all([(article, reading)])
        return outcome

    def register_all(self, read: Iterable[Read]) -> Iterator[tuple[Reading, Outcome]]:
        """Write articles like `register`, many in one transaction.

        Gives each reading with what it did, in their order, once it is on disk. They are taken from `read` and written
        as the caller asks for more.
        """
        for batch in batched(read, BATCH_ARTICLES, BATCH_SECONDS):
            while batch:
                changes = self._store.write(partial(self._write, read=batch))
                for change in changes:
                    self._learn(change)
                yield from ((change.reading, change.outcome) for change in changes)
                batch = batch[len(changes) :]

    def forget(self, articles: Iterable[str]) -> None:
        """Take articles out with all that only they support, in one transaction."""
        gone = tuple(articles)
        self._store.write(lambda tx: settle(tx, gone, ()))
        for ident in gone:
            self._drop(ident)

    def refresh_disputes(self) -> None:
        """Derive the disputes anew from the whole graph. Cost: one pass over its contention and ties."""
        self._store.write(lambda tx: replace_disputes(tx, disputes(tx)))

    def _write(self, tx: Transaction, read: Sequence[Read]) -> list[_Change]:
        """Write the first of the articles, as far as no article has to do with one before it."""
        rows = self._catch_up(tx, [article for article, _ in read])
        changes = [self._change(*one, rows.get(one[0].id)) for one in self._apart(read)]
        gone = [ident for change in changes for ident in change.gone]
        ledger.set_sources(tx, (one for change in changes for one in change.sources))
        settle(tx, gone, [(one.article, one.reading) for one in changes if one.is_written])
        return changes

    def _catch_up(self, tx: Transaction, articles: Sequence[Article]) -> dict[str, Row]:
        """Give what the store has of the articles; learn who has their sources now, if somebody else has written."""
        holders = {ident for article in articles for ident in self._holders(article)}
        rows = ledger.article_rows(tx, holders.union(article.id for article in articles))
        if not holders <= rows.keys() or ledger.article_count(tx) != len(self._held):
            for ident in holders - rows.keys():
                self._drop(ident)
            for held in ledger.holders(tx, {source for article in articles for source in article.sources}):
                self._hold(held)
        return rows

    def _apart(self, read: Sequence[Read]) -> Sequence[Read]:
        """Give the first articles, up to one that shares its text, a source or what it replaces with one before it."""
        seen: set[str] = set()
        for number, (article, _) in enumerate(read):
            touched = {article.id, *article.sources, *self._holders(article)}
            if not touched.isdisjoint(seen):
                return read[:number]
            seen |= touched
        return read

    def _change(self, article: Article, reading: Reading, row: Row | None) -> _Change:
        """Decide what registering an article does; `row` is what the store has of it."""
        gone, sources = self._replaced(article)
        if row is None:
            return _Change(Outcome.CHANGED if gone else Outcome.ADDED, article, reading, gone, sources)
        held = article_from(row)
        article = _merged(held, article)
        is_same_reader = (row["extractor"], row["extractor_version"]) == (reading.extractor, reading.version)
        if is_same_reader and replace(article, sources=held.sources) == held:
            if article.sources != held.sources:
                sources = (*sources, (article.id, article.sources))
            outcome = Outcome.CHANGED if gone else Outcome.UNCHANGED
            return _Change(outcome, article, reading, gone, sources, is_written=False)
        return _Change(Outcome.CHANGED, article, reading, (*gone, article.id), sources)

    def _holders(self, article: Article) -> set[str]:
        """Give the other articles that were found where this one was."""
        return {self._by_source[source] for source in article.sources if source in self._by_source} - {article.id}

    def _replaced(self, article: Article) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...]]:
        """Give the articles that go for this one, and those that stay but lose a source, with what is left of them."""
        old = sorted(self._holders(article))
        left = [(ident, tuple(s for s in self._held[ident].sources if s not in article.sources)) for ident in old]
        return tuple(ident for ident, sources in left if not sources), tuple(one for one in left if one[1])

    def _learn(self, change: _Change) -> None:
        for ident in change.gone:
            self._drop(ident)
        self._hold(change.holding)
        for ident, sources in change.sources:
            self._held[ident] = replace(self._held[ident], sources=sources)

    def _hold(self, held: ledger.Holding) -> None:
        self._held[held.id] = held
        self._by_source.update(dict.fromkeys(held.sources, held.id))

    def _drop(self, ident: str) -> None:
        held = self._held.pop(ident, None)
        for source in held.sources if held else ():
            if self._by_source.get(source) == ident:
                del self._by_source[source]


def readings(tx: Transaction, article: str) -> tuple[Article, Reading]:
    """Read an article and its reading back from a store. Raises KeyError where the store has no such article."""
    row = ledger.article_rows(tx, [article])[article]
    mentions = ledger.mention_rows(tx, [article])
    assertions = ledger.assertion_rows(tx, [article], (one["home"] for one in mentions))
    return article_from(row), reading_from(
        article,
        row["extractor"],
        row["extractor_version"],
        [one["mention"] for one in mentions],
        [(one["type"], one["assertion"]) for one in assertions],
    )


def reading_from(
    article: str, extractor: str, version: str, mentions: Sequence[Row], assertions: Sequence[tuple[str, Row]]
) -> Reading:
    """Rebuild a reading from the properties of its relationships."""
    ordered = sorted(mentions, key=lambda row: (row["start"], row["end"]))
    found = [assertion_from(EdgeType(kind), row) for kind, row in assertions]
    return Reading(
        article=article,
        extractor=extractor,
        version=version,
        entities=tuple(local_from(row) for row in ordered if row["first"]),
        mentions=tuple(mention_from(row) for row in ordered),
        assertions=tuple(sorted(found, key=lambda one: (one.trigger, one.id))),
    )


def _merged(held: Article, found: Article) -> Article:
    """Give the article as it is to be held: what its only source says now, else what is held, filled from the other."""
    if set(held.sources) <= set(found.sources):
        return replace(found, sources=distinct((*held.sources, *found.sources)))
    return replace(
        held,
        sources=distinct((*held.sources, *found.sources)),
        date=held.date or found.date,
        publisher=held.publisher or found.publisher,
        author=held.author or found.author,
        url=held.url or found.url,
        headline=found.headline,
        boilerplate=found.boilerplate,
    )
