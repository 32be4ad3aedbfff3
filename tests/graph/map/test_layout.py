from __future__ import annotations

import networkx as nx
import pytest

from disputes.graph.map.layout import layout_of

BOX = (90.0, 50.0)
MARGIN = 8


def placed(graph: nx.Graph) -> dict[str, tuple[int, int]]:
    return layout_of(graph, dict.fromkeys(graph, BOX))


def named(graph: nx.Graph) -> nx.Graph:
    return nx.relabel_nodes(graph, str)


GRAPHS = {
    "nothing": nx.Graph(),
    "one node": named(nx.path_graph(1)),
    "a pair": named(nx.path_graph(2)),
    "three in a row": named(nx.path_graph(3)),
    "a long row": named(nx.path_graph(40)),
    "a star": named(nx.star_graph(60)),
    "all with all": named(nx.complete_graph(12)),
    "many apart": named(nx.disjoint_union_all([nx.cycle_graph(5), nx.star_graph(9), *[nx.path_graph(2)] * 20])),
    "a loop": named(nx.Graph([(0, 0), (0, 1), (1, 2), (2, 0)])),
}


@pytest.mark.parametrize("name", GRAPHS)
def test_every_node_has_a_place_and_nothing_covers_anything(name):
    places = placed(GRAPHS[name])
    assert set(places) == set(GRAPHS[name])
    boxes = list(places.values())
    for number, (x, y) in enumerate(boxes):
        for other_x, other_y in boxes[number + 1 :]:
            assert abs(x - other_x) > BOX[0] - MARGIN or abs(y - other_y) > BOX[1] - MARGIN


@pytest.mark.parametrize("name", GRAPHS)
def test_a_component_takes_no_more_room_than_its_nodes_need(name):
    places = placed(GRAPHS[name])
    for component in nx.connected_components(GRAPHS[name]):
        xs, ys = zip(*(places[node] for node in component), strict=True)
        assert (max(xs) - min(xs)) * (max(ys) - min(ys)) < 20 * len(component) * BOX[0] * BOX[1]


def test_components_stand_side_by_side():
    graph = GRAPHS["many apart"]
    places = placed(graph)
    frames = []
    for component in nx.connected_components(graph):
        xs, ys = zip(*(places[node] for node in component), strict=True)
        frames.append((min(xs), max(xs), min(ys), max(ys)))
    for number, (left, right, top, bottom) in enumerate(frames):
        for other_left, other_right, other_top, other_bottom in frames[number + 1 :]:
            assert right < other_left or other_right < left or bottom < other_top or other_bottom < top


def test_the_order_of_nodes_and_edges_does_not_matter():
    graph = named(nx.karate_club_graph())
    other = nx.Graph()
    other.add_nodes_from(reversed(list(graph)))
    other.add_edges_from((target, source) for source, target in reversed(list(graph.edges)))
    assert placed(graph) == placed(other)
