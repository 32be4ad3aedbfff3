"""What every store refuses of a question, and how it tells what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import kglite
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neo4j_server import needed
from stores import EMBEDDED, NEO4J, ids, run_beside

from disputes.graph.errors import QueryError, StoreError
from disputes.graph.store.protocol import Store, Table

Ask = Callable[..., Table]

SIGNS = ["RETURN 'a' AS l", *"'\"`\\${}; \n\r\u2028", "\\\\", "\\'", "''", "\\u0027", "\\u000a", "//", "/*", "*/"]
"""What could end a text, a name or a comment sooner for a store than for the check of a question."""


class TestQuestions:
    def test_parameters_are_values_and_never_cypher(self, ask: Ask, store: Store) -> None:
        hostile = "x'}) DETACH DELETE n //"
        before = store.read(ids)
        assert ask("MATCH (n:Entity {name: $name}) RETURN n", name=hostile).rows == ()
        assert ask("RETURN $name AS name", name=hostile).rows == ((hostile,),)
        assert store.read(ids) == before

    @pytest.mark.parametrize(
        "cypher",
        [
            "MATCH (n) DETACH DELETE n",
            "MATCH (n) SET n.name = 'x' RETURN n",
            "MATCH (n) REMOVE n.name RETURN n",
            "CREATE (n:Entity {id: 'x'}) RETURN n",
            "MERGE (n:Entity {id: 'x'}) RETURN n",
            "DROP CONSTRAINT entity_id",
            "CREATE INDEX i FOR (n:Entity) ON (n.name)",
            "MATCH (n) FOREACH (i IN [1] | SET n.name = 'x') RETURN n",
            "RETURN 1 AS x; MATCH (n) DETACH DELETE n",
            "RETURN 1 AS x // ;\n; MATCH (n) DETACH DELETE n RETURN 1",
        ],
    )
    def test_a_change_is_refused_and_changes_nothing(self, ask: Ask, store: Store, cypher: str) -> None:
        before = store.read(ids)
        with pytest.raises(QueryError):
            ask(cypher)
        assert store.read(ids) == before

    def test_a_question_that_takes_too_long_is_ended(self, ask: Ask) -> None:
        with pytest.raises(QueryError, match=r"0\.05 s.*--timeout"):
            ask("UNWIND range(1, 60000) AS a UNWIND range(1, 60000) AS b RETURN count(a * b % 7)", timeout_seconds=0.05)

    def test_a_store_answers_after_a_question_that_took_too_long(self, ask: Ask) -> None:
        with pytest.raises(QueryError):
            ask("UNWIND range(1, 60000) AS a UNWIND range(1, 60000) AS b RETURN count(a * b % 7)", timeout_seconds=0.05)
        assert ask("RETURN 1 AS x").rows == ((1,),)

    @pytest.mark.parametrize(
        ("cypher", "message"),
        [
            ("MATCH (n RETURN n", "RETURN|never closed"),
            ("MATCH (n) RETURN m", "m"),
            ("RETURN nosuchfunction(1)", "nosuchfunction"),
            ("RETURN 1 / 0", "a division by zero; leave out the rows where the divisor is 0"),
            ("RETURN 5 % 0", "a division by zero; leave out"),
            ("RETURN date('soon')", "soon"),
            ("RETURN 1 AS a, 2 AS a", "same name"),
            ("RETURN", "end of query"),
        ],
    )
    def test_a_mistake_is_told_in_one_line(self, ask: Ask, cypher: str, message: str) -> None:
        with pytest.raises(QueryError, match=message) as caught:
            ask(cypher)
        assert "\n" not in str(caught.value)

    def test_a_mistake_of_syntax_is_told_with_its_place(self, ask: Ask) -> None:
        with pytest.raises(QueryError) as caught:
            ask("MATCH (n)\nRETURN n.name ORDER n")
        assert caught.value.line == 2

    def test_a_parameter_of_an_unknown_kind_is_told(self, ask: Ask) -> None:
        with pytest.raises(QueryError):
            ask("RETURN $x AS x", x=object())

    def test_comments_of_both_kinds_are_left_out(self, ask: Ask) -> None:
        assert ask("/* DELETE\nall */ RETURN 1 AS x // SET\n").rows == ((1,),)

    def test_words_that_would_change_the_store_may_be_names(self, ask: Ask) -> None:
        assert ask("RETURN 'DELETE me' AS a, {set: 1} AS b, \"CREATE\" AS `MERGE`").rows == (
            ("DELETE me", {"set": 1}, "CREATE"),
        )


def test_the_store_itself_refuses_changes(store: Store) -> None:
    """The check of the question is not all that stands between a user and the store."""
    for cypher in ("CREATE (:Entity {id: 'x', name: 'x'})", "DROP CONSTRAINT entity_id"):
        with pytest.raises(StoreError):
            store.read(lambda tx, cypher=cypher: tx.run(cypher))


@given(before=st.lists(st.sampled_from(SIGNS), max_size=6), after=st.lists(st.sampled_from(SIGNS), max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_no_spelling_reaches_a_file(before: list[str], after: list[str], ask: Ask, canary: str) -> None:
    reach = f"UNION LOAD CSV FROM '{canary}' AS l RETURN l "
    try:
        table = ask(f"RETURN 1 AS l {''.join(before)} {reach} {''.join(after)}")
    except QueryError:
        return
    assert "yellow bird" not in repr(table)


@pytest.fixture
def canary(kind: str, store: Store, tmp_path: Path) -> str:
    """Give the address of a file that no question may see, but the engine could show."""
    folder = needed().imports if kind == NEO4J else tmp_path
    if folder is None:
        pytest.skip("the files of this server are not on this machine")
    file = folder / "canary.csv"
    file.write_text("yellow bird\n", encoding="utf-8")
    address = str(file) if kind == EMBEDDED else "file:///canary.csv"
    cypher = f"LOAD CSV FROM '{address}' AS l RETURN l"
    assert (shown_by_kglite(cypher) if kind == EMBEDDED else run_beside(store.uri, cypher)) == [(["yellow bird"],)]
    return address


def shown_by_kglite(cypher: str) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in kglite.KnowledgeGraph().cypher(cypher).to_list()]
