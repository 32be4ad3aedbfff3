"""The command line: each command parses, calls the API, prints. The commands stand in modules of their own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from disputes import asking, keeping, moving, searching, tending
from disputes.session import FAILED, STOPPED, fail, state

app = typer.Typer(
    name="disputes",
    help="News articles become a graph of actors and disputes; every edge shows the words it was read from.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
)

COMMANDS: dict[str, Callable[..., None]] = {
    "load": keeping.load,
    "show": asking.show,
    "path": asking.path,
    "query": asking.query,
    "cypher": asking.cypher,
    "disputes": asking.list_disputes,
    "search": searching.search,
    "map": asking.draw_map,
    "export": keeping.export,
    "import": keeping.import_file,
    "copy": moving.copy,
    "forget": keeping.forget,
    "articles": keeping.articles,
    "schema": tending.schema,
}
for _name, _command in COMMANDS.items():
    app.command(_name)(_command)


@app.callback(invoke_without_command=True)
def _options(
    context: typer.Context,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error, and what is logged.")] = False,
    database: Annotated[
        str | None, typer.Option("--database", metavar="NAME", help="The server's database, for --db neo4j://host.")
    ] = None,
    graph: Annotated[
        str | None,
        typer.Option("--graph", metavar="NAME", help="One of the graphs in a server, kept apart from all else there."),
    ] = None,
    password_file: Annotated[
        Path | None,
        typer.Option("--password-file", metavar="FILE", help="The server's password, on the first line of a file."),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    state.debug, state.database, state.graph, state.password_file = debug, database, graph, password_file
    if debug:
        import logging

        logging.basicConfig(level=logging.DEBUG, format="%(name)s: %(message)s")
        logging.getLogger().setLevel(logging.WARNING)
        logging.getLogger("disputes").setLevel(logging.DEBUG)
    if version:
        from disputes import __version__

        print(f"disputes {__version__}")
        raise typer.Exit


def main() -> NoReturn:
    """Run the command line; an error of ours is one line on stderr and exit code 1."""
    from disputes.graph.errors import DisputesError

    try:
        app()
    except DisputesError as error:
        if state.debug:
            raise
        fail(str(error))
    except (KeyboardInterrupt, SystemExit) as stop:
        # Typer turns the keyboard's interrupt into this exit code, and says nothing.
        if isinstance(stop, SystemExit) and stop.code != STOPPED:
            raise
        print("disputes: stopped; what was loaded stays", file=sys.stderr)
        sys.exit(STOPPED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(FAILED)
    sys.exit(0)


if __name__ == "__main__":
    main()
