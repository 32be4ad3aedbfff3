from datetime import date

import pytest

from disputes.graph.errors import QueryError
from disputes.queries.parameters import Parameter


def parsed(declaration: str) -> Parameter:
    return Parameter.parsed(declaration)


@pytest.mark.parametrize(
    ("declaration", "given", "value"),
    [
        ("x string words", "a b", "a b"),
        ("x entity who", "Velja", "Velja"),
        ("x integer how many", "12", 12),
        ("x integer how many", -3, -3),
        ("x integer how many, 1..10", "10", 10),
        ("x boolean whether", "Yes", True),
        ("x boolean whether", "false", False),
        ("x boolean whether", True, True),
        ("x date when", "2031-02-28", "2031-02-28"),
        ("x date when", date(2031, 2, 28), "2031-02-28"),
        ("x date when, default ''", "", ""),
        ("x issue what", "Trade", "trade"),
    ],
)
def test_a_value_is_read_from_text_or_taken_as_it_is(declaration: str, given: object, value: object) -> None:
    converted = parsed(declaration).convert(given)
    assert converted == value
    assert type(converted) is type(value)


@pytest.mark.parametrize(
    ("declaration", "given", "hint"),
    [
        ("x string words", 3, "text"),
        ("x integer how many", "three", "an integer"),
        ("x integer how many", True, "an integer"),
        ("x integer how many", "1.0", "an integer"),
        ("x integer how many", "٣", "an integer"),
        ("x integer how many, 1..10", "11", r"1\.\.10"),
        ("x boolean whether", "maybe", "true or false"),
        ("x boolean whether", 1, "true or false"),
        ("x date when", "2031-02-30", "2025-07-10"),
        ("x date when", "20310228", "2025-07-10"),
        ("x date when", "", "2025-07-10"),
        ("x issue what", "weather", "espionage"),
    ],
)
def test_a_wrong_value_is_refused_with_what_would_work(declaration: str, given: object, hint: str) -> None:
    with pytest.raises(QueryError, match=hint):
        parsed(declaration).convert(given)


def test_range_and_default_stand_at_the_end_of_the_description() -> None:
    limit = parsed("limit integer rows, at most, -5..10, default 7")
    assert (limit.description, limit.low, limit.high, limit.default) == ("rows, at most", -5, 10, 7)
    assert parsed("flag boolean on or off, default false").default is False
    assert parsed("who entity the default actor").default is None


@pytest.mark.parametrize(
    "declaration",
    [
        "x",
        "x string",
        "x colour what",
        "x string what, 1..2",
        "x integer n, default many",
        "x integer n, 1..5, default 9",
    ],
)
def test_a_malformed_declaration_is_refused(declaration: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parsed(declaration)
