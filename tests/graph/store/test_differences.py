"""The differences between the stores that `docs/cypher.md` tells, and what to write for both.

A new version of an engine that mends one fails here.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from quarrel import Ask, asking, quarrel, refused
from stores import EMBEDDED, KINDS, NEO4J

from disputes.graph.store.protocol import Table

UNTITLED = "MATCH (n:State) WHERE n.{key} IS NULL RETURN count(n)"


@pytest.fixture(scope="module", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def ask(kind: str) -> Iterator[Ask]:
    with quarrel(kind) as store:
        yield asking(store)


class TestDocumented:
    """The embedded store answers otherwise than Neo4j; what to write instead is answered alike."""

    @pytest.mark.parametrize("key", ["title", "type", "label"])
    def test_properties_that_every_node_has(self, ask: Ask, kind: str, key: str) -> None:
        assert ask(UNTITLED.format(key=key)).rows == ((0 if kind == EMBEDDED else 2,),)

    def test_properties_that_every_relationship_has(self, ask: Ask, kind: str) -> None:
        found = ask("MATCH ()-[r:PARTY_TO {id: 'r4'}]->() RETURN r.type, r.start, r.end").rows
        assert found == ((("PARTY_TO", "a", "d") if kind == EMBEDDED else (None, None, None)),)
        assert ask("MATCH (x)-[r {id: 'r4'}]->(y) RETURN type(r), x.id, y.id").rows == (("PARTY_TO", "a", "d"),)

    def test_the_name_of_a_column_that_projects(self, ask: Ask, kind: str) -> None:
        shown = "n {.id}"
        assert ask(f"MATCH (n {{id: 'b'}}) RETURN {shown}").columns == (shown if kind == EMBEDDED else "n",)
        assert ask(f"MATCH (n {{id: 'b'}}) RETURN {shown} AS x") == Table(("x",), (({"id": "b"},),))

    def test_keys_taken_apart(self, ask: Ask, kind: str) -> None:
        rows = ask("MATCH (n {id: 'b'}) UNWIND keys(n) AS key RETURN key ORDER BY key").rows
        assert rows == (("id",), ("name",), *([("title",)] if kind == EMBEDDED else []))

    def test_rows_of_a_parameter_within_a_pattern(self, ask: Ask) -> None:
        cypher = "UNWIND $rows AS row MATCH (n {id: row.id}) RETURN n.name ORDER BY n.name"
        assert ask(cypher, rows=[{"id": "a"}, {"id": "b"}]).rows == (("Arland",), ("Borduria",))

    def test_a_date_compared_with_a_text(self, ask: Ask, kind: str) -> None:
        assert ask("RETURN date('2031-01-10') = '2031-01-10', date('2031-01-10') > '2030-01-01'").rows == (
            ((True, True) if kind == EMBEDDED else (False, None)),
        )
        assert ask(
            "MATCH (t:Article) WHERE t.date > '2030' AND date(t.date) = date('2031-01-10') RETURN t.id"
        ).rows == (("t",),)

    def test_whole_numbers_and_others_in_one_list(self, ask: Ask, kind: str) -> None:
        rows = ask("UNWIND [1, 1.0] AS x RETURN DISTINCT x").rows
        assert len(rows) == (2 if kind == EMBEDDED else 1)
        assert len(ask("UNWIND [1, 1.0] AS x RETURN DISTINCT toFloat(x) AS x").rows) == 1

    @pytest.mark.parametrize(
        "cypher",
        [
            "WITH 123 AS x RETURN x.foo",
            "RETURN substring('abc', -1)",
            "MATCH (n)--(m) RETURN n.name + count(m) AS x",
        ],
    )
    def test_some_mistakes_are_answered(self, ask: Ask, kind: str, cypher: str) -> None:
        if kind == NEO4J:
            assert refused(ask, cypher)
        else:
            assert ask(cypher).rows

    def test_halves_below_zero_are_rounded_away_from_it(self, ask: Ask, kind: str) -> None:
        assert ask("RETURN round(-2.5), round(2.5)").rows == ((-3.0 if kind == EMBEDDED else -2.0, 3.0),)

    def test_lists_are_joined_by_plus_alone(self, ask: Ask, kind: str) -> None:
        assert ask("RETURN [1] || [2] AS x").rows == (("[1][2]" if kind == EMBEDDED else [1, 2],),)
        assert ask("RETURN [1] + [2] AS x").rows == (([1, 2],),)

    def test_a_list_that_is_absent_is_joined_as_one_that_holds_nothing(self, ask: Ask, kind: str) -> None:
        joined = "MATCH (t:Article) RETURN {} + ['x'] AS x"
        assert ask(joined.format("t.aliases")).rows == (([None, "x"] if kind == EMBEDDED else None,),)
        assert ask(joined.format("coalesce(t.aliases, [])")).rows == ((["x"],),)

    def test_great_numbers_are_written_out(self, ask: Ask, kind: str) -> None:
        assert ask("RETURN toString(1e10)").rows == (("10000000000.0" if kind == EMBEDDED else "1.0E10",),)

    def test_neo4j_does_not_reverse_a_list_as_it_is_stored(self, ask: Ask, kind: str) -> None:
        cypher = "MATCH (n {id: 'a'}) WHERE reverse(coalesce(n.aliases, [])) IS NOT NULL RETURN n.id"
        if kind == NEO4J:
            assert "reverse" in refused(ask, cypher)
        else:
            assert ask(cypher).rows == (("a",),)
        assert ask("MATCH (n {id: 'a'}) RETURN reverse([x IN n.aliases | x])").rows == ((["y", "x"],),)
