"""What every store refuses, or the embedded one where it would answer wrongly; what to write instead is answered."""

from __future__ import annotations

import pytest
from quarrel import Ask, refused, refused_when_embedded

from disputes.graph.store.reach import INSTEAD


@pytest.mark.parametrize("length", ["*", "*2.."])
def test_a_path_without_an_upper_bound(answer: Ask, length: str) -> None:
    assert "`*1..6`" in refused(answer, f"MATCH (a)-[{length}]->(b) RETURN count(*)")


def test_a_shortest_path_with_a_condition(answer: Ask, engine: str) -> None:
    pair = "MATCH (a {id: 'a'}), (b {id: 'c'}) MATCH p = "
    asked = f"{pair}shortestPath((a)-[*..3]-(b)) WHERE none(r IN relationships(p) WHERE r.id = 'r2') RETURN length(p)"
    refused_when_embedded(answer, engine, asked, "disputes path")
    refused_when_embedded(answer, engine, f"{pair}allShortestPaths((a)-[*..3]-(b)) RETURN p", "disputes path")


def test_a_shortest_path_without_a_condition_is_answered(answer: Ask) -> None:
    cypher = "MATCH (a {id: 'a'}), (b {id: 'c'}) MATCH p = shortestPath((a)-[*..3]-(b)) RETURN length(p)"
    assert answer(cypher).rows == ((2,),)


def test_a_property_within_a_pattern(answer: Ask, engine: str) -> None:
    cypher = "MATCH (a)-[r:ACCUSES]->() MATCH (who {id: r.speaker_id}) RETURN who.name"
    refused_when_embedded(answer, engine, cypher, "WHERE c.id = r.speaker_id")


@pytest.mark.parametrize(
    "cypher",
    [
        "MATCH (a)-[r:ACCUSES]->() MATCH (who) WHERE who.id = r.speaker_id RETURN who.name",
        "MATCH (a)-[r:ACCUSES]->() WITH r.speaker_id AS id MATCH (who {id: id}) RETURN who.name",
    ],
)
def test_what_to_write_for_a_property_within_a_pattern_is_answered(answer: Ask, cypher: str) -> None:
    assert answer(cypher).rows == (("Arland",),)


def test_some_properties_of_a_relationship(answer: Ask, engine: str) -> None:
    refused_when_embedded(answer, engine, "MATCH ()-[r:ACCUSES]->() RETURN r {.id, .start}", "{id: x.id}")


def test_some_properties_of_a_node_that_was_collected(answer: Ask, engine: str) -> None:
    cypher = "MATCH (n:State) WITH collect(n) AS l UNWIND l AS m RETURN {} AS m"
    refused_when_embedded(answer, engine, cypher.format("m {.id}"), "{id: x.id}")
    assert answer(cypher.format("{id: m.id}") + " ORDER BY m.id").rows == (({"id": "a"},), ({"id": "b"},))


def test_some_properties_of_a_relationship_are_given_by_a_map(answer: Ask) -> None:
    assert answer("MATCH ()-[r:ACCUSES]->() RETURN {id: r.id, start: r.start} AS m").rows == (
        ({"id": "r1", "start": 3},),
    )


def test_a_duration_between_two_dates(answer: Ask, engine: str) -> None:
    refused_when_embedded(
        answer, engine, "RETURN duration.between(date('2030-01-01'), date('2031-02-03'))", "duration.inDays"
    )


def test_a_duration_in_days_or_months_is_answered(answer: Ask) -> None:
    days = "duration.inDays(date('2030-01-01'), date('2031-02-03')).days"
    assert answer(f"RETURN {days}, {days.replace('Days', 'Months').replace('.days', '.months')}").rows == ((398, 13),)


@pytest.mark.parametrize("name", INSTEAD)
def test_a_procedure_that_tells_of_other_graphs(answer: Ask, name: str) -> None:
    assert INSTEAD[name] in refused(answer, f"CALL {name}()")
    assert answer(INSTEAD[name]).rows


def test_a_question_in_several_transactions(answer: Ask) -> None:
    cypher = "MATCH (n) CALL (n) { RETURN n.id AS id } IN TRANSACTIONS OF 10 ROWS RETURN id"
    assert "leave it out" in refused(answer, cypher)
    assert len(answer(cypher.replace(" IN TRANSACTIONS OF 10 ROWS", "")).rows) == 5


def test_an_order_of_groups_by_what_has_no_name(answer: Ask, engine: str) -> None:
    cypher = "UNWIND ['B', 'a'] AS t RETURN toLower(t), count(*) AS n ORDER BY toLower(t)"
    refused_when_embedded(answer, engine, cypher, "AS lower")


def test_another_database(answer: Ask) -> None:
    assert "--database" in refused(answer, "USE system MATCH (n) RETURN n")


@pytest.mark.parametrize(
    "cypher", ["RETURN 1 / 0", "RETURN 5 % 0", "MATCH (n {id: 'a'}) RETURN 1 / (size(n.name) - 6)"]
)
def test_a_division_by_zero(answer: Ask, cypher: str) -> None:
    assert refused(answer, cypher).endswith("a division by zero; leave out the rows where the divisor is 0")


@pytest.mark.parametrize("pattern", ["(a)-->+(b)", "(a)-[:SUPPORTS]->{1,}(b)", "((a)-->(b))*", "(a)((x)-->(b)){2,}"])
def test_a_path_with_a_quantifier_without_an_upper_bound(answer: Ask, pattern: str) -> None:
    assert "`*1..6`" in refused(answer, f"MATCH {pattern} RETURN count(*)")


@pytest.mark.parametrize("pattern", ["(a)-->{1,2}(b)", "(a)((x)-[:SUPPORTS]->(b)){2}"])
def test_a_path_with_a_quantifier(answer: Ask, engine: str, pattern: str) -> None:
    refused_when_embedded(answer, engine, f"MATCH {pattern} RETURN count(*)", "-[*1..3]-")


@pytest.mark.parametrize("selector", ["SHORTEST 2", "ANY SHORTEST", "ALL SHORTEST PATHS", "ANY", "SHORTEST 1 GROUPS"])
def test_a_selector_of_paths(answer: Ask, engine: str, selector: str) -> None:
    cypher = f"MATCH p = {selector} (a {{id: 'a'}})-->+(b {{id: 'c'}}) RETURN length(p)"
    refused_when_embedded(answer, engine, cypher, "disputes path")


@pytest.mark.parametrize("asked", ["(n:Disputes)", "(n:State|!(Disputes_x))", "(n:`Disputes`)", "(n) WHERE n:Disputes"])
def test_the_label_of_the_graph_itself(answer: Ask, asked: str) -> None:
    assert "leave it out" in refused(answer, f"MATCH {asked} RETURN n")


@pytest.mark.parametrize("name", ["file", "linenumber"])
def test_what_is_told_of_a_file(answer: Ask, name: str) -> None:
    assert "LOAD CSV" in refused(answer, f"RETURN {name}()")


def test_a_fold_that_doubles(answer: Ask) -> None:
    assert refused(answer, "RETURN size(reduce(s = 'x', i IN range(1, 40) | s + s)) AS n")


@pytest.mark.parametrize(
    ("fold", "expected"),
    [
        ("s = 0, i IN [1, 2] | s + s + i", 4),
        ("s = '', i IN ['a', 'b'] | CASE WHEN s = '' THEN i ELSE s + ',' + i END", "a,b"),
        ("s = 'z', i IN ['b', 'a'] | CASE WHEN i < s THEN i ELSE s END", "a"),
    ],
)
def test_a_fold_that_does_not_double_is_answered(answer: Ask, fold: str, expected: object) -> None:
    assert answer(f"RETURN reduce({fold}) AS x").rows == ((expected,),)


@pytest.mark.parametrize("types", ["KNOWS", "SUPPORTS|KNOWS", "!SUPPORTS", "supports"])
def test_a_type_that_no_relationship_has(answer: Ask, types: str) -> None:
    assert "is no type of a relationship" in refused(answer, f"MATCH ()-[r:{types}]->() RETURN r")


def test_the_labels_by_the_nodes_that_have_them(answer: Ask) -> None:
    rows = answer("MATCH (n) UNWIND labels(n) AS label RETURN DISTINCT label ORDER BY label").rows
    assert rows == (("Article",), ("Dispute",), ("Entity",), ("Official",), ("State",))
