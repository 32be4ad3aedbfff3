"""The parameters of named queries: what a header declares of each, and how a value is checked against it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from disputes.graph.errors import QueryError
from disputes.graph.vocabulary import Issue

Value = str | int | bool


class ParameterType(StrEnum):
    """What a parameter takes. `ENTITY` is an id or any name; the query gets the id."""

    STRING = "string"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    ENTITY = "entity"
    ISSUE = "issue"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A ``$name`` of a query. Without a `default` it must be given; an integer is in ``low..high``, both included."""

    name: str
    type: ParameterType
    description: str
    default: Value | None = None
    low: int | None = None
    high: int | None = None

    @classmethod
    def parsed(cls, declaration: str) -> Self:
        """Read what follows ``// param:`` in a header. Raises ValueError with what is wrong.

        >>> limit = Parameter.parsed("limit integer rows at most, 1..1000, default 100")
        >>> limit.description, limit.low, limit.high, limit.default
        ('rows at most', 1, 1000, 100)
        """
        parts = declaration.split(maxsplit=2)
        if len(parts) < 3:
            raise ValueError("a param needs a name, a type and a description")
        name, word, description = parts
        if word not in set(ParameterType):
            raise ValueError(f"no type {word!r}; there are: {', '.join(ParameterType)}")
        description, default = _split(description, r"(?:^|, )default (\S.*)$")
        description, bounds = _split(description, r"(?:^|, )(-?\d+\.\.-?\d+)$")
        low, high = map(int, bounds.split("..")) if bounds else (None, None)
        if bounds and word != ParameterType.INTEGER:
            raise ValueError(f"a range is for integers, not for {word}")
        parameter = cls(name, ParameterType(word), description, low=low, high=high)
        if default is None:
            return parameter
        return cls(name, parameter.type, description, _default(parameter, default), low, high)

    def convert(self, value: object) -> Value:
        """Give the value as the query wants it, read from text where it is text. Raises QueryError."""
        if value == self.default and isinstance(value, str):
            return value
        try:
            return _CONVERTERS[self.type](self, value)
        except ValueError as exc:
            raise QueryError(f"parameter {self.name!r} is {value!r}, and must be {exc}") from exc


def _split(text: str, pattern: str) -> tuple[str, str | None]:
    """Take what the pattern finds at the end of a text from it."""
    found = re.search(pattern, text)
    return (text[: found.start()], found[1]) if found else (text, None)


def _default(parameter: Parameter, text: str) -> Value:
    """Read a default; ``''`` is the empty text, which says that the parameter was not given."""
    if text == "''":
        return ""
    try:
        return parameter.convert(text)
    except QueryError as exc:
        raise ValueError(f"default: {exc}") from exc


def _text(parameter: Parameter, value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("text")
    return value


def _integer(parameter: Parameter, value: object) -> int:
    lowest, highest = parameter.low, parameter.high
    wanted = "an integer" if lowest is None else f"an integer in {lowest}..{highest}"
    if isinstance(value, bool) or not isinstance(value, int | str) or not re.fullmatch(r"-?[0-9]{1,18}", str(value)):
        raise ValueError(wanted)
    number = int(value)
    if lowest is not None and highest is not None and not lowest <= number <= highest:
        raise ValueError(wanted)
    return number


def _boolean(parameter: Parameter, value: object) -> bool:
    known = {"true": True, "yes": True, "false": False, "no": False}
    if isinstance(value, bool):
        return value
    if not isinstance(value, str) or value.casefold() not in known:
        raise ValueError("true or false")
    return known[value.casefold()]


def _date(parameter: Parameter, value: object) -> str:
    """Give an ISO date, as the store holds dates: text that sorts by time."""
    wanted = "a date such as 2025-07-10"
    if isinstance(value, date):
        return value.isoformat()[:10]
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError(wanted)
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as exc:
        raise ValueError(wanted) from exc


def _issue(parameter: Parameter, value: object) -> str:
    if not isinstance(value, str) or value.casefold() not in set(Issue):
        raise ValueError(f"an issue, one of: {', '.join(Issue)}")
    return value.casefold()


_CONVERTERS: dict[ParameterType, Callable[[Parameter, Any], Value]] = {
    ParameterType.STRING: _text,
    ParameterType.INTEGER: _integer,
    ParameterType.BOOLEAN: _boolean,
    ParameterType.DATE: _date,
    ParameterType.ENTITY: _text,
    ParameterType.ISSUE: _issue,
}
