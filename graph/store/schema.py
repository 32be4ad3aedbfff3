"""What a store promises of its nodes, and which edition of the graph's layout it keeps.

The statements run unchanged on every store. A store of another edition is not converted in place: it is written out by
the version that made it and read in by this one.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from disputes.graph.errors import StoreError

VERSION = 1
"""The edition of the layout. Raise it when a store written before can no longer be read as it stands."""

STATEMENTS = (
    "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT article_id IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX entity_block IF NOT EXISTS FOR (n:Entity) ON (n.block)",
    "CREATE INDEX entity_state IF NOT EXISTS FOR (n:Entity) ON (n.state)",
)
TURN = "DisputesTurn"
"""The label of the node that a writer on a server makes and deletes within its transaction: see `turn_statement`."""
MISSING = "no store there; `disputes load` makes one"
_MARK = re.compile(r"disputes_layout_(\d+)")
_NAMED = re.compile(r"(?:CONSTRAINT|INDEX) (\w+)")


def mark_statement() -> str:
    """Give the statement that marks a server's database as one of this edition.

    The mark is the name of a constraint, so that no question about the graph's nodes meets it.
    """
    return f"CREATE CONSTRAINT disputes_layout_{VERSION} IF NOT EXISTS FOR (n:{TURN}) REQUIRE n.id IS UNIQUE"


def turn_statement() -> str:
    """Give the statement that makes a transaction on a server wait until no other one writes.

    By the constraint, whoever merges the node holds its place in the index until the transaction ends. It is deleted
    at once, so that nobody ever sees it.
    """
    return f"MERGE (turn:{TURN} {{id: 'writing'}}) DELETE turn"


def marked_version(names: Iterable[str]) -> int | None:
    """Give the edition that one of the constraints' names tells, None where none does."""
    found = [int(match.group(1)) for name in names if (match := _MARK.fullmatch(name))]
    return max(found, default=None)


def lacking(names: Container[str]) -> list[str]:
    """Give the statements whose constraints and indexes are not among `names`, the mark's last."""
    texts = (*STATEMENTS, mark_statement())
    return [text for text in texts if (named := _NAMED.search(text)) and named[1] not in names]


def check_version(uri: str, found: int) -> None:
    """Raise StoreError unless a store of edition `found` can be used; 0 is a graph that something else made."""
    if found == 0:
        raise StoreError(uri, "a graph, but not one that `disputes load` made; name another store")
    if found != VERSION:
        age = "a newer" if found > VERSION else "an older"
        raise StoreError(
            uri,
            f"made by {age} version of disputes (layout {found}, this one reads {VERSION}); "
            "`disputes export` there with that version, then `disputes import` with this one",
        )
