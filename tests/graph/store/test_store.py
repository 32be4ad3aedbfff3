"""What holds for every store."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from disputes.graph.errors import QueryError, StoreError
from disputes.graph.store.opening import open_store
from disputes.graph.store.protocol import Store, Table, Transaction

Ask = Callable[..., Table]

NORTH = {
    "labels": ["Entity", "State"],
    "properties": {"id": "state:no", "name": "Northland", "aliases": ["the North"], "block": "n"},
}
SOUTH = {"labels": ["Entity", "State"], "properties": {"id": "state:so", "name": "Southland", "block": "s"}}
REBUKE = {
    "type": "ACCUSES",
    "source": "state:no",
    "target": "state:so",
    "properties": {"id": "e1", "evidence": "rebuked", "negated": False},
}


def ids(store: Store) -> set[str]:
    return {row["id"] for row in store.read(lambda tx: tx.run("MATCH (n:Entity) RETURN n.id AS id"))}


def add(name: str) -> Callable[[Transaction], object]:
    return lambda tx: tx.run("MERGE (n:Entity {id: $id}) SET n.name = $id", id=name)


class TestWriting:
    def test_a_transaction_sees_what_it_has_written(self, store: Store) -> None:
        def work(tx: Transaction) -> list[dict[str, object]]:
            add("new")(tx)
            return tx.run("MATCH (n:Entity {id: 'new'}) RETURN n.name AS name")

        assert store.write(work) == [{"name": "new"}]

    def test_what_is_written_is_there_for_the_next_who_opens(self, uri: str) -> None:
        with open_store(uri) as store:
            store.write(add("new"))
        with open_store(uri, read_only=True) as store:
            assert ids(store) == {"new"}
        with open_store(uri) as store:
            assert ids(store) == {"new"}

    def test_an_error_leaves_nothing_behind(self, store: Store) -> None:
        before = ids(store)

        def work(tx: Transaction) -> None:
            add("new")(tx)
            raise KeyError("on purpose")

        with pytest.raises(KeyError, match="on purpose"):
            store.write(work)
        assert ids(store) == before

    @pytest.mark.parametrize("kind", [ValueError, TypeError, OSError])
    def test_an_error_of_the_work_itself_stays_what_it_is(self, store: Store, kind: type[Exception]) -> None:
        def work(tx: Transaction) -> None:
            raise kind("on purpose")

        for use in (store.read, store.write):
            with pytest.raises(kind, match="on purpose"):
                use(work)

    def test_a_parameter_of_an_unknown_kind_is_told(self, store: Store) -> None:
        with pytest.raises(StoreError):
            store.write(lambda tx: tx.run("RETURN $x AS x", x=object()))

    def test_a_failed_statement_leaves_nothing_behind(self, store: Store) -> None:
        before = ids(store)

        def work(tx: Transaction) -> None:
            add("new")(tx)
            tx.run("CREATE (:Entity {id: 'state:no', name: 'again'})")

        with pytest.raises(StoreError, match="state:no"):
            store.write(work)
        assert ids(store) == before

    @pytest.mark.parametrize("label", ["Entity", "Article"])
    def test_an_id_is_there_once(self, store: Store, label: str) -> None:
        store.write(lambda tx: tx.run(f"CREATE (:{label} {{id: 'x', name: 'x'}})"))
        with pytest.raises(StoreError):
            store.write(lambda tx: tx.run(f"CREATE (:{label} {{id: 'x', name: 'x'}})"))

    def test_writing_goes_on_after_a_failure(self, store: Store) -> None:
        with pytest.raises(StoreError):
            store.write(lambda tx: tx.run("this is no statement"))
        store.write(add("new"))
        assert "new" in ids(store)

    def test_reading_and_asking_between_writes_is_in_nobodys_way(self, store: Store, ask: Ask) -> None:
        for name in ("p", "q"):
            store.write(add(name))
            assert name in ids(store)
            assert ask("MATCH (n:Entity {id: $id}) RETURN n.id", id=name).rows == ((name,),)


class TestReadOnly:
    def test_does_not_write(self, store: Store, uri: str) -> None:
        store.close()
        with open_store(uri, read_only=True) as reader, pytest.raises(StoreError, match="opened to read"):
            reader.write(add("new"))

    def test_read_cannot_write(self, store: Store) -> None:
        before = ids(store)
        with pytest.raises(StoreError):
            store.read(add("new"))
        assert ids(store) == before


class TestClosing:
    def test_twice_is_once(self, store: Store) -> None:
        store.close()
        store.close()

    def test_a_closed_store_says_so(self, store: Store, ask: Ask) -> None:
        store.close()
        for use in (lambda: ids(store), lambda: store.write(add("new")), lambda: ask("RETURN 1")):
            with pytest.raises(StoreError, match="closed"):
                use()


class TestAnswers:
    def test_nodes_have_labels_and_what_was_stored(self, ask: Ask) -> None:
        assert ask("MATCH (n {id: 'state:no'}) RETURN n").rows == ((NORTH,),)

    def test_articles_keep_their_title(self, ask: Ask) -> None:
        [(article,)] = ask("MATCH (a:Article) RETURN a").rows
        assert article == {
            "labels": ["Article"],
            "properties": {
                "id": "a1",
                "title": "A quarrel",
                "text": "Northland rebuked Southland.",
                "sources": ["here"],
            },
        }

    def test_relationships_end_at_entity_ids(self, ask: Ask) -> None:
        assert ask("MATCH ()-[r {id: 'e1'}]->() RETURN r").rows == ((REBUKE,),)

    def test_paths_lists_and_maps_are_plain_all_through(self, ask: Ask) -> None:
        table = ask("MATCH p = (a {id: 'state:no'})-[r {id: 'e1'}]->(b) RETURN p, [r], {from: a, by: [r]} AS m")
        path = {"nodes": [NORTH, SOUTH], "relationships": [REBUKE]}
        assert table.rows == ((path, [REBUKE], {"from": NORTH, "by": [REBUKE]}),)

    def test_relationships_along_a_path_end_at_entity_ids(self, ask: Ask) -> None:
        [(edges,)] = ask("MATCH (:Entity {id: 'state:no'})-[r:ACCUSES*2..2]->(:Organization) RETURN r").rows
        assert [(edge["source"], edge["target"]) for edge in edges] == [
            ("state:no", "state:so"),
            ("state:so", "org:isles"),
        ]

    def test_rows_whose_columns_are_called_like_parts_of_a_relationship_stay_rows(self, store: Store) -> None:
        cypher = "RETURN 7 AS id, 1 AS start, 2 AS end, 'T' AS type, {a: 1} AS properties"
        expected = {"id": 7, "start": 1, "end": 2, "type": "T", "properties": {"a": 1}}
        assert store.read(lambda tx: tx.run(cypher)) == [expected]

    def test_dates_are_iso_texts(self, ask: Ask) -> None:
        table = ask("RETURN date('2024-02-03') AS d, [{at: date('2024-02-03')}] AS l")
        assert table.rows == (("2024-02-03", [{"at": "2024-02-03"}]),)

    def test_times_are_iso_texts_and_durations_maps(self, ask: Ask) -> None:
        cypher = "RETURN datetime('2024-02-03T04:05:00.5+02:00') AS d, localtime('04:05') AS t, duration('P1M2D') AS l"
        assert ask(cypher).rows == (
            ("2024-02-03T04:05:00.500000+02:00", "04:05:00", {"months": 1, "days": 2, "seconds": 0}),
        )

    def test_numbers_texts_and_nothing_stay_what_they_are(self, ask: Ask) -> None:
        assert ask("RETURN 1, 1.5, 'x', true, null, []").rows == ((1, 1.5, "x", True, None, []),)

    @pytest.mark.parametrize("cypher", ["keys(n)", "properties(n)", "n {.*}"])
    def test_keys_are_those_that_were_stored(self, ask: Ask, cypher: str) -> None:
        [(south,)] = ask(f"MATCH (n {{id: 'state:so'}}) RETURN {cypher}").rows
        [(article,)] = ask(f"MATCH (n:Article) RETURN {cypher}").rows
        assert set(south) == {"id", "name", "block"}
        assert set(article) == {"id", "title", "text", "sources"}

    def test_statements_get_the_properties_that_were_stored(self, store: Store) -> None:
        cypher = "MATCH (n:Entity {id: 'state:so'}) RETURN properties(n) AS p"
        assert store.read(lambda tx: tx.run(cypher)) == [{"p": SOUTH["properties"]}]
        assert store.write(lambda tx: tx.run(cypher)) == [{"p": SOUTH["properties"]}]

    def test_columns_are_named_by_their_text_in_the_order_of_return(self, ask: Ask) -> None:
        table = ask("MATCH (n:State) RETURN n.name AS who, count(*), n.id, 1+1 ORDER BY who")
        assert table.columns == ("who", "count(*)", "n.id", "1+1")
        assert table.records()[0] == {"who": "Northland", "count(*)": 1, "n.id": "state:no", "1+1": 2}

    def test_no_rows_still_have_columns(self, ask: Ask) -> None:
        assert ask("MATCH (n:State {id: 'none'}) RETURN n.id, n.name") == Table(("n.id", "n.name"), ())

    def test_two_hops_one_undirected_are_counted(self, ask: Ask) -> None:
        counted = ask("MATCH (a)-[:ACCUSES]-(b)-[:ACCUSES]-(c) RETURN count(*)").rows
        listed = ask("MATCH (a)-[r:ACCUSES]-(b)-[s:ACCUSES]-(c) RETURN r.id, s.id").rows
        assert counted == ((len(listed),),)
        assert len(listed) == 8

    def test_rows_beyond_the_limit_are_cut_and_said_to_be(self, ask: Ask) -> None:
        assert ask("UNWIND range(1, 9) AS i RETURN i", max_rows=3) == Table(("i",), ((1,), (2,), (3,)), is_cut=True)

    def test_rows_up_to_the_limit_are_not_cut(self, ask: Ask) -> None:
        assert ask("UNWIND range(1, 3) AS i RETURN i", max_rows=3) == Table(("i",), ((1,), (2,), (3,)))


class TestQuestions:
    def test_parameters_are_values_and_never_cypher(self, ask: Ask, store: Store) -> None:
        hostile = "x'}) DETACH DELETE n //"
        before = ids(store)
        assert ask("MATCH (n:Entity {name: $name}) RETURN n", name=hostile).rows == ()
        assert ask("RETURN $name AS name", name=hostile).rows == ((hostile,),)
        assert ids(store) == before

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
        before = ids(store)
        with pytest.raises(QueryError):
            ask(cypher)
        assert ids(store) == before

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
            ("MATCH (n RETURN n", "RETURN"),
            ("MATCH (n) RETURN m", "m"),
            ("RETURN nosuchfunction(1)", "nosuchfunction"),
            ("RETURN 1 / 0", "zero"),
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
