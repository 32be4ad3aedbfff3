from __future__ import annotations

from disputes.graph.map.style import DISPUTE_KIND, EDGE_WORDS, KIND_LOOKS, NODE_LOOKS
from disputes.graph.vocabulary import OVER, EdgeKind, EdgeType, NodeType


def test_everything_that_the_vocabulary_names_can_be_drawn():
    assert set(NODE_LOOKS) == set(NodeType)
    assert set(KIND_LOOKS) == {*EdgeKind, DISPUTE_KIND}
    assert set(EDGE_WORDS) == {*EdgeType, OVER}


def test_no_two_types_look_the_same():
    looks = [(look.shape, look.hollow) for look in NODE_LOOKS.values()]
    colours = [look.colour for look in NODE_LOOKS.values()]
    assert len(set(looks)) == len(set(colours)) == len(NODE_LOOKS)
    assert len({look.colour for look in KIND_LOOKS.values()}) == len(KIND_LOOKS)
