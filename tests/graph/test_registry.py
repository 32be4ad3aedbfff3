import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import POOL, made, worlds

from disputes.graph.model import Article, Reading
from disputes.graph.registry import Outcome, Registry, readings
from disputes.graph.store.opening import open_store
from disputes.graph.store.protocol import Store
from disputes.graph.vocabulary import EdgeType

World = list[tuple[Article, Reading]]
ARLAND, BORDURIA = POOL[0], POOL[1]
KLOW_CONSULATE = next(actor for actor in POOL if actor[1] == "Arlandic consulate in Klow")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "graph.kgl")) as opened:
        yield opened


@contextmanager
def fresh_store() -> Iterator[Store]:
    with TemporaryDirectory() as folder, open_store(f"{folder}/graph.kgl") as opened:
        yield opened


def everything(store: Store) -> tuple[list[object], list[object]]:
    """All nodes and relationships with all properties, in an order of their own."""
    nodes = store.read(lambda tx: tx.run("MATCH (n) RETURN n"))
    edges = store.read(
        lambda tx: tx.run("MATCH (a)-[r]->(b) RETURN a.id AS a, b.id AS b, type(r) AS type, properties(r) AS r")
    )
    return sorted(nodes, key=repr), sorted(edges, key=repr)


def filled(store: Store, world: World) -> Registry:
    registry = Registry(store)
    for article, reading in world:
        registry.register(article, reading)
    registry.refresh_disputes()
    return registry


@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_loading_has_no_say(world: World, chance: random.Random) -> None:
    shuffled = list(world)
    chance.shuffle(shuffled)
    with fresh_store() as one, fresh_store() as other:
        filled(one, world)
        filled(other, shuffled)
        assert everything(one) == everything(other)


@given(worlds())
def test_loading_again_changes_nothing(world: World) -> None:
    with fresh_store() as store:
        filled(store, world)
        before = everything(store)
        registry = Registry(store)
        assert {registry.register(article, reading) for article, reading in world} == {Outcome.UNCHANGED}
        registry.refresh_disputes()
        assert everything(store) == before


@given(worlds(), st.data())
def test_what_is_forgotten_leaves_the_graph_of_the_rest(world: World, data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.sampled_from([article.id for article, _ in world])))
    with fresh_store() as store, fresh_store() as wanted:
        registry = filled(store, world)
        registry.forget(sorted(gone))
        registry.refresh_disputes()
        filled(wanted, [one for one in world if one[0].id not in gone])
        assert everything(store) == everything(wanted)


@given(worlds())
def test_a_reading_comes_back_as_it_went_in(world: World) -> None:
    with fresh_store() as store:
        filled(store, world)
        for article, reading in world:
            stored_article, stored = store.read(lambda tx, ident=article.id: readings(tx, ident))
            assert stored_article == article
            assert set(stored.entities) == set(reading.entities)
            assert set(stored.mentions) == set(reading.mentions)
            assert {one.id: one for one in stored.assertions} == {one.id: one for one in reading.assertions}


@given(worlds(most=3), worlds(most=3))
def test_a_changed_source_leaves_nothing_of_its_old_text(old: World, new: World) -> None:
    with fresh_store() as store, fresh_store() as wanted:
        filled(store, old)
        filled(store, new)
        new_sources = {source for article, _ in new for source in article.sources}
        new_ids = {article.id for article, _ in new}
        kept = [
            (article, reading)
            for article, reading in old
            if article.id not in new_ids and not set(article.sources) & new_sources
        ]
        filled(wanted, [*kept, *new])
        ids = "MATCH (a:Article) RETURN a.id AS id ORDER BY id"
        assert store.read(lambda tx: tx.run(ids)) == wanted.read(lambda tx: tx.run(ids))
        assert everything(store)[1] == everything(wanted)[1]


def test_the_same_text_from_another_source_adds_the_source(store: Store) -> None:
    article, reading = made([(ARLAND, EdgeType.ACCUSES, BORDURIA)], None, "a")
    registry = filled(store, [(article, reading)])
    assert registry.register(replace(article, sources=("b",)), reading) is Outcome.UNCHANGED
    rows = store.read(lambda tx: tx.run("MATCH (a:Article) RETURN a.sources AS sources"))
    assert rows == [{"sources": ["a", "b"]}]


def test_an_article_with_two_sources_stays_when_one_of_them_changes(store: Store) -> None:
    article, reading = made([(ARLAND, EdgeType.ACCUSES, BORDURIA)], None, "a")
    later = made([(ARLAND, EdgeType.MEETS, BORDURIA)], None, "b")
    registry = filled(store, [(replace(article, sources=("a", "b")), reading), later])
    assert registry.has(article, "ideal", "1")
    rows = store.read(lambda tx: tx.run("MATCH (a:Article) RETURN a.id AS id, a.sources AS sources"))
    assert {row["id"]: row["sources"] for row in rows} == {article.id: ["a"], later[0].id: ["b"]}


def test_a_dispute_has_parties_issue_stakes_and_dates(store: Store) -> None:
    first = made(
        [(ARLAND, EdgeType.OWNS, KLOW_CONSULATE), (BORDURIA, EdgeType.RESTRICTS, KLOW_CONSULATE)], "2025-04-10", "a"
    )
    second = made([(BORDURIA, EdgeType.ACCUSES, ARLAND)], "2025-09-01", "b")
    filled(store, [first, second])
    rows = store.read(lambda tx: tx.run("MATCH (d:Dispute) RETURN d"))
    assert len(rows) == 1
    found = rows[0]["d"]["properties"]
    assert found["name"] == "Arland – Borduria: diplomatic property"
    assert (found["first"], found["last"], found["assertions"]) == ("2025-04-10", "2025-09-01", 2)
    parties = store.read(lambda tx: tx.run("MATCH (p)-[:PARTY_TO]->(d:Dispute) RETURN p.name AS name ORDER BY name"))
    assert [row["name"] for row in parties] == ["Arland", "Borduria"]
    stakes = store.read(lambda tx: tx.run("MATCH (d:Dispute)-[:OVER]->(s) RETURN s.name AS name"))
    assert [row["name"] for row in stakes] == ["Arlandic consulate in Klow"]


def test_spellings_of_one_person_are_one_and_a_namesake_of_another_state_is_not(store: Store) -> None:
    persons = {actor[1]: actor for actor in POOL if actor[2] is None and "Darv" in actor[1]}
    one = made([(persons["Aleksandr Darvich"], EdgeType.SERVES, ARLAND)], None, "a")
    two = made([(persons["Anna Darvitch"], EdgeType.SERVES, BORDURIA)], None, "b")
    three = made([(POOL[4], EdgeType.SERVES, ARLAND)], None, "c")
    filled(store, [one, two, three])
    rows = store.read(lambda tx: tx.run("MATCH (o:Official) RETURN o.name AS name, o.aliases AS aliases ORDER BY name"))
    assert [row["aliases"] for row in rows] == [["Alexander Darvitch", "Aleksandr Darvich"], ["Anna Darvitch"]]


def test_a_failed_article_leaves_nothing_behind(store: Store) -> None:
    article, reading = made([(ARLAND, EdgeType.ACCUSES, BORDURIA)], None, "a")
    broken = replace(reading, assertions=(replace(reading.assertions[0], source="nobody"),))
    registry = Registry(store)
    with pytest.raises(KeyError):
        registry.register(article, broken)
    assert everything(store) == ([], [])
    assert not registry.has(article, "ideal", "1")
