"""The product's own statements about one of the graphs that a server keeps, within a transaction."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from neo4j import ManagedTransaction, Result
from neo4j import Transaction as DriverTransaction

from disputes.graph.store.confinement import confined
from disputes.graph.store.neo4j_errors import parameter_complaints
from disputes.graph.store.neo4j_values import joined_nodes, plain_items
from disputes.graph.store.plain import without_structure
from disputes.graph.store.protocol import Row

AnyTransaction = ManagedTransaction | DriverTransaction

_IDS = "UNWIND $numbers AS number MATCH (n) WHERE elementId(n) = number RETURN number, n.id AS id"
_DELETE = "UNWIND $ids AS id MATCH (n:`{graph}`:{label} {{id: id}}) WHERE NOT EXISTS {{ (n)--() }} DELETE n"
_RELEASE = """
UNWIND $ids AS id
MATCH (n:`{graph}`:{label} {{id: id}})
REMOVE n:`{graph}`
SET n += $cleared
RETURN id
"""
_MOST_NAMED = 5

_log = logging.getLogger(__name__)


class Statements:
    """The product's own statements about the graph with a label, within a transaction.

    `released` are the ids of the nodes that went out of the graph, but stay for others who have tied something to them.
    """

    def __init__(self, uri: str, label: str, transaction: AnyTransaction) -> None:
        self.released: list[str] = []
        self._uri = uri
        self._label = label
        self._transaction = transaction

    def run(self, cypher: str, **parameters: Any) -> list[Row]:
        """Run one of the product's own statements and give its rows."""
        with parameter_complaints(self._uri):
            found = run(self._transaction, confined(cypher, self._label).text, parameters)
            rows = plain_rows(found, self._transaction)
        return [without_structure(row) for row in rows] if "properties(" in cypher else rows

    def drop_nodes(self, label: str, ids: Sequence[str], properties: Sequence[str]) -> None:
        """Delete the nodes with this label and these ids; one to which others have tied something is released.

        These two statements alone are not confined to the graph: they look for what others have tied to it.
        """
        parameters: dict[str, Any] = {"ids": list(ids), "cleared": dict.fromkeys(properties)}
        run(self._transaction, _DELETE.format(graph=self._label, label=label), parameters)
        found = run(self._transaction, _RELEASE.format(graph=self._label, label=label), parameters)
        self.released += [row["id"] for row in found]

    def tell_released(self) -> None:
        """Warn of the nodes that stay for others."""
        if self.released:
            named = ", ".join(self.released[:_MOST_NAMED])
            more = f" and {len(self.released) - _MOST_NAMED} more" if len(self.released) > _MOST_NAMED else ""
            _log.warning(
                "%s: others have tied something to %s%s; what is gone from the graph stays for them",
                *(self._uri, named, more),
            )


def run(transaction: AnyTransaction, cypher: str, parameters: dict[str, Any] | None = None) -> list[Row]:
    """Run a text that the product keeps."""
    return list(rows_of(transaction.run(cypher, parameters)))


def rows_of(result: Result) -> Iterator[Row]:
    """Give the rows of a result as they come."""
    columns = result.keys()
    return ({column: record[column] for column in columns} for record in result)


def plain_rows(rows: Iterable[Row], transaction: AnyTransaction) -> list[Row]:
    """Give the driver's rows in plain form; the ids of the nodes that their relationships join are asked for."""
    rows = list(rows)
    numbers = sorted(joined_nodes(value for row in rows for value in row.values()))
    found = run(transaction, _IDS, {"numbers": numbers}) if numbers else []
    ids = {row["number"]: row["id"] for row in found}
    return [plain_items(row, ids) for row in rows]
