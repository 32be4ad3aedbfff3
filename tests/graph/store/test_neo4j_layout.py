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


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize("label", ["Entity", "Article"])
def test_another_graph_with_these_labels_is_refused_and_left_as_it_is(
    blank_uri: str, label: str, read_only: bool
) -> None:
    run_beside(blank_uri, f"CREATE (:{label} {{id: 'theirs'}})")
    assert "not one that `disputes load` made" in complaint(blank_uri, read_only=read_only)
    assert parts(blank_uri) == []
    assert run_beside(blank_uri, "MATCH (n) RETURN n.id") == [("theirs",)]


def test_other_nodes_beside_it_are_left_alone(blank_uri: str) -> None:
    run_beside(blank_uri, "CREATE (:Thing {id: 'theirs'})")
    with open_store(blank_uri) as store:
        store.write(add("ours"))
        assert store.read(ids) == {"ours"}
    assert run_beside(blank_uri, "MATCH (n:Thing) RETURN n.id") == [("theirs",)]
