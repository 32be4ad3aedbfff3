"""What holds of questions to a server alone: its values, what it tells of others, and what it goes on doing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from stores import NEO4J, add, run_beside

from disputes.graph.errors import QueryError, StoreError
from disputes.graph.store.neo4j import Neo4jStore
from disputes.graph.store.opening import open_store
from disputes.graph.store.protocol import Store, Table


@pytest.fixture
def kind() -> str:
    return NEO4J


def ask(store: Store, cypher: str, **parameters: object) -> Table:
    return store.ask(cypher, parameters, timeout_seconds=30, max_rows=100)


class TestQuestions:
    @pytest.fixture
    def store(self, uri: str) -> Iterator[Store]:
        with open_store(uri) as opened:
            opened.write(add("one"))
            yield opened

    def test_the_server_itself_refuses_changes(self, store: Neo4jStore) -> None:
        """The check of the question is not all that stands between a user and the store."""
        with pytest.raises(StoreError, match="read access mode"):
            store.read(lambda tx: tx.run("CREATE (:Entity {id: 'x', name: 'x'})"))
        with pytest.raises(StoreError):
            store.read(lambda tx: tx.run("DROP CONSTRAINT entity_id"))

    def test_remarks_tell_nothing_of_what_others_keep(self, store: Store) -> None:
        run_beside(store.uri, "CREATE (:Invoice {amount: 1})")
        asked = "MATCH (n:{})--() RETURN n.{} AS x"
        theirs, nobodys = (ask(store, asked.format(*named)) for named in (("Invoice", "amount"), ("Nobody", "nothing")))
        spelled = str(nobodys.remarks).replace("Nobody", "Invoice").replace("nothing`", "amount`")
        assert str(theirs.remarks) == spelled

    @pytest.mark.parametrize(
        "pattern",
        [
            "(n:State|Official)--(m:State)",
            "(n:State) WHERE n:State|Official",
            "(n:Entity:State) WHERE n:Entity:Place",
            "(n:!State)--(:Entity)",
        ],
    )
    def test_labels_may_be_joined_by_either_kind_of_sign(self, store: Store, pattern: str) -> None:
        assert ask(store, f"MATCH {pattern} RETURN count(*) AS n").rows == ((0,),)

    def test_a_mistake_is_placed_by_line_and_column(self, store: Store) -> None:
        with pytest.raises(QueryError) as caught:
            ask(store, "MATCH (n)\nRETURN m")
        assert (caught.value.line, caught.value.column) == (2, 8)
        assert str(caught.value) == "line 2, column 8: Variable `m` not defined"

    def test_durations_points_and_zones_are_plain(self, store: Store) -> None:
        [row] = ask(store, "RETURN duration('P1M2DT3S'), time('04:05+02:00'), [point({x: 1, y: 2})]").rows
        assert row[:2] == ({"months": 1, "days": 2, "seconds": 3}, "04:05:00+02:00")
        assert row[2] == [[1.0, 2.0]]

    def test_many_rows_come_in_parts(self, store: Store) -> None:
        table = store.ask("UNWIND range(1, 5000) AS i RETURN i", timeout_seconds=30, max_rows=4000)
        assert table.is_cut
        assert table.rows == tuple((number,) for number in range(1, 4001))

    def test_what_a_question_does_not_wait_for_is_not_left_running(self, store: Store) -> None:
        with pytest.raises(QueryError, match="--timeout"):
            store.ask("UNWIND range(1, 1000000000) AS i RETURN sum(i % 7)", timeout_seconds=0.2, max_rows=1)
        asked = "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS '1000000000' RETURN 1"
        running = run_beside(store.uri, asked)
        assert [row for row in running if row != (1,)] == []
        assert len(running) <= 1
