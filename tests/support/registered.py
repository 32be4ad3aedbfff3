"""Stores with articles registered in them, and all that they then hold."""

from __future__ import annotations

import json

from stores import fresh_store
from worlds import World

from disputes.graph.registry import Registry
from disputes.graph.store.protocol import Row, Store

Everything = tuple[list[Row], list[Row]]


def everything(store: Store) -> Everything:
    """Give all nodes and relationships with all properties, in an order of their own."""
    nodes = store.read(lambda tx: tx.run("MATCH (n) RETURN n"))
    edges = store.read(
        lambda tx: tx.run("MATCH (a)-[r]->(b) RETURN a.id AS a, b.id AS b, type(r) AS type, properties(r) AS r")
    )
    return sorted(nodes, key=spelled), sorted(edges, key=spelled)


def spelled(row: Row) -> str:
    return json.dumps(row, sort_keys=True)


def filled(store: Store, world: World) -> Registry:
    """Register the articles one by one and derive the disputes."""
    registry = Registry(store)
    for article, reading in world:
        registry.register(article, reading)
    registry.refresh_disputes()
    return registry


def graph_of(kind: str, world: World) -> Everything:
    """Give what a new store of this kind holds after loading `world`."""
    with fresh_store(kind) as store:
        filled(store, world)
        return everything(store)
