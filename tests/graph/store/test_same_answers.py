"""Both stores give the same answers: random questions to random graphs."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from expressions import PARAMETERS
from graphs import Graph, graphs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neighbours import add_strangers, clear_server
from questions import BAG, Question, questions
from stores import EMBEDDED, NEO4J, empty_store

from disputes.graph.store.connection import Access
from disputes.graph.store.opening import open_store
from disputes.graph.store.protocol import Store, Table

GRAPHS = int(os.environ.get("DISPUTES_GRAPHS") or 40)
"""How many graphs are asked some six questions each: the same in every run, unless the environment says how many."""
DIGITS = 9
"""Means are compared to so many: stores add up in different orders."""

Stores = tuple[Store, Store]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    folder = tmp_path_factory.mktemp("answers")
    with open_store(empty_store(EMBEDDED, folder)) as one, open_store(empty_store(NEO4J, folder)) as other:
        yield one, other


@pytest.fixture(scope="module")
def neighbours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store, Store]]:
    """A store alone, and two graphs on one server."""
    uri = empty_store(NEO4J, tmp_path_factory.mktemp("beside"))
    access = replace(Access.from_environment(), graph="apart")
    with (
        open_store(empty_store(EMBEDDED, tmp_path_factory.mktemp("alone"))) as alone,
        open_store(uri, access=access) as apart,
        open_store(uri) as other,
    ):
        yield alone, apart, other


def refill(store: Store, graph: Graph) -> None:
    store.write(lambda tx: tx.run("MATCH (n) DETACH DELETE n"))
    store.write(graph.write)


def ask(store: Store, question: Question) -> Table:
    return store.ask(question.text, PARAMETERS, timeout_seconds=60, max_rows=20_000)


def spelled(table: Table) -> list[str]:
    """Give the rows as texts that are equal where the rows mean the same."""
    return [json.dumps([_same(name, value) for name, value in row.items()], sort_keys=True) for row in table.records()]


def _same(column: str, value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DIGITS) + 0.0
    return sorted(map(json.dumps, value)) if column == BAG and value else value


@settings(
    max_examples=GRAPHS,
    derandomize="DISPUTES_GRAPHS" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(graph=graphs(), asked=st.lists(questions(), min_size=1, max_size=25, unique=True))
def test_random_questions_are_answered_alike(stores: Stores, graph: Graph, asked: list[Question]) -> None:
    for store in stores:
        refill(store, graph)
    answered_alike(*stores, asked)


@settings(
    max_examples=GRAPHS // 2 + 1,
    derandomize="DISPUTES_GRAPHS" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(graph=graphs(), other=graphs(), asked=st.lists(questions(), min_size=1, max_size=25, unique=True))
def test_a_graph_beside_another_and_among_strangers_answers_as_if_it_were_alone(
    neighbours: tuple[Store, Store, Store], graph: Graph, other: Graph, asked: list[Question]
) -> None:
    alone, apart, beside = neighbours
    clear_server()
    alone.write(lambda tx: tx.run("MATCH (n) DETACH DELETE n"))
    for store, held in ((alone, graph), (apart, graph), (beside, other)):
        store.write(held.write)
    add_strangers("Disputes_apart")
    answered_alike(alone, apart, asked)


def answered_alike(one_store: Store, other_store: Store, asked: list[Question]) -> None:
    for question in asked:
        one, other = ask(one_store, question), ask(other_store, question)
        assert one.columns == other.columns, question.text
        assert one.is_cut == other.is_cut, question.text
        if question.is_ordered:
            assert spelled(one) == spelled(other), question.text
        elif not one.is_cut:
            assert Counter(spelled(one)) == Counter(spelled(other)), question.text
