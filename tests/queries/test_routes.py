from collections import defaultdict

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from disputes.queries.routes import shortest_routes

NODES = "abcdefg"
pairs = st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda pair: pair[0] != pair[1])


@settings(deadline=None)
@given(
    edges=st.sets(pairs, max_size=18),
    via=st.sets(st.sampled_from(NODES[2:]), max_size=3),
    k=st.integers(1, 12),
    max_hops=st.integers(1, 6),
)
def test_routes_are_the_first_of_all_simple_paths_by_length_then_ids(
    edges: set[tuple[str, str]], via: set[str], k: int, max_hops: int
) -> None:
    graph = nx.Graph(edges)
    graph.add_nodes_from(NODES)
    every = [tuple(path) for path in nx.all_simple_paths(graph, "a", "b", cutoff=max_hops)]
    expected = sorted((path for path in every if via.issubset(path)), key=lambda path: (len(path), path))[:k]
    assert shortest_routes(neighbours(edges), "a", "b", k=k, max_hops=max_hops, via=via) == expected


@settings(deadline=None)
@given(edges=st.sets(pairs, max_size=18), order=st.randoms())
def test_routes_do_not_depend_on_the_order_of_the_edges(edges: set[tuple[str, str]], order) -> None:
    shuffled = sorted(edges)
    order.shuffle(shuffled)
    first = shortest_routes(neighbours(sorted(edges)), "a", "b", k=3, max_hops=6)
    assert shortest_routes(neighbours(shuffled), "a", "b", k=3, max_hops=6) == first


def test_a_dead_end_behind_a_hub_is_not_wandered_through() -> None:
    """All simple paths from the hub's leaves would be some 10**12; one search settles it."""
    leaves = [f"leaf{number}" for number in range(100)]
    clique = [(one, other) for one in leaves for other in leaves if one < other]
    edges = [("a", "hub"), ("hub", "b"), *(("hub", leaf) for leaf in leaves), *clique]
    assert shortest_routes(neighbours(edges), "a", "b", k=5, max_hops=8) == [("a", "hub", "b")]


def test_a_node_that_no_route_passes_is_not_sought_by_trial() -> None:
    nodes = [f"node{number}" for number in range(40)]
    clique = [(one, other) for one in nodes for other in nodes if one < other]
    edges = [("a", nodes[0]), ("b", nodes[1]), ("leaf", nodes[5]), *clique]
    assert shortest_routes(neighbours(edges), "a", "b", k=3, max_hops=12, via=["leaf"]) == []


def neighbours(edges) -> dict[str, set[str]]:
    found = defaultdict(set)
    for one, other in edges:
        found[one].add(other)
        found[other].add(one)
    return found
