"""The command that shows the layout of a store and brings it up to date."""

from __future__ import annotations

from typing import Annotated

import typer

from disputes.options import Csv, Db, Json
from disputes.session import open_graph
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
    from disputes.graph.store.protocol import Table
    from disputes.printing import print_json, print_table

    graph = open_graph(db)
    layout = graph.apply_schema() if apply else graph.schema()
    if as_json:
        print_json(layout)
    else:
        parts = ((part.kind, part.name, part.state) for part in layout.parts)
        table = Table(("kind", "name", "state"), (("layout", layout.version, "current"), *parts))
        print_table(table, as_csv=as_csv)
