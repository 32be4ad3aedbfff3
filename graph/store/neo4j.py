"""The store of a server: Neo4j 5.26 or later, by its own driver.

Any number of processes may write. Their transactions go one after another (see `schema.turn_statement`), because each
decides who is who from what those before it wrote; reading articles, which takes longer, goes on side by side. A read
sees what has been committed as each of its statements runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    Driver,
    GqlStatusObject,
    ManagedTransaction,
    NotificationClassification,
    NotificationMinimumSeverity,
    Result,
    Session,
)
from neo4j import Transaction as DriverTransaction

from disputes.graph.errors import StoreError
from disputes.graph.store import schema
from disputes.graph.store.confinement import check_procedures, confined
from disputes.graph.store.connection import Access
from disputes.graph.store.neo4j_driver import check_release, driver_to, place_of
from disputes.graph.store.neo4j_errors import (
    made_meanwhile,
    opening_complaints,
    parameter_complaints,
    question_complaints,
    store_complaints,
)
from disputes.graph.store.neo4j_values import joined_nodes, plain_items
from disputes.graph.store.plain import without_structure
from disputes.graph.store.protocol import Row, T, Table, Transaction
from disputes.graph.store.question import checked_question
from disputes.graph.store.schema import Layout

FETCH_ROWS = 1000
AWAIT_INDEXES_SECONDS = 300

AnyTransaction = ManagedTransaction | DriverTransaction

_IDS = "UNWIND $numbers AS number MATCH (n) WHERE elementId(n) = number RETURN number, n.id AS id"
_TAKEN = "MATCH (n:`{label}`) RETURN n.id AS id LIMIT 1"


class Neo4jStore:
    """The store in a database of the Neo4j server at `uri`: one graph, the nodes with its label.

    Every statement is confined to them, so that other graphs there, the product's own and anybody's, are neither seen
    nor touched. To write, its constraints and indexes are made where they are missing. A graph of an older layout is
    refused unless `migrates`. Threads may share a store. Don't write within `write`: use the transaction.
    """

    def __init__(self, uri: str, access: Access, *, read_only: bool = False, migrates: bool = False) -> None:
        self.uri = uri
        self._is_read_only = read_only
        self._driver: Driver | None = None
        with opening_complaints(uri):
            self._driver = driver_to(uri, access)
            try:
                self._driver.verify_connectivity()
                check_release(uri, self._driver.get_server_info().agent)
                self._database, self._label = place_of(self._driver, uri, access, read_only=read_only)
                self._check_layout(migrates=migrates)
            except BaseException:
                self.close()
                raise

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in a transaction that can only read."""
        with store_complaints(self.uri), self._session(READ_ACCESS) as session:
            return session.execute_read(lambda tx: work(_Statements(self.uri, self._label, tx)))

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one transaction: on return it is on disk, on an error nothing of it is.

        It waits for its turn, and runs again where the server asks for that.
        """
        if self._is_read_only:
            raise StoreError(self.uri, "opened to read; open it to write")

        def in_turn(tx: ManagedTransaction) -> T:
            _run(tx, schema.turn_statement(self._label))
            return work(_Statements(self.uri, self._label, tx))

        with store_complaints(self.uri), self._session(WRITE_ACCESS) as session:
            return session.execute_write(in_turn)

    def ask(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, timeout_seconds: float, max_rows: int
    ) -> Table:
        """Answer a user's question, which can only read."""
        given = dict(parameters or {})
        question = checked_question(cypher, given)
        check_procedures(question.text)
        spelled = confined(question.text, self._label)
        with (
            store_complaints(self.uri),
            self._session(
                READ_ACCESS,
                fetch_size=min(max_rows + 1, FETCH_ROWS),
                notifications_min_severity=NotificationMinimumSeverity.WARNING,
            ) as session,
            spelled.complaints(),
            question_complaints(timeout_seconds),
            # Nothing is tried again: a question that needs too much memory would only need it once more.
            session.begin_transaction(timeout=timeout_seconds) as transaction,
        ):
            result = transaction.run(spelled.text, given)
            columns = spelled.columns(result.keys())
            records = list(islice(_rows(result), max_rows + 1))
            remarks = _remarks(result.consume().gql_status_objects)
            rows = _plain_rows(records[:max_rows], transaction)
        if question.shows_keys:
            rows = [without_structure(row) for row in rows]
        kept = tuple(tuple(row.values()) for row in rows)
        return Table(columns, kept, is_cut=len(records) > max_rows, remarks=remarks)

    def layout(self) -> Layout:
        """Tell of which edition the graph is, and which constraints and indexes it has and lacks."""
        states = self.read(lambda tx: schema.states(tx.run(schema.STATES)))
        return Layout(schema.marked_version(states, self._label) or 0, schema.parts(self._parts(), states))

    def close(self) -> None:
        """Let go of the server. Safe to call twice."""
        if self._driver is not None:
            self._driver.close()
            self._driver = None

    def __enter__(self) -> Neo4jStore:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _session(self, access_mode: str, **settings: Any) -> Session:
        if self._driver is None:
            raise StoreError(self.uri, "closed")
        return self._driver.session(database=self._database, default_access_mode=access_mode, **settings)

    def _check_layout(self, *, migrates: bool) -> None:
        """Make sure that the database keeps a graph of this edition; to write, give it the indexes that it lacks."""
        with self._session(READ_ACCESS) as session:
            # In this order: whoever else makes a graph here meanwhile marks it before there is a node.
            is_taken = session.run(_TAKEN.format(label=self._label)).peek() is not None
            states = schema.states(_rows(session.run(schema.STATES)))
        version = schema.marked_version(states, self._label)
        if version is not None or is_taken:
            for step in schema.steps(self.uri, version or 0, migrates=migrates):
                self._migrate(step)
        elif self._is_read_only:
            raise StoreError(self.uri, schema.MISSING)
        if not self._is_read_only:
            # The mark of this edition comes last, and those of others go after it.
            missing = schema.lacking((*self._parts(), schema.mark_statement(self._label)), states)
            self._prepare([*missing, *schema.unmark_statements(states, self._label)])

    def _parts(self) -> tuple[str, ...]:
        return schema.server_statements(self._label)

    def _migrate(self, step: schema.Migration) -> None:
        def work(tx: Transaction) -> None:
            for statement in step.statements:
                tx.run(statement)

        self.write(work)

    def _prepare(self, statements: Sequence[str]) -> None:
        with self._session(WRITE_ACCESS) as session:
            for statement in statements:
                with made_meanwhile():
                    session.execute_write(_run, statement)
            if statements:
                session.run("CALL db.awaitIndexes($seconds)", seconds=AWAIT_INDEXES_SECONDS).consume()


class _Statements:
    """The product's own statements about the graph with a label, within a transaction."""

    def __init__(self, uri: str, label: str, transaction: ManagedTransaction) -> None:
        self._uri = uri
        self._label = label
        self._transaction = transaction

    def run(self, cypher: str, **parameters: Any) -> list[Row]:
        """Run one of the product's own statements and give its rows."""
        with parameter_complaints(self._uri):
            rows = _plain_rows(self._found(cypher, parameters), self._transaction)
        return [without_structure(row) for row in rows] if "properties(" in cypher else rows

    def _found(self, cypher: str, parameters: dict[str, Any]) -> list[Row]:
        return _run(self._transaction, confined(cypher, self._label).text, parameters)


def _run(transaction: AnyTransaction, cypher: str, parameters: dict[str, Any] | None = None) -> list[Row]:
    """Run a text that the product keeps."""
    return list(_rows(transaction.run(cypher, parameters)))


def _rows(result: Result) -> Iterator[Row]:
    columns = result.keys()
    return ({column: record[column] for column in columns} for record in result)


def _plain_rows(rows: Iterable[Row], transaction: AnyTransaction) -> list[Row]:
    """Give the driver's rows in plain form; the ids of the nodes that their relationships join are asked for."""
    rows = list(rows)
    numbers = sorted(joined_nodes(value for row in rows for value in row.values()))
    found = _run(transaction, _IDS, {"numbers": numbers}) if numbers else []
    ids = {row["number"]: row["id"] for row in found}
    return [plain_items(row, ids) for row in rows]


def _remarks(statuses: Iterable[GqlStatusObject]) -> tuple[str, ...]:
    """Give what the server does not know of a question: labels, types, properties."""
    told = [status.status_description for status in statuses if _is_unknown(status)]
    # "warn: label does not exist. The label `X` does not exist. Verify that the spelling is correct."
    return tuple(dict.fromkeys(text.partition(". ")[2] or text for text in told))


def _is_unknown(status: GqlStatusObject) -> bool:
    return status.classification is NotificationClassification.UNRECOGNIZED
