"""The command line: each command parses, calls the API, prints. The commands stand in modules of their own."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NoReturn, cast

import typer

from disputes import asking, keeping, moving, searching, tending
from disputes.session import FAILED, STOPPED, Speaker, fail, state

app = typer.Typer(
    name="disputes",
    help="News articles become a graph of actors and disputes; every edge shows the words it was read from.",
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
    "drop": tending.drop,
    "articles": keeping.articles,
    "schema": tending.schema,
}
MISTYPED = 2
UsageError = cast("type[typer.BadParameter]", typer.BadParameter.__bases__[0])
"""What Typer raises for a mistake in the command line; it names only this child of it."""
_SPEAKER = Speaker(logging.WARNING)

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
    state.if_stopped = ""
    _log(debug=debug)
    if version:
        from disputes import __version__

        print(f"disputes {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit(MISTYPED)


def _log(*, debug: bool) -> None:
    if debug:
        logging.basicConfig(level=logging.DEBUG, format="%(name)s: %(message)s")
        logging.getLogger().setLevel(logging.WARNING)
        logging.getLogger("disputes").setLevel(logging.DEBUG)
    else:
        logging.getLogger("disputes").addHandler(_SPEAKER)


def main() -> NoReturn:
    """Run the command line; an error of ours is one line on stderr and exit code 1, one of the command line's 2."""
    from disputes.graph.errors import DisputesError

    try:
        code = app(standalone_mode=False) or 0
    except DisputesError as error:
        if state.debug:
            raise
        fail(str(error))
    except UsageError as error:
        fail(_told_mistake(error), code=MISTYPED)
    except (KeyboardInterrupt, typer.Abort):
        _end_stopped()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(FAILED)
    if code == STOPPED:  # what Typer makes of the keyboard's interrupt
        _end_stopped()
    sys.exit(code)


def _told_mistake(error: typer.BadParameter) -> str:
    """Say in one line what is wrong with the command line, and where to look it up."""
    said = " ".join(error.format_message().split()).rstrip(".")
    command = error.ctx.command_path if error.ctx else "disputes"
    return f"{said[:1].lower()}{said[1:]}; `{command} --help` shows what there is"


def _end_stopped() -> NoReturn:
    """Say that the command was stopped, and what that means; end at once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    print("; ".join(filter(None, ("disputes: stopped", state.if_stopped))), file=sys.stderr)
    from disputes.loaders.workers import is_reading

    if is_reading():
        # That would be waited for to its end; stopped once more, the libraries that it is in would abort the process.
        # What was to be written is on disk.
        os._exit(STOPPED)
    sys.exit(STOPPED)


if __name__ == "__main__":
    main()
