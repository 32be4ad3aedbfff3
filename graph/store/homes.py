"""Who is who as a store keeps it: local entities, the canonical ones that they live in, and moves between these.

The Cypher is of the kind of `disputes.graph.store.ledger`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from disputes.graph.store import ledger
from disputes.graph.store.protocol import Row, Transaction
from disputes.graph.vocabulary import MENTIONS, EdgeType, NodeType

_SIGNATURE = f"""
m.type AS type, m.name AS name, m.aliases AS aliases, m.state AS state, m.bare AS bare,
CASE WHEN m.type = '{NodeType.TALKS}' THEN a.date END AS date
"""
_READ_CANDIDATES = f"""
UNWIND $blocks AS block
MATCH (e:Entity {{block: block}})
MATCH (a:Article)-[m:{MENTIONS}]->(e)
WHERE m.first
WITH block, e.id AS home, m.local AS one_local, {_SIGNATURE}
RETURN block, home, type, name, aliases, state, bare, date, min(one_local) AS local, count(one_local) AS votes
"""
_READ_LOCALS = f"""
UNWIND $homes AS home
MATCH (e:Entity {{id: home}})
MATCH (a:Article)-[m:{MENTIONS}]->(e)
WHERE m.first
RETURN home, m.local AS local, {_SIGNATURE}
"""
_READ_BLOCK_ENTITIES = "UNWIND $blocks AS block MATCH (e:Entity {block: block}) RETURN e.id AS id"
_READ_NAMES = f"""
UNWIND $ids AS id
MATCH (a:Article)-[m:{MENTIONS}]->(e:Entity {{id: id}})
WHERE m.first
RETURN id, m.name AS name, m.aliases AS aliases
"""
_READ_MOVED_OUT = """
UNWIND $ids AS id
MATCH (a:Entity {id: id})-[r]->(b:Entity)
WHERE r.source_local IN $moved
RETURN type(r) AS type, properties(r) AS assertion, a.id AS source, b.id AS target
"""
_READ_MOVED_IN = """
UNWIND $ids AS id
MATCH (a:Entity)-[r]->(b:Entity {id: id})
WHERE r.target_local IN $moved
RETURN type(r) AS type, properties(r) AS assertion, a.id AS source, b.id AS target
"""
_DROP_MENTIONS = f"UNWIND $ids AS id MATCH (a:Article {{id: id}})-[m:{MENTIONS}]->() WHERE m.local IN $moved DELETE m"
_SET_SPEAKERS = f"""
UNWIND $articles AS id
MATCH (a:Article {{id: id}})-[:{MENTIONS}]->(e:Entity)
WITH DISTINCT e
MATCH (e)-[r]->(:Entity)
WHERE r.speaker_local IN $moved
SET r.speaker_id = $homes[r.speaker_local]
"""


def candidate_rows(tx: Transaction, blocks: Iterable[str]) -> list[Row]:
    """Give the local entities in `blocks`, those that look alike in one row.

    A row has the fields of a local entity, with the first key of those it stands for as ``local``, and ``block``,
    ``date`` (of talks alone), ``home`` (the entity's id) and ``votes`` (how many there are).
    """
    wanted = sorted(blocks)
    return tx.run(_READ_CANDIDATES, blocks=wanted) if wanted else []


def locals_like(tx: Transaction, rows: Iterable[Row]) -> list[tuple[str, Row]]:
    """Give the key of each local entity that rows of `candidate_rows` stand for, with its row."""
    wanted = {_signature(row): row for row in rows}
    if not wanted:
        return []
    found = tx.run(_READ_LOCALS, homes=sorted({row["home"] for row in wanted.values()}))
    return [(one["local"], wanted[_signature(one)]) for one in found if _signature(one) in wanted]


def block_entities(tx: Transaction, blocks: Iterable[str]) -> set[str]:
    """Give the ids of the entities decided in `blocks`."""
    wanted = sorted(blocks)
    return {row["id"] for row in tx.run(_READ_BLOCK_ENTITIES, blocks=wanted)} if wanted else set()


def names(tx: Transaction, ids: Iterable[str]) -> dict[str, set[str]]:
    """Give the names that articles use for each of the entities; one that no article mentions is left out."""
    found: dict[str, set[str]] = defaultdict(set)
    wanted = sorted(set(ids))
    for row in tx.run(_READ_NAMES, ids=wanted) if wanted else ():
        found[row["id"]].update([row["name"], *(row["aliases"] or ())])
    return dict(found)


def move(tx: Transaction, homes: Mapping[str, tuple[str, str]]) -> None:
    """Move the mentions and edges of local entities from one canonical entity to another.

    `homes` gives for each key of a local entity the old and the new entity's id. Both entities must be there.
    """
    if not homes:
        return
    moved, olds = sorted(homes), sorted({old for old, _ in homes.values()})
    new = {local: home for local, (_, home) in homes.items()}
    articles = sorted({_article_of(local) for local in moved})
    _move_mentions(tx, articles, new)
    edges = {
        row["assertion"]["id"]: row
        for statement in (_READ_MOVED_OUT, _READ_MOVED_IN)
        for row in tx.run(statement, ids=olds, moved=moved)
    }
    ledger.drop_edges(tx, edges.values())
    ledger.add_edges(tx, (_rehomed(row, new) for row in edges.values()))
    tx.run(_SET_SPEAKERS, articles=articles, moved=moved, homes=new)


def _move_mentions(tx: Transaction, articles: list[str], new: Mapping[str, str]) -> None:
    rows = [row["mention"] for row in ledger.mention_rows(tx, articles)]
    tx.run(_DROP_MENTIONS, ids=articles, moved=sorted(new))
    ledger.add_mentions(tx, ((new[row["local"]], row) for row in rows if row["local"] in new))


def _rehomed(row: Row, new: Mapping[str, str]) -> ledger.Edge:
    # Within a transaction kglite counts the type among the properties.
    properties = {key: value for key, value in row["assertion"].items() if key != "type"}
    source = new.get(properties["source_local"], row["source"])
    target = new.get(properties["target_local"], row["target"])
    return source, target, EdgeType(row["type"]), properties


def _signature(row: Row) -> tuple[Any, ...]:
    aliases = tuple(row["aliases"] or ())
    return row["home"], row["type"], row["name"], aliases, row["state"], row["bare"], row["date"]


def _article_of(local: str) -> str:
    return local.partition(":")[0]
