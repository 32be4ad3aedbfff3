"""What holds of the layout on a server, which others may use as well."""

from __future__ import annotations

import threading

import pytest
from stores import NEO4J, add, complaint, ids, parts, run_beside

from disputes.graph.errors import StoreError
from disputes.graph.store.opening import open_store


@pytest.fixture
def kind() -> str:
    return NEO4J


def test_many_may_make_its_parts_at_once(blank_uri: str) -> None:
    failures: list[Exception] = []

    def opened() -> None:
        try:
            open_store(blank_uri).close()
        except StoreError as error:
            failures.append(error)

    threads = [threading.Thread(target=opened) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with open_store(blank_uri) as store:
        assert {part.name for part in store.layout().parts} <= set(parts(blank_uri))


@pytest.mark.parametrize("label", ["Entity", "Article", "Dispute", "Thing"])
def test_nodes_of_others_are_neither_seen_nor_touched_whatever_their_labels(blank_uri: str, label: str) -> None:
    run_beside(blank_uri, f"UNWIND [1, 2] AS twice CREATE (:{label} {{id: 'theirs'}})")
    assert "no store there" in complaint(blank_uri)
    with open_store(blank_uri) as store:
        store.write(add("theirs"))
        assert store.read(ids) == {"theirs"}
        store.write(lambda tx: tx.run("MATCH (n) DETACH DELETE n"))
    assert run_beside(blank_uri, "MATCH (n) RETURN labels(n), n.id") == [([label], "theirs")] * 2


@pytest.mark.parametrize("read_only", [True, False])
def test_a_graph_of_ours_that_nothing_marks_is_refused_and_left_as_it_is(blank_uri: str, read_only: bool) -> None:
    run_beside(blank_uri, "CREATE (:Entity:Disputes {id: 'theirs'})")
    assert "not one that `disputes load` made" in complaint(blank_uri, read_only=read_only)
    assert parts(blank_uri) == []
    assert run_beside(blank_uri, "MATCH (n) RETURN n.id") == [("theirs",)]
