"""The commands that ask the graph and draw it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from disputes.options import (
    MAX_ROWS,
    TIMEOUT_SECONDS,
    Csv,
    Db,
    EdgeTypes,
    Json,
    MaxRows,
    Parameters,
    Timeout,
)
from disputes.session import fail, open_graph, write_map
from disputes.settings import DEFAULT_DB


def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, or an id.")],
    db: Db = DEFAULT_DB,
    as_json: Json = False,
) -> None:
    """Tell who or what this is: names, roles, and all edges with their words.

    Example: disputes show "Darchiev"
    """
    from disputes.printing import print_json, print_profile

    found = open_graph(db).show(name)
    if as_json:
        print_json(found)
    else:
        print_profile(found)


def path(
    source: Annotated[str, typer.Argument(metavar="FROM", help="The actor to start from.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="The actor or thing to reach.")],
    db: Db = DEFAULT_DB,
    k: Annotated[int, typer.Option("--k", "-k", min=1, metavar="N", help="So many paths at most.")] = 3,
    max_hops: Annotated[int, typer.Option("--max-hops", min=1, metavar="N", help="No path longer than this.")] = 6,
    via: Annotated[
        EdgeTypes, typer.Option("--via", metavar="NAME", help="Pass this entity; may be given many times.")
    ] = None,
    only: Annotated[
        EdgeTypes, typer.Option("--only", metavar="TYPE", help="Go by these edge types alone; may be given many times.")
    ] = None,
    without: Annotated[
        EdgeTypes, typer.Option("--without", metavar="TYPE", help="Not by this edge type; may be given many times.")
    ] = None,
    all_readings: Annotated[
        bool, typer.Option("--all", help="Go by what is denied, planned or feared as well, not by facts alone.")
    ] = False,
    through_disputes: Annotated[
        bool, typer.Option("--through-disputes", help="Let paths pass the disputes that actors are party to.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Find the shortest paths between two actors, each hop with the sentences it was read from.

    Example: disputes path "Vladimir Putin" "Killenworth" --without MEETS
    """
    from disputes.printing import print_json, print_paths

    graph = open_graph(db)
    found = graph.path(
        source,
        target,
        k=k,
        max_hops=max_hops,
        via=via or (),
        only=only or (),
        without=without or (),
        facts_only=not all_readings,
        through_disputes=through_disputes,
    )
    if as_json:
        print_json(found)
    elif not found:
        fail(f"no path of at most {max_hops} hops between {source!r} and {target!r}; --max-hops and --all widen it")
    else:
        print_paths(found, graph.names())


def query(
    name: Annotated[str | None, typer.Argument(metavar="QUERY", help="The query's name.")] = None,
    param: Parameters = None,
    list_all: Annotated[bool, typer.Option("--list", help="List the queries with their parameters.")] = False,
    db: Db = DEFAULT_DB,
    timeout: Timeout = TIMEOUT_SECONDS,
    max_rows: MaxRows = MAX_ROWS,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Ask a named query, or list them.

    Example: disputes query restrictions --param by=Russia
    """
    from disputes.printing import print_table

    if list_all or name is None:
        from disputes.queries.catalog import listing

        print_table(listing(), as_json=as_json, as_csv=as_csv)
        return
    values = _parameters(param)
    table = open_graph(db).query(name, timeout_seconds=timeout, max_rows=max_rows, **values)
    print_table(table, as_json=as_json, as_csv=as_csv)


def cypher(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The question; it can only read.")],
    param: Parameters = None,
    db: Db = DEFAULT_DB,
    timeout: Timeout = TIMEOUT_SECONDS,
    max_rows: MaxRows = MAX_ROWS,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Ask in Cypher.

    Example: disputes cypher "MATCH (a:State)-[r:RESTRICTS]->(p:Property) WHERE r.fact RETURN a.name, p.name"
    """
    from disputes.printing import print_table

    values = {name: _value(given) for name, given in _parameters(param).items()}
    table = open_graph(db).ask(text, values, timeout_seconds=timeout, max_rows=max_rows)
    print_table(table, as_json=as_json, as_csv=as_csv)


def list_disputes(db: Db = DEFAULT_DB, as_json: Json = False, as_csv: Csv = False) -> None:
    """List the disputes: parties, issue, stakes, first and last seen.

    Example: disputes disputes --json
    """
    from disputes.printing import print_table

    print_table(open_graph(db).disputes(), as_json=as_json, as_csv=as_csv)


def draw_map(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The HTML file.")] = Path("map.html"),
    around: Annotated[
        str | None, typer.Option("--around", metavar="NAME", help="Only what is near this entity.")
    ] = None,
    hops: Annotated[int, typer.Option("--hops", min=1, metavar="N", help="How near.")] = 2,
    db: Db = DEFAULT_DB,
) -> None:
    """Draw the relationship map: one HTML file that needs no network.

    Example: disputes map --around "Russia" --hops 2 --out russia.html
    """
    write_map(open_graph(db), out, around, hops)


def _parameters(given: list[str] | None) -> dict[str, str]:
    from disputes.graph.errors import QueryError

    pairs = [item.partition("=") for item in given or ()]
    for name, equals, _ in pairs:
        if not equals or not name.isidentifier():
            raise QueryError(f"--param takes NAME=VALUE, not {name + equals!r}")
    return {name: value for name, _, value in pairs}


def _value(text: str) -> Any:
    """Give the list or map that a text is in JSON, else the text itself."""
    import msgspec

    if text.startswith(("[", "{")):
        with suppress(msgspec.DecodeError):
            return msgspec.json.decode(text)
    return text
