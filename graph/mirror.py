"""The graph as networkx has it: one MultiDiGraph of entities and disputes, with every assertion as an edge.

Nodes are keyed by entity id and edges by assertion id. Nodes carry ``type``, ``name``, ``aliases``, ``ids`` and, where
there is one, ``state``; disputes also ``issue``, ``first``, ``last``, ``intensity`` and ``assertions``. Edges carry
their ``type`` and all properties that the store has of the relationship. ``G.graph["articles"]`` tells of each article
its ``title``, ``date``, ``publisher`` and ``url``. What the store does not have is absent.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from disputes.graph.store.protocol import Row, Store, Transaction
from disputes.graph.vocabulary import NodeType

if TYPE_CHECKING:
    import networkx as nx

NODES = "MATCH (n:Entity) RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties ORDER BY id"
NODE_IDS = "MATCH (n:Entity) RETURN n.id AS id ORDER BY id"
EDGES = """
UNWIND $ids AS source
MATCH (:Entity {id: source})-[r]->(b:Entity)
RETURN r.id AS id, source, b.id AS target, type(r) AS type, properties(r) AS properties
ORDER BY source, id
"""
ARTICLES = """
MATCH (a:Article)
RETURN a.id AS id, a.title AS title, a.date AS date, a.publisher AS publisher, a.url AS url
ORDER BY id
"""

BATCH_NODES = 2_000
NODE_KEYS = ("type", "name", "aliases", "ids", "state", "issue", "first", "last", "intensity", "assertions")
ARTICLE_KEYS = ("title", "date", "publisher", "url")
_NODE_TYPES = frozenset(map(str, NodeType))


def mirror(store: Store) -> nx.MultiDiGraph[str]:
    """Copy the graph of `store` into networkx, from one consistent state of it."""
    return store.read(_copied)


def nodes(transaction: Transaction) -> Iterator[Row]:
    """Give every entity and dispute in order of `id`, with its `type` and all its properties."""
    for row in transaction.run(NODES):
        kind = next(label for label in row["labels"] if label in _NODE_TYPES)
        # The embedded engine counts a node's label and its name, once more as title, among its properties.
        own = {key: value for key, value in row["properties"].items() if key not in ("title", "type")}
        yield {"id": row["id"], "type": kind} | known(own)


def edges(transaction: Transaction) -> Iterator[Row]:
    """Give every assertion and every tie of a dispute in order of `source` and `id`: ends, type, all properties."""
    ids = [row["id"] for row in transaction.run(NODE_IDS)]
    for first in range(0, len(ids), BATCH_NODES):
        for row in transaction.run(EDGES, ids=ids[first : first + BATCH_NODES]):
            ends = {key: row[key] for key in ("id", "source", "target", "type")}
            yield ends | known(row["properties"]) | ends


def known(row: Row, *keys: str) -> dict[str, Any]:
    """Give what of `row`, or of these `keys` of it, has a value: in the order of the keys, else of the alphabet."""
    return {key: row[key] for key in keys or sorted(row) if row.get(key) is not None}


def _copied(transaction: Transaction) -> nx.MultiDiGraph[str]:
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph["articles"] = {row["id"]: known(row, *ARTICLE_KEYS) for row in transaction.run(ARTICLES)}
    for node in nodes(transaction):
        graph.add_node(node["id"], **known(node, *NODE_KEYS))
    for edge in edges(transaction):
        source, target = edge.pop("source"), edge.pop("target")
        # While a server is written to, an edge may have come after its ends were read.
        if source in graph and target in graph:
            graph.add_edge(source, target, edge["id"], **edge)
    return graph
