"""The constraints and indexes that a store should have, and what of them is there.

They are told by what they are: on which label or types and properties, of which kind. A name alone says little, since
on a server others may have given it to something of theirs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from disputes.graph.store.protocol import Row

LISTING = "SHOW INDEXES YIELD name, state, type, entityType, labelsOrTypes, properties, owningConstraint, options"
"""The statement that lists what there is: a constraint by its index, which has its name."""
ONLINE, MISSING, TAKEN = "online", "missing", "taken"
_ANALYZER = "standard-no-stop-words"
_WORDS = f"{{indexConfig: {{`fulltext.analyzer`: '{_ANALYZER}', `fulltext.eventually_consistent`: false}}}}"


class Kind(StrEnum):
    """What a part is."""

    CONSTRAINT = "constraint"
    INDEX = "index"
    FULL_TEXT = "full-text index"


_KINDS = {"RANGE": Kind.INDEX, "PROPERTY": Kind.INDEX, "FULLTEXT": Kind.FULL_TEXT}
"""By the types of indexes; kglite calls one on a property PROPERTY."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part as a store has it: its state is the store's word, "missing", or "taken" where another is in its place."""

    name: str
    kind: str
    state: str
    statement: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A constraint that keeps a property unique, or an index: on nodes of a label, or relationships of some types."""

    name: str
    kind: Kind
    labels: tuple[str, ...]
    properties: tuple[str, ...]
    is_on_relationships: bool = False

    @property
    def statement(self) -> str:
        """The statement that makes it where it is not there.

        >>> Plan("entity_state", Kind.INDEX, ("Entity",), ("state",)).statement
        'CREATE INDEX `entity_state` IF NOT EXISTS FOR (n:`Entity`) ON (n.`state`)'
        """
        labels = "|".join(f"`{label}`" for label in self.labels)
        listed = ", ".join(f"n.`{name}`" for name in self.properties)
        pattern = f"()-[n:{labels}]-()" if self.is_on_relationships else f"(n:{labels})"
        on = f"`{self.name}` IF NOT EXISTS FOR {pattern}"
        match self.kind:
            case Kind.CONSTRAINT:
                return f"CREATE CONSTRAINT {on} REQUIRE {listed} IS UNIQUE"
            case Kind.INDEX:
                return f"CREATE INDEX {on} ON ({listed})"
            case Kind.FULL_TEXT:
                return f"CREATE FULLTEXT INDEX {on} ON EACH [{listed}] OPTIONS {_WORDS}"

    def fits(self, row: Row) -> bool:
        """Whether a row of `LISTING` tells of what this plan makes, under whatever name."""
        return (
            _kind(row) == self.kind
            and self._is_on_the_same(row)
            and (self.kind != Kind.FULL_TEXT or _analyzer(row) == _ANALYZER)
        )

    def is_kept_out_by(self, row: Row) -> bool:
        """Whether a row of `LISTING` tells of something else that has its name, or all that it would be on."""
        is_like = _KINDS.get(row["type"]) == (Kind.FULL_TEXT if self.kind == Kind.FULL_TEXT else Kind.INDEX)
        return not self.fits(row) and (row["name"] == self.name or (is_like and self._is_on_the_same(row)))

    def part(self, rows: Iterable[Row]) -> Part:
        """Give the part as the store has it that lists `rows`."""
        rows = list(rows)
        states = [row["state"].lower() for row in rows if self.fits(row)]
        absent = TAKEN if any(map(self.is_kept_out_by, rows)) else MISSING
        return Part(self.name, self.kind, states[0] if states else absent, self.statement)

    def ready_name(self, rows: Iterable[Row]) -> str | None:
        """Give the name by which what this plan makes is there and in use, None where it is not."""
        return next((row["name"] for row in rows if self.fits(row) and row["state"].lower() == ONLINE), None)

    def _is_on_the_same(self, row: Row) -> bool:
        return (
            (row["entityType"] == "RELATIONSHIP") == self.is_on_relationships
            and set(row["labelsOrTypes"] or ()) == set(self.labels)
            and set(row["properties"] or ()) == set(self.properties)
        )


def described(row: Row) -> str:
    """Say what a row of `LISTING` is, and what it is on.

    >>> row = {"name": "people", "type": "TEXT", "owningConstraint": None}
    >>> described(row | {"labelsOrTypes": ["Person"], "properties": ["name"]})
    'people, a text index on name of Person'
    """
    kind = _kind(row) or f"{row['type'].lower()} index"
    article = "an" if kind == Kind.INDEX else "a"
    on = f"{', '.join(row['properties'] or ())} of {', '.join(row['labelsOrTypes'] or ())}"
    return f"{row['name']}, {article} {kind} on {on}"


def _analyzer(row: Row) -> str | None:
    config: dict[str, str] = (row["options"] or {}).get("indexConfig", {})
    return config.get("fulltext.analyzer")


def _kind(row: Row) -> Kind | None:
    return Kind.CONSTRAINT if row["owningConstraint"] else _KINDS.get(row["type"])
