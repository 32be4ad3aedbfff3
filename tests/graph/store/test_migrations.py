"""A store of an older layout is brought up to date when that is asked for, and is neither read nor written before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from stores import NEO4J, add, complaint, parts, run_beside

from disputes.graph.errors import StoreError
from disputes.graph.store import schema
from disputes.graph.store.opening import open_store
from disputes.graph.store.schema import Migration

SET_FORMER = Migration(7, ("MATCH (n:Entity) WHERE n.former IS NULL SET n.former = n.name",))
RENAME = Migration(8, ("MATCH (n:Entity) SET n.name = 'the ' + n.former", "MATCH (n:Entity) SET n.renamed = true"))
BROKEN = Migration(7, ("MATCH (n:Entity) SET n.name = 'spoilt'", "this is no statement"))

Edition = Callable[..., None]


@pytest.fixture
def edition(monkeypatch: pytest.MonkeyPatch) -> Edition:
    """Make the product one of another edition, with its steps."""

    def become(version: int, *steps: Migration) -> None:
        monkeypatch.setattr(schema, "VERSION", version)
        monkeypatch.setattr(schema, "MIGRATIONS", steps)

    return become


@pytest.fixture
def old(blank_uri: str, edition: Edition) -> str:
    """Name a store of edition 7 with one entity."""
    edition(7)
    with open_store(blank_uri) as store:
        store.write(add("one"))
    return blank_uri


def names(uri: str) -> list[tuple[str]]:
    return run_beside(uri, "MATCH (n:Entity) RETURN n.name")


def migrate(uri: str) -> int:
    with open_store(uri, migrates=True) as store:
        return store.layout().version


@pytest.mark.parametrize("read_only", [True, False])
def test_an_older_store_is_left_as_it_is_and_told_how_to_bring_it_up_to_date(
    old: str, edition: Edition, read_only: bool
) -> None:
    edition(8, SET_FORMER)
    reason = complaint(old, read_only=read_only)
    assert "layout 7, this one reads 8" in reason
    assert "disputes schema --apply" in reason
    edition(7)
    with open_store(old, read_only=True) as store:
        assert store.layout().version == 7


def test_the_steps_are_gone_one_after_another(old: str, edition: Edition) -> None:
    edition(9, RENAME, SET_FORMER)
    assert migrate(old) == 9
    assert run_beside(old, "MATCH (n:Entity) RETURN n.name, n.former, n.renamed") == [("the one", "one", True)]
    for read_only in (True, False):
        with open_store(old, read_only=read_only) as store:
            assert store.layout().version == 9


def test_a_store_that_is_up_to_date_is_left_as_it_is(old: str, edition: Edition) -> None:
    edition(8, SET_FORMER)
    assert migrate(old) == 8
    edition(8, BROKEN)
    assert migrate(old) == 8
    assert names(old) == [("one",)]


def test_one_step_of_two_is_no_way(old: str, edition: Edition) -> None:
    edition(9, RENAME)
    with pytest.raises(StoreError, match=r"layout 7.*`disputes export` there") as caught:
        migrate(old)
    assert "--apply" not in caught.value.reason
    assert names(old) == [("one",)]


def test_a_newer_store_is_refused(old: str, edition: Edition) -> None:
    edition(6, SET_FORMER)
    with pytest.raises(StoreError, match=r"newer version.*layout 7, this one reads 6"):
        migrate(old)


def test_a_step_that_fails_changes_nothing(old: str, edition: Edition) -> None:
    edition(8, BROKEN)
    with pytest.raises(StoreError):
        migrate(old)
    assert names(old) == [("one",)]
    edition(7)
    with open_store(old) as store:
        assert store.layout().version == 7


def test_a_new_store_takes_no_step(blank_uri: str, edition: Edition) -> None:
    edition(8, BROKEN)
    assert migrate(blank_uri) == 8


class TestLayout:
    def test_tells_what_is_there_and_what_is_missing(self, blank_uri: str) -> None:
        with open_store(blank_uri) as store:
            assert {part.state for part in store.layout().parts} == {"online"}
        run_beside(blank_uri, "DROP INDEX entity_state")
        with open_store(blank_uri, read_only=True) as store:
            layout = store.layout()
        assert layout.version == schema.VERSION
        assert [part.name for part in layout.parts if part.state == "missing"] == ["entity_state"]

    def test_each_part_has_the_statement_that_makes_it(self, blank_uri: str) -> None:
        with open_store(blank_uri) as store:
            layout = store.layout()
        for part in layout.parts:
            run_beside(blank_uri, f"DROP {'CONSTRAINT' if part.kind == 'constraint' else 'INDEX'} {part.name}")
            run_beside(blank_uri, part.statement)
            assert part.name in parts(blank_uri)


class TestServer:
    @pytest.fixture
    def kind(self) -> str:
        return NEO4J

    def test_has_full_text_indexes_besides(self, blank_uri: str) -> None:
        open_store(blank_uri).close()
        assert {schema.NAMES_INDEX.name, schema.EVIDENCE_INDEX.name} <= set(parts(blank_uri))

    def test_gets_them_at_the_next_writing_where_it_lacks_them(self, blank_uri: str) -> None:
        open_store(blank_uri).close()
        run_beside(blank_uri, f"DROP INDEX {schema.EVIDENCE_INDEX.name}")
        open_store(blank_uri, read_only=True).close()
        assert schema.EVIDENCE_INDEX.name not in parts(blank_uri)
        open_store(blank_uri).close()
        assert schema.EVIDENCE_INDEX.name in parts(blank_uri)

    def test_bears_one_mark(self, old: str, edition: Edition) -> None:
        edition(8, SET_FORMER)
        migrate(old)
        assert [name for name in parts(old) if name.startswith("disputes_layout")] == ["disputes_layout_8"]
