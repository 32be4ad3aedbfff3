"""Articles registered many at a time: the graph of one after the other, at a fraction of the cost."""

from __future__ import annotations

import gc
import random
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import strategies as st
from registered import everything, filled
from stores import EMBEDDED, KINDS, NEO4J, fresh_store, holds_on_each_store
from worlds import World, many, worlds

from disputes.graph.registry import BATCH_ARTICLES, Outcome, Registry
from disputes.graph.settlement import Read
from disputes.graph.store.protocol import Row, Store, T, Transaction


class CountingStore:
    """A store that counts the statements of its writing transactions."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.read = store.read
        self.statements = 0

    def write(self, work: Callable[[Transaction], T]) -> T:
        return self._store.write(lambda tx: work(CountingTransaction(self, tx)))


class CountingTransaction:
    def __init__(self, store: CountingStore, transaction: Transaction) -> None:
        self._store, self._transaction = store, transaction

    def run(self, cypher: str, **parameters: object) -> list[Row]:
        self._store.statements += 1
        return self._transaction.run(cypher, **parameters)


def stream(count: int) -> Iterator[Read]:
    """Make articles as they are asked for."""
    chance = random.Random(count)
    for number in range(count):
        [(article, reading)] = many(1, chance)
        yield replace(article, sources=(f"source:{number}",)), reading


@holds_on_each_store(worlds(most=3), worlds(most=3), st.randoms(use_true_random=False), examples=50)
def test_many_at_a_time_give_the_graph_of_one_after_the_other(
    kind: str, old: World, new: World, chance: random.Random
) -> None:
    """Among them are texts from several sources, and sources that change."""
    world = [*old, *new, *old]
    chance.shuffle(world)
    with fresh_store(kind) as store:
        outcomes = [outcome for _, outcome in Registry(store).register_all(world)]
        found = everything(store)
    with fresh_store(kind) as store:
        registry = Registry(store)
        assert [registry.register(*one) for one in world] == outcomes
        assert everything(store) == found


@pytest.mark.parametrize("kind", KINDS)
def test_a_batch_takes_hardly_more_statements_than_an_article(kind: str) -> None:
    counts = []
    for number in (1, BATCH_ARTICLES):
        with fresh_store(kind) as store:
            filled(store, many(4, random.Random(number)))
            counting = CountingStore(store)
            read = [(replace(one, sources=(f"later:{one.id}",)), reading) for one, reading in stream(number)]
            assert len(list(Registry(counting).register_all(read))) == number  # type: ignore[arg-type]
            counts.append(counting.statements)
    one, batch = counts
    assert batch < 4 * one


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_told_is_in_the_store_and_what_is_not_asked_for_is_not_taken(kind: str) -> None:
    taken = 0

    def counted() -> Iterator[Read]:
        nonlocal taken
        for one in stream(10 * BATCH_ARTICLES):
            taken += 1
            yield one

    with fresh_store(kind) as store:
        registered = Registry(store).register_all(counted())
        assert next(registered)[1] is Outcome.ADDED
        [row] = store.read(lambda tx: tx.run("MATCH (a:Article) RETURN count(a) AS articles"))
        assert row["articles"] == taken <= BATCH_ARTICLES


def test_a_reading_that_cannot_be_stored_takes_nothing_with_it_that_was_told_before() -> None:
    world = list(stream(BATCH_ARTICLES + 2))
    article, reading = world[-1]
    world[-1] = article, replace(reading, assertions=(replace(reading.assertions[0], source="nobody"),))
    told = []
    with fresh_store(EMBEDDED) as store:
        with pytest.raises(KeyError):
            told.extend(one.article for one, _ in Registry(store).register_all(world))
        rows = store.read(lambda tx: tx.run("MATCH (a:Article) RETURN a.id AS id"))
    assert {row["id"] for row in rows} == set(told)
    assert len(told) == BATCH_ARTICLES


def test_memory_stays_flat_while_a_server_is_written_to() -> None:
    with fresh_store(NEO4J) as store:
        registered = Registry(store).register_all(stream(6 * BATCH_ARTICLES))
        peaks = []
        tracemalloc.start()
        try:
            for _ in range(3):
                gc.collect()  # what waits for it comes and goes by chance
                tracemalloc.reset_peak()
                for _ in range(2 * BATCH_ARTICLES):
                    next(registered)
                peaks.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
    first, _, last = peaks
    assert last < 1.5 * first, peaks
