"""The commands that change what a store holds, list it, and carry it elsewhere."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disputes.options import Csv, Db, Json
from disputes.session import FAILED, open_graph, state, write_map
from disputes.settings import DEFAULT_DB, DEFAULT_EXTRACTOR, EXTRACTOR_VARIABLE

if TYPE_CHECKING:
    from disputes.loaders.pipeline import LoadReport


MOST_KINDS = 5
"""So many kinds of files that were passed over are named."""


class Format(StrEnum):
    """A format of an export that no ending names."""

    NEO4J_ADMIN = "neo4j-admin"


def load(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, or - for standard input.")],
    db: Db = DEFAULT_DB,
    extractor: Annotated[
        str, typer.Option("--extractor", envvar=EXTRACTOR_VARIABLE, help="Who reads: reader (trained) or rules.")
    ] = DEFAULT_EXTRACTOR,
    reader: Annotated[
        Path | None, typer.Option("--reader", metavar="DIR", help="The model of a trained reader of your own.")
    ] = None,
    min_confidence: Annotated[
        float | None,
        typer.Option("--min-confidence", min=0.0, max=1.0, metavar="X", help="Leave out edges less sure than this."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=1, metavar="N", help="Articles read at once; by default one a core."),
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

    state.if_stopped = "what was loaded stays; the same command again goes on from there"
    graph = open_graph(db)
    with progress_bar(quiet=quiet or as_json) as watch:
        report = graph.load(
            *paths, extractor=extractor, reader=reader, min_confidence=min_confidence, workers=workers, watch=watch
        )
    for error in report.skipped:
        print(f"disputes: skipped {error}", file=sys.stderr)
    if report.passed_over and not quiet:
        print(f"disputes: {_told_passed_over(report)}", file=sys.stderr)
    if as_json:
        _print_report_json(report)
    elif not quiet:
        from disputes.printing import print_report

        print_report(report, len(graph.disputes().rows))
    if map_file is not None:
        write_map(graph, map_file, None, 2, quiet=quiet or as_json)
    if report.skipped:
        raise typer.Exit(FAILED)


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .json, .json.gz, .graphml or .gexf file.")],
    output_format: Annotated[
        Format | None, typer.Option("--format", help="neo4j-admin: FILE is a new folder, for a bulk import.")
    ] = None,
    db: Db = DEFAULT_DB,
) -> None:
    """Write the graph to a file, in the format that its ending names, or to a folder.

    Example: disputes export graph.json
    """
    state.if_stopped = "nothing was written"
    if output_format is Format.NEO4J_ADMIN:
        open_graph(db).export_bulk(file)
        print(f"wrote {file}: its import.sh says how to import it")
    else:
        open_graph(db).export(file)
        print(f"wrote {file}")


def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `disputes export` wrote as .json or .json.gz.")],
    db: Db = DEFAULT_DB,
) -> None:
    """Take in a graph that was exported as JSON.

    Example: disputes import graph.json --db copy.kgl
    """
    state.if_stopped = "what was taken in stays; the same command again goes on from there"
    print(f"took in {open_graph(db).import_json(file)} articles from {file}")


def forget(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="The article's id (or its start), source or title.")
    ],
    db: Db = DEFAULT_DB,
) -> None:
    """Take an article out of the graph, with all that only it supports.

    Example: disputes forget 01-istanbul-embassy-talks.txt
    """
    found = open_graph(db).forget(article)
    print(f"forgot {found.title!r} ({found.id})")


def articles(db: Db = DEFAULT_DB, as_json: Json = False, as_csv: Csv = False) -> None:
    """List the articles in the graph, the oldest first.

    Example: disputes articles --csv
    """
    from disputes.graph.store.protocol import Table
    from disputes.printing import print_table

    columns = ("id", "date", "publisher", "title", "extractor", "sources")
    rows = (
        (one.id, one.date, one.publisher, one.title, one.extractor, one.sources) for one in open_graph(db).articles()
    )
    print_table(Table(columns, tuple(rows)), as_json=as_json, as_csv=as_csv)


def _told_passed_over(report: LoadReport) -> str:
    """Say how many files of which kinds were not read."""
    kinds = report.passed_over.most_common(MOST_KINDS)
    told = [f"{count} {ending or 'without an ending'}" for ending, count in kinds]
    if rest := report.passed_over.total() - sum(count for _, count in kinds):
        told.append(f"{rest} of other kinds")
    return f"passed over {', '.join(told)}: make .txt, .md or .html of those that hold articles"


def _print_report_json(report: LoadReport) -> None:
    from disputes.printing import print_json

    print_json(
        {
            "articles": report.outcomes,
            "entities": report.entities,
            "assertions": report.assertions,
            "skipped": [{"path": error.path, "reason": error.reason} for error in report.skipped],
            "passed_over": report.passed_over,
            "seconds": round(report.seconds, 3),
        }
    )
