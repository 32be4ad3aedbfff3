"""The differences between the stores that `docs/cypher.md` tells, and what to write for both.

A new version of an engine that mends one fails here.
"""

from __future__ import annotations

import pytest
from quarrel import Ask, refused
from stores import EMBEDDED, NEO4J

from disputes.graph.errors import QueryError
from disputes.graph.store.protocol import Table

UNTITLED = "MATCH (n:State) WHERE n.{key} IS NULL RETURN count(n)"


class TestDocumented:
    """The embedded store answers otherwise than Neo4j; what to write instead is answered alike."""

    @pytest.mark.parametrize("key", ["title", "type", "label"])
    def test_properties_that_every_node_has(self, answer: Ask, engine: str, key: str) -> None:
        assert answer(UNTITLED.format(key=key)).rows == ((0 if engine == EMBEDDED else 2,),)

    def test_properties_that_every_relationship_has(self, answer: Ask, engine: str) -> None:
        found = answer("MATCH ()-[r:PARTY_TO {id: 'r4'}]->() RETURN r.type, r.start, r.end").rows
        assert found == ((("PARTY_TO", "a", "d") if engine == EMBEDDED else (None, None, None)),)
        assert answer("MATCH (x)-[r {id: 'r4'}]->(y) RETURN type(r), x.id, y.id").rows == (("PARTY_TO", "a", "d"),)

    def test_the_name_of_a_column_that_projects(self, answer: Ask, engine: str) -> None:
        shown = "n {.id}"
        assert answer(f"MATCH (n {{id: 'b'}}) RETURN {shown}").columns == (shown if engine == EMBEDDED else "n",)
        assert answer(f"MATCH (n {{id: 'b'}}) RETURN {shown} AS x") == Table(("x",), (({"id": "b"},),))

    def test_keys_taken_apart(self, answer: Ask, engine: str) -> None:
        rows = answer("MATCH (n {id: 'b'}) UNWIND keys(n) AS key RETURN key ORDER BY key").rows
        assert rows == (("id",), ("name",), *([("title",)] if engine == EMBEDDED else []))

    def test_rows_of_a_parameter_within_a_pattern(self, answer: Ask) -> None:
        cypher = "UNWIND $rows AS row MATCH (n {id: row.id}) RETURN n.name ORDER BY n.name"
        assert answer(cypher, rows=[{"id": "a"}, {"id": "b"}]).rows == (("Arland",), ("Borduria",))

    def test_a_date_compared_with_a_text(self, answer: Ask, engine: str) -> None:
        assert answer("RETURN date('2031-01-10') = '2031-01-10', date('2031-01-10') > '2030-01-01'").rows == (
            ((True, True) if engine == EMBEDDED else (False, None)),
        )
        assert answer(
            "MATCH (t:Article) WHERE t.date > '2030' AND date(t.date) = date('2031-01-10') RETURN t.id"
        ).rows == (("t",),)

    def test_whole_numbers_and_others_in_one_list(self, answer: Ask, engine: str) -> None:
        rows = answer("UNWIND [1, 1.0] AS x RETURN DISTINCT x").rows
        assert len(rows) == (2 if engine == EMBEDDED else 1)
        assert len(answer("UNWIND [1, 1.0] AS x RETURN DISTINCT toFloat(x) AS x").rows) == 1

    @pytest.mark.parametrize(
        "cypher",
        [
            "WITH 123 AS x RETURN x.foo",
            "RETURN substring('abc', -1)",
            "MATCH (n)--(m) RETURN n.name + count(m) AS x",
        ],
    )
    def test_some_mistakes_are_answered(self, answer: Ask, engine: str, cypher: str) -> None:
        if engine == NEO4J:
            assert refused(answer, cypher)
        else:
            assert answer(cypher).rows

    def test_halves_below_zero_are_rounded_away_from_it(self, answer: Ask, engine: str) -> None:
        assert answer("RETURN round(-2.5), round(2.5)").rows == ((-3.0 if engine == EMBEDDED else -2.0, 3.0),)

    def test_lists_are_joined_by_plus_alone(self, answer: Ask, engine: str) -> None:
        assert answer("RETURN [1] || [2] AS x").rows == (("[1][2]" if engine == EMBEDDED else [1, 2],),)
        assert answer("RETURN [1] + [2] AS x").rows == (([1, 2],),)

    def test_a_list_that_is_absent_is_joined_as_one_that_holds_nothing(self, answer: Ask, engine: str) -> None:
        joined = "MATCH (t:Article) RETURN {} + ['x'] AS x"
        assert answer(joined.format("t.aliases")).rows == (([None, "x"] if engine == EMBEDDED else None,),)
        assert answer(joined.format("coalesce(t.aliases, [])")).rows == ((["x"],),)

    def test_capitals_beyond_ascii_need_the_sign_for_it_in_an_expression(self, answer: Ask, engine: str) -> None:
        assert answer("RETURN 'É' =~ '(?i)é' AS x").rows == ((engine == EMBEDDED,),)
        assert answer("RETURN 'É' =~ '(?iu)é' AS x").rows == ((True,),)

    @pytest.mark.parametrize("expression", ["(a)\\\\1", "(?=a)aa"])
    def test_expressions_that_look_back_or_around(self, answer: Ask, engine: str, expression: str) -> None:
        cypher = f"RETURN 'aa' =~ '{expression}' AS x"
        if engine == NEO4J:
            assert answer(cypher).rows == ((True,),)
        else:
            assert refused(answer, cypher).endswith("supported")

    def test_an_expression_that_is_wrong_is_told_why(self, answer: Ask) -> None:
        assert "nclosed group" in refused(answer, "RETURN 'aa' =~ '(' AS x")

    def test_a_text_that_is_a_list_in_json(self, answer: Ask, engine: str) -> None:
        cypher = "RETURN 'a' IN $n AS x"
        if engine == NEO4J:
            with pytest.raises(QueryError):
                answer(cypher, n='["a"]')
        else:
            assert answer(cypher, n='["a"]').rows == ((True,),)
        assert answer(cypher, n=["a"]).rows == ((True,),)

    def test_the_deviation_of_one_value(self, answer: Ask, engine: str) -> None:
        assert answer("UNWIND [5] AS x RETURN stdev(x) AS x").rows == ((None if engine == EMBEDDED else 0.0,),)

    def test_a_pattern_on_what_is_no_node(self, answer: Ask, engine: str) -> None:
        cypher = "WITH 1 AS n MATCH (n)--(m) RETURN m"
        if engine == NEO4J:
            assert "expected Node" in refused(answer, cypher)
        else:
            assert answer(cypher).rows == ()

    def test_great_numbers_are_written_out(self, answer: Ask, engine: str) -> None:
        assert answer("RETURN toString(1e10)").rows == (("10000000000.0" if engine == EMBEDDED else "1.0E10",),)

    def test_neo4j_does_not_reverse_a_list_as_it_is_stored(self, answer: Ask, engine: str) -> None:
        cypher = "MATCH (n {id: 'a'}) WHERE reverse(coalesce(n.aliases, [])) IS NOT NULL RETURN n.id"
        if engine == NEO4J:
            assert "reverse" in refused(answer, cypher)
        else:
            assert answer(cypher).rows == (("a",),)
        assert answer("MATCH (n {id: 'a'}) RETURN reverse([x IN n.aliases | x])").rows == ((["y", "x"],),)
