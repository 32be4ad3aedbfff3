"""What every store is: an engine that runs Cypher in transactions.

A store knows nothing of articles; what is written and in which Cypher stands once, in `disputes.graph.store.ledger`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from disputes.graph.store.schema import Layout

T = TypeVar("T")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a question: `rows` hold one plain value a column.

    Nodes and relationships are plain too: ``{"labels": [...], "properties": {...}}`` and ``{"type": ..., "source":
    ..., "target": ..., "properties": {...}}``, with entity ids as ends. `is_cut` says that there were more rows than
    the limit let through; `remarks` are what the store noticed, such as a label that nothing has.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    is_cut: bool = False
    remarks: tuple[str, ...] = ()

    def records(self) -> list[Row]:
        """Give the rows as dictionaries by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Location(NamedTuple):
    """Where a store is: as a person is `told`, and a `key` that is the same however its address is spelled."""

    told: str
    key: str


class Transaction(Protocol):
    """Statements that happen together or not at all."""

    def run(self, cypher: str, **parameters: Any) -> list[Row]:
        """Run one of the product's own statements and give its rows. It sees what the transaction has written."""
        ...

    def drop_nodes(self, label: str, ids: Sequence[str], properties: Sequence[str]) -> None:
        """Delete the nodes with this label and these ids. What the product wrote between them and others must be gone.

        On a server others may have tied something to such a node. It stays then, for them, with their relationships,
        but is no part of the graph any more and loses these properties; a warning names it once that is on disk.
        """
        ...


class Store(Protocol):
    """An open store. Use it as a context manager, or close it."""

    uri: str

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` over the store, which it cannot change.

        An embedded store stays as it is until `work` is done. A server's state is consistent within each statement
        only: what others commit meanwhile is seen by the next one. `work` runs again where the server was lost midway.
        """
        ...

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one transaction: on return it is on disk, on an error nothing of it is.

        `work` may run more than once, where the store asks for another try.
        """
        ...

    def ask(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, timeout_seconds: float, max_rows: int
    ) -> Table:
        """Answer a user's question, which can only read.

        Raises QueryError for a text that is malformed, writes, leaves the machine or takes too long.
        """
        ...

    def layout(self) -> Layout:
        """Tell of which edition the graph is, and which constraints and indexes the store has and lacks."""
        ...

    def location(self) -> Location:
        """Tell where the store is."""
        ...

    def remove(self) -> None:
        """Take the graph away, with all that the product made for it and nothing else; the store is closed then.

        Stopped midway, it goes on when run again.
        """
        ...

    def close(self) -> None:
        """Give the store back, with all that was written on disk. Safe to call twice."""
        ...

    def __enter__(self) -> Store: ...

    def __exit__(self, *exception: object) -> None: ...
