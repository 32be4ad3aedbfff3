"""What a store promises of its nodes, and which edition of the graph's layout it keeps.

What a store lacks of the constraints and indexes it is given whenever it is opened to write. A store of an older
edition is brought up to date step by step, when that is asked for; where a step is missing, or the store is of a newer
edition, it is refused: it is written out by the version that made it and read in by this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from disputes.graph.errors import StoreError
from disputes.graph.store.graphs import DEFAULT_LABEL
from disputes.graph.store.parts import MISSING, TAKEN, Kind, Part, Plan, described
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
class Layout:
    """The edition that a store is of, and the parts that it should have."""

    version: int
    parts: tuple[Part, ...]


VERSION = 1
"""The edition of the layout. Raise it when a store written before can no longer be read as it stands, with a step that
brings such a store up to date."""

MIGRATIONS: tuple[Migration, ...] = ()
"""The steps from edition to edition. There is none yet: no edition came before the first."""

PLANS = (
    Plan("entity_id", Kind.CONSTRAINT, ("Entity",), ("id",)),
    Plan("article_id", Kind.CONSTRAINT, ("Article",), ("id",)),
    Plan("entity_block", Kind.INDEX, ("Entity",), ("block",)),
    Plan("entity_state", Kind.INDEX, ("Entity",), ("state",)),
)
"""What an embedded store has."""

TURN = "DisputesTurn"
"""The label of the node that a writer on a server makes and deletes within its transaction: see `turn_statement`."""
NAMES_INDEX = Plan("entity_names", Kind.FULL_TEXT, ("Entity",), ("name", "aliases"))
EVIDENCE_INDEX = Plan("evidence_words", Kind.FULL_TEXT, tuple(EdgeType), ("evidence",), is_on_relationships=True)
SHARED = (Plan("disputes_turn", Kind.CONSTRAINT, (TURN,), ("id",)), NAMES_INDEX, EVIDENCE_INDEX)
"""What all graphs of a server's database have together: relationships have no label to tell whose they are. The
embedded store's full-text indexes know neither accents nor beginnings of words."""

_OCCUPIED = (
    "the {kind} {name} cannot be made: {found}, is in its place, and disputes did not make it; have it dropped or made "
    "otherwise, or take another {place}"
)
_OTHER_DATABASE = "database with --database"
_OTHER_PLACE = f"graph with --graph, or another {_OTHER_DATABASE}"
"""Where to go from what is in the way: all graphs of a database have the shared parts, and an edition may have one."""
NO_STORE = "no store there; `disputes load` makes one"


def server_plans(label: str = DEFAULT_LABEL) -> tuple[Plan, ...]:
    """Give what the graph with `label` has on a server.

    Its keys are unique among its nodes, and indexed for them alone: others may have the same, or the same labels.
    """
    end = _name_end(label)
    return (
        Plan(f"entity_id{end}", Kind.CONSTRAINT, (label,), ("id",)),
        Plan(f"entity_block{end}", Kind.INDEX, (label,), ("block",)),
        Plan(f"entity_state{end}", Kind.INDEX, (label,), ("state",)),
        *SHARED,
    )


def mark(label: str = DEFAULT_LABEL, version: int | None = None) -> Plan:
    """Give what marks the graph with `label` on a server as one of this edition, or of `version`.

    The mark is the name of a constraint, so that no question about the graph's nodes meets it. Each edition's is on a
    property of its own: of two constraints on one, a server would keep the older.
    """
    number = VERSION if version is None else version
    return Plan(f"disputes_layout_{number}{_name_end(label)}", Kind.CONSTRAINT, (label,), (f"layout_{number}",))


def turn_statement(label: str = DEFAULT_LABEL) -> str:
    """Give the statement that makes a transaction on a server wait until no other one writes to the graph.

    By the constraint, whoever merges the node holds its place in the index until the transaction ends. It is deleted
    at once, so that nobody ever sees it.
    """
    return f"MERGE (turn:{TURN} {{id: '{label}'}}) DELETE turn"


def marked_version(rows: Iterable[Row], label: str = DEFAULT_LABEL) -> int | None:
    """Give the edition of the graph with `label` that one of the constraints tells, None where none does."""
    return max(marked_versions(rows, label), default=None)


def marked_versions(rows: Iterable[Row], label: str) -> list[int]:
    """Give the editions that the constraints tell which mark the graph with `label`."""
    name = re.compile(rf"disputes_layout_(\d+){re.escape(_name_end(label))}")
    found = [(row, int(match[1])) for row in rows if (match := name.fullmatch(row["name"]))]
    return [version for row, version in found if mark(label, version).fits(row)]


def unmark_statements(rows: Iterable[Row], label: str = DEFAULT_LABEL) -> list[str]:
    """Give the statements that take the marks of other editions, found among `rows`, from a graph on a server."""
    others = (mark(label, version) for version in marked_versions(rows, label) if version != VERSION)
    return [f"DROP CONSTRAINT `{other.name}` IF EXISTS" for other in others]


def parts(plans: Iterable[Plan], rows: Sequence[Row]) -> tuple[Part, ...]:
    """Give each of the parts as the store has it that lists `rows` of constraints and indexes."""
    return tuple(plan.part(rows) for plan in plans)


def lacking(uri: str, plans: Iterable[Plan], rows: Sequence[Row]) -> list[str]:
    """Give the statements that make what is not there. Raises StoreError where something else is in its place."""
    wanted = [(plan, plan.part(rows)) for plan in plans]
    for plan, part in wanted:
        if part.state == TAKEN:
            found = next(row for row in rows if plan.is_kept_out_by(row))
            place = _OTHER_DATABASE if plan in SHARED else _OTHER_PLACE
            raise StoreError(uri, _OCCUPIED.format(kind=plan.kind, name=plan.name, found=described(found), place=place))
    return [part.statement for _, part in wanted if part.state == MISSING]


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


def _name_end(label: str) -> str:
    """What the names of a graph's own constraints and indexes end with."""
    return label.removeprefix(DEFAULT_LABEL)
