"""The graph as CSV files for ``neo4j-admin database import full``, which fills an empty database the fastest.

Texts are quoted, quotes in them doubled, line breaks kept; items of lists are separated by U+001F. The import has no
empty lists: it leaves them out, and `after-import.cypher` puts them back, makes the indexes, and marks the database as
one that this package made.
https://neo4j.com/docs/operations-manual/current/import/
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from disputes.graph.errors import InputError
from disputes.graph.store import rows, schema
from disputes.graph.store.graphs import DEFAULT_LABEL
from disputes.graph.store.ledger import ARTICLE, ENTITY
from disputes.graph.store.protocol import Store, Transaction
from disputes.graph.store.rows import Link
from disputes.graph.vocabulary import MENTIONS

SCRIPT, AFTER = "import.sh", "after-import.cypher"
SEPARATOR = "\x1f"
AWAIT_INDEXES_SECONDS = 86_400

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "articles": (
        *(f"id:ID({ARTICLE})", "name", "title", "text", "sources:string[]", "date", "publisher", "author", "url"),
        *("headline:long[]", "boilerplate:long[]", "extractor", "extractor_version"),
    ),
    "entities": (
        *(f"id:ID({ENTITY})", ":LABEL", "name", "aliases:string[]", "ids:string[]", "block", "state"),
        *("issue", "first", "last", "intensity:double", "assertions:long"),
    ),
    "mentions": (
        *(f":START_ID({ARTICLE})", f":END_ID({ENTITY})", "id", "article", "start:long", "end:long", "kind", "local"),
        *("type", "name", "first:boolean", "aliases:string[]", "code", "distinct:boolean", "state", "bare", "block"),
    ),
    "edges": (
        *(f":START_ID({ENTITY})", f":END_ID({ENTITY})", ":TYPE", "id", "article", "evidence", "start:long", "end:long"),
        *("source_start:long", "source_end:long", "target_start:long", "target_end:long"),
        *("source_local", "target_local", "trigger", "trigger_start:long", "trigger_end:long"),
        *("speaker", "speaker_id", "speaker_local", "negated:boolean", "hypothetical:boolean", "fact:boolean"),
        *("issue", "event", "intensity:double", "date", "role", "action", "confidence:double"),
    ),
}
"""The header of each file: properties with their types, and the ends, labels and types of what is imported."""

_SCRIPT = f"""#!/bin/sh
# Imports a graph of `disputes` into a new database of Neo4j 5.26 or later. Run it where the server is, while the
# database is not there or the server is stopped:
#     sh {SCRIPT} [DATABASE] [OPTION...]        # --overwrite-destination where the database is there
# then start the server, and before anything else:
#     cypher-shell --database DATABASE --file {AFTER}
set -eu
folder=$(cd "$(dirname "$0")" && pwd)
database=${{1:-neo4j}}
[ $# -eq 0 ] || shift
exec "${{NEO4J_ADMIN:-neo4j-admin}}" database import full "$database" "$@" \\
    --nodes={ARTICLE}:{DEFAULT_LABEL}="$folder/articles.csv" \\
    --nodes={ENTITY}:{DEFAULT_LABEL}="$folder/entities.csv" \\
    --relationships={MENTIONS}="$folder/mentions.csv" \\
    --relationships="$folder/edges.csv" \\
    --array-delimiter=U+001F --multiline-fields=true
"""
_EMPTY_LISTS = (
    (f"(n:{ARTICLE})", "sources"),
    (f"(n:{ARTICLE})", "boilerplate"),
    (f"(n:{ENTITY})", "aliases"),
    (f"(n:{ENTITY})", "ids"),
    (f"()-[n:{MENTIONS} {{first: true}}]->()", "aliases"),
)
"""What is a list wherever it stands, an empty one too."""
_EMPTIED = "MATCH {pattern} WHERE n.{name} IS NULL CALL (n) {{ SET n.{name} = [] }} IN TRANSACTIONS OF 10000 ROWS"


def write_bulk(store: Store, folder: Path) -> None:
    """Write the graph into a new folder: four CSV files, the script that imports them, and what is to run afterwards.

    The folder is there only once it is whole. Raises InputError for one that is there and not empty, and for what CSV
    files of this kind cannot hold.
    """
    with _appearing(folder) as temporary:
        store.read(lambda tx: _write(tx, temporary))


def after_import() -> list[str]:
    """Give the statements that make an imported database a store; the last one marks it as such."""
    return [
        *(_EMPTIED.format(pattern=pattern, name=name) for pattern, name in _EMPTY_LISTS),
        *(plan.statement for plan in schema.server_plans()),
        f"CALL db.awaitIndexes({AWAIT_INDEXES_SECONDS})",
        schema.mark().statement,
    ]


def _write(tx: Transaction, folder: Path) -> None:
    articles = ({"name": properties["title"]} | properties for _, properties in rows.articles(tx))
    _write_file(folder, "articles", articles)
    _write_file(folder, "entities", ({":LABEL": kind} | properties for kind, properties in rows.entities(tx)))
    _write_file(folder, "mentions", map(_linked, rows.mentions(tx)))
    _write_file(folder, "edges", ({":TYPE": link.type} | _linked(link) for link in rows.edges(tx)))
    (folder / SCRIPT).write_text(_SCRIPT, encoding="utf-8", newline="\n")
    text = "".join(f"{statement};\n" for statement in after_import())
    (folder / AFTER).write_text(text, encoding="utf-8", newline="\n")


def _linked(link: Link) -> dict[str, Any]:
    return {":START_ID": link.source, ":END_ID": link.target} | link.properties


def _write_file(folder: Path, name: str, found: Iterable[Mapping[str, Any]]) -> None:
    keys = [_key(column) for column in COLUMNS[name]]
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
        stream.write(",".join(COLUMNS[name]) + "\n")
        for values in found:
            if others := sorted(values.keys() - set(keys)):
                raise InputError(folder, f"{values['id']} has a property {others[0]!r} that disputes did not write")
            stream.write(",".join(_cell(values.get(key)) for key in keys) + "\n")


def _key(column: str) -> str:
    """The name of a property in a header's column, or the word that tells what the column is instead."""
    name, _, kind = column.partition(":")
    return name or ":" + kind.partition("(")[0]


def _cell(value: Any) -> str:
    match value:
        case None | []:
            return ""
        case bool():
            return str(value).lower()
        case int() | float():
            return repr(value)
        case list():
            return _cell(SEPARATOR.join(map(_item, value)))
    return '"' + str(value).replace('"', '""') + '"'


def _item(value: Any) -> str:
    text = str(value)
    if not text or SEPARATOR in text:
        raise ValueError(f"a list cannot hold {text!r}: items are separated by U+001F, and are not empty")
    return text


@contextmanager
def _appearing(folder: Path) -> Iterator[Path]:
    """Give a folder beside `folder` to write into, and put it in its place once it is whole."""
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
    if folder.exists():
        raise InputError(folder, "is there already; name a new folder")
    if not folder.parent.is_dir():
        raise InputError(folder, f"no folder {folder.parent}; make it first")
    temporary = folder.with_name(f".{folder.name}.{os.getpid()}")
    try:
        temporary.mkdir()
        yield temporary
        temporary.rename(folder)
    except OSError as exc:
        raise InputError(folder, f"cannot be written: {exc.strerror or exc}") from exc
    except ValueError as exc:
        raise InputError(folder, str(exc)) from exc
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
