"""Statements are confined to a graph piece by piece, and told as they were asked for; what can't be is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from questions import Question, questions

from disputes.graph.errors import QueryError
from disputes.graph.store.confinement import TYPES, confined

LABEL = "Disputes_x"
STEPS = "all(`step` IN {} WHERE startNode(`step`):G AND endNode(`step`):G)"
BOUND = STEPS.format("r")


def run_as(asked: str) -> str:
    """Give the text to run, with G for the graph's label, T for all its types, and single spaces."""
    text = confined(asked, LABEL).text.replace(f"`{LABEL}`", "G").replace("|".join(TYPES), "T")
    return " ".join(text.split())


def untyped(text: str) -> str:
    """Give a text without what asks for the types of the graph."""
    return text.replace("[:T]", "").replace(":T", "")


@pytest.mark.parametrize(
    ("asked", "run"),
    [
        ("MATCH (n) RETURN n", "MATCH (n:G) RETURN n"),
        ("MATCH () RETURN 1", "MATCH (:G) RETURN 1"),
        ("MATCH (:A:B {id: 1}) RETURN 1", "MATCH (:A:B:G {id: 1}) RETURN 1"),
        ("MATCH (n:A) WHERE n:B:C RETURN 1", "MATCH (n:A:G) WHERE n:B:C RETURN 1"),
        ("MATCH (`odd one`:`A B`) RETURN 1", "MATCH (`odd one`:`A B`&G) RETURN 1"),
        ("MATCH (n:A|B) RETURN 1", "MATCH (n:(A|B)&G) RETURN 1"),
        ("MATCH (n:!(A&%) $map) RETURN 1", "MATCH (n:(!(A&%))&G $map) RETURN 1"),
        ("MATCH (n:A WHERE n.x > 1) RETURN 1", "MATCH (n:A&G WHERE n.x > 1) RETURN 1"),
        ("MATCH (n WHERE (n)-->(:A)) RETURN 1", "MATCH (n:G WHERE (n:G)-->(:A&G)) RETURN 1"),
        ("MATCH (a)--(b), p = (c)<-[r:OWNS]-() RETURN 1", "MATCH (a:G)--(b:G), p = (c:G)<-[r:OWNS]-(:G) RETURN 1"),
        ("OPTIONAL MATCH (a {x: [(b)-->(c) | c.y]})", "OPTIONAL MATCH (a:G {x: [(b:G)-->(c:G) | c.y]})"),
        ("match (n) return count { (n) }", "match (n:G) return count { (n:G) }"),
        ("CALL (n) { MATCH (n)-->(m) RETURN m }", "CALL (n) { MATCH (n:G)-->(m:G) RETURN m }"),
        (
            "CALL { MATCH (n) RETURN n UNION MATCH (m) RETURN m AS n }",
            "CALL { MATCH (n:G) RETURN n UNION MATCH (m:G) RETURN m AS n }",
        ),
        (
            "WITH * MATCH (n) RETURN n UNION DISTINCT MATCH (n)",
            "WITH * MATCH (n:G) RETURN n UNION DISTINCT MATCH (n:G)",
        ),
        ("MATCH (a)((x)-->(y)){1,3}(b) RETURN 1", "MATCH (a:G)((x:G)-->(y:G)){1,3}(b:G) RETURN 1"),
        ("MATCH (a)-[:OWNS]->{1,3}(b) RETURN 1", "MATCH (a:G)((:G)-[:OWNS]->(:G)){1,3}(b:G) RETURN 1"),
        ("MATCH ANY SHORTEST (a)--+(b) RETURN 1", "MATCH ANY SHORTEST (a:G)((:G)--(:G))+(b:G) RETURN 1"),
    ],
)
def test_each_node_of_a_pattern_has_the_label(asked: str, run: str) -> None:
    assert untyped(run_as(asked)) == run


@pytest.mark.parametrize(
    ("asked", "run"),
    [
        ("MATCH (a)--()<--()-->() RETURN 1", "MATCH (a:G)-[:T]-(:G)<-[:T]-(:G)-[:T]->(:G) RETURN 1"),
        ("MATCH (a)-[]-()-[r]-()-[r $x]-() RETURN 1", "MATCH (a:G)-[:T]-(:G)-[r:T]-(:G)-[r:T $x]-(:G) RETURN 1"),
        ("MATCH (a)-[r {id: 1}]-()-[s WHERE s.x]-()", "MATCH (a:G)-[r:T {id: 1}]-(:G)-[s:T WHERE s.x]-(:G)"),
        ("RETURN COUNT { (a)-[r*1..2]-(b) }", f"RETURN COUNT {{ (a:G)-[r:T*1..2]-(b:G) WHERE {BOUND} }}"),
        ("MATCH (a)--{1,3}(b) RETURN 1", "MATCH (a:G)((:G)-[:T]-(:G)){1,3}(b:G) RETURN 1"),
        ("MATCH (a)-[:OWNS|:MEETS]-(b)", "MATCH (a:G)-[:OWNS|:MEETS]-(b:G)"),
    ],
)
def test_a_relationship_is_of_the_types_of_the_graph(asked: str, run: str) -> None:
    assert run_as(asked) == run


@pytest.mark.parametrize(
    ("asked", "run"),
    [
        ("WHERE NOT (a)-->(b) AND (a.x + 1) > (2)", "WHERE NOT (a:G)-->(b:G) AND (a.x + 1) > (2)"),
        ("WHERE exists((a)<--()) OR ((n:A) AND (m))", "WHERE exists((a:G)<--(:G)) OR ((n:A) AND (m))"),
        ("WHERE EXISTS { (a:A) } AND n:B", "WHERE EXISTS { (a:A&G) } AND n:B"),
        (
            "RETURN (n), count(m), size([(a)--(b) WHERE a.x | b])",
            "RETURN (n), count(m), size([(a:G)--(b:G) WHERE a.x | b])",
        ),
        (
            "RETURN CASE WHEN (a)--(b) THEN (c) ELSE [x IN (d) | (x)] END",
            "RETURN CASE WHEN (a:G)--(b:G) THEN (c) ELSE [x IN (d) | (x)] END",
        ),
        (
            "RETURN {match: (n), where: 1}.match, n.match, (n) - (m)",
            "RETURN {match: (n), where: 1}.match, n.match, (n) - (m)",
        ),
        ("RETURN 'MATCH (n)', `(n)--(m)`", "RETURN 'MATCH (n)', `(n)--(m)`"),
    ],
)
def test_what_is_no_pattern_stays_as_it_is(asked: str, run: str) -> None:
    assert untyped(run_as(f"MATCH (n) {asked}")) == f"MATCH (n:G) {run}"


@pytest.mark.parametrize(
    ("asked", "run"),
    [
        ("MATCH (a)-[r*1..2]-(b) RETURN 1", f"MATCH (a:G)-[r*1..2]-(b:G) WHERE {BOUND} RETURN 1"),
        (
            "MATCH (a)-[r:OWNS*2 {y: 1}]-() WHERE a.x OR a.y STARTS WITH 'z' WITH a MATCH (b) RETURN 1",
            f"MATCH (a:G)-[r:OWNS*2 {{y: 1}}]-(:G) WHERE {BOUND} AND ( a.x OR a.y STARTS WITH 'z' )"
            "WITH a MATCH (b:G) RETURN 1",
        ),
        (
            "MATCH p = shortestPath((a)-[*..3]-(b))",
            f"MATCH p = shortestPath((a:G)-[`steps 2`*..3]-(b:G)) WHERE {STEPS.format('`steps 2`')}",
        ),
        ("MATCH (a) WHERE (a)-[r*1..2]-()", f"MATCH (a:G) WHERE EXISTS {{ (a:G)-[r*1..2]-(:G) WHERE {BOUND} }}"),
        ("RETURN [(a)-[r*..2]-(b) | b]", f"RETURN [(a:G)-[r*..2]-(b:G) WHERE {BOUND} | b]"),
        (
            "RETURN [p = (a)-[r*..2]-(b) WHERE a.x OR b.x | b]",
            f"RETURN [p = (a:G)-[r*..2]-(b:G) WHERE {BOUND} AND ( a.x OR b.x )| b]",
        ),
        ("RETURN COUNT { (a)-[r*..2]-(b) }", f"RETURN COUNT {{ (a:G)-[r*..2]-(b:G) WHERE {BOUND} }}"),
        ("RETURN COUNT { MATCH ()-[r*1]-() }", f"RETURN COUNT {{ MATCH (:G)-[r*1]-(:G) WHERE {BOUND} }}"),
    ],
)
def test_hops_of_several_steps_pass_through_the_graph_alone(asked: str, run: str) -> None:
    assert untyped(run_as(asked)) == run


@pytest.mark.parametrize(
    ("asked", "run"),
    [
        ("RETURN labels(n)[0]", f"RETURN [`label` IN labels(n) WHERE `label` <> '{LABEL}'][0]"),
        ("RETURN Labels ( (n) )", f"RETURN [`label` IN Labels ( (n) ) WHERE `label` <> '{LABEL}']"),
        ("RETURN `labels`(n)", f"RETURN [`label` IN `labels`(n) WHERE `label` <> '{LABEL}']"),
        ("RETURN n.labels, labels", "RETURN n.labels, labels"),
    ],
)
def test_the_label_of_the_graph_is_not_among_those_of_a_node(asked: str, run: str) -> None:
    assert run_as(asked) == run


@pytest.mark.parametrize(
    ("asked", "run"),
    [
        ("MERGE (a:Entity {id: 1}) SET a:State", "MERGE (a:Entity&G {id: 1}) SET a:State"),
        ("MATCH (a) CREATE (a)-[:X]->(b:Y)", "MATCH (a:G) CREATE (a)-[:X]->(b:Y&G)"),
        ("MERGE (a)-[r:X]->(b) WITH a MATCH (c) DELETE c", "MERGE (a)-[r:X]->(b) WITH a MATCH (c:G) DELETE c"),
    ],
)
def test_a_statement_that_writes_may_name_nodes_that_it_has_found(asked: str, run: str) -> None:
    assert run_as(asked) == run


@pytest.mark.parametrize(
    "asked",
    [
        "MATCH (n IS State) RETURN n",
        "MATCH (n)-[r IS OWNS]->() RETURN n",
        "MATCH (n)-[r:$('OWNS')]->() RETURN n",
        "MATCH (n)-[r:$any($types)]->() RETURN n",
        "MATCH (n:$('State')) RETURN n",
        "MATCH (n) WHERE (n IS State)-->(m) RETURN n",
        "MATCH (n) WHERE EXISTS { (n IS State) } RETURN n",
        "MATCH (n) WHERE EXISTS { (n)-->(m IS State) } RETURN n",
        "MATCH (n) WHERE exists((n)-[*1..2]-()) RETURN n",
        "MATCH (n) RETURN shortestPath((n)-[*1..2]-(m))",
        "MATCH (n)-[*1..2]-(m) USING SCAN n:State RETURN n",
        "MATCH DIFFERENT RELATIONSHIPS (n)-->(m) RETURN n",
        "MATCH DIFFERENT RELATIONSHIPS (n) RETURN n",
        "MATCH (match) RETURN match, (n)",
        "UNWIND [1] AS match RETURN match AS m, (n)",
        "UNWIND [1] AS match RETURN DISTINCT match AS m, (n)",
        "UNWIND [1] AS match RETURN 1 + match AS m, (n)",
        "MATCH (n RETURN n",
        "MATCH (n)) RETURN n",
        "MATCH (n {x: [1)}) RETURN n",
    ],
)
def test_what_cannot_be_confined_is_refused_in_one_line_with_its_place(asked: str) -> None:
    with pytest.raises(QueryError) as caught:
        confined(asked, LABEL)
    assert (caught.value.line, "\n" in str(caught.value)) == (1, False)


@given(questions())
def test_text_is_only_put_in_between(question: Question) -> None:
    found = confined(question.text, LABEL)
    assert found.asked == question.text
    rest = found.text
    for place, text in found.insertions:
        assert rest[place : place + len(text)] == text
        rest = rest[:place] + rest[place + len(text) :]
    assert rest == question.text


@given(questions(), st.data())
def test_places_are_told_as_they_were_asked_for(question: Question, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(question.text) - 1))
    found = confined(question.text, LABEL)
    put_in = sum(len(text) for at, text in found.insertions if at <= place)
    with pytest.raises(QueryError) as caught, found.complaints():
        raise QueryError("so", line=1, column=place + put_in + 1)
    assert str(caught.value) == f"line 1, column {place + 1}: so"


def test_a_place_in_a_later_line_is_told_in_that_line() -> None:
    found = confined("MATCH (n)\nMATCH (m) RETURN\n k", LABEL)
    with pytest.raises(QueryError) as caught, found.complaints():
        raise QueryError("so", line=2, column=found.text.splitlines()[1].index("RETURN") + 1)
    assert (caught.value.line, caught.value.column) == (2, 11)


@pytest.mark.parametrize("column", ["labels(n)", "[(n)-->(m:A) | labels(m)]", "EXISTS { (n)-[*1..2]-() }", "n.name"])
def test_a_column_without_a_name_is_named_as_it_was_asked_for(column: str) -> None:
    found = confined(f"MATCH (n)-[*1..2]-() RETURN {column}", LABEL)
    shown = found.text.rpartition("RETURN ")[2]
    assert found.columns([shown, "other"]) == (column, "other")
