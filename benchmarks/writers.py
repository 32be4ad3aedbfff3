"""Writers of one batch of nodes or edges in one transaction: the product, and what it stands on."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol

import kglite
import neo4j

from disputes.graph.store import ledger
from disputes.graph.store.protocol import Row, Store
from disputes.graph.vocabulary import NodeType

PUT_NODES = "UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n:{kind} SET n += row.properties"
PUT_EDGES = """
UNWIND $rows AS row
MATCH (a:{label} {{id: row.source}})
MATCH (b:{label} {{id: row.target}})
{verb} (a)-[r:{kind} {{id: row.id}}]->(b)
SET r += row.properties
"""

Node = tuple[NodeType, Row]
Statements = list[tuple[str, list[Row]]]


class Writer(Protocol):
    """Something that writes a batch of nodes or edges in one transaction."""

    def nodes(self, batch: Sequence[Node]) -> None: ...

    def edges(self, batch: Sequence[ledger.Edge]) -> None: ...


class Product:
    """The product's bulk writing: its ledger over a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def nodes(self, batch: Sequence[Node]) -> None:
        self._store.write(partial(ledger.put_nodes, nodes=batch))

    def edges(self, batch: Sequence[ledger.Edge]) -> None:
        self._store.write(partial(ledger.add_edges, edges=batch))


class Raw:
    """Statements of ``UNWIND $rows``, one a kind or type; `run` runs several in one transaction.

    `label` is the one whose keys are unique.
    """

    def __init__(self, run: Callable[[Statements], object], verb: str, label: str = "Entity") -> None:
        self._run, self._verb, self._label = run, verb, label

    def nodes(self, batch: Sequence[Node]) -> None:
        rows: dict[str, list[Row]] = defaultdict(list)
        for kind, properties in batch:
            rows[PUT_NODES.format(label=self._label, kind=kind)].append(
                {"id": properties["id"], "properties": properties}
            )
        self._run(list(rows.items()))

    def edges(self, batch: Sequence[ledger.Edge]) -> None:
        rows: dict[str, list[Row]] = defaultdict(list)
        for source, target, kind, properties in batch:
            row = {"id": properties["id"], "source": source, "target": target, "properties": properties}
            rows[PUT_EDGES.format(label=self._label, verb=self._verb, kind=kind)].append(row)
        self._run(list(rows.items()))


class GraphRag:
    """neo4j-graphrag's writer, in its own batches of 1,000."""

    def __init__(self, driver: neo4j.Driver) -> None:
        from neo4j_graphrag.components import kg_writer, types

        self._types = types
        # The ids by which it finds the nodes of edges stay until all is written.
        self._writer = kg_writer.Neo4jWriter(driver, clean_db=False)

    def nodes(self, batch: Sequence[Node]) -> None:
        made = self._types.Neo4jNode
        nodes = [made(id=row["id"], label=str(kind), properties=row) for kind, row in batch]
        self._write(self._types.Neo4jGraph(nodes=nodes))

    def edges(self, batch: Sequence[ledger.Edge]) -> None:
        made = self._types.Neo4jRelationship
        edges = [made(start_node_id=a, end_node_id=b, type=str(kind), properties=row) for a, b, kind, row in batch]
        self._write(self._types.Neo4jGraph(relationships=edges))

    def _write(self, graph: Any) -> None:
        outcome = asyncio.run(self._writer.run(graph))
        if outcome.status != "SUCCESS":
            raise RuntimeError(outcome.metadata)


def in_driver(driver: neo4j.Driver, statements: Statements) -> None:
    """Run statements in one transaction of the driver."""

    def work(tx: neo4j.ManagedTransaction) -> None:
        for text, rows in statements:
            tx.run(text, rows=rows).consume()

    with driver.session() as session:
        session.execute_write(work)


def in_kglite(graph: kglite.KnowledgeGraph, statements: Statements) -> None:
    """Run statements in one transaction of kglite."""
    with graph.begin(timeout_ms=0) as transaction:
        for text, rows in statements:
            transaction.cypher(text, params={"rows": rows}, timeout_ms=0)
