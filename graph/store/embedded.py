"""The store of a single machine: one file, kept by kglite, without a server.

One process writes at a time; any number read meanwhile, each from the state at which it opened the store. The
statements that the product keeps must avoid what kglite answers wrongly inside a transaction, see `EmbeddedStatements`.
"""

from __future__ import annotations

import math
import os
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import kglite

from disputes.graph.errors import QueryError, StoreError
from disputes.graph.store import schema
from disputes.graph.store.complaints import question_complaints, store_complaints
from disputes.graph.store.dialect import adapted
from disputes.graph.store.embedded_statements import EmbeddedStatements, plain_rows, result_of, transacted
from disputes.graph.store.parts import LISTING
from disputes.graph.store.plain import without_structure
from disputes.graph.store.protocol import Location, Row, T, Table, Transaction
from disputes.graph.store.question import checked_question
from disputes.graph.store.schema import Layout
from disputes.graph.store.snapshot import check_file, files_of, is_blank, take_snapshot

WRITE_ATTEMPTS = 5
WORK_UNITS = 10_000_000
"""How many rows and values a question may hold or go through: some 2.5 GB where it holds them all."""


class EmbeddedStore:
    """The store in the file at `path`.

    To write, it is made where it is missing, and belongs to this process until it is closed: StoreBusyError names the
    process that has it already. To read, it must be there; the store shows the moment at which it was opened, with all
    that any process had been told is written, and none of its files is touched. A store of an older layout is refused
    unless `migrates`. Threads may share a store; they wait for each other. Don't ask or read within `write`: use the
    transaction.
    """

    def __init__(self, path: Path, *, read_only: bool = False, migrates: bool = False) -> None:
        self.uri = str(path)
        # The engine puts a new file in place of the old one, and would put it in place of a link.
        self._path = path = path.resolve() if path.is_symlink() else path
        self._lock = threading.RLock()
        self._is_read_only = read_only
        # The engine prints its remarks on a question to stderr otherwise; they are in the result too.
        kglite.set_query_warning_policy("silent")
        with store_complaints(path):
            self._snapshot = take_snapshot(path) if read_only else None
            opened = self._snapshot.graph if self._snapshot else _open_to_write(path, migrates=migrates)
        self._graph: kglite.KnowledgeGraph | None = opened

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` over one consistent state of the store."""
        with self._reading() as graph:
            return work(EmbeddedStatements(self._path, partial(result_of, graph)))

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one transaction: on return it is on disk, on an error nothing of it is."""
        if self._is_read_only:
            raise StoreError(self.uri, "opened to read; open it to write")
        with self._lock:
            for _ in range(WRITE_ATTEMPTS):
                with suppress(kglite.TransactionConflictError):
                    return self._committed(work)
        # Whoever uses the store from within `work` is in the way of its own transaction.
        raise StoreError(self.uri, f"changed {WRITE_ATTEMPTS} times while a transaction was under way; try again")

    def ask(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, timeout_seconds: float, max_rows: int
    ) -> Table:
        """Answer a user's question, which can only read."""
        given = dict(parameters or {})
        question = checked_question(cypher, given)
        spelled = adapted(question.text)
        timeout_ms = max(1, math.ceil(timeout_seconds * 1000))
        with self._reading() as graph:
            with question_complaints(timeout_seconds):
                result = result_of(
                    graph,
                    spelled.text,
                    given,
                    disabled_passes=spelled.disabled_passes,
                    timeout_ms=timeout_ms,
                    row_limit=max_rows + 1,
                    max_work_units=WORK_UNITS,
                )
                _check_ceiling(result.warnings)
                columns, records = tuple(result.columns), result.to_list()
            rows = plain_rows(records, partial(result_of, graph))
        if question.shows_keys:
            rows = [without_structure(row) for row in rows]
        kept = tuple(tuple(row[column] for column in columns) for row in rows[:max_rows])
        return Table(spelled.columns(columns), kept, is_cut=len(rows) > max_rows, remarks=question.remarks)

    def layout(self) -> Layout:
        """Tell of which edition the graph is, and which constraints and indexes it has and lacks."""
        with self._reading() as graph:
            return Layout(graph.schema_version, schema.parts(schema.PLANS, _listed(graph)))

    def location(self) -> Location:
        """Tell where the store is."""
        return Location(self.uri, os.path.normcase(self._path.resolve()))

    def remove(self) -> None:
        """Delete the store's files."""
        if self._is_read_only:
            raise StoreError(self.uri, "opened to read; open it to write")
        with self._lock, store_complaints(self._path):
            self.close()
            for file in files_of(self._path):
                file.unlink(missing_ok=True)

    def checkpoint(self) -> None:
        """Write the whole store to its file and empty the log, so that opening it need not go through the log."""
        with self._lock, store_complaints(self._path), _saving():
            if not self._is_read_only:
                self._opened().save()

    def close(self) -> None:
        """Give the store back, with all that was written on disk. Safe to call twice."""
        with self._lock, store_complaints(self._path), _saving():
            if self._snapshot is not None:
                self._snapshot.discard()
            elif self._graph is not None:
                self._graph.close()
            self._graph = None

    def __enter__(self) -> EmbeddedStore:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _opened(self) -> kglite.KnowledgeGraph:
        if self._graph is None:
            raise StoreError(self.uri, "closed")
        return self._graph

    def _committed(self, work: Callable[[Transaction], T]) -> T:
        with store_complaints(self._path):
            transaction = self._opened().begin(timeout_ms=0)
        try:
            done = work(EmbeddedStatements(self._path, partial(transacted, transaction)))
        except BaseException:
            transaction.rollback()
            raise
        with store_complaints(self._path):
            transaction.commit()
        return done

    @contextmanager
    def _reading(self) -> Iterator[kglite.KnowledgeGraph]:
        """Give the graph, which refuses to be changed meanwhile."""
        with self._lock:
            graph = self._opened()
            graph.read_only(True)
            try:
                yield graph
            finally:
                graph.read_only(self._is_read_only)


def _open_to_write(path: Path, *, migrates: bool) -> kglite.KnowledgeGraph:
    if path.exists():
        check_file(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as refusal:
        # A store that is refused is let go of as it was: left by an exception, a graph is not saved.
        graph = refusal.enter_context(kglite.open(str(path), durable="full"))
        if not is_blank(graph):
            for step in schema.steps(str(path), graph.schema_version, migrates=migrates):
                _migrate(graph, step)
        _prepare(str(path), graph)
        refusal.pop_all()
    return graph


def _migrate(graph: kglite.KnowledgeGraph, step: schema.Migration) -> None:
    transaction = graph.begin(timeout_ms=0)
    for statement in step.statements:
        transaction.cypher(statement, timeout_ms=0)
    transaction.commit()
    graph.set_schema_version(step.since + 1)


def _prepare(uri: str, graph: kglite.KnowledgeGraph) -> None:
    for statement in schema.lacking(uri, schema.PLANS, _listed(graph)):
        graph.cypher(statement)
    if graph.schema_version != schema.VERSION:
        graph.set_schema_version(schema.VERSION)


def _listed(graph: kglite.KnowledgeGraph) -> list[Row]:
    return result_of(graph, LISTING, {}).to_list()


def _check_ceiling(remarks: list[str]) -> None:
    """Refuse an answer of which the engine remarks that it is short of paths."""
    if any("ceiling" in remark for remark in remarks):
        raise QueryError("a path of any length is not searched to its end; write how long it may be, as in `*1..6`")


@contextmanager
def _saving() -> Iterator[None]:
    with warnings.catch_warnings():
        # It says that a part is kept on the heap when it is mapped, which we never ask for.
        warnings.simplefilter("ignore", kglite.MappedFallbackWarning)
        yield
