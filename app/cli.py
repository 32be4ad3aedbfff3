"""The command line: each command parses, calls the API, prints."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from disputes.settings import DB_VARIABLE, DEFAULT_DB, DEFAULT_EXTRACTOR, EXTRACTOR_VARIABLE

if TYPE_CHECKING:
    from disputes.api import Graph
    from disputes.loaders.pipeline import LoadReport

app = typer.Typer(
    name="disputes",
    help="News articles become a graph of actors and disputes; every edge shows the words it was read from.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
)

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
FAILED = 1
STOPPED = 130


@dataclass
class _State:
    """What was said before the command."""

    debug: bool = False
    database: str | None = None
    password_file: Path | None = None


_state = _State()


@app.callback(invoke_without_command=True)
def _options(
    context: typer.Context,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error, and what is logged.")] = False,
    database: Annotated[
        str | None, typer.Option("--database", metavar="NAME", help="The server's database, for --db neo4j://host.")
    ] = None,
    password_file: Annotated[
        Path | None,
        typer.Option("--password-file", metavar="FILE", help="The server's password, on the first line of a file."),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    _state.debug, _state.database, _state.password_file = debug, database, password_file
    if debug:
        import logging

        logging.basicConfig(level=logging.DEBUG, format="%(name)s: %(message)s")
        logging.getLogger().setLevel(logging.WARNING)
        logging.getLogger("disputes").setLevel(logging.DEBUG)
    if version:
        from disputes import __version__

        print(f"disputes {__version__}")
        raise typer.Exit


@app.command()
def load(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, or - for standard input.")],
    db: Db = DEFAULT_DB,
    extractor: Annotated[
        str, typer.Option("--extractor", envvar=EXTRACTOR_VARIABLE, help="Who reads: rules, reader or llm.")
    ] = DEFAULT_EXTRACTOR,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, metavar="N", help="Processes that read; by default one a core.")
    ] = None,
    map_file: Annotated[
        Path | None, typer.Option("--map", metavar="FILE", help="Write the relationship map when done.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
    as_json: Json = False,
) -> None:
    """Read articles into the graph.

    Takes .txt, .md, .html, .jsonl and .jsonl.gz. What can't be read is named and left out; the exit code is then 1.

    Example: disputes load examples/articles --map map.html
    """
    from disputes.progress import progress_bar

    graph = _graph(db)
    with progress_bar(quiet=quiet or as_json) as watch:
        report = graph.load(*paths, extractor=extractor, workers=workers, watch=watch)
    for error in report.skipped:
        print(f"disputes: skipped {error}", file=sys.stderr)
    if as_json:
        _print_report_json(report)
    elif not quiet:
        from disputes.printing import print_report

        print_report(report, len(graph.disputes().rows))
    if map_file is not None:
        _write_map(graph, map_file, None, 2, quiet=quiet or as_json)
    if report.skipped:
        raise typer.Exit(FAILED)


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, or an id.")],
    db: Db = DEFAULT_DB,
    as_json: Json = False,
) -> None:
    """Tell who or what this is: names, roles, and all edges with their words.

    Example: disputes show "Darchiev"
    """
    from disputes.printing import print_json, print_profile

    found = _graph(db).show(name)
    if as_json:
        print_json(found)
    else:
        print_profile(found)


@app.command()
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

    graph = _graph(db)
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
        _fail(f"no path of at most {max_hops} hops between {source!r} and {target!r}; --max-hops and --all widen it")
    else:
        print_paths(found, graph.names())


@app.command()
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
    table = _graph(db).query(name, timeout_seconds=timeout, max_rows=max_rows, **values)
    print_table(table, as_json=as_json, as_csv=as_csv)


@app.command()
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

    table = _graph(db).ask(text, _parameters(param), timeout_seconds=timeout, max_rows=max_rows)
    print_table(table, as_json=as_json, as_csv=as_csv)


@app.command("disputes")
def list_disputes(db: Db = DEFAULT_DB, as_json: Json = False, as_csv: Csv = False) -> None:
    """List the disputes: parties, issue, stakes, first and last seen.

    Example: disputes disputes --json
    """
    from disputes.printing import print_table

    print_table(_graph(db).disputes(), as_json=as_json, as_csv=as_csv)


@app.command("map")
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
    _write_map(_graph(db), out, around, hops)


@app.command()
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .json, .json.gz, .graphml or .gexf file.")],
    db: Db = DEFAULT_DB,
) -> None:
    """Write the graph to a file.

    Example: disputes export graph.json
    """
    _graph(db).export(file)
    print(f"wrote {file}")


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `disputes export` wrote as .json or .json.gz.")],
    db: Db = DEFAULT_DB,
) -> None:
    """Take in a graph that was exported as JSON.

    Example: disputes import graph.json --db copy.kgl
    """
    print(f"took in {_graph(db).import_json(file)} articles from {file}")


@app.command()
def forget(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="The article's id (or its start), source or title.")
    ],
    db: Db = DEFAULT_DB,
) -> None:
    """Take an article out of the graph, with all that only it supports.

    Example: disputes forget 01-istanbul-embassy-talks.txt
    """
    found = _graph(db).forget(article)
    print(f"forgot {found.title!r} ({found.id})")


@app.command()
def articles(db: Db = DEFAULT_DB, as_json: Json = False, as_csv: Csv = False) -> None:
    """List the articles in the graph, the oldest first.

    Example: disputes articles --csv
    """
    from disputes.graph.store.protocol import Table
    from disputes.printing import print_table

    columns = ("id", "date", "publisher", "title", "extractor", "sources")
    rows = ((one.id, one.date, one.publisher, one.title, one.extractor, one.sources) for one in _graph(db).articles())
    print_table(Table(columns, tuple(rows)), as_json=as_json, as_csv=as_csv)


def main() -> NoReturn:
    """Run the command line; an error of ours is one line on stderr and exit code 1."""
    from disputes.graph.errors import DisputesError

    try:
        app()
    except DisputesError as error:
        if _state.debug:
            raise
        _fail(str(error))
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


def _graph(db: str) -> Graph:
    from disputes.api import Graph
    from disputes.credentials import server_access

    access = server_access(db, database=_state.database, password_file=_state.password_file)
    return Graph(db, access=access)


def _fail(message: str) -> NoReturn:
    print(f"disputes: {message}", file=sys.stderr)
    sys.exit(FAILED)


def _parameters(given: list[str] | None) -> dict[str, str]:
    from disputes.graph.errors import QueryError

    pairs = [item.partition("=") for item in given or ()]
    for name, equals, _ in pairs:
        if not equals or not name.isidentifier():
            raise QueryError(f"--param takes NAME=VALUE, not {name + equals!r}")
    return {name: value for name, _, value in pairs}


def _write_map(graph: Graph, out: Path, around: str | None, hops: int, *, quiet: bool = False) -> None:
    graph.map(out, around=around, hops=hops)
    if not quiet:
        print(f"wrote {out}: open it in a browser")


def _print_report_json(report: LoadReport) -> None:
    from disputes.printing import print_json

    print_json(
        {
            "articles": report.outcomes,
            "entities": report.entities,
            "assertions": report.assertions,
            "skipped": [{"path": error.path, "reason": error.reason} for error in report.skipped],
            "seconds": round(report.seconds, 3),
        }
    )


if __name__ == "__main__":
    main()
