"""Who is who is decided anew where articles come or go, and what they give is written to its homes.

The canonical entities are a function of the set of local entities: only the blocks that an article touches can change,
and each of these is resolved as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from disputes.graph.model import Article, Entity, Reading
from disputes.graph.resolution.blocks import Candidate, candidate
from disputes.graph.resolution.canonical import lone, resolve, united
from disputes.graph.store import homes, ledger
from disputes.graph.store.protocol import Row, Transaction
from disputes.graph.store.records import (
    Properties,
    article_properties,
    assertion_properties,
    local_from,
    mention_properties,
)

Read = tuple[Article, Reading]


def settle(tx: Transaction, gone: Sequence[str], arriving: Sequence[Read]) -> None:
    """Delete the articles in `gone`, write those that arrive with their readings, everybody to their home.

    No article that arrives may be in the store, unless it is in `gone`: its node stays, and is written anew. Entities
    that nobody mentions any more go.
    """
    candidates = {local.key: candidate(local, article.date) for article, read in arriving for local in read.entities}
    found = _settled(tx, gone, list(candidates.values()))
    ledger.drop_articles(tx, set(gone) - {article.id for article, _ in arriving})
    ledger.put_articles(tx, (article_properties(article, read.extractor, read.version) for article, read in arriving))
    ledger.add_mentions(tx, _mentions(arriving, candidates, found))
    ledger.add_edges(tx, _assertions(arriving, found))


def _mentions(
    arriving: Iterable[Read], candidates: Mapping[str, Candidate], found: Mapping[str, str]
) -> Iterator[tuple[str, Properties]]:
    for article, reading in arriving:
        for mention in reading.mentions:
            one = candidates[mention.local]
            yield found[mention.local], mention_properties(article.id, mention, one.local, one.block)


def _assertions(arriving: Iterable[Read], found: Mapping[str, str]) -> Iterator[ledger.Edge]:
    for article, reading in arriving:
        for one in reading.assertions:
            properties = assertion_properties(one, article.text, found.get(one.speaker_local or ""))
            yield found[one.source], found[one.target], one.type, properties


def _settled(tx: Transaction, gone: Sequence[str], arriving: Sequence[Candidate]) -> dict[str, str]:
    """Take articles out and decide anew in every block that is touched; give the home of each arriving local entity."""
    leaving = {row["home"] for row in ledger.mention_rows(tx, gone)}
    blocks = {one.block for one in arriving if one.block}
    blocks |= {entity.block for entity in ledger.entities(tx, leaving).values() if entity.block}
    before = homes.block_entities(tx, blocks) | leaving
    ledger.drop_readings(tx, gone)
    resolved = _resolved(tx, blocks, arriving)
    after = resolved.entities | _lone_entities(tx, arriving, leaving)
    held = ledger.entities(tx, after)
    ledger.put_entities(tx, (entity for ident, entity in after.items() if held.get(ident) != entity))
    homes.move(tx, resolved.moved)
    ledger.drop_entities(tx, before - after.keys())
    return resolved.homes | {one.local.key: lone(one).id for one in arriving if not one.block}


@dataclass(frozen=True, slots=True)
class _Resolved:
    """Blocks decided: the entities, the home of each local entity, and who moves from which entity to which."""

    entities: dict[str, Entity]
    homes: dict[str, str]
    moved: dict[str, tuple[str, str]]


def _resolved(tx: Transaction, blocks: Iterable[str], arriving: Sequence[Candidate]) -> _Resolved:
    rows = homes.candidate_rows(tx, blocks)
    members: dict[str | None, list[Candidate]] = {}
    for one in [*map(_stored_candidate, rows), *arriving]:
        members.setdefault(one.block, []).append(one)
    members.pop(None, None)
    found = [home for block in members.values() for home in resolve(block)]
    home_of = {one.local.key: entity.id for entity, cluster in found for one in cluster}
    leaving = [row for row in rows if home_of[row["local"]] != row["home"]]
    moved = {local: (row["home"], home_of[row["local"]]) for local, row in homes.locals_like(tx, leaving)}
    return _Resolved({entity.id: entity for entity, _ in found}, home_of, moved)


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
    still_said = homes.names(tx, leaving)
    for ident, held in ledger.entities(tx, {*found, *leaving}).items():
        if held.block is None and (ident in found or ident in still_said):
            names = still_said.get(ident, ()) if ident in leaving else held.aliases
            found[ident] = united(found.get(ident) or replace(held, aliases=()), names)
    return found
