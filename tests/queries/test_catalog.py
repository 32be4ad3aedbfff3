import re
from pathlib import Path

import pytest

from disputes.graph.errors import InputError, NotFoundError, QueryError
from disputes.graph.store.protocol import Store
from disputes.queries.catalog import NamedQuery, catalog, named, read_queries, run
from disputes.queries.parameters import ParameterType

LIMIT = {"timeout_seconds": 30.0, "max_rows": 1000}
EXAMPLES = {ParameterType.ENTITY: "state:no", ParameterType.DATE: "2031-01-01", ParameterType.ISSUE: "trade"}


def every_query() -> list[NamedQuery]:
    return list(catalog().values())


def test_there_is_a_query_for_each_file() -> None:
    folder = Path(__file__).parents[2] / "queries" / "cypher"
    assert set(catalog()) == {file.stem for file in folder.glob("*.cypher")}
    assert len(catalog()) >= 10


@pytest.mark.parametrize("query", every_query(), ids=lambda query: query.name)
def test_declared_parameters_are_those_of_the_body(query: NamedQuery) -> None:
    assert {parameter.name for parameter in query.parameters} == set(re.findall(r"\$(\w+)", query.cypher))


@pytest.mark.parametrize("query", every_query(), ids=lambda query: query.name)
def test_declared_columns_are_those_it_returns(store: Store, query: NamedQuery) -> None:
    required = {p.name: EXAMPLES[p.type] for p in query.parameters if p.default is None}
    table = store.ask(query.cypher, query.bind(required), timeout_seconds=30, max_rows=1000)
    assert table.columns == query.columns


@pytest.mark.parametrize("query", every_query(), ids=lambda query: query.name)
def test_every_optional_parameter_narrows_the_answer(store: Store, query: NamedQuery) -> None:
    """What a filter lets through is in the answer without it."""
    required = {p.name: EXAMPLES[p.type] for p in query.parameters if p.default is None}
    whole = run(store, query.name, required, **LIMIT).rows
    for parameter in query.parameters:
        if parameter.default == "":
            narrow = run(store, query.name, required | {parameter.name: EXAMPLES[parameter.type]}, **LIMIT).rows
            assert [row for row in narrow if row not in whole] == []


@pytest.mark.parametrize("query", every_query(), ids=lambda query: query.name)
def test_the_order_is_total(query: NamedQuery) -> None:
    """The last thing that rows are ordered by tells any two apart."""
    order = re.findall(r"ORDER BY (.+)", query.cypher)[-1]
    assert order.rpartition(", ")[2] in {"r.id", "a.id", "b.id", "no.id", "dispute", "id"}
    assert query.cypher.endswith("LIMIT $limit")


def test_defaults_are_bound_and_values_converted() -> None:
    bound = named("timeline").bind({"actor": "a", "other": "b", "limit": "5", "facts": "no"})
    assert bound == {"actor": "a", "other": "b", "since": "", "until": "", "facts": False, "limit": 5}


def test_an_unknown_parameter_is_answered_with_those_there_are() -> None:
    with pytest.raises(QueryError, match="'acter'; its parameters: actor, other, limit"):
        named("cooperation").bind({"acter": "x"})


def test_a_missing_parameter_is_named() -> None:
    with pytest.raises(QueryError, match="needs a value for actor, other"):
        named("timeline").bind({})


def test_a_value_out_of_range_is_refused() -> None:
    with pytest.raises(QueryError, match=r"1\.\.10000"):
        named("claims").bind({"limit": 0})


def test_an_unknown_query_is_answered_with_the_nearest(store: Store) -> None:
    with pytest.raises(NotFoundError) as caught:
        run(store, "restriction", {})
    assert caught.value.nearest[0] == "restrictions"


def test_an_actor_goes_by_any_of_its_names(store: Store) -> None:
    answers = {run(store, "claims", {"by": by}).rows for by in ("state:su", "Sudova", "sudovia")}
    assert len(answers) == 1
    assert answers != {()}


def test_an_unknown_actor_is_no_empty_answer(store: Store) -> None:
    with pytest.raises(NotFoundError, match="Sudovia"):
        run(store, "claims", {"by": "Sudowia"})


WHOLE = """// title: T
// a note
// param: who entity whom
// returns: name
MATCH (n:Entity {id: $who}) RETURN n.name AS name
"""


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("// title: T\n", "", "q.cypher:4"),
        ("// returns: name\n", "", "q.cypher:4"),
        ("MATCH (n:Entity {id: $who}) RETURN n.name AS name\n", "", "q.cypher:5"),
        ("// a note", "// title: again", "q.cypher:2"),
        ("// a note", "// author: nobody", "q.cypher:2"),
        ("// a note", "// param: who entity twice", "q.cypher:3"),
        ("who entity whom", "who", "q.cypher:3"),
        ("who entity whom", "who colour whom", "q.cypher:3"),
    ],
)
def test_a_malformed_header_is_refused_with_file_and_line(tmp_path: Path, old: str, new: str, place: str) -> None:
    file = tmp_path / "q.cypher"
    file.write_text(WHOLE, "utf-8")
    assert read_queries(tmp_path)["q"].columns == ("name",)
    file.write_text(WHOLE.replace(old, new), "utf-8")
    with pytest.raises(InputError) as caught:
        read_queries(tmp_path)
    assert caught.value.path.endswith(place)
