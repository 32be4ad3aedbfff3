"""What a store promises of its nodes, and which edition of the graph's layout it keeps.

The statements run unchanged on every store. A store of another edition is not converted in place: it is written out by
the version that made it and read in by this one.
"""

from __future__ import annotations

from disputes.graph.errors import StoreError

VERSION = 1
"""The edition of the layout. Raise it when a store written before can no longer be read as it stands."""

STATEMENTS = (
    "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT article_id IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX entity_block IF NOT EXISTS FOR (n:Entity) ON (n.block)",
    "CREATE INDEX entity_state IF NOT EXISTS FOR (n:Entity) ON (n.state)",
)


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
