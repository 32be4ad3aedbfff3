"""What holds of the layout on a server, which others may use as well."""

from __future__ import annotations

import threading

import pytest
from stores import NEO4J, add, complaint, ids, parts, run_beside
from written import put_node

from disputes.graph.errors import StoreError
from disputes.graph.store import schema
from disputes.graph.store.opening import open_store
from disputes.graph.store.protocol import Transaction
from disputes.queries.search import search


@pytest.fixture
def kind() -> str:
    return NEO4J


def norland(transaction: Transaction) -> None:
    put_node(transaction, "Entity", "Norland", {"name": "Norland"}, "State")


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


@pytest.mark.parametrize(
    ("theirs", "said"),
    [
        (
            "CREATE INDEX theirs FOR (n:Disputes) ON (n.id)",
            "entity_id cannot be made: theirs, an index on id of Disputes",
        ),
        ("CREATE CONSTRAINT theirs FOR (n:Disputes) REQUIRE n.block IS UNIQUE", "theirs, a constraint on block"),
        ("CREATE TEXT INDEX entity_block FOR (n:Disputes) ON (n.block)", "a text index on block of Disputes"),
        ("CREATE FULLTEXT INDEX entity_names FOR (n:Person) ON EACH [n.name]", "a full-text index on name of Person"),
        ("CREATE RANGE INDEX evidence_words FOR ()-[r:ACCUSES]-() ON (r.evidence)", "an index on evidence of ACCUSES"),
        ("CREATE CONSTRAINT disputes_layout_1 FOR (n:Person) REQUIRE n.id IS UNIQUE", "a constraint on id of Person"),
    ],
)
def test_what_is_in_the_way_of_its_parts_is_told_in_a_line(blank_uri: str, theirs: str, said: str) -> None:
    run_beside(blank_uri, theirs)
    reason = complaint(blank_uri, read_only=False)
    assert said in reason
    assert "--database" in reason
    is_shared = any(name in theirs for name in ("entity_names", "evidence_words"))
    assert ("--graph" in reason) == (not is_shared)
    assert "no store there" in complaint(blank_uri)
    with open_store(blank_uri, read_only=True, may_be_blank=True) as store:
        assert "taken" in {part.state for part in store.layout().parts} or "disputes_layout" in theirs


def test_a_part_that_somebody_else_made_by_another_name_will_do(blank_uri: str) -> None:
    run_beside(blank_uri, "CREATE CONSTRAINT theirs FOR (n:Disputes) REQUIRE n.id IS UNIQUE")
    run_beside(blank_uri, f"{schema.NAMES_INDEX.statement.replace('entity_names', 'their_names')}")
    with open_store(blank_uri) as store:
        store.write(norland)
        assert {part.state for part in store.layout().parts} == {"online"}
        assert [one.id for one in search(store, "norland", limit=9).names] == ["Norland"]
    assert not {"entity_id", "entity_names"} & set(parts(blank_uri))


@pytest.mark.parametrize(
    "theirs",
    [
        "CREATE FULLTEXT INDEX entity_names FOR (n:Person) ON EACH [n.name]",
        "CREATE FULLTEXT INDEX entity_names FOR (n:Entity) ON EACH [n.name, n.aliases] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}",
        "CREATE INDEX entity_names FOR (n:Person) ON (n.name)",
    ],
)
def test_words_are_found_without_an_index_where_another_has_its_name(blank_uri: str, theirs: str) -> None:
    with open_store(blank_uri) as store:
        store.write(norland)
    run_beside(blank_uri, "DROP INDEX entity_names")
    run_beside(blank_uri, theirs)
    with open_store(blank_uri, read_only=True) as store:
        assert [one.id for one in search(store, "norland", limit=9).names] == ["Norland"]
        assert {part.name: part.state for part in store.layout().parts}["entity_names"] == "taken"


def test_a_constraint_of_others_on_the_same_labels_is_told_in_a_line(blank_uri: str) -> None:
    run_beside(blank_uri, "CREATE CONSTRAINT theirs FOR (n:Entity) REQUIRE n.id IS UNIQUE")
    run_beside(blank_uri, "CREATE (:Entity {id: 'theirs'})")
    with open_store(blank_uri) as store:
        with pytest.raises(StoreError, match="a constraint that disputes did not make; have it dropped") as caught:
            store.write(add("theirs"))
        assert "\n" not in str(caught.value)
        assert store.read(ids) == set()
