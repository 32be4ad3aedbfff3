"""The named queries: each a file of Cypher with a header that says what it answers, takes and gives.

::

    // title: Disputes an actor takes part in
    // param: actor  entity   id or name
    // param: limit  integer  rows at most, 1..1000, default 100
    // returns: dispute, issue, since
    MATCH ...

The file's name is the query's. Further comment lines of the header are notes for who reads the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeVar

from disputes.graph.errors import InputError, NotFoundError, QueryError
from disputes.graph.store.protocol import Store, Table
from disputes.queries.names import find, names_of
from disputes.queries.parameters import Parameter, ParameterType, Value

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

T = TypeVar("T")

FOLDER = "disputes.queries.cypher"
ENDING = ".cypher"
_FIELD = re.compile(r"//\s*(\w+):\s*(.*?)\s*")


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question with a name. `cypher` is the text without its header; `columns` are those it returns."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    cypher: str

    def bind(self, values: Mapping[str, object]) -> dict[str, Value]:
        """Give a checked value for each parameter, from text or from the proper type, or its default.

        An entity stays as it is given; `run` finds its id. Raises QueryError for what is unknown, missing or wrong.
        """
        declared = {parameter.name: parameter for parameter in self.parameters}
        if unknown := [name for name in values if name not in declared]:
            known = ", ".join(declared) or "none"
            raise QueryError(f"query {self.name!r} has no parameter {unknown[0]!r}; its parameters: {known}")
        given = {name: declared[name].convert(value) for name, value in values.items()}
        defaults = {name: parameter.default for name, parameter in declared.items() if parameter.default is not None}
        if missing := [name for name in declared if name not in given and name not in defaults]:
            raise QueryError(f"query {self.name!r} needs a value for {', '.join(missing)}")
        return defaults | given


def run(
    store: Store, name: str, values: Mapping[str, object], *, timeout_seconds: float = 30.0, max_rows: int = 10_000
) -> Table:
    """Answer the named query. Entities may be given by any name that finds one of them, and no other.

    Raises NotFoundError for an unknown query or entity, QueryError for a wrong value.
    """
    query = named(name)
    bound = query.bind(values)
    wanted = [p.name for p in query.parameters if p.type is ParameterType.ENTITY and bound[p.name] != p.default]
    if wanted:
        names = names_of(store)
        bound |= {parameter: find(names, str(bound[parameter])) for parameter in wanted}
    return store.ask(query.cypher, bound, timeout_seconds=timeout_seconds, max_rows=max_rows)


def listing() -> Table:
    """List the named queries with what each answers and takes; a parameter with a default is in brackets."""
    rows = [
        (query.name, query.title, " ".join(map(_shown, query.parameters)), ", ".join(query.columns))
        for query in catalog().values()
    ]
    return Table(("query", "answers", "parameters", "columns"), tuple(rows))


def _shown(parameter: Parameter) -> str:
    return parameter.name if parameter.default is None else f"[{parameter.name}]"


def named(name: str) -> NamedQuery:
    """Give the query of this name, or raise NotFoundError with the nearest."""
    queries = catalog()
    if name not in queries:
        raise NotFoundError("query", name, get_close_matches(name, queries, n=5, cutoff=0.4) or sorted(queries))
    return queries[name]


@cache
def catalog() -> Mapping[str, NamedQuery]:
    """Read all named queries, in order of their names."""
    return read_queries(files(FOLDER))


def read_queries(folder: Traversable) -> dict[str, NamedQuery]:
    """Read the queries of a folder by name. Raises InputError with file and line for a malformed header."""
    found = sorted((file for file in folder.iterdir() if file.name.endswith(ENDING)), key=lambda file: file.name)
    return {file.name.removesuffix(ENDING): _read(file) for file in found}


def _read(file: Traversable) -> NamedQuery:
    lines = file.read_text("utf-8").splitlines()
    start = next((number for number, line in enumerate(lines) if not line.startswith("//")), len(lines))
    header: dict[str, str] = {}
    parameters: dict[str, Parameter] = {}
    for number, line in enumerate(lines[:start], 1):
        if field := _FIELD.fullmatch(line):
            place, (key, text) = f"{file}:{number}", field.groups()
            if key == "param":
                parameter = _parameter(text, place)
                _put(parameters, parameter.name, parameter, place)
            elif key in ("title", "returns"):
                _put(header, key, text, place)
            else:
                raise InputError(place, f"no field {key!r}; there are: title, param, returns")
    cypher = "\n".join(lines[start:]).strip()
    if not (cypher and header.get("title") and header.get("returns")):
        raise InputError(f"{file}:{start + 1}", "a query needs a title, what it returns, and Cypher")
    columns = tuple(column.strip() for column in header["returns"].split(","))
    return NamedQuery(file.name.removesuffix(ENDING), header["title"], tuple(parameters.values()), columns, cypher)


def _parameter(declaration: str, place: str) -> Parameter:
    try:
        return Parameter.parsed(declaration)
    except ValueError as exc:
        raise InputError(place, str(exc)) from exc


def _put(found: dict[str, T], key: str, value: T, place: str) -> None:
    if key in found:
        raise InputError(place, f"{key!r} stands twice")
    found[key] = value
