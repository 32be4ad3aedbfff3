"""Where the engines differ the stores answer alike, or the embedded one refuses with what to write for both."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from quarrel import Ask, asking, quarrel, refused, refused_when_embedded
from stores import KINDS

from disputes.graph.store.protocol import Table


@pytest.fixture(scope="module", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def ask(kind: str) -> Iterator[Ask]:
    with quarrel(kind) as store:
        yield asking(store)


class TestMended:
    def test_two_hops_one_of_them_undirected_are_counted(self, ask: Ask) -> None:
        assert ask("MATCH (a)-[:SUPPORTS]-(b)-[:SUPPORTS]-(c) RETURN count(*)").rows == ((2,),)
        assert ask("MATCH (a)-[:SUPPORTS]->(b)-[]-(c) RETURN count(*)").rows == ((4,),)

    @pytest.mark.parametrize("shown", ["keys(n)", "properties(n)", "n {.*}", "n"])
    def test_nothing_is_shown_of_a_node_that_was_not_stored(self, ask: Ask, shown: str) -> None:
        [(found,)] = ask(f"MATCH (n {{id: 'b'}}) RETURN {shown}").rows
        assert set(found["properties"] if shown == "n" else found) == {"id", "name"}

    @pytest.mark.parametrize("shown", ["keys(r)", "properties(r)", "r"])
    def test_nothing_is_shown_of_a_relationship_that_was_not_stored(self, ask: Ask, shown: str) -> None:
        [(found,)] = ask(f"MATCH ()-[r {{id: 'r4'}}]->() RETURN {shown}").rows
        assert set(found["properties"] if shown == "r" else found) == {"id"}

    def test_a_property_may_have_a_reserved_word_for_a_name(self, ask: Ask) -> None:
        assert ask("MATCH ()-[r {id: 'r1'}]->() RETURN r.end") == Table(("r.end",), ((9,),))
        assert ask("MATCH ()-[r {id: 'r1'}]->() RETURN r.`end`") == Table(("r.`end`",), ((9,),))

    def test_a_relationship_that_a_with_hands_on_keeps_its_properties(self, ask: Ask) -> None:
        cypher = "MATCH ()-[r:ACCUSES]->() WITH r MATCH (who:Entity) WHERE who.id = r.speaker_id RETURN who.name"
        assert ask(cypher).rows == (("Arland",),)

    def test_what_was_looked_for_in_vain_or_not_is_grouped(self, ask: Ask) -> None:
        cypher = (
            "MATCH (x:State) OPTIONAL MATCH (x)-[:SUPPORTS]->(y) WITH y, count(*) AS n RETURN y.id, n ORDER BY y.id"
        )
        assert ask(cypher).rows == (("b", 1), ("c", 1))
        assert ask("OPTIONAL MATCH (x:State) WITH x.name AS x, count(*) AS n RETURN count(x), sum(n)").rows == ((2, 2),)

    @pytest.mark.parametrize(("end", "row"), [("startNode", ("r2", "a")), ("endNode", ("r3", "c"))])
    def test_the_ends_of_a_relationship_are_where_it_runs(self, ask: Ask, end: str, row: tuple[str, str]) -> None:
        cypher = f"MATCH (x)-[r:SUPPORTS]-()<-[:ACCUSES]-() WHERE {end}(r) = x RETURN r.id, x.id"
        assert ask(cypher).rows == (row,)
        assert row in ask(cypher.replace(":SUPPORTS", "")).rows

    @pytest.mark.parametrize("hop", ["-[r:SUPPORTS|ACCUSES*2..2]-", "<-[r:SUPPORTS|ACCUSES*2]-"])
    def test_the_relationships_of_a_route_come_in_the_order_of_its_pattern(self, ask: Ask, hop: str) -> None:
        rows = ask(f"MATCH (){hop}(n {{id: 'a'}}) RETURN [step IN r | step.id][1]").rows
        assert set(rows) == {("r2",)}


class TestRefused:
    """By both stores, or by the embedded one where it would answer wrongly."""

    @pytest.mark.parametrize("length", ["*", "*2.."])
    def test_a_path_without_an_upper_bound(self, ask: Ask, length: str) -> None:
        assert "`*1..6`" in refused(ask, f"MATCH (a)-[{length}]->(b) RETURN count(*)")

    def test_a_shortest_path_with_a_condition(self, ask: Ask, kind: str) -> None:
        pair = "MATCH (a {id: 'a'}), (b {id: 'c'}) MATCH p = "
        asked = (
            f"{pair}shortestPath((a)-[*..3]-(b)) WHERE none(r IN relationships(p) WHERE r.id = 'r2') RETURN length(p)"
        )
        refused_when_embedded(ask, kind, asked, "disputes path")
        refused_when_embedded(ask, kind, f"{pair}allShortestPaths((a)-[*..3]-(b)) RETURN p", "disputes path")

    def test_a_shortest_path_without_a_condition_is_answered(self, ask: Ask) -> None:
        cypher = "MATCH (a {id: 'a'}), (b {id: 'c'}) MATCH p = shortestPath((a)-[*..3]-(b)) RETURN length(p)"
        assert ask(cypher).rows == ((2,),)

    def test_a_property_within_a_pattern(self, ask: Ask, kind: str) -> None:
        cypher = "MATCH (a)-[r:ACCUSES]->() MATCH (who {id: r.speaker_id}) RETURN who.name"
        refused_when_embedded(ask, kind, cypher, "WHERE c.id = r.speaker_id")

    @pytest.mark.parametrize(
        "cypher",
        [
            "MATCH (a)-[r:ACCUSES]->() MATCH (who) WHERE who.id = r.speaker_id RETURN who.name",
            "MATCH (a)-[r:ACCUSES]->() WITH r.speaker_id AS id MATCH (who {id: id}) RETURN who.name",
        ],
    )
    def test_what_to_write_for_a_property_within_a_pattern_is_answered(self, ask: Ask, cypher: str) -> None:
        assert ask(cypher).rows == (("Arland",),)

    def test_some_properties_of_a_relationship(self, ask: Ask, kind: str) -> None:
        refused_when_embedded(ask, kind, "MATCH ()-[r:ACCUSES]->() RETURN r {.id, .start}", "{id: x.id}")

    def test_some_properties_of_a_node_that_was_collected(self, ask: Ask, kind: str) -> None:
        cypher = "MATCH (n:State) WITH collect(n) AS l UNWIND l AS m RETURN {} AS m"
        refused_when_embedded(ask, kind, cypher.format("m {.id}"), "{id: x.id}")
        assert ask(cypher.format("{id: m.id}") + " ORDER BY m.id").rows == (({"id": "a"},), ({"id": "b"},))

    def test_some_properties_of_a_relationship_are_given_by_a_map(self, ask: Ask) -> None:
        assert ask("MATCH ()-[r:ACCUSES]->() RETURN {id: r.id, start: r.start} AS m").rows == (
            ({"id": "r1", "start": 3},),
        )

    def test_a_duration_between_two_dates(self, ask: Ask, kind: str) -> None:
        refused_when_embedded(
            ask, kind, "RETURN duration.between(date('2030-01-01'), date('2031-02-03'))", "duration.inDays"
        )

    def test_a_duration_in_days_or_months_is_answered(self, ask: Ask) -> None:
        days = "duration.inDays(date('2030-01-01'), date('2031-02-03')).days"
        assert ask(f"RETURN {days}, {days.replace('Days', 'Months').replace('.days', '.months')}").rows == ((398, 13),)

    def test_the_labels_by_their_procedure(self, ask: Ask, kind: str) -> None:
        assert "labels(n)" in refused(ask, "CALL db.labels()")

    def test_the_labels_by_the_nodes_that_have_them(self, ask: Ask) -> None:
        rows = ask("MATCH (n) UNWIND labels(n) AS label RETURN DISTINCT label ORDER BY label").rows
        assert rows == (("Article",), ("Dispute",), ("Entity",), ("Official",), ("State",))
