from collections.abc import Iterator
from typing import Any

import networkx as nx
import pytest
from hypothesis import strategies as st
from stores import KINDS, fresh_store, holds_on_each_store

from disputes.graph.mirror import BATCH_NODES, mirror
from disputes.graph.store.protocol import Row, Store
from disputes.graph.vocabulary import NodeType

IDS = [f"state:{letter}" for letter in "abcdef"]
words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=12)
nodes = st.fixed_dictionaries(
    {"name": words, "aliases": st.lists(words, min_size=1, max_size=3)}, optional={"state": st.sampled_from(IDS)}
)
edges = st.tuples(
    st.sampled_from(IDS),
    st.sampled_from(IDS),
    st.sampled_from(["MEETS", "ACCUSES", "PARTY_TO"]),
    st.fixed_dictionaries(
        {"article": st.sampled_from(["a1", "a2"]), "evidence": words, "fact": st.booleans()},
        optional={"start": st.integers(0, 99), "intensity": st.floats(-10, 10), "speaker": words},
    ),
)
graphs = st.tuples(st.dictionaries(st.sampled_from(IDS), nodes, min_size=1), st.lists(edges, max_size=8))


def filled(store: Store, entities: dict[str, Row], relations: list[tuple[str, str, str, Row]]) -> None:
    def fill(transaction: Any) -> None:
        for ident, properties in entities.items():
            kind = NodeType.DISPUTE if "issue" in properties else NodeType.STATE
            transaction.run(
                f"MERGE (n:Entity {{id: $id}}) SET n:{kind} SET n += $properties",
                id=ident,
                properties=properties | {"ids": [ident], "block": "b"},
            )
        for number, (source, target, kind, properties) in enumerate(relations):
            transaction.run(
                "MATCH (a:Entity {id: $source}) MATCH (b:Entity {id: $target}) "
                f"MERGE (a)-[r:{kind} {{id: $id}}]->(b) SET r += $properties",
                source=source,
                target=target,
                id=f"e{number}",
                properties=properties,
            )
        transaction.run(
            "MERGE (a:Article {id: 'a1'}) SET a += $p", p={"name": "T", "title": "T", "text": "x", "url": "u:"}
        )

    store.write(fill)


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    with fresh_store(request.param) as opened:
        yield opened


@holds_on_each_store(graphs, examples=25)
def test_the_mirror_has_the_nodes_edges_and_properties_that_were_written(
    kind: str, drawn: tuple[dict[str, Row], list[tuple[str, str, str, Row]]]
) -> None:
    entities, relations = drawn
    kept = [edge for edge in relations if edge[0] in entities and edge[1] in entities]
    with fresh_store(kind) as store:
        filled(store, entities, kept)
        graph = mirror(store)
    assert dict(graph.nodes(data=True)) == {
        ident: {"type": "State", "ids": [ident], **properties} for ident, properties in entities.items()
    }
    assert {(source, target, key): data for source, target, key, data in graph.edges(keys=True, data=True)} == {
        (source, target, f"e{number}"): {"id": f"e{number}", "type": kind, **properties}
        for number, (source, target, kind, properties) in enumerate(kept)
    }


def test_the_mirror_holds_disputes_and_their_ties_but_no_articles(store: Store) -> None:
    dispute = {
        "name": "A – B: trade",
        "aliases": ["A – B: trade"],
        "issue": "trade",
        "intensity": -2.0,
        "assertions": 3,
    }
    entities = {"state:a": {"name": "A", "aliases": ["A"]}, "dispute:d": dispute}
    filled(store, entities, [("state:a", "dispute:d", "PARTY_TO", {})])
    graph = mirror(store)
    assert isinstance(graph, nx.MultiDiGraph)
    assert graph.nodes["dispute:d"] == {"type": "Dispute", "ids": ["dispute:d"], **dispute}
    assert list(graph.edges(data=True)) == [("state:a", "dispute:d", {"id": "e0", "type": "PARTY_TO"})]
    assert graph.graph["articles"] == {"a1": {"title": "T", "url": "u:"}}


def test_edges_beyond_the_first_batch_of_nodes_are_there(store: Store) -> None:
    entities = {f"state:{number:05}": {"name": str(number), "aliases": []} for number in range(BATCH_NODES + 1)}
    first, last = min(entities), max(entities)
    filled(store, entities, [(first, last, "MEETS", {}), (last, first, "MEETS", {})])
    graph = mirror(store)
    assert set(graph.edges(keys=True)) == {(first, last, "e0"), (last, first, "e1")}


def test_an_empty_store_has_an_empty_mirror(store: Store) -> None:
    graph = mirror(store)
    assert (graph.order(), graph.size(), graph.graph["articles"]) == (0, 0, {})
