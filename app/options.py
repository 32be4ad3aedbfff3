"""Options that several commands take."""

from __future__ import annotations

from typing import Annotated

import typer

from disputes.settings import DB_VARIABLE

Db = Annotated[
    str,
    typer.Option(
        "--db", envvar=DB_VARIABLE, metavar="PATH", help="The store: a file, or neo4j://host.", show_default=True
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Timeout = Annotated[float, typer.Option("--timeout", min=0.001, metavar="SECONDS", help="Give up after so long.")]
MaxRows = Annotated[int, typer.Option("--max-rows", min=1, metavar="N", help="Print at most so many rows.")]
Parameters = Annotated[
    list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="A parameter; may be given many times.")
]
EdgeTypes = list[str] | None

TIMEOUT_SECONDS = 30.0
MAX_ROWS = 1000
MAX_FOUND = 20
