"""The command that looks for words in the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from disputes.options import MAX_FOUND, Csv, Db, Json
from disputes.session import fail, open_graph
from disputes.settings import DEFAULT_DB

if TYPE_CHECKING:
    from disputes.graph.store.protocol import Table
    from disputes.queries.search import Findings


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="What to look for, in any order.")],
    limit: Annotated[
        int, typer.Option("--limit", min=1, metavar="N", help="So many names and so many sentences at most.")
    ] = MAX_FOUND,
    db: Db = DEFAULT_DB,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Find the names and the sentences that have all these words, the best first.

    Case, accents and the full stops of abbreviations make no difference; a word may be the beginning of a longer one.

    Example: disputes search embassy expelled
    """
    from disputes.printing import print_findings, print_json, print_table

    text = " ".join(words)
    found = open_graph(db).search(text, limit=limit)
    if as_json:
        print_json(found)
    elif as_csv:
        print_table(_table(found), as_csv=True)
    elif found:
        print_findings(found)
    else:
        fail(f"no name and no sentence has {text!r}; fewer words, or the beginnings of words, find more")


def _table(found: Findings) -> Table:
    from disputes.graph.store.protocol import Table
    from disputes.printing import told

    names = ((one.type, one.name, one.words, None, None, one.id, one.score) for one in found.names)
    sentences = (
        (
            "sentence",
            "; ".join(map(told, one.edges)),
            " ".join(one.words.split()),
            ", ".join(filter(None, (one.title, one.publisher))),
            one.date,
            one.article,
            one.score,
        )
        for one in found.sentences
    )
    return Table(("kind", "found", "words", "article", "date", "id", "score"), (*names, *sentences))
