"""What takes a graph away: its nodes a batch at a time, and on a server the constraints and indexes made for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from disputes.graph.store import ledger, rows, schema
from disputes.graph.store.parts import Kind, Plan
from disputes.graph.store.protocol import Row, Transaction

Work = Callable[[Transaction], None]

_MARK = re.compile(r"disputes_layout_\d+")


def emptying(articles: Sequence[str], others: Sequence[str]) -> Iterator[Work]:
    """Give the pieces of work that delete the articles with what they give, then entities and disputes.

    Whichever have been done, the rest can be done later.
    """
    for ids in rows.sliced(articles, rows.BATCH_ARTICLES):
        yield partial(_drop_articles, ids=ids)
    for ids in rows.sliced(others, rows.BATCH_NODES):
        yield partial(ledger.drop_entities, ids=ids)


def unmaking_statements(found: Sequence[Row], label: str) -> list[str]:
    """Give the statements that take from a server what the graph with `label` alone has there, the mark last.

    `found` are the rows of `LISTING`. What all graphs have together goes with the last one; what others made under a
    name of ours stays.
    """
    is_last = not any(_MARK.match(row["name"]) and row["labelsOrTypes"] != [label] for row in found)
    plans = [plan for plan in schema.server_plans(label) if is_last or plan not in schema.SHARED]
    marks = [schema.mark(label, version) for version in schema.marked_versions(found, label)]
    return [_drop_statement(plan) for plan in (*plans, *marks) if _is_there(plan, found)]


def _is_there(plan: Plan, found: Sequence[Row]) -> bool:
    return any(row["name"] == plan.name and plan.fits(row) for row in found)


def _drop_statement(plan: Plan) -> str:
    kind = "CONSTRAINT" if plan.kind is Kind.CONSTRAINT else "INDEX"
    return f"DROP {kind} `{plan.name}` IF EXISTS"


def _drop_articles(tx: Transaction, ids: Sequence[str]) -> None:
    ledger.drop_readings(tx, ids)
    ledger.drop_articles(tx, ids)
