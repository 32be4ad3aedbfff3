import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from stores import EMBEDDED, NEO4J, empty_store, fresh_store, holds_on_each_store
from worlds import POOL, made, worlds

from disputes.graph.copying import Step, copy
from disputes.graph.errors import StoreError
from disputes.graph.model import Article, Reading
from disputes.graph.registry import Registry
from disputes.graph.store.checksum import summarize
from disputes.graph.store.opening import open_store
from disputes.graph.store.protocol import Store
from disputes.graph.vocabulary import EdgeType

World = list[tuple[Article, Reading]]
ARLAND, BORDURIA, LEAGUE, OFFICIAL = POOL[0], POOL[1], POOL[3], POOL[4]
WORLD = [
    made([(ARLAND, EdgeType.ACCUSES, BORDURIA), (OFFICIAL, EdgeType.SERVES, ARLAND)], "2025-04-10", "one"),
    made([(BORDURIA, EdgeType.REJECTS, ARLAND)], "2025-04-12", "two"),
    made([(OFFICIAL, EdgeType.MEETS, LEAGUE)], None, "three"),
    made([(LEAGUE, EdgeType.SUPPORTS, ARLAND), (ARLAND, EdgeType.THREATENS, BORDURIA)], None, "four"),
]
OTHER = [made([(LEAGUE, EdgeType.ACCUSES, BORDURIA)], None, "elsewhere")]

KILLED = """
import os, signal, sys
from disputes.graph.copying import Step, copy
from disputes.graph.store.opening import open_store

def watch(step, done, total):
    if step is Step.COPYING and done == 2:
        os.kill(os.getpid(), signal.SIGKILL)

with open_store(sys.argv[1], read_only=True) as source, open_store(sys.argv[2]) as target:
    copy(source, target, batch_articles=1, watch=watch)
"""


def register(store: Store, world: World) -> None:
    registry = Registry(store)
    for article, reading in world:
        registry.register(article, reading)
    registry.refresh_disputes()


@contextmanager
def stores(source: str, target: str) -> Iterator[tuple[Store, Store]]:
    with fresh_store(source) as one, fresh_store(target) as other:
        yield one, other


@pytest.fixture(params=[(EMBEDDED, EMBEDDED), (EMBEDDED, NEO4J), (NEO4J, EMBEDDED)], ids="-".join)
def pair(request: pytest.FixtureRequest) -> Iterator[tuple[Store, Store]]:
    """A store with four articles, and an empty one."""
    with stores(*request.param) as (source, target):
        register(source, WORLD)
        yield source, target


def stop_midway(source: Store, target: Store, *, merge: bool = False) -> None:
    def watch(step: Step, done: int, total: int | None) -> None:
        if step is Step.COPYING and done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy(source, target, merge=merge, batch_articles=1, watch=watch)


@holds_on_each_store(worlds(), examples=30)
def test_a_copy_is_the_same_graph(kind: str, world: World) -> None:
    with stores(EMBEDDED, kind) as (source, target), fresh_store(EMBEDDED) as back:
        register(source, world)
        there, here = copy(source, target, batch_articles=2), copy(target, back)
        assert there.summary == here.summary == summarize(source) == summarize(target) == summarize(back)
        assert there.written == there.articles == len(world)


def test_a_copy_again_finds_nothing_to_do(pair: tuple[Store, Store]) -> None:
    first, again = copy(*pair), copy(*pair)
    assert (first.written, again.written) == (4, 0)
    assert again.summary == first.summary
    assert not first.merged


def test_a_stopped_copy_holds_whole_articles_and_goes_on(pair: tuple[Store, Store]) -> None:
    source, target = pair
    stop_midway(source, target)
    part = summarize(target)
    assert (part.articles, part.disputes) == (2, 0)
    assert part.assertions > 0
    done = copy(source, target)
    assert done.written == 2
    assert summarize(target) == summarize(source)


@pytest.mark.parametrize("kind", [EMBEDDED, NEO4J])
def test_a_copy_that_was_killed_goes_on(kind: str, tmp_path: Path) -> None:
    source, target = str(tmp_path / "source"), empty_store(kind, tmp_path)
    with open_store(source) as store:
        register(store, WORLD)
    killed = subprocess.run([sys.executable, "-c", KILLED, source, target], check=False)
    assert killed.returncode == -signal.SIGKILL
    with open_store(source, read_only=True) as one, open_store(target) as other:
        assert summarize(other).articles == 2
        assert copy(one, other).written == 2
        assert summarize(other) == summarize(one)


def test_a_store_with_other_articles_is_refused_and_left_as_it_is(pair: tuple[Store, Store]) -> None:
    source, target = pair
    register(target, OTHER)
    before = summarize(target)
    with pytest.raises(StoreError, match=r"holds articles that .* does not have \(1\); .* --merge"):
        copy(source, target)
    assert summarize(target) == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("MATCH (n:State {id: 'state:ar'}) SET n.name = 'Arlandia'", "other readings, sources or entities"),
        ("MATCH (:Entity)-[r:ACCUSES]->(:Entity) SET r.negated = true", "other readings, sources or entities"),
        ("MATCH (n:Dispute) SET n.intensity = 0.5", "entities or disputes"),
    ],
)
def test_a_store_with_another_graph_of_the_same_articles_is_refused(
    pair: tuple[Store, Store], change: str, said: str
) -> None:
    source, target = pair
    copy(source, target)
    target.write(lambda tx: tx.run(change))
    with pytest.raises(StoreError, match=said):
        copy(source, target)


@holds_on_each_store(worlds(most=3), worlds(most=3), examples=30)
def test_a_merged_copy_is_as_if_the_articles_were_loaded_there(kind: str, held: World, coming: World) -> None:
    with stores(EMBEDDED, kind) as (source, target), fresh_store(EMBEDDED) as expected:
        register(source, coming)
        register(target, held)
        done = copy(source, target, merge=True, batch_articles=2)
        register(expected, [*held, *sorted(coming, key=lambda one: one[0].id)])
        assert summarize(target) == summarize(expected)
        assert done.articles == done.summary.articles == len(coming)


def test_a_stopped_merge_goes_on(pair: tuple[Store, Store]) -> None:
    source, target = pair
    register(target, OTHER)
    stop_midway(source, target, merge=True)
    done = copy(source, target, merge=True)
    assert (done.merged, done.written) == (True, 2)
    with fresh_store(EMBEDDED) as expected:
        register(expected, [*OTHER, *WORLD])
        assert summarize(target) == summarize(expected)


def test_a_target_that_is_written_to_meanwhile_is_an_error(pair: tuple[Store, Store]) -> None:
    source, target = pair

    def watch(step: Step, done: int, total: int | None) -> None:
        if step is Step.CHECKING:
            target.write(lambda tx: tx.run("MATCH (:Entity)-[r:ACCUSES]->(:Entity) DELETE r"))

    with pytest.raises(StoreError, match=r"5 assertions.* against .*6 assertions"):
        copy(source, target, watch=watch)


def test_a_merge_that_loses_words_is_an_error(pair: tuple[Store, Store]) -> None:
    source, target = pair
    register(target, OTHER)

    def watch(step: Step, done: int, total: int | None) -> None:
        if step is Step.CHECKING:
            target.write(lambda tx: tx.run("MATCH (:Entity)-[r:THREATENS]->(:Entity) SET r.evidence = 'else'"))

    with pytest.raises(StoreError, match="meanwhile"):
        copy(source, target, merge=True, watch=watch)


def test_an_empty_store_is_copied_too() -> None:
    with stores(EMBEDDED, EMBEDDED) as (source, target):
        assert copy(source, target).summary.rows == 0


def test_the_watcher_sees_every_step_begin_and_the_copying_end(pair: tuple[Store, Store]) -> None:
    seen: list[tuple[Step, int, int | None]] = []
    copy(*pair, batch_articles=3, watch=lambda *one: seen.append(one))
    assert seen[:2] == [(Step.COMPARING, 0, 0), (Step.COPYING, 0, 4)]
    assert seen[-3:] == [(Step.COPYING, 3, 4), (Step.COPYING, 4, 4), (Step.CHECKING, 0, None)]
