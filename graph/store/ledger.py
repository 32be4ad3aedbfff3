"""The Cypher that writes articles, mentions, entities and edges to a store, and that reads back what was written.

Every text here runs unchanged on every store. Values are parameters; labels and types, which can't be, come from the
enums of the vocabulary. Writes are batched. What `put_` writes is merged on its id, so that what runs twice changes
nothing; what `add_` writes must not be there yet: between two actors with thousands of edges a merge looks at each of
them for each that comes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from disputes.graph.model import Entity
from disputes.graph.store.protocol import Row, Transaction
from disputes.graph.store.records import (
    ARTICLE_DETAILS,
    ENTITY_DETAILS,
    Properties,
    entity_from,
    entity_properties,
)
from disputes.graph.vocabulary import MENTIONS, OVER, EdgeType, NodeType

ARTICLE, ENTITY = "Article", "Entity"

_PUT_ARTICLES = "UNWIND $rows AS row MERGE (a:Article {id: row.id}) SET a += row.properties"
_PUT_ENTITIES = "UNWIND $rows AS row MERGE (e:Entity {{id: row.id}}) SET e:{label} SET e += row.properties"
_PUT_EDGES = """
UNWIND $rows AS row
MATCH (a:Entity {{id: row.source}})
MATCH (b:Entity {{id: row.target}})
MERGE (a)-[r:{type} {{id: row.id}}]->(b)
SET r += row.properties
"""
_ADD_EDGES = """
UNWIND $rows AS row
MATCH (a:Entity {{id: row.source}})
MATCH (b:Entity {{id: row.target}})
CREATE (a)-[r:{type}]->(b)
SET r = row.properties
"""
_ADD_MENTIONS = f"""
UNWIND $rows AS row
MATCH (a:Article {{id: row.source}})
MATCH (e:Entity {{id: row.target}})
CREATE (a)-[m:{MENTIONS}]->(e)
SET m = row.properties
"""
_HOLDING = """
RETURN a.id AS id, a.title AS title, a.date AS date, a.publisher AS publisher, a.sources AS sources,
       a.extractor AS extractor, a.extractor_version AS version
ORDER BY id
"""
_READ_HOLDINGS = f"MATCH (a:Article) {_HOLDING}"
_READ_HOLDERS = f"MATCH (a:Article) WHERE any(source IN a.sources WHERE source IN $sources) {_HOLDING}"
_COUNT_ARTICLES = "MATCH (a:Article) RETURN count(a) AS articles"
_READ_ARTICLES = "UNWIND $ids AS id MATCH (a:Article {id: id}) RETURN a AS node"
_READ_ENTITIES = "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e AS node"
_READ_MENTIONS = f"""
UNWIND $ids AS id
MATCH (a:Article {{id: id}})-[m:{MENTIONS}]->(e:Entity)
WHERE m.article = id
RETURN properties(m) AS mention, e.id AS home
"""
_READ_ASSERTIONS = """
UNWIND $homes AS home
MATCH (a:Entity {id: home})-[r]->(b:Entity)
WHERE r.article IN $articles
RETURN type(r) AS type, properties(r) AS assertion, a.id AS source, b.id AS target
"""
_SET_SOURCES = "UNWIND $rows AS row MATCH (a:Article {id: row.id}) SET a.sources = row.sources"
_DROP_EDGES = "UNWIND $sources AS id MATCH (a:Entity {{id: id}})-[r:{type}]->() WHERE r.id IN $ids DELETE r"
_DROP_MENTIONS = f"""
UNWIND $ids AS id
MATCH (a:Article {{id: id}})-[m:{MENTIONS}]->(:Entity)
WHERE m.article = id
DELETE m
"""
_DROP_TIES = f"""
UNWIND $ids AS id
MATCH (e:Entity {{id: id}})-[r:{EdgeType.PARTY_TO}|{OVER}]-(:Entity)
WHERE r.id IS NOT NULL AND r.article IS NULL
DELETE r
"""

_KINDS = frozenset(map(str, NodeType))

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
    return [_holding(row) for row in tx.run(_READ_HOLDINGS)]


def holders(tx: Transaction, sources: Iterable[str]) -> list[Holding]:
    """List the articles that were found at one of the sources, ordered by id. Cost: a look at every article."""
    return [_holding(row) for row in tx.run(_READ_HOLDERS, sources=sorted(sources))]


def article_count(tx: Transaction) -> int:
    """Give how many articles the store holds."""
    [row] = tx.run(_COUNT_ARTICLES)
    return int(row["articles"])


def article_rows(tx: Transaction, articles: Iterable[str]) -> dict[str, Row]:
    """Give the properties of those of the articles that are there, by id."""
    nodes = [row["node"]["properties"] for row in tx.run(_READ_ARTICLES, ids=sorted(articles))]
    return {properties["id"]: properties for properties in nodes}


def mention_rows(tx: Transaction, articles: Iterable[str]) -> list[Row]:
    """Give each mention of the articles as ``mention`` (its properties) and ``home`` (the entity's id)."""
    ids = sorted(articles)
    return tx.run(_READ_MENTIONS, ids=ids) if ids else []


def assertion_rows(tx: Transaction, articles: Iterable[str], homes: Iterable[str]) -> list[Row]:
    """Give each assertion of the articles as ``type``, ``assertion``, ``source``, ``target``.

    `homes` are the entities that the articles mention. Cost: the edges of those entities.
    """
    return tx.run(_READ_ASSERTIONS, articles=sorted(articles), homes=sorted(set(homes)))


def entities(tx: Transaction, ids: Iterable[str]) -> dict[str, Entity]:
    """Give those of the entities that are there, by id."""
    wanted = sorted(set(ids))
    nodes = [row["node"] for row in tx.run(_READ_ENTITIES, ids=wanted)] if wanted else []
    found = [entity_from(_kind(node["labels"]), node["properties"]) for node in nodes]
    return {entity.id: entity for entity in found}


def put_articles(tx: Transaction, rows: Iterable[Properties]) -> None:
    """Write articles' nodes."""
    if found := [{"id": properties["id"], "properties": properties} for properties in rows]:
        tx.run(_PUT_ARTICLES, rows=found)


def put_entities(tx: Transaction, found: Iterable[Entity]) -> None:
    """Write entities' nodes, each with its kind as the second label."""
    put_nodes(tx, ((entity.type, entity_properties(entity)) for entity in found))


def put_nodes(tx: Transaction, nodes: Iterable[tuple[NodeType, Properties]]) -> None:
    """Write the nodes of entities or disputes: each its kind and its properties."""
    by_kind: dict[NodeType, list[Row]] = defaultdict(list)
    for kind, properties in nodes:
        by_kind[kind].append({"id": properties["id"], "properties": properties})
    for kind, rows in by_kind.items():
        tx.run(_PUT_ENTITIES.format(label=kind), rows=rows)


def put_edges(tx: Transaction, edges: Iterable[Edge]) -> None:
    """Write relationships between entities, which may be there already; one statement a type."""
    _write_edges(tx, _PUT_EDGES, edges)


def add_edges(tx: Transaction, edges: Iterable[Edge]) -> None:
    """Write relationships between entities that are not there yet; one statement a type."""
    _write_edges(tx, _ADD_EDGES, edges)


def add_mentions(tx: Transaction, mentions: Iterable[tuple[str, Properties]]) -> None:
    """Write MENTIONS relationships that are not there yet: each the id of the entity and the properties."""
    rows = [_edge_row(properties["article"], home, properties) for home, properties in mentions]
    if rows:
        tx.run(_ADD_MENTIONS, rows=rows)


def set_sources(tx: Transaction, sources: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Replace the list of where an article was found, for each article by its id."""
    if rows := [{"id": article, "sources": list(found)} for article, found in sources]:
        tx.run(_SET_SOURCES, rows=rows)


def drop_readings(tx: Transaction, articles: Iterable[str]) -> None:
    """Delete articles' mentions and assertions; the articles and the entities stay."""
    if read := sorted(articles):
        homes = {row["home"] for row in mention_rows(tx, read)}
        drop_edges(tx, assertion_rows(tx, read, homes))
        tx.run(_DROP_MENTIONS, ids=read)


def drop_articles(tx: Transaction, articles: Iterable[str]) -> None:
    """Delete the nodes of articles without readings."""
    if gone := sorted(articles):
        tx.drop_nodes(ARTICLE, gone, ARTICLE_DETAILS)


def drop_entities(tx: Transaction, ids: Iterable[str]) -> None:
    """Delete the nodes of entities without mentions and assertions, or of disputes, with the ties between these."""
    if gone := sorted(set(ids)):
        tx.run(_DROP_TIES, ids=gone)
        tx.drop_nodes(ENTITY, gone, ENTITY_DETAILS)


def drop_edges(tx: Transaction, rows: Iterable[Row]) -> None:
    """Delete the edges of rows like those of `assertion_rows`. Cost: all edges of the entities that they start from."""
    by_type: dict[EdgeType, list[Row]] = defaultdict(list)
    for row in rows:
        by_type[EdgeType(row["type"])].append(row)
    for kind, found in by_type.items():
        sources, ids = {row["source"] for row in found}, {row["assertion"]["id"] for row in found}
        tx.run(_DROP_EDGES.format(type=kind), sources=sorted(sources), ids=sorted(ids))


def _write_edges(tx: Transaction, statement: str, edges: Iterable[Edge]) -> None:
    by_type: dict[str, list[Row]] = defaultdict(list)
    for source, target, kind, properties in edges:
        by_type[kind].append(_edge_row(source, target, properties))
    for kind, rows in by_type.items():
        tx.run(statement.format(type=kind), rows=rows)


def _edge_row(source: str, target: str, properties: Properties) -> Row:
    return {"id": properties["id"], "source": source, "target": target, "properties": properties}


def _holding(row: Row) -> Holding:
    return Holding(**{**row, "sources": tuple(row["sources"] or ())})


def _kind(labels: Iterable[str]) -> NodeType:
    return next(NodeType(label) for label in labels if label in _KINDS)
