"""What every store answers: the rows, the columns, and the form of what is in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from disputes.graph.store.protocol import Store, Table

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
