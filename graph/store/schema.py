"""What a store promises of its nodes, and which edition of the graph's layout it keeps.

What a store lacks of the constraints and indexes it is given whenever it is opened to write. A store of an older
edition is brought up to date step by step, when that is asked for; where a step is missing, or the store is of a newer
edition, it is refused: it is written out by the version that made it and read in by this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from disputes.graph.errors import StoreError
from disputes.graph.store.graphs import DEFAULT_LABEL
from disputes.graph.store.protocol import Row
from disputes.graph.vocabulary import EdgeType


@dataclass(frozen=True, slots=True)
class Migration:
    """What brings a store of edition `since` to the next one.

    The statements change data, in one transaction, on every store alike. They must change nothing when they run again:
    the store is marked as one of a later edition only after them.
    """

    since: int
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A constraint or an index that a store should have: its name and kind, its state, the statement that makes it.

    The state is "missing", or what the store says, "online" where the part is in use.
    """

    name: str
    kind: str
    state: str
    statement: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The edition that a store is of, and the parts that it should have."""

    version: int
    parts: tuple[Part, ...]


VERSION = 1
"""The edition of the layout. Raise it when a store written before can no longer be read as it stands, with a step that
brings such a store up to date."""

MIGRATIONS: tuple[Migration, ...] = ()
"""The steps from edition to edition. There is none yet: no edition came before the first."""

NAMES_INDEX = "entity_names"
EVIDENCE_INDEX = "evidence_words"

STATEMENTS = (
    "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT article_id IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX entity_block IF NOT EXISTS FOR (n:Entity) ON (n.block)",
    "CREATE INDEX entity_state IF NOT EXISTS FOR (n:Entity) ON (n.state)",
)
"""What every store has. A part goes by its name: one that changes takes a new name."""

TURN = "DisputesTurn"
"""The label of the node that a writer on a server makes and deletes within its transaction: see `turn_statement`."""
_WORDS = "{indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words', `fulltext.eventually_consistent`: false}}"
_SHARED = (
    f"CREATE CONSTRAINT disputes_turn IF NOT EXISTS FOR (n:{TURN}) REQUIRE n.id IS UNIQUE",
    f"CREATE FULLTEXT INDEX {NAMES_INDEX} IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases] OPTIONS {_WORDS}",
    f"CREATE FULLTEXT INDEX {EVIDENCE_INDEX} IF NOT EXISTS FOR ()-[r:{'|'.join(EdgeType)}]-() ON EACH [r.evidence] "
    f"OPTIONS {_WORDS}",
)
"""What all graphs of a server's database have together: relationships have no label to tell whose they are. The
embedded store's full-text indexes know neither accents nor beginnings of words."""

STATES = "SHOW INDEXES YIELD name, state"
"""The statement that lists what there is. A constraint's index goes by its name."""
ONLINE = "ONLINE"
MISSING_PART = "missing"
MISSING = "no store there; `disputes load` makes one"
_PART = re.compile(r"CREATE ((?:FULLTEXT )?INDEX|CONSTRAINT) `?([\w-]+)")
_KINDS = {"CONSTRAINT": "constraint", "INDEX": "index", "FULLTEXT INDEX": "full-text index"}


def server_statements(label: str = DEFAULT_LABEL) -> tuple[str, ...]:
    """Give the statements that make what the graph with `label` has on a server.

    Its keys are unique among its nodes, and indexed for them alone: others may have the same, or the same labels.
    """
    end = _name_end(label)
    return (
        f"CREATE CONSTRAINT `entity_id{end}` IF NOT EXISTS FOR (n:`{label}`) REQUIRE n.id IS UNIQUE",
        f"CREATE INDEX `entity_block{end}` IF NOT EXISTS FOR (n:`{label}`) ON (n.block)",
        f"CREATE INDEX `entity_state{end}` IF NOT EXISTS FOR (n:`{label}`) ON (n.state)",
        *_SHARED,
    )


def mark_statement(label: str = DEFAULT_LABEL) -> str:
    """Give the statement that marks the graph with `label` on a server as one of this edition.

    The mark is the name of a constraint, so that no question about the graph's nodes meets it. Each edition's is on a
    property of its own: of two constraints on one, a server would keep the older.
    """
    name = f"disputes_layout_{VERSION}{_name_end(label)}"
    return f"CREATE CONSTRAINT `{name}` IF NOT EXISTS FOR (n:`{label}`) REQUIRE n.layout_{VERSION} IS UNIQUE"


def turn_statement(label: str = DEFAULT_LABEL) -> str:
    """Give the statement that makes a transaction on a server wait until no other one writes to the graph.

    By the constraint, whoever merges the node holds its place in the index until the transaction ends. It is deleted
    at once, so that nobody ever sees it.
    """
    return f"MERGE (turn:{TURN} {{id: '{label}'}}) DELETE turn"


def marked_version(names: Iterable[str], label: str = DEFAULT_LABEL) -> int | None:
    """Give the edition of the graph with `label` that one of the constraints' names tells, None where none does."""
    return max(_marks(names, label).values(), default=None)


def unmark_statements(names: Iterable[str], label: str = DEFAULT_LABEL) -> list[str]:
    """Give the statements that take the marks of other editions, found among `names`, from a graph on a server."""
    return [
        f"DROP CONSTRAINT `{name}` IF EXISTS" for name, version in _marks(names, label).items() if version != VERSION
    ]


def parts(statements: Iterable[str], states: Mapping[str, str]) -> tuple[Part, ...]:
    """Give the part that each of the statements makes; `states` has the state of each that is there, by its name."""
    found = [(match, statement) for statement in statements if (match := _PART.match(statement))]
    return tuple(
        Part(match[2], _KINDS[match[1]], states.get(match[2], MISSING_PART).lower(), text) for match, text in found
    )


def lacking(statements: Iterable[str], states: Mapping[str, str]) -> list[str]:
    """Give those of the statements whose parts are not there."""
    return [part.statement for part in parts(statements, states) if part.state == MISSING_PART]


def states(rows: Iterable[Row]) -> dict[str, str]:
    """Give the state of each constraint and index by its name, from the rows of `STATES`."""
    return {row["name"]: row["state"] for row in rows}


def steps(uri: str, found: int, *, migrates: bool) -> Sequence[Migration]:
    """Give what brings a store of edition `found` to this one; to one of this edition nothing need be done.

    0 is a graph that something else made. Raises StoreError for it, for an edition from which no way leads here, and,
    unless `migrates`, for an older one.
    """
    if found == 0:
        raise StoreError(uri, "a graph, but not one that `disputes load` made; name another store")
    way = [step for number in range(found, VERSION) for step in MIGRATIONS if step.since == number]
    if found > VERSION or len(way) < VERSION - found:
        age = "a newer" if found > VERSION else "an older"
        raise StoreError(
            uri,
            f"made by {age} version of disputes (layout {found}, this one reads {VERSION}); "
            "`disputes export` there with that version, then `disputes import` with this one",
        )
    if way and not migrates:
        raise StoreError(
            uri,
            f"made by an older version of disputes (layout {found}, this one reads {VERSION}); "
            "`disputes schema --apply` brings it up to date",
        )
    return way


def _marks(names: Iterable[str], label: str) -> dict[str, int]:
    """Give the edition that each of the names tells which is a mark of the graph with `label`."""
    mark = re.compile(rf"disputes_layout_(\d+){re.escape(_name_end(label))}")
    return {name: int(match[1]) for name in names if (match := mark.fullmatch(name))}


def _name_end(label: str) -> str:
    """What the names of a graph's own constraints and indexes end with."""
    return label.removeprefix(DEFAULT_LABEL)
