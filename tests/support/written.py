"""Nodes and edges written to a store by hand, property for property as loading does."""

from __future__ import annotations

from typing import Any

from disputes.graph.store.protocol import Transaction


def put_node(transaction: Transaction, key: str, ident: str, properties: dict[str, Any], kind: str = "") -> None:
    """Write a node of the label `key`, and of the label `kind` if given."""
    label = f"SET n:{kind} " if kind else ""
    transaction.run(f"MERGE (n:{key} {{id: $id}}) {label}SET n += $properties", id=ident, properties=properties)


def put_edge(transaction: Transaction, source: str, kind: str, target: str, properties: dict[str, Any]) -> None:
    """Write an edge between two entities; its id is among the properties."""
    transaction.run(
        f"MATCH (a:Entity {{id: $source}}) MATCH (b:Entity {{id: $target}}) "
        f"MERGE (a)-[r:{kind} {{id: $id}}]->(b) SET r += $properties",
        source=source,
        target=target,
        id=properties["id"],
        properties=properties,
    )
