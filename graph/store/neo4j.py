"""The store of a server: Neo4j 5.26 or later, by its own driver.

Any number of processes may write. Their transactions go one after another (see `schema.turn_statement`), because each
decides who is who from what those before it wrote; reading articles, which takes longer, goes on side by side. A read
sees what has been committed as each of its statements runs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, Session
from neo4j import Transaction as DriverTransaction

from disputes.graph.errors import StoreError
from disputes.graph.store import schema
from disputes.graph.store.confinement import confined
from disputes.graph.store.connection import Access, address
from disputes.graph.store.graphs import name_of
from disputes.graph.store.neo4j_driver import check_release, driver_to, place_of
from disputes.graph.store.neo4j_errors import (
    opening_complaints,
    part_complaints,
    question_complaints,
    store_complaints,
)
from disputes.graph.store.neo4j_patience import patiently, told_waiting
from disputes.graph.store.neo4j_statements import Statements, plain_rows, rows_of, run
from disputes.graph.store.parts import LISTING
from disputes.graph.store.plain import without_structure
from disputes.graph.store.protocol import Location, Row, T, Table, Transaction
from disputes.graph.store.question import checked_question
from disputes.graph.store.removal import emptying, unmaking_statements
from disputes.graph.store.rows import article_ids, entity_ids
from disputes.graph.store.schema import Layout

FETCH_ROWS = 1000
AWAIT_INDEXES_SECONDS = 300

_IDENTITY = "CALL dbms.info() YIELD id AS server CALL db.info() YIELD id, name RETURN server + id AS id, name"
_TAKEN = "MATCH (n:`{label}`) RETURN n.id AS id LIMIT 1"


class Neo4jStore:
    """The store in a database of the Neo4j server at `uri`: one graph, the nodes with its label.

    Every statement is confined to them, so that other graphs there, the product's own and anybody's, are neither seen
    nor touched. To write, its constraints and indexes are made where they are missing. A graph of an older layout is
    refused unless `migrates`; to read, so is a place without one unless it `may_be_blank`, as when its constraints and
    indexes are looked at. Threads may share a store. Don't write within `write`: use the transaction.
    """

    def __init__(
        self,
        uri: str,
        access: Access,
        *,
        read_only: bool = False,
        migrates: bool = False,
        may_be_blank: bool = False,
    ) -> None:
        self.uri = uri
        self._is_read_only = read_only
        self._driver: Driver | None = None
        with opening_complaints(uri, access):
            self._driver = driver_to(uri, access)
            try:
                with told_waiting(uri):
                    self._driver.verify_connectivity()
                check_release(uri, self._driver.get_server_info().agent)
                self._database, self._label = place_of(self._driver, uri, access, read_only=read_only)
                self._check_layout(migrates=migrates, may_be_blank=may_be_blank)
            except BaseException:
                self.close()
                raise

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in a transaction that can only read."""
        return self._transacted(READ_ACCESS, lambda tx: work(self._statements(tx)))

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one transaction: on return it is on disk, on an error nothing of it is.

        It waits for its turn, and runs again where the server asks for that.
        """
        if self._is_read_only:
            raise StoreError(self.uri, "opened to read; open it to write")

        def in_turn(tx: DriverTransaction) -> tuple[T, Statements]:
            run(tx, schema.turn_statement(self._label))
            statements = self._statements(tx)
            return work(statements), statements

        done, statements = self._transacted(WRITE_ACCESS, in_turn)
        statements.tell_released()
        return done

    def ask(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, timeout_seconds: float, max_rows: int
    ) -> Table:
        """Answer a user's question, which can only read."""
        given = dict(parameters or {})
        question = checked_question(cypher, given)
        spelled = confined(question.text, self._label)
        with (
            store_complaints(self.uri),
            self._session(READ_ACCESS, fetch_size=min(max_rows + 1, FETCH_ROWS)) as session,
            spelled.complaints(),
            question_complaints(timeout_seconds),
            # Nothing is tried again: a question that needs too much memory would only need it once more.
            session.begin_transaction(timeout=timeout_seconds) as transaction,
        ):
            result = transaction.run(spelled.text, given)
            columns = spelled.columns(result.keys())
            records = list(islice(rows_of(result), max_rows + 1))
            result.consume()
            rows = plain_rows(records[:max_rows], transaction)
        if question.shows_keys:
            rows = [without_structure(row) for row in rows]
        kept = tuple(tuple(row.values()) for row in rows)
        return Table(columns, kept, is_cut=len(records) > max_rows, remarks=question.remarks)

    def layout(self) -> Layout:
        """Tell of which edition the graph is, and which constraints and indexes it has and lacks."""
        rows = self.read(lambda tx: tx.run(LISTING))
        return Layout(
            schema.marked_version(rows, self._label) or 0, schema.parts(schema.server_plans(self._label), rows)
        )

    def location(self) -> Location:
        """Tell where the store is: a server and a database have ids of their own, however they are reached."""
        [row] = self._transacted(READ_ACCESS, lambda tx: run(tx, _IDENTITY))
        name = name_of(self._label)
        graph = f", graph {name}" if name else ""
        return Location(f"{address(self.uri).server}, database {row['name']}{graph}", f"{row['id']}:{self._label}")

    def remove(self) -> None:
        """Delete the graph's nodes, and the constraints and indexes that were made for it."""
        articles, others = self.read(article_ids), self.read(entity_ids)
        for work in emptying(articles, others):
            self.write(work)
        with store_complaints(self.uri):
            self._prepare(unmaking_statements(self.read(lambda tx: tx.run(LISTING)), self._label))
        self.close()

    def close(self) -> None:
        """Let go of the server. Safe to call twice."""
        if self._driver is not None:
            self._driver.close()
            self._driver = None

    def __enter__(self) -> Neo4jStore:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _statements(self, transaction: DriverTransaction) -> Statements:
        return Statements(self.uri, self._label, transaction)

    def _transacted(self, access_mode: str, work: Callable[[DriverTransaction], T]) -> T:
        """Run `work` in a transaction, and again where the server stops answering or asks for it."""

        def attempt() -> T:
            with self._session(access_mode) as session, session.begin_transaction() as transaction:
                done = work(transaction)
                transaction.commit()
            return done

        with store_complaints(self.uri):
            return patiently(self.uri, attempt)

    def _session(self, access_mode: str, **settings: Any) -> Session:
        if self._driver is None:
            raise StoreError(self.uri, "closed")
        return self._driver.session(database=self._database, default_access_mode=access_mode, **settings)

    def _check_layout(self, *, migrates: bool, may_be_blank: bool) -> None:
        """Make sure that the database keeps a graph of this edition; to write, give it the indexes that it lacks."""
        with self._session(READ_ACCESS) as session:
            # In this order: whoever else makes a graph here meanwhile marks it before there is a node.
            is_taken = session.run(_TAKEN.format(label=self._label)).peek() is not None
            rows = list(rows_of(session.run(LISTING)))
        version = schema.marked_version(rows, self._label)
        if version is not None or is_taken:
            for step in schema.steps(self.uri, version or 0, migrates=migrates):
                self._migrate(step)
        elif self._is_read_only and not may_be_blank:
            raise StoreError(self.uri, schema.NO_STORE)
        if not self._is_read_only:
            self._complete(rows)

    def _complete(self, rows: Sequence[Row]) -> None:
        """Make the constraints and indexes that are not there; the mark of this edition comes last."""
        plans = (*schema.server_plans(self._label), schema.mark(self._label))
        self._prepare([*schema.lacking(self.uri, plans, rows), *schema.unmark_statements(rows, self._label)])

    def _migrate(self, step: schema.Migration) -> None:
        def work(tx: Transaction) -> None:
            for statement in step.statements:
                tx.run(statement)

        self.write(work)

    def _prepare(self, statements: Sequence[str]) -> None:
        with self._session(WRITE_ACCESS) as session:
            for statement in statements:
                with part_complaints(self.uri):
                    session.execute_write(run, statement)
            if statements:
                session.run("CALL db.awaitIndexes($seconds)", seconds=AWAIT_INDEXES_SECONDS).consume()
