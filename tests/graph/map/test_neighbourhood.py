from __future__ import annotations

import pytest

from disputes.graph.errors import NotFoundError
from disputes.graph.map.neighbourhood import neighbourhood


@pytest.fixture
def chain(make):
    """Gives a – b – c – d, whose edges point in different directions, and e apart."""
    make.article("n", "News")
    a, b, c, d, _ = (make.node("State", name) for name in "abcde")
    for source, target in ((a, b), (c, b), (c, d)):
        make.assertion("ACCUSES", source, target, "{0} accused {1}", "accused", "n")
    return make.graph


@pytest.mark.parametrize(
    ("hops", "within"),
    [(0, {"state:a"}), (1, {"state:a", "state:b"}), (2, {"state:a", "state:b", "state:c"})],
)
def test_it_holds_what_is_within_the_hops_whatever_way_the_edges_point(chain, hops, within):
    assert set(neighbourhood(chain, "state:a", hops)) == within


def test_it_holds_all_edges_between_its_nodes_and_the_articles(sample_graph):
    near = neighbourhood(sample_graph, "state:kesh", 1)
    expected = {key for source, target, key in sample_graph.edges(keys=True) if source in near and target in near}
    assert {key for _, _, key in near.edges(keys=True)} == expected
    assert near.graph["articles"] == sample_graph.graph["articles"]


def test_an_id_that_was_taken_over_finds_its_entity(chain):
    chain.nodes["state:d"]["ids"].append("state:old-d")
    assert set(neighbourhood(chain, "state:old-d", 1)) == {"state:c", "state:d"}


def test_an_unknown_id_is_named_with_the_nearest(sample_graph):
    with pytest.raises(NotFoundError) as caught:
        neighbourhood(sample_graph, "state:veldaniya", 2)
    assert caught.value.nearest[0] == "state:veldania"
