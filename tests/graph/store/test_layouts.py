"""What every store promises of its layout: made where it is missing, kept whole, and told from any other."""

from __future__ import annotations

import pytest
from stores import complaint, ids, parts, run_beside

from disputes.graph.store import schema
from disputes.graph.store.opening import open_store

PARTS = {"entity_id", "entity_block", "entity_state"}


def test_where_nothing_is_there_is_none_to_a_reader(blank_uri: str) -> None:
    assert "no store there" in complaint(blank_uri)


def test_a_store_without_an_article_can_be_read(uri: str) -> None:
    open_store(uri).close()
    with open_store(uri, read_only=True) as store:
        assert store.read(ids) == set()


def test_constraints_and_indexes_are_there_once(blank_uri: str) -> None:
    open_store(blank_uri).close()
    made = parts(blank_uri)
    assert set(made) >= PARTS
    open_store(blank_uri).close()
    assert parts(blank_uri) == made
    open_store(blank_uri, read_only=True).close()
    assert parts(blank_uri) == made


def test_what_is_lost_of_them_comes_back(blank_uri: str) -> None:
    open_store(blank_uri).close()
    made = parts(blank_uri)
    run_beside(blank_uri, "DROP CONSTRAINT entity_id")
    run_beside(blank_uri, "DROP INDEX entity_block")
    assert set(parts(blank_uri)) == set(made) - {"entity_id", "entity_block"}
    open_store(blank_uri).close()
    assert parts(blank_uri) == made


@pytest.mark.parametrize(
    ("name", "kind", "theirs", "described"),
    [
        ("entity_id", "CONSTRAINT", "FOR (n:Person) REQUIRE n.id IS UNIQUE", "a constraint on id of Person"),
        ("entity_block", "INDEX", "FOR (n:Person) ON (n.block)", "an index on block of Person"),
        ("entity_state", "INDEX", "FOR (n:Entity) ON (n.country)", "an index on country of Entity"),
    ],
)
def test_what_somebody_else_made_under_a_name_of_ours_is_not_taken_for_ours(
    blank_uri: str, name: str, kind: str, theirs: str, described: str
) -> None:
    open_store(blank_uri).close()
    run_beside(blank_uri, f"DROP {kind} {name}")
    run_beside(blank_uri, f"CREATE {kind} {name} {theirs}")
    made = parts(blank_uri)
    reason = complaint(blank_uri, read_only=False)
    assert f"the {kind.lower()} {name} cannot be made: {name}, {described}, is in its place" in reason
    assert "have it dropped" in reason
    assert parts(blank_uri) == made
    with open_store(blank_uri, read_only=True) as store:
        assert {part.name: part.state for part in store.layout().parts}[name] == "taken"
    run_beside(blank_uri, f"DROP {kind} {name}")
    open_store(blank_uri).close()


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize(("step", "age"), [(1, "newer"), (-1, "older")])
def test_another_edition_is_refused_with_advice(
    blank_uri: str, monkeypatch: pytest.MonkeyPatch, read_only: bool, step: int, age: str
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(schema, "VERSION", 7 + step)
        open_store(blank_uri).close()
    monkeypatch.setattr(schema, "VERSION", 7)
    reason = complaint(blank_uri, read_only=read_only)
    assert f"{age} version" in reason
    assert "disputes export" in reason
