"""What others have tied to the graph on a server stays, and as it was, whatever becomes of the graph."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from neighbours import clear_server, foreign_ties, left_of, tie_strangers
from neo4j_server import DATABASE, driver, needed
from registered import Everything, everything, filled, graph_of
from stores import EMBEDDED, NEO4J, SERVER_EXAMPLES, fresh_store
from worlds import POOL, World, made, worlds

from disputes.graph.export import write_export
from disputes.graph.registry import Outcome
from disputes.graph.store.protocol import Store
from disputes.graph.vocabulary import EdgeType

ARLAND, BORDURIA = POOL[0], POOL[1]
QUARREL = made([(ARLAND, EdgeType.ACCUSES, BORDURIA)], "2031-01-10", "a")
PEACE = made([(ARLAND, EdgeType.MEETS, BORDURIA)], "2031-02-10", "b")


@pytest.fixture
def store() -> Iterator[Store]:
    with fresh_store(NEO4J) as opened:
        yield opened
    clear_server()


def own(store: Store) -> Everything:
    """Give all that the store shows but what others made look like its own."""
    nodes, edges = everything(store)
    return nodes, [edge for edge in edges if "of" not in edge["r"]]


@settings(max_examples=SERVER_EXAMPLES)
@given(world=worlds(), data=st.data())
def test_what_is_forgotten_leaves_the_graph_of_the_rest_and_all_that_others_tied_to_it(
    world: World, data: st.DataObject
) -> None:
    gone = data.draw(st.sets(st.sampled_from([article.id for article, _ in world])))
    with fresh_store(NEO4J) as store:
        registry = filled(store, world)
        tie_strangers("Disputes")
        ties = foreign_ties()
        registry.forget(sorted(gone))
        registry.refresh_disputes()
        assert foreign_ties() == ties
        found = own(store)
        filled(store, world)
        assert foreign_ties() == ties
        loaded_again = own(store)
    clear_server()
    assert found == graph_of(EMBEDDED, [one for one in world if one[0].id not in gone])
    assert loaded_again == graph_of(EMBEDDED, world)


def test_what_is_gone_keeps_its_id_and_name_alone_for_those_who_tied_something_to_it(store: Store) -> None:
    registry = filled(store, [QUARREL])
    tie_strangers("Disputes")
    registry.forget([QUARREL[0].id])
    article = {"id": QUARREL[0].id, "name": QUARREL[0].title}
    assert left_of(QUARREL[0].id) == [[["Article"], article]]
    assert left_of("state:ar") == [[["Entity", "State"], {"id": "state:ar", "name": "Arland"}]]


def test_what_stays_for_others_is_named_once_it_is_on_disk(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    registry = filled(store, [QUARREL])
    tie_strangers("Disputes")
    with caplog.at_level(logging.WARNING, "disputes"):
        registry.forget([QUARREL[0].id])
    gone = f"state:ar, state:bo, {QUARREL[0].id}"
    said = f"{store.uri}: others have tied something to {gone}; what is gone from the graph stays for them"
    assert [record.getMessage() for record in caplog.records] == [said]


def test_nothing_is_said_where_nobody_tied_anything(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "disputes"):
        filled(store, [QUARREL]).forget([QUARREL[0].id])
    assert caplog.records == []
    assert left_of("state:ar") == []


def test_what_is_read_anew_or_derived_anew_stays_tied_to_what_it_was(store: Store) -> None:
    registry = filled(store, [QUARREL])
    tie_strangers("Disputes")
    ties = foreign_ties()
    article, reading = QUARREL
    assert registry.register(replace(article, publisher="The Wire"), replace(reading, version="2")) is Outcome.CHANGED
    registry.register(*made([(BORDURIA, EdgeType.ACCUSES, ARLAND)], "2031-03-10", "c"))
    registry.refresh_disputes()
    assert [
        row["d"]["properties"]["assertions"] for row in store.read(lambda tx: tx.run("MATCH (d:Dispute) RETURN d"))
    ] == [2]
    assert foreign_ties() == ties
    assert [left_of(ident) for ident in (article.id, "state:ar", "state:bo")] == [[], [], []]


def test_relationships_of_others_between_its_nodes_are_not_seen(
    store: Store, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("exports")
    filled(store, [QUARREL, PEACE])
    before = everything(store)
    with driver(needed()) as opened:
        opened.execute_query("MATCH (a:Disputes), (b:Disputes) CREATE (a)-[:KNOWS {id: 'x'}]->(b)", database_=DATABASE)
    assert everything(store) == before
    with fresh_store(EMBEDDED) as alone:
        filled(alone, [QUARREL, PEACE])
        for one, name in ((store, "served.json"), (alone, "alone.json")):
            write_export(one, folder / name)
        for cypher in ("MATCH (a)-[r]-(b) RETURN count(r)", "MATCH p = (a)-[*1..2]->(b) RETURN count(p)"):
            answers = [one.ask(cypher, timeout_seconds=30, max_rows=10).rows for one in (store, alone)]
            assert answers[0] == answers[1]
    assert (folder / "served.json").read_bytes() == (folder / "alone.json").read_bytes()
