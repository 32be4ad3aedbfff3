from __future__ import annotations

from disputes.graph.map.extent import extent_of


def test_nodes_without_an_edge_stay_out_and_are_counted(sample_graph):
    extent = extent_of(sample_graph)
    assert set(extent.nodes) == {node for node, degree in sample_graph.degree() if degree}
    assert (extent.alone, extent.crowded_out) == (len(sample_graph) - len(extent.nodes), 0)
    assert extent.alone > 0


def test_the_centre_is_drawn_even_without_an_edge(sample_graph):
    assert "place:quiet-island" in extent_of(sample_graph, centre="place:quiet-island").nodes


def test_of_too_many_nodes_the_most_connected_are_drawn(sample_graph):
    extent = extent_of(sample_graph, most_nodes=10)
    degrees = dict(sample_graph.degree())
    left_out = set(sample_graph) - set(extent.nodes)
    assert len(extent.nodes) == 10
    assert min(degrees[node] for node in extent.nodes) >= max(degrees[node] for node in left_out)
    assert extent.crowded_out + extent.alone == len(left_out)


def test_no_node_is_left_standing_without_its_neighbours(make):
    make.article("n", "News")
    hub, leaf = make.node("State", "Hub"), make.node("State", "Zeta")
    far, other = make.node("State", "Far"), make.node("State", "Other")
    for _ in range(3):
        make.assertion("ACCUSES", hub, other, "{0} accused {1}", "accused", "n")
    for _ in range(2):
        make.assertion("ACCUSES", far, leaf, "{0} accused {1}", "accused", "n")
    assert extent_of(make.graph, most_nodes=3).nodes == (hub, other)
