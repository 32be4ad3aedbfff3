from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from neo4j_server import Server, blank, needed
from quarrel import Ask, asking, quarrel
from stores import KINDS, NEO4J, blank_store, empty_store

from disputes.graph.store.opening import open_store
from disputes.graph.store.protocol import Store, Table, Transaction

ENTITIES = [
    {"id": "state:no", "label": "State", "properties": {"name": "Northland", "aliases": ["the North"], "block": "n"}},
    {"id": "state:so", "label": "State", "properties": {"name": "Southland", "block": "s"}},
    {"id": "org:isles", "label": "Organization", "properties": {"name": "League of Isles"}},
]
EDGES = [
    {"source": "state:no", "target": "state:so", "properties": {"id": "e1", "evidence": "rebuked", "negated": False}},
    {"source": "state:so", "target": "state:no", "properties": {"id": "e2", "evidence": "blamed", "intensity": -2.5}},
    {"source": "state:so", "target": "org:isles", "properties": {"id": "e3", "evidence": "scolded"}},
]


def fill(transaction: Transaction) -> None:
    """Write three actors, an article that mentions one, and three accusations."""
    for entity in ENTITIES:
        transaction.run(
            f"MERGE (n:Entity {{id: $id}}) SET n:{entity['label']} SET n += $properties",
            id=entity["id"],
            properties=entity["properties"],
        )
    transaction.run(
        "UNWIND $rows AS row MATCH (a:Entity {id: row.source}) MATCH (b:Entity {id: row.target}) "
        "MERGE (a)-[r:ACCUSES {id: row.properties.id}]->(b) SET r += row.properties",
        rows=EDGES,
    )
    transaction.run(
        "MERGE (a:Article {id: 'a1'}) SET a += $properties WITH a MATCH (n:Entity {id: 'state:no'}) "
        "MERGE (a)-[:MENTIONS {id: 'm1'}]->(n)",
        properties={"title": "A quarrel", "text": "Northland rebuked Southland.", "sources": ["here"]},
    )


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Name each kind of store."""
    return str(request.param)


@pytest.fixture(scope="module", params=KINDS)
def engine(request: pytest.FixtureRequest) -> str:
    """Name each kind of store, for tests that all ask one graph of it."""
    return str(request.param)


@pytest.fixture(scope="module")
def answer(engine: str) -> Iterator[Ask]:
    """Give `ask` of a store that holds the graph of `quarrel`, the same for all tests of a file."""
    with quarrel(engine) as store:
        yield asking(store)


@pytest.fixture
def uri(kind: str, tmp_path: Path) -> str:
    """Name a store without anything in it, once for each kind of store."""
    return empty_store(kind, tmp_path)


@pytest.fixture
def blank_uri(kind: str, tmp_path: Path) -> Iterator[str]:
    """Name a place where the product has never been, once for each kind of store; a server is so again afterwards."""
    yield blank_store(kind, tmp_path)
    if kind == NEO4J:
        blank()


@pytest.fixture
def server() -> Server:
    """Give the server of this run."""
    return needed()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Name the file of an embedded store that is not there yet."""
    return tmp_path / "store"


@pytest.fixture
def store(uri: str) -> Iterator[Store]:
    """Give a store open for writing that holds what `fill` wrote."""
    with open_store(uri) as opened:
        opened.write(fill)
        yield opened


@pytest.fixture
def ask(store: Store) -> Callable[..., Table]:
    """Give `store.ask` with limits that no test reaches by accident."""

    def answer(cypher: str, timeout_seconds: float = 30, max_rows: int = 1000, **parameters: object) -> Table:
        return store.ask(cypher, parameters, timeout_seconds=timeout_seconds, max_rows=max_rows)

    return answer
