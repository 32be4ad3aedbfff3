import pickle
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from registered import everything, filled, graph_of
from stores import EMBEDDED, KINDS, NEO4J, SERVER_EXAMPLES, empty_store, fresh_store, holds_on_each_store
from worlds import POOL, World, made, many, worlds

from disputes.graph.registry import Outcome, Registry, readings
from disputes.graph.store.opening import open_store
from disputes.graph.store.protocol import Row, Store
from disputes.graph.vocabulary import EdgeType

ARLAND, BORDURIA = POOL[0], POOL[1]
KLOW_CONSULATE = next(actor for actor in POOL if actor[1] == "Arlandic consulate in Klow")


LOADER = """
import pickle, sys
from pathlib import Path
from disputes.graph.registry import Registry
from disputes.graph.store.opening import open_store

world = pickle.loads(Path(sys.argv[2]).read_bytes())
print("ready", flush=True)
sys.stdin.readline()
with open_store(sys.argv[1]) as store:
    registry = Registry(store)
    for article, reading in world:
        registry.register(article, reading)
    registry.refresh_disputes()
"""


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def store(kind: str, tmp_path: Path) -> Iterator[Store]:
    with open_store(empty_store(kind, tmp_path)) as opened:
        yield opened


def articles(nodes: list[Row]) -> list[str]:
    return sorted(row["n"]["properties"]["id"] for row in nodes if "Article" in row["n"]["labels"])


def loader(uri: str, world: World, file: Path) -> subprocess.Popen[str]:
    """Start a process that says that it is ready, waits for a line, and then loads `world`."""
    file.write_bytes(pickle.dumps(world))
    return subprocess.Popen(
        [sys.executable, "-c", LOADER, uri, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@holds_on_each_store(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_loading_has_no_say(kind: str, world: World, chance: random.Random) -> None:
    shuffled = list(world)
    chance.shuffle(shuffled)
    assert graph_of(kind, shuffled) == graph_of(kind, world)


@holds_on_each_store(worlds())
def test_loading_again_changes_nothing(kind: str, world: World) -> None:
    with fresh_store(kind) as store:
        filled(store, world)
        before = everything(store)
        registry = Registry(store)
        assert {registry.register(article, reading) for article, reading in world} == {Outcome.UNCHANGED}
        registry.refresh_disputes()
        assert everything(store) == before


@holds_on_each_store(worlds(), st.data())
def test_what_is_forgotten_leaves_the_graph_of_the_rest(kind: str, world: World, data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.sampled_from([article.id for article, _ in world])))
    with fresh_store(kind) as store:
        registry = filled(store, world)
        registry.forget(sorted(gone))
        registry.refresh_disputes()
        found = everything(store)
    assert found == graph_of(kind, [one for one in world if one[0].id not in gone])


@holds_on_each_store(worlds())
def test_a_reading_comes_back_as_it_went_in(kind: str, world: World) -> None:
    with fresh_store(kind) as store:
        filled(store, world)
        for article, reading in world:
            stored_article, stored = store.read(lambda tx, ident=article.id: readings(tx, ident))
            assert stored_article == article
            assert set(stored.entities) == set(reading.entities)
            assert set(stored.mentions) == set(reading.mentions)
            assert {one.id: one for one in stored.assertions} == {one.id: one for one in reading.assertions}


@holds_on_each_store(worlds(most=3), worlds(most=3))
def test_a_changed_source_leaves_nothing_of_its_old_text(kind: str, old: World, new: World) -> None:
    dates = {article.id: article.date for article, _ in old}
    # Of a text that two sources date differently, the first date is held, whichever of them is left.
    assume(all(dates.get(article.id, article.date) == article.date for article, _ in new))
    new_sources = {source for article, _ in new for source in article.sources}
    new_ids = {article.id for article, _ in new}
    kept = [one for one in old if one[0].id not in new_ids and not set(one[0].sources) & new_sources]
    with fresh_store(kind) as store:
        filled(store, old)
        filled(store, new)
        nodes, edges = everything(store)
    wanted_nodes, wanted_edges = graph_of(kind, [*kept, *new])
    assert articles(nodes) == articles(wanted_nodes)
    assert edges == wanted_edges


@pytest.mark.parametrize("seed", range(2))
def test_two_processes_that_load_at_once_give_the_graph_of_one(tmp_path: Path, seed: int) -> None:
    uri = empty_store(NEO4J, tmp_path)
    world = many(16, random.Random(seed))
    loaders = [loader(uri, part, tmp_path / f"{len(part)}") for part in (world[:12], world[:3:-1] + world[:1])]
    for process in loaders:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in loaders:
        assert process.stdin is not None
        print("go", file=process.stdin, flush=True)
    for process in loaders:
        _, complaint = process.communicate()
        assert (process.returncode, complaint) == (0, "")
    with open_store(uri, read_only=True) as store:
        found = everything(store)
    assert found == graph_of(EMBEDDED, world)


@pytest.mark.parametrize("kind", [NEO4J])
@settings(max_examples=SERVER_EXAMPLES)
@given(world=worlds())
def test_every_store_holds_the_same_graph(kind: str, world: World) -> None:
    assert graph_of(kind, world) == graph_of(EMBEDDED, world)


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


def test_a_source_that_somebody_else_has_changed_meanwhile_is_replaced(store: Store) -> None:
    old, other = (made([(ARLAND, kind, BORDURIA)], None, "a") for kind in (EdgeType.ACCUSES, EdgeType.MEETS))
    new = made([(BORDURIA, EdgeType.REJECTS, ARLAND)], None, "a")
    first = filled(store, [])
    second = filled(store, [old])
    assert first.register(*other) is Outcome.CHANGED
    assert second.register(*new) is Outcome.CHANGED
    assert articles(everything(store)[0]) == [new[0].id]


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
