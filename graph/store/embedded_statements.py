"""The product's own statements over kglite, at rest or within a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol, cast

import kglite

from disputes.graph.store.complaints import store_complaints
from disputes.graph.store.dialect import ALWAYS_WRONG
from disputes.graph.store.plain import joined_nodes, plain_items, without_structure
from disputes.graph.store.protocol import Row

_DROP_NODES = "UNWIND $ids AS id MATCH (n:{label} {{id: id}}) DETACH DELETE n"
_IDS = "UNWIND $numbers AS number MATCH (n) WHERE elementId(n) = number RETURN number, n.id AS id"


class Runs(Protocol):
    """Runs a statement and gives kglite's result."""

    def __call__(self, cypher: str, parameters: dict[str, Any], /) -> kglite.ResultView:
        """Run it for as long as it takes."""
        ...


class EmbeddedStatements:
    """Runs the product's statements; an error names the file at `path`.

    A transaction of kglite cannot leave out the steps that go wrong (`dialect.ALWAYS_WRONG`). What runs in `write` must
    not return an aggregate straight after a pattern of two hops of which one is undirected: ``MATCH (a)-[]-(b)-[]->(c)
    RETURN count(*)`` answers 0. A direction, or a WITH between, avoids it. Nor must it look for a relationship's
    property after a WITH that hands on nothing but names: ``WITH r MATCH (c) WHERE c.id = r.speaker_id`` finds nothing.
    Nor must it aggregate in a WITH straight after an OPTIONAL MATCH.
    """

    def __init__(self, path: Path, run: Runs) -> None:
        self._path = path
        self._run = run

    def run(self, cypher: str, **parameters: Any) -> list[Row]:
        """Run one of the product's own statements and give its rows."""
        with store_complaints(self._path):
            rows = plain_rows(self._run(cypher, parameters).to_list(), self._run)
        return [without_structure(row) for row in rows] if "properties(" in cypher else rows

    def drop_nodes(self, label: str, ids: Sequence[str], properties: Sequence[str]) -> None:
        """Delete the nodes with this label and these ids. Nobody else ties anything to the nodes of a file."""
        self.run(_DROP_NODES.format(label=label), ids=list(ids))


def transacted(transaction: kglite.Transaction, cypher: str, parameters: dict[str, Any], /) -> kglite.ResultView:
    """Run a statement within a transaction, for as long as it takes."""
    return cast("kglite.ResultView", transaction.cypher(cypher, params=parameters, timeout_ms=0))


def result_of(
    graph: kglite.KnowledgeGraph,
    cypher: str,
    parameters: dict[str, Any],
    /,
    *,
    disabled_passes: Sequence[str] = ALWAYS_WRONG,
    timeout_ms: int = 0,
    row_limit: int | None = None,
    max_work_units: int | None = None,
) -> kglite.ResultView:
    """Run a statement outside of transactions, with the step left out that miscounts."""
    result = graph.cypher(
        cypher,
        params=parameters,
        timeout_ms=timeout_ms,
        disabled_passes=list(disabled_passes),
        row_limit=row_limit,
        max_work_units=max_work_units,
        hide_structural_keys=True,
    )
    return cast("kglite.ResultView", result)


def plain_rows(records: list[Row], run: Runs) -> list[Row]:
    """Give kglite's rows in plain form; `run` finds the ids of the nodes that their relationships join."""
    numbers = joined_nodes(list(record.values()) for record in records)
    found = run(_IDS, {"numbers": [str(number) for number in numbers]}).to_list() if numbers else []
    ids = {int(row["number"]): row["id"] for row in found}
    return [plain_items(record, ids) for record in records]
