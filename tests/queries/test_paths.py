from collections import defaultdict
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disputes.graph.errors import NotFoundError, QueryError
from disputes.graph.vocabulary import EdgeType
from disputes.queries.paths import paths, wanted_types

ANA, OLOF, DISPUTE = "official:ana-velja", "official:olof-berg", "dispute:no+su:diplomatic-property"


def ways(graph, *ends: str, **options) -> list[tuple[str, ...]]:
    return [path.nodes for path in paths(graph, *ends, **options)]


def test_the_shortest_path_comes_first_with_the_words_behind_it(graph) -> None:
    first = paths(graph, ANA, OLOF)[0]
    assert first.nodes == (ANA, OLOF)
    meets = first.hops[0].links[0]
    assert (meets.type, meets.evidence, meets.article) == ("MEETS", "Sentence e13.", "Envoys meet")
    assert (meets.source, meets.target, meets.date) == (ANA, OLOF, "2031-02-18")


def test_a_hop_shows_all_edges_between_its_two_ends_in_their_own_direction(graph) -> None:
    hop = paths(graph, OLOF, ANA, k=1)[0].hops[0]
    assert (hop.source, hop.target) == (OLOF, ANA)
    assert [(link.id, link.source) for link in hop.links] == [("e13", ANA), ("e09", ANA)]


def test_paths_pass_no_node_twice_and_come_by_length(graph) -> None:
    found = ways(graph, ANA, "property:villa", k=20)
    assert found == sorted(found, key=lambda nodes: (len(nodes), nodes))
    assert all(len(set(nodes)) == len(nodes) for nodes in found)
    assert (ANA, "state:no", "property:villa") in found


def test_no_path_is_longer_than_max_hops(graph) -> None:
    assert {len(nodes) for nodes in ways(graph, ANA, "property:villa", k=99, max_hops=2)} == {3}
    assert ways(graph, ANA, "property:villa", max_hops=1) == []


def test_a_path_passes_all_that_it_must_pass_by_id_or_name(graph) -> None:
    found = ways(graph, "Velja", "Lindenhof", via=["Olof Berg", "Sudovia"], k=9)
    assert found
    assert all({OLOF, "state:su"} <= set(nodes) for nodes in found)


def test_only_the_wanted_types_are_gone_by_and_shown(graph) -> None:
    [path] = paths(graph, ANA, OLOF, only=["meets"])
    assert [link.type for link in path.hops[0].links] == ["MEETS"]
    without = paths(graph, ANA, OLOF, without=[EdgeType.MEETS], k=1)[0]
    assert [link.type for link in without.hops[0].links] == ["THREATENS"]


def test_denials_and_plans_are_no_connection_unless_asked_for(graph) -> None:
    assert (ANA, "state:no") in ways(graph, ANA, "state:no")
    assert ways(graph, ANA, "state:no", only=["RESTRICTS"], max_hops=1) == []
    [path] = paths(graph, ANA, "state:no", only=["RESTRICTS"], max_hops=1, facts_only=False)
    assert path.hops[0].links[0].hypothetical


def test_disputes_connect_nobody_unless_asked_for_or_named(graph) -> None:
    assert ways(graph, "state:no", "state:su", only=["PARTY_TO"]) == []
    through = paths(graph, "state:no", "state:su", only=["PARTY_TO"], through_disputes=True)
    assert [path.nodes for path in through] == [("state:no", DISPUTE, "state:su")]
    assert through[0].hops[0].links[0].evidence is None
    assert ways(graph, "state:no", "state:su", only=["PARTY_TO"], via=[DISPUTE]) == [("state:no", DISPUTE, "state:su")]
    assert ways(graph, DISPUTE, "state:su", k=1) == [(DISPUTE, "state:su")]


def test_a_path_from_a_node_to_itself_is_no_question(graph) -> None:
    with pytest.raises(QueryError, match="two ends"):
        paths(graph, "Velja", ANA)


@pytest.mark.parametrize("number", [{"k": 0}, {"max_hops": 0}])
def test_numbers_below_one_are_refused(graph, number: dict[str, int]) -> None:
    with pytest.raises(QueryError, match="must be 1 or more"):
        paths(graph, ANA, OLOF, **number)


def test_an_unknown_edge_type_is_answered_with_the_nearest() -> None:
    with pytest.raises(QueryError, match="MEETS"):
        wanted_types(["MEET"], [])
    with pytest.raises(QueryError, match="SUPPORTS"):
        wanted_types([], ["qqq"])


def test_an_unknown_end_is_not_found(graph) -> None:
    with pytest.raises(NotFoundError, match="Ana Velja"):
        paths(graph, "Anna Veljar", OLOF)


NODES = ["a", "b", "c", "d", "e"]
edges = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES), st.sampled_from(["MEETS", "ACCUSES"]), st.booleans()),
    max_size=14,
)


@settings(deadline=None)
@given(drawn=edges, only=st.sampled_from([(), ("MEETS",)]), facts_only=st.booleans())
def test_paths_are_those_of_the_plain_graph_with_every_parallel_edge(drawn, only, facts_only: bool) -> None:
    graph, plain, behind = nx.MultiDiGraph(articles={}), nx.Graph(), defaultdict(set)
    for node in NODES:
        graph.add_node(node, type="State", name=node, aliases=[node], ids=[node])
    plain.add_nodes_from(NODES)
    for number, (source, target, kind, fact) in enumerate(drawn):
        graph.add_edge(source, target, f"e{number}", id=f"e{number}", type=kind, fact=fact)
        if source != target and (not only or kind in only) and (fact or not facts_only):
            plain.add_edge(source, target)
            behind[frozenset((source, target))].add(f"e{number}")
    found = paths(graph, "a", "b", k=99, only=only, facts_only=facts_only)
    assert {path.nodes for path in found} == {tuple(nodes) for nodes in nx.all_simple_paths(plain, "a", "b")}
    for path in found:
        assert path.nodes == tuple(dict.fromkeys(path.nodes))
        for hop, pair in zip(path.hops, pairwise(path.nodes), strict=True):
            assert {link.id for link in hop.links} == behind[frozenset(pair)]
