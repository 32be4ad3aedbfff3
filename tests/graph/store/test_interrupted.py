"""A server that is killed in the middle of a load, as by a power cut, and started again."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator

import pytest
from neo4j_jars import LocalServer, local_server
from neo4j_server import missing
from neo4j_software import NoServerError
from registered import everything, graph_of
from stores import EMBEDDED
from worlds import World, many

from disputes.graph.errors import StoreError
from disputes.graph.registry import BATCH_ARTICLES, Registry
from disputes.graph.settlement import Read
from disputes.graph.store.connection import Access
from disputes.graph.store.opening import open_store
from disputes.graph.store.protocol import Store

SECONDS_INTO_A_BATCH = 0.2


@pytest.fixture
def local() -> Iterator[LocalServer]:
    """Give a server that may be killed."""
    try:
        running = local_server()
        started = running.__enter__()
    except NoServerError as error:
        missing(error)
    yield started
    running.__exit__(None, None, None)


def opened(local: LocalServer) -> Store:
    server = local.server
    return open_store(server.uri, access=Access(server.username, server.password))


def killing(local: LocalServer, world: World, is_over: threading.Event) -> Iterator[Read]:
    """Give the articles; while the second batch is being written the server is killed, and started again."""

    def restart() -> None:
        time.sleep(SECONDS_INTO_A_BATCH)
        local.kill()
        local.start()

        # A server ends with the thread that started it.
        is_over.wait()

    thread = threading.Thread(target=restart)
    for number, one in enumerate(world):
        if number == 2 * BATCH_ARTICLES - 1:
            thread.start()
        yield one


@pytest.fixture
def is_over() -> Iterator[threading.Event]:
    """Give what is set when the test is over."""
    event = threading.Event()
    yield event
    event.set()


def articles(store: Store) -> set[str]:
    return {row["id"] for row in store.read(lambda tx: tx.run("MATCH (a:Article) RETURN a.id AS id"))}


def test_a_load_goes_on_or_says_how_to_and_ends_in_the_graph_of_an_undisturbed_one(
    local: LocalServer, is_over: threading.Event
) -> None:
    world = many(3 * BATCH_ARTICLES, random.Random(1))
    told = set()
    with opened(local) as store:
        try:
            for reading, _ in Registry(store).register_all(killing(local, world, is_over)):
                told.add(reading.article)
        except StoreError as error:
            assert_says_how_to_go_on(error)
    local.await_answer()
    with opened(local) as store:
        assert told <= articles(store)
        registry = Registry(store)
        for _ in registry.register_all(world):
            pass
        registry.refresh_disputes()
        found = everything(store)
        local.kill()
        with pytest.raises(StoreError) as caught:
            store.ask("RETURN 1", timeout_seconds=30, max_rows=1)
    assert_says_how_to_go_on(caught.value)
    assert found == graph_of(EMBEDDED, world)


def assert_says_how_to_go_on(error: StoreError) -> None:
    assert "run it again" in error.reason
    assert "\n" not in str(error)
