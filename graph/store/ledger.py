"""The Cypher that the product keeps: what is written to a store, and what is read back to write it.

Every text here runs unchanged on every store. Values are parameters; labels and types, which can't be, come from the
enums of the vocabulary. Writes are batched and merge on ids, so that what runs twice changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from disputes.graph.model import Dispute, Entity, hashed
from disputes.graph.store.protocol import Row, Transaction
from disputes.graph.store.records import Properties, dispute_properties, entity_from, entity_properties
from disputes.graph.vocabulary import MENTIONS, OVER, EdgeType, NodeType

_PUT_ARTICLE = "MERGE (a:Article {id: $id}) SET a += $properties"
_PUT_ENTITIES = "UNWIND $rows AS row MERGE (e:Entity {{id: row.id}}) SET e:{label} SET e += row.properties"
_PUT_MENTIONS = f"""
UNWIND $rows AS row
MATCH (a:Article {{id: row.source}})
MATCH (e:Entity {{id: row.target}})
MERGE (a)-[m:{MENTIONS} {{id: row.id}}]->(e)
SET m += row.properties
"""
_PUT_EDGES = """
UNWIND $rows AS row
MATCH (a:Entity {{id: row.source}})
MATCH (b:Entity {{id: row.target}})
MERGE (a)-[r:{type} {{id: row.id}}]->(b)
SET r += row.properties
"""
_HOLDING = """
RETURN a.id AS id, a.title AS title, a.date AS date, a.publisher AS publisher, a.sources AS sources,
       a.extractor AS extractor, a.extractor_version AS version
ORDER BY id
"""
_READ_ARTICLES = f"MATCH (a:Article) {_HOLDING}"
_READ_HOLDERS = f"MATCH (a:Article) WHERE any(source IN a.sources WHERE source IN $sources) {_HOLDING}"
_COUNT_ARTICLES = "MATCH (a:Article) RETURN count(a) AS articles"
_READ_ARTICLE = "MATCH (a:Article {id: $id}) RETURN a AS node"
_READ_MENTIONS = f"""
MATCH (a:Article {{id: $id}})-[m:{MENTIONS}]->(e:Entity)
RETURN properties(m) AS mention, e.id AS home
"""
_READ_ASSERTIONS = """
UNWIND $ids AS id
MATCH (a:Entity {id: id})-[r]->(b:Entity)
WHERE r.article = $article
RETURN type(r) AS type, properties(r) AS assertion, a.id AS source, b.id AS target
"""
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
_READ_ENTITIES = """
UNWIND $ids AS id
MATCH (e:Entity {id: id})
RETURN e AS node
"""
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
_DROP_EDGES = "UNWIND $rows AS row MATCH (a:Entity {{id: row.source}})-[r:{type}]->() WHERE r.id = row.id DELETE r"
_DROP_MENTIONS = f"UNWIND $ids AS id MATCH (a:Article {{id: id}})-[m:{MENTIONS}]->() WHERE m.local IN $moved DELETE m"
_SET_SPEAKERS = f"""
UNWIND $rows AS row
MATCH (a:Article {{id: row.article}})-[:{MENTIONS}]->(e:Entity)
MATCH (e)-[r]->(:Entity)
WHERE r.speaker_local = row.local
SET r.speaker_id = row.home
"""
_SET_SOURCES = "MATCH (a:Article {id: $id}) SET a.sources = $sources"
_DROP_ARTICLE = "MATCH (a:Article {id: $id}) DETACH DELETE a"
_DROP_ENTITIES = "UNWIND $ids AS id MATCH (e:Entity {id: id}) DETACH DELETE e"
_READ_DISPUTES = "MATCH (d:Dispute) RETURN d AS node"
_READ_DISPUTE_EDGES = f"""
MATCH (d:Dispute)-[r:{EdgeType.PARTY_TO}|{OVER}]-(e:Entity)
RETURN d.id AS dispute, r.id AS edge
"""

Edge = tuple[str, str, str, Properties]
"""The id of the source, the id of the target, the type, the properties (``id`` among them)."""


@dataclass(frozen=True, slots=True)
class Holding:
    """An article as the catalogue lists it."""

    id: str
    title: str
    sources: tuple[str, ...]
    extractor: str
    version: str
    date: str | None = None
    publisher: str | None = None


def holdings(tx: Transaction) -> list[Holding]:
    """List the articles that the store holds, ordered by id."""
    return [_holding(row) for row in tx.run(_READ_ARTICLES)]


def holders(tx: Transaction, sources: Iterable[str]) -> list[Holding]:
    """List the articles that were found at one of the sources, ordered by id. Cost: a look at every article."""
    return [_holding(row) for row in tx.run(_READ_HOLDERS, sources=sorted(sources))]


def article_count(tx: Transaction) -> int:
    """Give how many articles the store holds."""
    [row] = tx.run(_COUNT_ARTICLES)
    return int(row["articles"])


def _holding(row: Row) -> Holding:
    return Holding(**{**row, "sources": tuple(row["sources"] or ())})


def article_row(tx: Transaction, article: str) -> Row | None:
    """Give the properties of an article's node, None where the store has no such article."""
    return next((row["node"]["properties"] for row in tx.run(_READ_ARTICLE, id=article)), None)


def mention_rows(tx: Transaction, article: str) -> list[Row]:
    """Give each mention of an article as ``mention`` (its properties) and ``home`` (the entity's id)."""
    return tx.run(_READ_MENTIONS, id=article)


def assertion_rows(tx: Transaction, article: str, homes: Iterable[str]) -> list[Row]:
    """Give each assertion of an article as ``type``, ``assertion``, ``source``, ``target``.

    `homes` are the entities that the article mentions. Cost: the edges of those entities.
    """
    return tx.run(_READ_ASSERTIONS, article=article, ids=sorted(set(homes)))


def candidate_rows(tx: Transaction, blocks: Iterable[str]) -> list[Row]:
    """Give the local entities in `blocks`, those that look alike in one row.

    A row has the fields of a local entity, with the first key of those it stands for as ``local``, and ``block``,
    ``date`` (of talks alone), ``home`` (the entity's id) and ``votes`` (how many there are).
    """
    return tx.run(_READ_CANDIDATES, blocks=sorted(blocks))


def locals_like(tx: Transaction, rows: Iterable[Row]) -> list[tuple[str, Row]]:
    """Give the key of each local entity that rows of `candidate_rows` stand for, with its row."""
    wanted = {_signature(row): row for row in rows}
    if not wanted:
        return []
    found = tx.run(_READ_LOCALS, homes=sorted({row["home"] for row in wanted.values()}))
    return [(one["local"], wanted[_signature(one)]) for one in found if _signature(one) in wanted]


def _signature(row: Row) -> tuple[Any, ...]:
    aliases = tuple(row["aliases"] or ())
    return row["home"], row["type"], row["name"], aliases, row["state"], row["bare"], row["date"]


def block_entities(tx: Transaction, blocks: Iterable[str]) -> set[str]:
    """Give the ids of the entities decided in `blocks`."""
    return {row["id"] for row in tx.run(_READ_BLOCK_ENTITIES, blocks=sorted(blocks))}


def entities(tx: Transaction, ids: Iterable[str]) -> dict[str, Entity]:
    """Give those of the entities that are there, by id."""
    nodes = [row["node"] for row in tx.run(_READ_ENTITIES, ids=sorted(set(ids)))]
    found = [entity_from(_kind(node["labels"]), node["properties"]) for node in nodes]
    return {entity.id: entity for entity in found}


def names(tx: Transaction, ids: Iterable[str]) -> dict[str, set[str]]:
    """Give the names that articles use for each of the entities; one that no article mentions is left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in tx.run(_READ_NAMES, ids=sorted(set(ids))):
        found[row["id"]].update([row["name"], *(row["aliases"] or ())])
    return dict(found)


def put_article(tx: Transaction, properties: Properties) -> None:
    """Write an article's node."""
    tx.run(_PUT_ARTICLE, id=properties["id"], properties=properties)


def put_entities(tx: Transaction, found: Iterable[Entity]) -> None:
    """Write entities' nodes, each with its kind as the second label."""
    by_kind: dict[NodeType, list[Row]] = defaultdict(list)
    for entity in found:
        by_kind[entity.type].append({"id": entity.id, "properties": entity_properties(entity)})
    for kind, rows in by_kind.items():
        tx.run(_PUT_ENTITIES.format(label=kind), rows=rows)


def put_mentions(tx: Transaction, rows: Iterable[tuple[str, Properties]]) -> None:
    """Write MENTIONS relationships: each the id of the entity and the properties."""
    found = [
        {"id": properties["id"], "source": properties["article"], "target": home, "properties": properties}
        for home, properties in rows
    ]
    if found:
        tx.run(_PUT_MENTIONS, rows=found)


def put_edges(tx: Transaction, edges: Iterable[Edge]) -> None:
    """Write relationships between entities, one statement a type."""
    by_type: dict[str, list[Row]] = defaultdict(list)
    for source, target, kind, properties in edges:
        row = {"id": properties["id"], "source": source, "target": target, "properties": properties}
        by_type[kind].append(row)
    for kind, rows in by_type.items():
        tx.run(_PUT_EDGES.format(type=kind), rows=rows)


def drop_article(tx: Transaction, article: str) -> None:
    """Delete an article's node, mentions and assertions; the entities stay."""
    homes = {row["home"] for row in mention_rows(tx, article)}
    _drop_edges(tx, assertion_rows(tx, article, homes))
    tx.run(_DROP_ARTICLE, id=article)


def drop_entities(tx: Transaction, ids: Iterable[str]) -> None:
    """Delete entities' nodes and whatever hangs on them."""
    if gone := sorted(set(ids)):
        tx.run(_DROP_ENTITIES, ids=gone)


def set_sources(tx: Transaction, article: str, sources: Sequence[str]) -> None:
    """Replace the list of where an article was found."""
    tx.run(_SET_SOURCES, id=article, sources=list(sources))


def move(tx: Transaction, homes: Mapping[str, tuple[str, str]]) -> None:
    """Move the mentions and edges of local entities from one canonical entity to another.

    `homes` gives for each key of a local entity the old and the new entity's id. Both entities must be there.
    """
    if not homes:
        return
    moved, olds = sorted(homes), sorted({old for old, _ in homes.values()})
    new = {local: home for local, (_, home) in homes.items()}
    _move_mentions(tx, moved, new)
    edges = {
        row["assertion"]["id"]: row
        for statement in (_READ_MOVED_OUT, _READ_MOVED_IN)
        for row in tx.run(statement, ids=olds, moved=moved)
    }
    _drop_edges(tx, list(edges.values()))
    put_edges(tx, (_rehomed(row, new) for row in edges.values()))
    speakers = [{"article": _article_of(local), "local": local, "home": home} for local, home in new.items()]
    tx.run(_SET_SPEAKERS, rows=speakers)


def replace_disputes(tx: Transaction, disputes: Iterable[Dispute]) -> None:
    """Make the store's disputes equal to `disputes`; those that stay as they are are not touched."""
    wanted = {dispute.id: dispute for dispute in disputes}
    nodes = [row["node"]["properties"] for row in tx.run(_READ_DISPUTES)]
    held = {properties["id"]: properties for properties in nodes}
    edges: dict[str, set[str]] = defaultdict(set)
    for row in tx.run(_READ_DISPUTE_EDGES):
        edges[row["dispute"]].add(row["edge"])
    same = {ident for ident in wanted if ident in held and _is_same(held[ident], edges[ident], wanted[ident])}
    drop_entities(tx, held.keys() - same)
    fresh = [dispute for ident, dispute in wanted.items() if ident not in same]
    if fresh:
        rows = [{"id": dispute.id, "properties": dispute_properties(dispute)} for dispute in fresh]
        tx.run(_PUT_ENTITIES.format(label=NodeType.DISPUTE), rows=rows)
        put_edges(tx, (edge for dispute in fresh for edge in _dispute_edges(dispute)))


def _is_same(properties: Mapping[str, Any], edges: set[str], dispute: Dispute) -> bool:
    wanted = dispute_properties(dispute)
    return all(properties.get(key) == wanted[key] for key in wanted) and edges == {
        properties["id"] for _, _, _, properties in _dispute_edges(dispute)
    }


def _dispute_edges(dispute: Dispute) -> list[Edge]:
    parties = [(party, dispute.id, str(EdgeType.PARTY_TO)) for party in dispute.parties]
    stakes = [(dispute.id, stake, OVER) for stake in dispute.stakes]
    return [(source, target, kind, {"id": hashed(source, kind, target)}) for source, target, kind in parties + stakes]


def _move_mentions(tx: Transaction, moved: Sequence[str], new: Mapping[str, str]) -> None:
    articles = sorted({_article_of(local) for local in moved})
    rows = [row["mention"] for article in articles for row in mention_rows(tx, article)]
    tx.run(_DROP_MENTIONS, ids=articles, moved=list(moved))
    put_mentions(tx, ((new[row["local"]], row) for row in rows if row["local"] in new))


def _rehomed(row: Row, new: Mapping[str, str]) -> Edge:
    # Within a transaction kglite counts the type among the properties.
    properties = {key: value for key, value in row["assertion"].items() if key != "type"}
    source = new.get(properties["source_local"], row["source"])
    target = new.get(properties["target_local"], row["target"])
    return source, target, EdgeType(row["type"]), properties


def _drop_edges(tx: Transaction, rows: Sequence[Row]) -> None:
    by_type: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_type[EdgeType(row["type"])].append({"source": row["source"], "id": row["assertion"]["id"]})
    for kind, found in by_type.items():
        tx.run(_DROP_EDGES.format(type=kind), rows=found)


def _article_of(local: str) -> str:
    return local.partition(":")[0]


def _kind(labels: Iterable[str]) -> NodeType:
    return next(NodeType(label) for label in labels if label in set(NodeType))
