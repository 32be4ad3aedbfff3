"""The commands that look after a store: its layout, and its end."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from disputes.options import Csv, Db, Json
from disputes.session import fail, open_graph, state
from disputes.settings import DEFAULT_DB


def schema(
    apply: Annotated[
        bool, typer.Option("--apply", help="Make what is missing, and bring a store of an older layout up to date.")
    ] = False,
    db: Db = DEFAULT_DB,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Show the edition of the store's layout, and the constraints and indexes that it has and lacks.

    Example: disputes schema --db neo4j://localhost --apply
    """
    from disputes.graph.store.parts import MISSING
    from disputes.graph.store.protocol import Table
    from disputes.printing import print_json, print_table

    state.if_stopped = "the same command again goes on from there" if apply else ""
    graph = open_graph(db)
    layout = graph.apply_schema() if apply else graph.schema()
    if as_json:
        print_json(layout)
    else:
        parts = ((part.kind, part.name, part.state) for part in layout.parts)
        edition = ("layout", layout.version, "current" if layout.version else MISSING)
        table = Table(("kind", "name", "state"), (edition, *parts))
        print_table(table, as_csv=as_csv)


def drop(
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask whether it is meant.")] = False,
    db: Db = DEFAULT_DB,
) -> None:
    """Delete a whole graph: the file, or all that was written and made in the server under --graph.

    What others keep in the server stays.

    Example: disputes drop --db copy.kgl --yes
    """
    graph = open_graph(db)
    what = f"{graph.location()} with its {len(graph.articles())} articles"
    if not yes:
        _ask_whether(f"Delete {what}?")
    state.if_stopped = "what was deleted is gone; the same command again goes on from there"
    graph.drop()
    print(f"deleted {what}")


def _ask_whether(question: str) -> None:
    """End unless somebody at the terminal says yes."""
    if not sys.stdin.isatty():
        fail("nobody is there to be asked; --yes says that it is meant")
    print(question, "[y/N] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        fail("nothing was deleted")
