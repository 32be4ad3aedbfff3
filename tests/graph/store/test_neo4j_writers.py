"""Several writers at once, on a server."""

from __future__ import annotations

import threading
from contextlib import suppress

import pytest
from neo4j_server import DATABASE, driver, needed
from stores import NEO4J, add, ids, run_beside

from disputes.graph.store.opening import open_store
from disputes.graph.store.protocol import Store, Table, Transaction


@pytest.fixture
def kind() -> str:
    return NEO4J


def ask(store: Store, cypher: str) -> Table:
    return store.ask(cypher, timeout_seconds=30, max_rows=100)


class TestWriters:
    def test_one_waits_until_the_other_is_done_and_sees_what_it_wrote(self, uri: str) -> None:
        events: list[str] = []
        is_first_in, is_second_in = threading.Event(), threading.Event()

        def first(tx: Transaction) -> None:
            is_first_in.set()
            # Long enough for the second to get in, if nothing holds it.
            assert not is_second_in.wait(0.5)
            tx.run("MERGE (n:Entity {id: 'first'}) SET n.name = 'first'")
            events.append("first")

        def second(tx: Transaction) -> None:
            is_second_in.set()
            assert ids(tx) == {"first"}
            events.append("second")

        with open_store(uri) as one, open_store(uri) as other:
            thread = threading.Thread(target=one.write, args=(first,))
            thread.start()
            assert is_first_in.wait(60)
            other.write(second)
            thread.join()
        assert events == ["first", "second"]

    def test_readers_wait_for_nobody(self, uri: str) -> None:
        with open_store(uri) as writer, open_store(uri, read_only=True) as reader:

            def work(tx: Transaction) -> None:
                add("new")(tx)
                assert reader.read(ids) == set()
                assert ask(reader, "MATCH (n:Entity) RETURN n.id").rows == ()

            writer.write(work)
            assert reader.read(ids) == {"new"}

    def test_waiting_for_a_turn_leaves_no_node(self, uri: str) -> None:
        with open_store(uri) as store:
            store.write(lambda tx: None)
            assert run_beside(uri, "MATCH (n) RETURN labels(n)") == []

    def test_an_edge_that_somebody_else_holds_up_is_tried_again(self, uri: str) -> None:
        """Two transactions that wait for each other: the server ends one, and the product's runs again."""
        tries = []
        with open_store(uri) as store, driver(needed()) as opened, opened.session(database=DATABASE) as session:
            for name in ("a", "b"):
                store.write(add(name))
            other = session.begin_transaction()
            other.run("MATCH (n:Entity {id: 'a'}) SET n.by = 'other'").consume()

            def work(tx: Transaction) -> None:
                tries.append(tx)
                tx.run("MATCH (n:Entity {id: 'b'}) SET n.by = 'us'")
                if len(tries) == 1:
                    thread.start()
                tx.run("MATCH (n:Entity {id: 'a'}) SET n.by = 'us'")

            def close_the_circle() -> None:
                with suppress(Exception):
                    other.run("MATCH (n:Entity {id: 'b'}) SET n.by = 'other'").consume()
                    other.commit()

            thread = threading.Thread(target=close_the_circle)
            store.write(work)
            thread.join()
            other.close()
            found = store.read(lambda tx: tx.run("MATCH (n:Entity) RETURN n.by AS by"))
        assert {row["by"] for row in found} <= {"us", "other"}
        assert len({row["by"] for row in found}) == 1
