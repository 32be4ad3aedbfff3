"""The command that carries a graph from one store to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from disputes.options import Json
from disputes.session import open_graph, state

if TYPE_CHECKING:
    from disputes.api import Graph

STORE = "a file, or neo4j://host"


def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help=f"The store to copy: {STORE}.")],
    target: Annotated[str, typer.Argument(metavar="TO", help=f"The store to copy into, made where missing: {STORE}.")],
    merge: Annotated[bool, typer.Option("--merge", help="Add to a store that holds other articles.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
    as_json: Json = False,
) -> None:
    """Copy a graph into another store, and prove that it arrived.

    Stopped midway, the same command goes on.

    Example: disputes copy disputes.kgl neo4j://localhost
    """
    from disputes.printing import print_json
    from disputes.progress import steps_bar

    state.if_stopped = "what was copied stays; the same command again goes on from there"
    graph, other = _opened(source, target)
    with steps_bar(quiet=quiet or as_json) as watch:
        copied = graph.copy_to(other, merge=merge, watch=watch)
    if as_json:
        print_json(copied)
    elif not quiet:
        what = "what their articles say is" if copied.merged else "they are"
        print(f"copied {copied.written} of {copied.articles} articles from {copied.source} to {copied.target}")
        print(f"{what} the same: {copied.summary}")


def _opened(*dbs: str) -> list[Graph]:
    """Give the graphs in the stores; what was said of a server is for those of them that are one."""
    from disputes.api import Graph
    from disputes.graph.store.connection import is_server

    has_server = any(map(is_server, dbs))
    return [Graph(db) if has_server and not is_server(db) else open_graph(db) for db in dbs]
