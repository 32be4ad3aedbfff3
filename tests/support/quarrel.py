"""A graph of two states and an official that quarrel, for tests of what stores answer to the same question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from stores import EMBEDDED, fresh_store

from disputes.graph.errors import QueryError
from disputes.graph.store.protocol import Store, Table, Transaction

Ask = Callable[..., Table]

NODES = [
    ("Entity", "State", {"id": "a", "name": "Arland", "aliases": ["x", "y"]}),
    ("Entity", "State", {"id": "b", "name": "Borduria"}),
    ("Entity", "Official", {"id": "c", "name": "Ines Berg", "state": "a"}),
    ("Entity", "Dispute", {"id": "d", "name": "a quarrel"}),
    ("Article", "Article", {"id": "t", "name": "A title", "title": "A title", "text": "Words.", "date": "2031-01-10"}),
]
EDGES = [
    ("c", "ACCUSES", "b", {"id": "r1", "article": "t", "start": 3, "end": 9, "fact": True, "speaker_id": "a"}),
    ("a", "SUPPORTS", "b", {"id": "r2", "article": "t", "start": 4, "end": 8, "fact": True}),
    ("b", "SUPPORTS", "c", {"id": "r3", "article": "t", "start": 5, "end": 7, "fact": False}),
    ("a", "PARTY_TO", "d", {"id": "r4"}),
    ("b", "PARTY_TO", "d", {"id": "r5"}),
]


@contextmanager
def quarrel(kind: str) -> Iterator[Store]:
    """Give a store of this kind that holds the graph."""
    with fresh_store(kind) as opened:
        opened.write(_fill)
        yield opened


def asking(store: Store) -> Ask:
    """Give `store.ask` with limits that no test reaches by accident."""
    return lambda cypher, **parameters: store.ask(cypher, parameters, timeout_seconds=60, max_rows=100)


def refused(ask: Ask, cypher: str) -> str:
    """Give the line by which a question is refused."""
    with pytest.raises(QueryError) as caught:
        ask(cypher)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def refused_when_embedded(ask: Ask, kind: str, cypher: str, advice: str) -> None:
    """Hold that the embedded store refuses a question with advice, and any other answers it."""
    if kind == EMBEDDED:
        assert advice in refused(ask, cypher)
    else:
        assert ask(cypher).rows


def _fill(transaction: Transaction) -> None:
    for key, label, properties in NODES:
        cypher = f"MERGE (n:{key} {{id: $id}}) SET n:{label} SET n += $properties"
        transaction.run(cypher, id=properties["id"], properties=properties)
    for source, kind, target, properties in EDGES:
        transaction.run(
            f"MATCH (a:Entity {{id: $source}}) MATCH (b:Entity {{id: $target}}) MERGE (a)-[r:{kind} {{id: $id}}]->(b) "
            "SET r += $properties",
            source=source,
            target=target,
            id=properties["id"],
            properties=properties,
        )
