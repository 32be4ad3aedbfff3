"""Answers on the terminal: tables, JSON, CSV, paths and profiles."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table as RichTable

    from disputes.graph.store.protocol import Table
    from disputes.loaders.pipeline import LoadReport
    from disputes.queries.paths import Hop, Path
    from disputes.queries.profile import Profile, Statement
    from disputes.queries.search import Findings, FoundEdge

WIDTH_UNKNOWN = 120
"""Columns of text where the output is no terminal."""


SENTENCE = 60
"""From this length on a cell is taken for a sentence."""
SENTENCE_WIDTH = 30
"""Columns of text that a sentence is never squeezed below."""


def console(*, stderr: bool = False) -> Console:
    """Give a console that takes nothing in what is printed for markup."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else WIDTH_UNKNOWN
    return Console(stderr=stderr, markup=False, emoji=False, highlight=False, width=width)


def print_json(value: Any) -> None:
    """Print a plain value or a dataclass as JSON, indented."""
    import msgspec

    plain = msgspec.json.format(msgspec.json.encode(value, enc_hook=str), indent=2)
    print(plain.decode())


def print_table(table: Table, *, as_json: bool = False, as_csv: bool = False) -> None:
    """Print rows as a table, JSON (a list of objects) or CSV; say on stderr when there were more."""
    if as_json:
        print_json(table.records())
    elif as_csv:
        _print_csv(table)
    else:
        console().print(_grid(table.columns, table.rows))
    for remark in table.remarks:
        print(f"note: {remark}", file=sys.stderr)
    if table.is_cut:
        print(f"only the first {len(table.rows)} rows; --max-rows N shows more", file=sys.stderr)


def _print_csv(table: Table) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_cell(value) for value in row] for row in table.rows)


def _grid(columns: Iterable[str], rows: Iterable[Sequence[Any]]) -> RichTable:
    from rich import box
    from rich.table import Table as RichTable

    grid = RichTable(box=box.SIMPLE_HEAD, pad_edge=False)
    cells = [[_cell(value) for value in row] for row in rows]
    for number, column in enumerate(columns):
        longest = max((len(row[number]) for row in cells), default=0)
        least = SENTENCE_WIDTH if longest >= SENTENCE else None
        grid.add_column(column, min_width=least, overflow="fold")
    for row in cells:
        grid.add_row(*row)
    return grid


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)) and not any(isinstance(item, (dict, list)) for item in value):
        return ", ".join(map(str, value))
    if isinstance(value, (dict, list, tuple)):
        import msgspec

        return msgspec.json.encode(value, enc_hook=str).decode()
    return str(value)


def print_report(report: LoadReport, disputes: int) -> None:
    """Print what a load gave: articles, entities and assertions by type, disputes, what was left out."""
    rows: list[tuple[str, str, int]] = [("articles", str(kind), n) for kind, n in sorted(report.outcomes.items())]
    rows += [("entities read", kind, n) for kind, n in report.entities.most_common()]
    rows += [("assertions read", kind, n) for kind, n in report.assertions.most_common()]
    rows += [("disputes", "in the graph", disputes), ("skipped", "files or records", len(report.skipped))]
    grouped = [
        ("" if index else group, kind, n)
        for group, members in groupby(rows, key=lambda row: row[0])
        for index, (_, kind, n) in enumerate(members)
    ]
    out = console()
    out.print(_grid(("", "", "number"), grouped))
    speed = report.articles / report.seconds if report.seconds else 0.0
    articles = "1 article" if report.articles == 1 else f"{report.articles} articles"
    out.print(f"{articles} in {report.seconds:.1f} s ({speed:.0f} articles/s)")


def print_paths(paths: Sequence[Path], names: dict[str, str]) -> None:
    """Print each path as its names, then each hop with the sentences behind it."""
    out = console()
    for number, path in enumerate(paths, 1):
        out.print(f"{number}. " + " – ".join(names[node] for node in path.nodes), style="bold")
        for hop in path.hops:
            _print_hop(out, hop, names)


def _print_hop(out: Console, hop: Hop, names: dict[str, str]) -> None:
    for link in hop.links:
        out.print(f"   {names[link.source]} {link.type} {names[link.target]}{_mood(link.negated, link.hypothetical)}")
        if link.evidence is not None:
            where = ", ".join(filter(None, (link.article, link.publisher)))
            _print_evidence(out, link.evidence, link.speaker, where, link.date, indent=6)


def print_findings(found: Findings) -> None:
    """Print the names with what goes by them, then the sentences with their articles and the edges read from them."""
    out = console()
    for name in found.names:
        spelled = f"  as “{name.words}”" if name.words != name.name else ""
        out.print(f"{name.name}  ({name.type}, {name.id}){spelled}")
    for sentence in found.sentences:
        out.print()
        where = ", ".join(filter(None, (sentence.title, sentence.publisher)))
        _print_evidence(out, sentence.words, None, where, sentence.date, indent=0)
        for edge in sentence.edges:
            said = f"  (said by {edge.speaker})" if edge.speaker else ""
            out.print(f"    {told(edge)}{said}")


def print_profile(found: Profile) -> None:
    """Print an entity's names and roles, then its statements by type with their words."""
    out = console()
    out.print(f"{found.name}  ({found.type}, {found.id})", style="bold")
    others = [alias for alias in found.aliases if alias != found.name]
    if others:
        out.print("also: " + ", ".join(others))
    roles = sorted(
        {f"{one.role}, {one.target_name}" for one in found.statements if one.role and one.source == found.id}
    )
    if roles:
        out.print("roles: " + "; ".join(roles))
    for kind, statements in groupby(found.statements, key=lambda one: one.type):
        out.print(f"\n{kind}", style="bold")
        for statement in statements:
            _print_statement(out, statement)


def _print_statement(out: Console, one: Statement) -> None:
    issue = f"  [{one.issue}]" if one.issue else ""
    out.print(f"  {told(one)}{issue}")
    if one.evidence is not None:
        where = ", ".join(filter(None, (one.title, one.publisher)))
        _print_evidence(out, one.evidence, one.speaker, where, one.date, indent=4)


def _print_evidence(
    out: Console, evidence: str, speaker: str | None, where: str | None, date: str | None, *, indent: int
) -> None:
    source = ", ".join(filter(None, (where, date)))
    said = f"said by {speaker}; " if speaker else ""
    _print_indented(out, f"“{' '.join(evidence.split())}”", indent)
    _print_indented(out, f"— {said}{source}", indent, style="dim")


def _print_indented(out: Console, words: str, indent: int, style: str | None = None) -> None:
    """Print a paragraph, each line of it after `indent` blanks and none with blanks at its end."""
    from rich.text import Text

    for line in Text(words).wrap(out, max(1, out.width - indent)):
        out.print(" " * indent + line.plain.rstrip(), style=style, soft_wrap=True)


def told(edge: Statement | FoundEdge) -> str:
    """Give an edge as a short sentence, with what stands behind one that is no fact."""
    return f"{edge.source_name} {edge.type} {edge.target_name}{_mood(edge.negated, edge.hypothetical)}"


def _mood(negated: bool, hypothetical: bool) -> str:
    marks = [mark for mark, holds in (("denied", negated), ("not a fact yet", hypothetical)) if holds]
    return f"  ({', '.join(marks)})" if marks else ""
