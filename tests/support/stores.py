"""The stores that tests run over, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import kglite
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from neo4j_server import DATABASE, blank, driver, emptied, needed, newest

from disputes.graph.errors import StoreError
from disputes.graph.store.connection import Access
from disputes.graph.store.opening import open_store
from disputes.graph.store.protocol import Store, Transaction

EMBEDDED, NEO4J = "embedded", "neo4j"
KINDS = (EMBEDDED, NEO4J)
NEWEST_NEO4J = "newest neo4j"
SERVER_EXAMPLES = 10


def empty_store(kind: str, folder: Path) -> str:
    """Give the URI of a store of this kind that has nothing in it; one in a file is not there yet."""
    return emptied() if kind == NEO4J else str(folder / "store")


def blank_store(kind: str, folder: Path) -> str:
    """Give the URI of a place for a store of this kind where the product has never been."""
    return blank() if kind == NEO4J else str(folder / "store")


def run_beside(uri: str, cypher: str) -> list[tuple[Any, ...]]:
    """Run a statement in what keeps the store at `uri`, beside the product; give the values of its rows."""
    if "://" in uri:
        with driver(needed()) as opened:
            return [tuple(record) for record in opened.execute_query(cypher, database_=DATABASE).records]
    with kglite.open(uri) as graph:
        return [tuple(row.values()) for row in graph.cypher(cypher).to_list()]


def parts(uri: str) -> list[str]:
    """Give the names of the constraints and indexes of a store, without those that every server has."""
    return sorted(name for (name,) in run_beside(uri, "SHOW INDEXES YIELD name") if not name.startswith("index_"))


def add(name: str) -> Callable[[Transaction], None]:
    """Give the work that writes an entity of this id and name."""

    def work(transaction: Transaction) -> None:
        transaction.run("MERGE (n:Entity {id: $id}) SET n.name = $id", id=name)

    return work


def ids(transaction: Transaction) -> set[str]:
    """Give the ids of all entities."""
    return {row["id"] for row in transaction.run("MATCH (n:Entity) RETURN n.id AS id")}


def seen(path: Path) -> set[str]:
    """Give what a reader sees of the embedded store at `path`: the ids of all entities."""
    with open_store(str(path), read_only=True) as store:
        return store.read(ids)


def complaint(uri: str, access: Access | None = None, *, read_only: bool = True) -> str:
    """Give the reason, a line, for which the store cannot be opened."""
    with pytest.raises(StoreError) as caught:
        open_store(uri, read_only=read_only, access=access)
    assert caught.value.uri == uri
    assert "\n" not in str(caught.value)
    return caught.value.reason


@contextmanager
def fresh_store(kind: str) -> Iterator[Store]:
    """Give a store with nothing in it, open to write. There is one at a time on a server."""
    if kind == NEWEST_NEO4J:
        server = newest()
        with open_store(server.uri, access=Access(server.username, server.password)) as opened:
            yield opened
    else:
        with TemporaryDirectory() as folder, open_store(empty_store(kind, Path(folder))) as opened:
            yield opened


def holds_on_each_store(
    *strategies: st.SearchStrategy[Any], examples: int = 100
) -> Callable[[Callable[..., None]], Callable[[str], None]]:
    """Make a test of a property of a kind of store and of drawn values, with few examples on a server."""

    def decorated(holds: Callable[..., None]) -> Callable[[str], None]:
        @pytest.mark.parametrize("kind", KINDS)
        def test(kind: str) -> None:
            @settings(max_examples=SERVER_EXAMPLES if kind == NEO4J else examples)
            @given(st.tuples(*strategies))
            def checked(drawn: tuple[Any, ...]) -> None:
                holds(kind, *drawn)

            checked()

        test.__name__, test.__doc__ = holds.__name__, holds.__doc__
        return test

    return decorated
