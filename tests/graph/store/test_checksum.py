from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stores import EMBEDDED, KINDS, fresh_store, holds_on_each_store
from worlds import POOL, made, worlds

from disputes.graph.model import Article, Reading
from disputes.graph.registry import Registry
from disputes.graph.store.checksum import Summary, digest, summarize, summarize_readings
from disputes.graph.store.protocol import Store
from disputes.graph.store.rows import Node
from disputes.graph.vocabulary import EdgeType

World = list[tuple[Article, Reading]]
WORLD = [
    made([(POOL[0], EdgeType.ACCUSES, POOL[1]), (POOL[4], EdgeType.SERVES, POOL[0])], "2025-04-10", "one"),
    made([(POOL[1], EdgeType.REJECTS, POOL[0])], None, "two"),
]


def registered(store: Store, world: World) -> Store:
    registry = Registry(store)
    for article, reading in world:
        registry.register(article, reading)
    registry.refresh_disputes()
    return store


def summary_of(kind: str, world: World) -> Summary:
    with fresh_store(kind) as store:
        return summarize(registered(store, world))


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    with fresh_store(request.param) as opened:
        yield registered(opened, WORLD)


@holds_on_each_store(worlds(), st.randoms(use_true_random=False), examples=25)
def test_neither_the_order_of_loading_nor_the_store_matters(kind: str, world: World, random: Random) -> None:
    shuffled = random.sample(world, len(world))
    assert summary_of(kind, shuffled) == summary_of(EMBEDDED, world)


@pytest.mark.parametrize(
    "change",
    [
        "MATCH (n:Article) WHERE n.date IS NULL SET n.title = 'Another'",
        "MATCH (n:State {id: 'state:ar'}) SET n.name = 'Arlandia'",
        "MATCH (n:State {id: 'state:ar'}) SET n.aliases = []",
        "MATCH (n:Dispute) SET n.intensity = 0.5",
        "MATCH (:Article)-[m:MENTIONS]->(:Official) SET m.start = m.start + 1",
        "MATCH (:Entity)-[r:ACCUSES]->(:Entity) SET r.negated = true",
        "MATCH (:Entity)-[r:ACCUSES]->(:Entity) DELETE r",
        "MATCH (:Entity)-[r:PARTY_TO]->(d:Dispute) DELETE r",
        "MATCH (a:Entity)-[r:ACCUSES]->(b:Entity) CREATE (a)-[s:ACCUSES {id: r.id}]->(b) SET s += properties(r)",
    ],
)
def test_any_change_gives_another_checksum(store: Store, change: str) -> None:
    before = summarize(store)
    store.write(lambda tx: tx.run(change))
    assert summarize(store).checksum != before.checksum


def test_what_there_is_of_each_kind_is_counted(store: Store) -> None:
    found = summarize(store)
    assert (found.articles, found.entities, found.mentions, found.assertions, found.disputes) == (2, 3, 6, 3, 1)
    assert found.rows == 15
    assert "2 articles, 3 entities" in str(found)


def test_an_edge_that_turns_round_gives_another_digest() -> None:
    assert digest(Node("State", {"id": "a"})) != digest(Node("Place", {"id": "a"}))
    assert digest(Node("State", {"id": "a", "name": "b"})) != digest(Node("State", {"id": "b", "name": "a"}))


@given(worlds(most=3))
def test_what_articles_say_is_the_same_beside_others(world: World) -> None:
    ids = sorted(article.id for article, _ in world)
    with fresh_store(EMBEDDED) as alone, fresh_store(EMBEDDED) as beside:
        registered(alone, world)
        registered(beside, [*WORLD, *((replace(one, sources=(f"{one.id}",)), read) for one, read in world)])
        assert summarize_readings(ids, beside) == summarize_readings(ids, alone)
