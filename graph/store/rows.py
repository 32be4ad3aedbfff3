"""The graph as rows: what a store keeps of each node and relationship, read and written a batch at a time.

Memory stays flat however large the graph is: what is held of all of it at once is its ids. Rows are the same from every
store, so that what one gives can be written to another as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple, TypeVar

from disputes.graph.store import ledger
from disputes.graph.store.ledger import ARTICLE
from disputes.graph.store.protocol import Row, Transaction
from disputes.graph.vocabulary import MENTIONS, OVER, EdgeType, NodeType

T = TypeVar("T")
BATCH_ARTICLES = 500
BATCH_NODES = 2_000
BATCH_EDGES = 5_000

_ARTICLE_IDS = "MATCH (a:Article) RETURN a.id AS id ORDER BY id"
_ENTITY_IDS = "MATCH (e:Entity) RETURN e.id AS id ORDER BY id"
_UNMENTIONED = f"MATCH (e:Entity) WHERE NOT EXISTS {{ (:Article)-[:{MENTIONS}]->(e) }} RETURN e.id AS id ORDER BY id"
_DEGREES = """
MATCH (e:Entity)
OPTIONAL MATCH (e)-[r]->(:Entity)
RETURN e.id AS id, count(r) AS edges
ORDER BY id
"""
_ENTITIES = "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e AS node"
_LINK = "type(r) AS type, a.id AS source, b.id AS target, properties(r) AS properties"
_PARTIES = f"UNWIND $ids AS id MATCH (a:Entity)-[r:{EdgeType.PARTY_TO}]->(b:Dispute {{id: id}}) RETURN {_LINK}"
_STAKES = f"UNWIND $ids AS id MATCH (a:Dispute {{id: id}})-[r:{OVER}]->(b:Entity) RETURN {_LINK}"
_EDGES = f"""
UNWIND $ids AS id
MATCH (a:Entity {{id: id}})-[r]->(b:Entity)
WHERE r.id > $after
RETURN {_LINK}, r.id AS edge
ORDER BY edge
LIMIT $rows
"""
_KINDS = frozenset(map(str, NodeType))


class Node(NamedTuple):
    """An article, entity or dispute: `kind` is ``Article`` or one of the node types."""

    kind: str
    properties: Row


class Link(NamedTuple):
    """A mention, an assertion, or a tie of a dispute, from the id of one node to that of another."""

    type: str
    source: str
    target: str
    properties: Row


@dataclass(frozen=True, slots=True)
class Bundle:
    """Rows that belong together: articles with all that they give and the entities it joins, or disputes."""

    articles: tuple[Node, ...] = ()
    entities: tuple[Node, ...] = ()
    mentions: tuple[Link, ...] = ()
    assertions: tuple[Link, ...] = ()
    ties: tuple[Link, ...] = ()

    def rows(self) -> Iterator[Node | Link]:
        """Give them all."""
        yield from chain[Node | Link](self.articles, self.entities, self.mentions, self.assertions, self.ties)


def sliced(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Cut a sequence into pieces of at most `size`.

    >>> list(sliced("abcde", 2))
    ['ab', 'cd', 'e']
    """
    return (items[first : first + size] for first in range(0, len(items), size))


def article_ids(tx: Transaction) -> list[str]:
    """List the ids of all articles, in order."""
    return [row["id"] for row in tx.run(_ARTICLE_IDS)]


def entity_ids(tx: Transaction) -> list[str]:
    """List the ids of all entities and disputes, in order."""
    return [row["id"] for row in tx.run(_ENTITY_IDS)]


def unmentioned_ids(tx: Transaction) -> list[str]:
    """List the ids of what no article mentions, in order: the disputes, which are derived."""
    return [row["id"] for row in tx.run(_UNMENTIONED)]


def of_articles(tx: Transaction, ids: Sequence[str]) -> Bundle:
    """Read those of the articles that are there. Cost: a look at every edge of the entities that they mention."""
    mentions = _mentions(tx, ids)
    mentioned = {link.target for link in mentions}
    found = ledger.assertion_rows(tx, ids, mentioned)
    assertions = tuple(Link(row["type"], row["source"], row["target"], row["assertion"]) for row in found)
    ends = mentioned.union(link.target for link in assertions)
    return Bundle(_articles(tx, ids), _entities(tx, sorted(ends)), mentions, assertions)


def of_unmentioned(tx: Transaction, ids: Sequence[str]) -> Bundle:
    """Read disputes with their ties, or other nodes that no article mentions."""
    ties = [*tx.run(_PARTIES, ids=ids), *tx.run(_STAKES, ids=ids)]
    return Bundle(entities=_entities(tx, ids), ties=_links(ties))


def articles(tx: Transaction) -> Iterator[Node]:
    """Give every article, in order of id."""
    for ids in sliced(article_ids(tx), BATCH_ARTICLES):
        yield from _articles(tx, ids)


def entities(tx: Transaction) -> Iterator[Node]:
    """Give every entity and dispute, in order of id."""
    for ids in sliced(entity_ids(tx), BATCH_NODES):
        yield from _entities(tx, ids)


def mentions(tx: Transaction) -> Iterator[Link]:
    """Give every mention, article by article."""
    for ids in sliced(article_ids(tx), BATCH_ARTICLES):
        yield from _mentions(tx, ids)


def edges(tx: Transaction, batch_edges: int = BATCH_EDGES) -> Iterator[Link]:
    """Give every assertion and every tie of a dispute; those of an actor with very many come in several pages."""
    for ids in _sources(tx, batch_edges):
        after: str | None = ""
        while after is not None:
            page = tx.run(_EDGES, ids=ids, after=after, rows=batch_edges)
            yield from _links(page)
            after = page[-1]["edge"] if len(page) == batch_edges else None


def put(tx: Transaction, found: Bundle) -> None:
    """Write what is not there of a bundle, as it is: an article with all that it gives, or nothing of it."""
    coming = {node.properties["id"]: node.properties for node in found.articles}
    for held in ledger.article_rows(tx, coming):
        del coming[held]
    # A store that can tell an article's name from its title keeps both.
    ledger.put_articles(tx, ({"name": properties["title"]} | properties for properties in coming.values()))
    ledger.put_nodes(tx, ((NodeType(kind), properties) for kind, properties in found.entities))
    ledger.add_mentions(tx, ((link.target, link.properties) for link in found.mentions if link.source in coming))
    ledger.add_edges(tx, _edges(link for link in found.assertions if link.properties["article"] in coming))
    ledger.put_edges(tx, _edges(found.ties))


def _articles(tx: Transaction, ids: Iterable[str]) -> tuple[Node, ...]:
    return tuple(Node(ARTICLE, properties) for properties in ledger.article_rows(tx, ids).values())


def _entities(tx: Transaction, ids: Sequence[str]) -> tuple[Node, ...]:
    nodes = [row["node"] for row in tx.run(_ENTITIES, ids=ids)]
    return tuple(Node(next(label for label in node["labels"] if label in _KINDS), node["properties"]) for node in nodes)


def _mentions(tx: Transaction, ids: Iterable[str]) -> tuple[Link, ...]:
    found = ledger.mention_rows(tx, ids)
    return tuple(Link(MENTIONS, row["mention"]["article"], row["home"], row["mention"]) for row in found)


def _links(found: Iterable[Row]) -> tuple[Link, ...]:
    return tuple(Link(row["type"], row["source"], row["target"], row["properties"]) for row in found)


def _edges(links: Iterable[Link]) -> Iterator[ledger.Edge]:
    return ((link.source, link.target, link.type, link.properties) for link in links)


def _sources(tx: Transaction, batch_edges: int) -> Iterator[list[str]]:
    """Give the ids of all entities, in groups that some `batch_edges` edges start from."""
    group: list[str] = []
    edges = 0
    for row in tx.run(_DEGREES):
        if group and (edges + row["edges"] > batch_edges or len(group) == BATCH_NODES):
            yield group
            group, edges = [], 0
        group.append(row["id"])
        edges += row["edges"]
    if group:
        yield group
