"""What an engine alone would answer wrongly is answered rightly by every store."""

from __future__ import annotations

import pytest
from quarrel import Ask

from disputes.graph.store.protocol import Table


def test_two_hops_one_of_them_undirected_are_counted(answer: Ask) -> None:
    assert answer("MATCH (a)-[:SUPPORTS]-(b)-[:SUPPORTS]-(c) RETURN count(*)").rows == ((2,),)
    assert answer("MATCH (a)-[:SUPPORTS]->(b)-[]-(c) RETURN count(*)").rows == ((4,),)


@pytest.mark.parametrize("shown", ["keys(n)", "properties(n)", "n {.*}", "n"])
def test_nothing_is_shown_of_a_node_that_was_not_stored(answer: Ask, shown: str) -> None:
    [(found,)] = answer(f"MATCH (n {{id: 'b'}}) RETURN {shown}").rows
    assert set(found["properties"] if shown == "n" else found) == {"id", "name"}


@pytest.mark.parametrize("shown", ["keys(r)", "properties(r)", "r"])
def test_nothing_is_shown_of_a_relationship_that_was_not_stored(answer: Ask, shown: str) -> None:
    [(found,)] = answer(f"MATCH ()-[r {{id: 'r4'}}]->() RETURN {shown}").rows
    assert set(found["properties"] if shown == "r" else found) == {"id"}


def test_a_property_may_have_a_reserved_word_for_a_name(answer: Ask) -> None:
    assert answer("MATCH ()-[r {id: 'r1'}]->() RETURN r.end") == Table(("r.end",), ((9,),))
    assert answer("MATCH ()-[r {id: 'r1'}]->() RETURN r.`end`") == Table(("r.`end`",), ((9,),))


def test_a_relationship_that_a_with_hands_on_keeps_its_properties(answer: Ask) -> None:
    cypher = "MATCH ()-[r:ACCUSES]->() WITH r MATCH (who:Entity) WHERE who.id = r.speaker_id RETURN who.name"
    assert answer(cypher).rows == (("Arland",),)


def test_what_was_looked_for_in_vain_or_not_is_grouped(answer: Ask) -> None:
    cypher = "MATCH (x:State) OPTIONAL MATCH (x)-[:SUPPORTS]->(y) WITH y, count(*) AS n RETURN y.id, n ORDER BY y.id"
    assert answer(cypher).rows == (("b", 1), ("c", 1))
    assert answer("OPTIONAL MATCH (x:State) WITH x.name AS x, count(*) AS n RETURN count(x), sum(n)").rows == ((2, 2),)


@pytest.mark.parametrize(("end", "row"), [("startNode", ("r2", "a")), ("endNode", ("r3", "c"))])
def test_the_ends_of_a_relationship_are_where_it_runs(answer: Ask, end: str, row: tuple[str, str]) -> None:
    cypher = f"MATCH (x)-[r:SUPPORTS]-()<-[:ACCUSES]-() WHERE {end}(r) = x RETURN r.id, x.id"
    assert answer(cypher).rows == (row,)
    assert row in answer(cypher.replace(":SUPPORTS", "")).rows


@pytest.mark.parametrize("hop", ["-[r:SUPPORTS|ACCUSES*2..2]-", "<-[r:SUPPORTS|ACCUSES*2]-"])
def test_the_relationships_of_a_route_come_in_the_order_of_its_pattern(answer: Ask, hop: str) -> None:
    rows = answer(f"MATCH (){hop}(n {{id: 'a'}}) RETURN [step IN r | step.id][1]").rows
    assert set(rows) == {("r2",)}


@pytest.mark.parametrize("order", ["type(r)", "n DESC, type(r)"])
def test_types_that_are_counted_come_in_the_order_that_is_asked_for(answer: Ask, order: str) -> None:
    cypher = f"MATCH ()-[r]->() RETURN type(r), count(*) AS n ORDER BY {order}"
    counted = (("ACCUSES", 1), ("PARTY_TO", 2), ("SUPPORTS", 2))
    assert answer(cypher).rows == (counted if order == "type(r)" else counted[1:] + counted[:1])


def test_what_is_counted_comes_in_the_order_of_a_name(answer: Ask) -> None:
    cypher = "UNWIND ['B', 'a', 'c', 'A'] AS t RETURN toLower(t) AS lower, count(*) AS n ORDER BY lower"
    assert answer(cypher).rows == (("a", 2), ("b", 1), ("c", 1))
