"""Readings go into a store, and out of it again.

Whatever is registered, in whatever order and however often, the graph is a function of the set of articles, their
readings and the decisions on who is who. An article and all that it gives is one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from disputes.graph.contention import disputes
from disputes.graph.model import Article, Entity, Reading, distinct
from disputes.graph.resolution.blocks import Candidate, candidate
from disputes.graph.resolution.canonical import lone, resolve, united
from disputes.graph.store import ledger
from disputes.graph.store.protocol import Row, Store, Transaction
from disputes.graph.store.records import (
    article_from,
    article_properties,
    assertion_from,
    assertion_properties,
    local_from,
    mention_from,
    mention_properties,
)
from disputes.graph.vocabulary import EdgeType


class Outcome(StrEnum):
    """What registering an article did."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class _Replacement:
    """What goes for a new text: whole articles, and articles that lose a source."""

    gone: tuple[str, ...]
    kept: tuple[tuple[str, tuple[str, ...]], ...]


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

        def work(tx: Transaction) -> tuple[_Replacement, Article, Outcome]:
            self._catch_up(tx, article)
            replaced = self._replaced(article)
            return replaced, *_register(tx, article, reading, replaced)

        replaced, stored, outcome = self._store.write(work)
        for gone in replaced.gone:
            self._drop(gone)
        for ident, sources in replaced.kept:
            self._held[ident] = replace(self._held[ident], sources=sources)
        self._hold(
            ledger.Holding(
                stored.id,
                stored.title,
                stored.sources,
                reading.extractor,
                reading.version,
                stored.date,
                stored.publisher,
            )
        )
        return Outcome.CHANGED if outcome is Outcome.ADDED and replaced.gone else outcome

    def forget(self, articles: Iterable[str]) -> None:
        """Take articles out with all that only they support, in one transaction."""
        gone = tuple(articles)
        self._store.write(lambda tx: _forget(tx, gone))
        for ident in gone:
            self._drop(ident)

    def refresh_disputes(self) -> None:
        """Derive the disputes anew from the whole graph. Cost: one pass over its contention and ties."""
        self._store.write(lambda tx: ledger.replace_disputes(tx, disputes(tx)))

    def _catch_up(self, tx: Transaction, article: Article) -> None:
        """Learn who has the article's sources now, if somebody else has written."""
        is_gone = any(ledger.article_row(tx, ident) is None for ident in self._holders(article))
        if is_gone or ledger.article_count(tx) != len(self._held):
            for held in ledger.holders(tx, article.sources):
                self._hold(held)

    def _holders(self, article: Article) -> set[str]:
        """Give the other articles that were found where this one was."""
        return {self._by_source[source] for source in article.sources if source in self._by_source} - {article.id}

    def _replaced(self, article: Article) -> _Replacement:
        old = self._holders(article)
        left = {ident: tuple(s for s in self._held[ident].sources if s not in article.sources) for ident in old}
        return _Replacement(
            tuple(sorted(ident for ident, sources in left.items() if not sources)),
            tuple(sorted((ident, sources) for ident, sources in left.items() if sources)),
        )

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
    row = ledger.article_row(tx, article)
    if row is None:
        raise KeyError(article)
    mentions = ledger.mention_rows(tx, article)
    assertions = ledger.assertion_rows(tx, article, (one["home"] for one in mentions))
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


def _register(tx: Transaction, article: Article, reading: Reading, replaced: _Replacement) -> tuple[Article, Outcome]:
    for ident, sources in replaced.kept:
        ledger.set_sources(tx, ident, sources)
    row = ledger.article_row(tx, article.id)
    gone = replaced.gone
    if row is not None:
        held = article_from(row)
        article = _merged(held, article)
        is_same_reader = (row["extractor"], row["extractor_version"]) == (reading.extractor, reading.version)
        if is_same_reader and replace(article, sources=held.sources) == held:
            if article.sources != held.sources:
                ledger.set_sources(tx, article.id, article.sources)
            _forget(tx, gone)
            return article, Outcome.CHANGED if gone else Outcome.UNCHANGED
        gone = (*gone, article.id)
    _put(tx, article, reading, gone)
    return article, Outcome.ADDED if row is None else Outcome.CHANGED


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


def _forget(tx: Transaction, gone: Iterable[str]) -> None:
    gone = tuple(gone)
    if gone:
        _settle(tx, gone, ())


def _put(tx: Transaction, article: Article, reading: Reading, gone: Sequence[str]) -> None:
    candidates = [candidate(local, article.date) for local in reading.entities]
    homes = _settle(tx, gone, candidates)
    by_key = {one.local.key: one for one in candidates}
    ledger.put_article(tx, article_properties(article, reading.extractor, reading.version))
    ledger.put_mentions(
        tx,
        (
            (homes[mention.local], mention_properties(article.id, mention, one.local, one.block))
            for mention in reading.mentions
            for one in (by_key[mention.local],)
        ),
    )
    ledger.put_edges(
        tx,
        (
            (
                homes[found.source],
                homes[found.target],
                found.type,
                assertion_properties(found, article.text, homes.get(found.speaker_local or "")),
            )
            for found in reading.assertions
        ),
    )


def _settle(tx: Transaction, gone: Sequence[str], arriving: Sequence[Candidate]) -> dict[str, str]:
    """Decide anew who is who in every block that is touched; give the home of each arriving local entity.

    Articles in `gone` are deleted; entities that nobody mentions any more go.
    """
    leaving = {row["home"] for ident in gone for row in ledger.mention_rows(tx, ident)}
    blocks = {one.block for one in arriving if one.block}
    blocks |= {entity.block for entity in ledger.entities(tx, leaving).values() if entity.block}
    before = ledger.block_entities(tx, blocks) | leaving
    for ident in gone:
        ledger.drop_article(tx, ident)
    resolved = _resolved(tx, blocks, arriving)
    after = resolved.entities | _lone_entities(tx, arriving, leaving)
    held = ledger.entities(tx, after)
    ledger.put_entities(tx, (entity for ident, entity in after.items() if held.get(ident) != entity))
    ledger.move(tx, resolved.moved)
    ledger.drop_entities(tx, before - after.keys())
    return resolved.homes | {one.local.key: lone(one).id for one in arriving if not one.block}


@dataclass(frozen=True, slots=True)
class _Resolved:
    """Blocks decided: the entities, the home of each local entity, and who moves from which entity to which."""

    entities: dict[str, Entity]
    homes: dict[str, str]
    moved: dict[str, tuple[str, str]]


def _resolved(tx: Transaction, blocks: Iterable[str], arriving: Sequence[Candidate]) -> _Resolved:
    rows = ledger.candidate_rows(tx, blocks)
    members: dict[str | None, list[Candidate]] = {}
    for one in [*map(_stored_candidate, rows), *arriving]:
        members.setdefault(one.block, []).append(one)
    members.pop(None, None)
    found = [home for block in members.values() for home in resolve(block)]
    homes = {one.local.key: entity.id for entity, cluster in found for one in cluster}
    leaving = [row for row in rows if homes[row["local"]] != row["home"]]
    moved = {local: (row["home"], homes[row["local"]]) for local, row in ledger.locals_like(tx, leaving)}
    return _Resolved({entity.id: entity for entity, _ in found}, homes, moved)


def _stored_candidate(row: Row) -> Candidate:
    return Candidate(local_from({**row, "distinct": True}), row["block"], row["date"], row["votes"])


def _lone_entities(tx: Transaction, arriving: Iterable[Candidate], leaving: set[str]) -> dict[str, Entity]:
    """Give the entities outside blocks that come, or that lose an article and are still mentioned by others.

    Their names are those that the articles use: an entity that loses none only gains.
    """
    found: dict[str, Entity] = {}
    for one in arriving:
        if not one.block:
            entity = lone(one)
            found[entity.id] = united(found.get(entity.id, entity), entity.aliases)
    still_said = ledger.names(tx, leaving)
    for ident, held in ledger.entities(tx, {*found, *leaving}).items():
        if held.block is None and (ident in found or ident in still_said):
            names = still_said.get(ident, ()) if ident in leaving else held.aliases
            found[ident] = united(found.get(ident) or replace(held, aliases=()), names)
    return found
