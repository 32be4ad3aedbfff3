"""What kglite would answer otherwise than Neo4j is mended, or refused with what to write instead."""

from __future__ import annotations

import pytest

from disputes.graph.errors import QueryError
from disputes.graph.store.dialect import ALWAYS_WRONG, MISTAKES_ENDS, TURNS_ROUTES, adapted


def refused(cypher: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        adapted(cypher)
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("cypher", "advice", "place"),
    [
        ("MATCH ()-[r]->() MATCH (c {id: r.speaker_id}) RETURN c", "MATCH (c) WHERE", "r.speaker_id"),
        ("MATCH (a:Official), (c:Entity:State {id: a.state}) RETURN c", "MATCH (c) WHERE", "a.state"),
        ("MATCH (a)-[r]->(b)-[s:MEETS|AGREES {issue: r.issue}]->() RETURN s", "MATCH (c) WHERE", "r.issue"),
        ("MATCH (a) MATCH (b {name: 'x', id: coalesce(a.state, '')}) RETURN b", "MATCH (c) WHERE", "a.state"),
        ("MATCH (a) WHERE EXISTS { (a)--({id: a.state}) } RETURN a", "MATCH (c) WHERE", "a.state"),
        ("MATCH ()-[r]->(a) WHERE NOT (:State {id: r.speaker_id})--(a) RETURN a", "MATCH (c) WHERE", "r.speaker_id"),
        ("MATCH (a)-[r]->() RETURN [(x {id: r.article})--(a) | x] AS l", "MATCH (c) WHERE", "r.article"),
        ("MATCH p = ()--() UNWIND relationships(p) AS r MATCH (c {id: r.x}) RETURN c", "MATCH (c) WHERE", "r.x"),
        ("MATCH p = allShortestPaths((a)-[*..4]-(b)) RETURN p", "disputes path", "allShortestPaths"),
        ("MATCH p = shortestPath((a)-[*..4]-(b)) WHERE length(p) > 1 RETURN p", "disputes path", "p = "),
        (
            "MATCH (a), (b) MATCH p = shortestPath((a)-[*..4]-(b)) WHERE a <> b AND all(r IN relationships(p) "
            "WHERE r.fact) RETURN p",
            "disputes path",
            "p = ",
        ),
        ("RETURN duration.between(date('2024-01-01'), date('2025-01-01'))", "duration.inDays", "duration"),
        ("MATCH (a)-->{1,3}(b) RETURN b", "-[*1..3]-", "{1"),
        ("MATCH (a)((x)-->(y)){,2}(b) RETURN b", "-[*1..3]-", "{,"),
        ("MATCH p = SHORTEST 3 (a)-->+(b) RETURN p", "disputes path", "SHORTEST"),
        ("MATCH ANY PATHS (a)--{1,2}(b) RETURN b", "disputes path", "ANY"),
        ("UNWIND [1] AS t RETURN -t, count(*) AS n ORDER BY n, -t DESC", "AS lower", "-t DESC"),
        ("UNWIND $l AS t RETURN size(t), count(*) AS n ORDER BY n, toUpper(t)", "AS lower", "toUpper"),
        ("UNWIND $l AS t RETURN t.a, count(*) AS n ORDER BY n, t.b", "AS lower", "t.b"),
        ("MATCH ()-[r:MEETS]->() RETURN r {.id}", "{id: x.id}", "r {"),
        ("MATCH ()-[r]->() WITH 1 AS x, r RETURN x, r {.*}", "properties(x)", "r {"),
        ("MATCH ()-[r]->() RETURN {edge: r {.id}} AS m", "{id: x.id}", "r {"),
        ("MATCH (n) WITH collect(n) AS l UNWIND l AS m RETURN m {.id}", "{id: x.id}", "m {"),
        ("MATCH (n) WITH n {.id} AS n RETURN n {.id}", "{id: x.id}", "n {"),
        ("MATCH (n) WHERE 'x' IN [l IN labels(n) | l] RETURN n", "IN ([y IN", "IN [l"),
        ("MATCH (n) RETURN (COUNT { (n)--() } % 3) AS x", "(0 + COUNT", "(COUNT"),
        ("MATCH (n) RETURN COLLECT { MATCH (n)--(m) RETURN m.id } AS x", "collect()", "COLLECT"),
        ("MATCH (n) WHERE EXISTS { MATCH (n)--(m {id: 'x'}) RETURN m } RETURN n", "leave RETURN out", "EXISTS"),
        ("MATCH (n:Entity&State) RETURN n", "(n:Entity:State)", "&"),
        ("MATCH (n:!State) RETURN n", "WHERE NOT n:State", "!"),
        ("MATCH (n:State WHERE n.name = 'x') RETURN n", "after the pattern", "WHERE"),
        ("MATCH ()-[r:MEETS WHERE r.fact]->() RETURN r", "after the pattern", "WHERE"),
    ],
)
def test_what_would_be_answered_wrongly_is_refused_with_what_to_write(cypher: str, advice: str, place: str) -> None:
    error = refused(cypher)
    assert advice in str(error)
    assert (error.line, error.column) == (1, cypher.index(place) + 1)


@pytest.mark.parametrize(
    "cypher",
    [
        "MATCH (c) WHERE c.id = 'r.speaker_id' RETURN {id: c.id} AS m",
        "MATCH (a) WITH a, a.name AS t RETURN t, a.id, count(*) AS n ORDER BY n, size(t), t DESC, a.id",
        "UNWIND $l AS t RETURN size(t) AS length, count(*) AS n ORDER BY length % 3, n",
        "UNWIND $l AS t RETURN t ORDER BY size(t)",
        "MATCH (a) WITH a AS b RETURN b.name, count(*) AS n ORDER BY b.name",
        "MATCH (a)-[r]->(b) WITH r.speaker_id AS who MATCH (c:Entity {id: who}) RETURN collect({id: c.id, n: c.name})",
        "UNWIND $rows AS row MATCH (c {id: row.id}) RETURN row.id AS id, c.name AS name",
        "MATCH (c {id: $row.id, weight: 1.5}) RETURN c {.id, other: c.name}",
        "MATCH (a), (b) WHERE a <> b MATCH p = shortestPath((a)-[*..4]-(b)) RETURN p",
        "MATCH (a), (b) MATCH p = shortestPath((a)-[*..4]-(b)) WHERE a <> b RETURN p",
        "MATCH p = shortestPath((a)-[*..4]-(b)) WITH p WHERE length(p) > 1 RETURN p",
        "MATCH (n) WHERE any(x IN n.aliases WHERE x = 'a & b!') RETURN n",
        "MATCH (n) RETURN [x IN [y IN n.ids | y] | x] AS a, reduce(s = '', x IN [y IN n.ids | y] | s + x) AS b",
        "MATCH (n) WHERE all(x IN [y IN n.ids | y] WHERE x <> '') RETURN toString(COUNT { (n)--() } % 3) AS x",
        "MATCH (n) WHERE (EXISTS { MATCH (n)-[r]->(m) WHERE r.fact AND m.name <> n.name } OR n:State) RETURN n",
        "MATCH (n:State) WITH n, 1 AS x RETURN n {.id, k: x}, [m IN [n] | m {.*}] AS l",
        "MATCH (n) WHERE 'x' IN ([l IN labels(n) WHERE l <> 'Entity']) RETURN n, [1, 2][0] - [3][0]",
        "MATCH (n) WHERE EXISTS { MATCH (n)-[r]->() WHERE r.fact } RETURN COUNT { (n)--() } + 1 AS x",
    ],
)
def test_what_both_stores_answer_alike_is_left_as_it_is(cypher: str) -> None:
    assert adapted(cypher).text == cypher
    assert adapted(cypher).disabled_passes == ALWAYS_WRONG


def test_the_mistake_is_placed_by_line_and_column() -> None:
    error = refused("MATCH (a)\nMATCH (b {id: a.state})\nRETURN b")
    assert (error.line, error.column) == (2, 15)


def test_reserved_words_may_name_properties() -> None:
    found = adapted("MATCH ()-[r]->() RETURN r.end, r.start, r.Case, 1.5, [1, 2][0..1], CASE r.end WHEN 1 THEN 2 END")
    assert "RETURN r.`end`, r.start, r.`Case`, 1.5, [1, 2][0..1], CASE r.`end` WHEN 1 THEN 2 END" in found.text
    assert found.columns(["r.`end`", "r.start"]) == ("r.end", "r.start")


@pytest.mark.parametrize("hop", ["-[r*1..3]-", "-[r:MEETS|AGREES*2]->", "<-[r *..2 {fact: true}]-"])
def test_routes_are_asked_for_without_the_step_that_turns_them(hop: str) -> None:
    assert adapted(f"MATCH (a){hop}(b) RETURN r").disabled_passes == (*ALWAYS_WRONG, TURNS_ROUTES)


@pytest.mark.parametrize("end", ["startNode(r)", "endNode (r)"])
def test_ends_are_asked_for_without_the_step_that_mistakes_them(end: str) -> None:
    cypher = f"MATCH (a)-[r]-()--() WHERE {end} = a RETURN a"
    assert adapted(cypher).disabled_passes == (*ALWAYS_WRONG, MISTAKES_ENDS)


@pytest.mark.parametrize("hop", ["-[r]-", "-[*1..3]-", "-[:MEETS*2]->", "-[r:MEETS]->"])
def test_other_questions_keep_that_step(hop: str) -> None:
    assert adapted(f"MATCH (a){hop}(b) RETURN b.x * 2 AS x").disabled_passes == ALWAYS_WRONG
