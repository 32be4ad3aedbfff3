"""How the map draws what the vocabulary names: a shape and a colour a type, a colour a kind, words an edge.

Colours are Paul Tol's *muted* (nodes) and *vibrant* (edges) schemes, which stay apart for colour-blind readers
(https://personal.sron.nl/~pault/); a type is told by its shape as well, a doubtful edge by its dashes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from disputes.graph.vocabulary import OVER, RULES, EdgeKind, EdgeType, NodeType

DISPUTE_KIND = "dispute"
"""The kind of the edges that join a dispute to its parties and stakes: derived, and so without an assertion."""


@dataclass(frozen=True, slots=True)
class NodeLook:
    """A vis-network shape; a hollow one has a border and no fill."""

    shape: str
    colour: str
    plural: str
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class KindLook:
    """The line of a kind: `curve` bends it (CW, CCW, or straight), so that the kinds of one pair lie side by side."""

    colour: str
    words: str
    opacity: float = 0.8
    curve: str = "straight"


@dataclass(frozen=True, slots=True)
class EdgeWords:
    """How an edge type reads from its source and from its target."""

    forward: str
    backward: str


NODE_LOOKS: dict[NodeType, NodeLook] = {
    NodeType.STATE: NodeLook("hexagon", "#332288", "States"),
    NodeType.ORGANIZATION: NodeLook("square", "#44aa99", "Organizations"),
    NodeType.OFFICIAL: NodeLook("dot", "#ddb85a", "Officials"),
    NodeType.PROPERTY: NodeLook("triangle", "#999933", "Properties"),
    NodeType.AGREEMENT: NodeLook("diamond", "#117733", "Agreements"),
    NodeType.TALKS: NodeLook("dot", "#2f94b8", "Talks", hollow=True),
    NodeType.PLACE: NodeLook("triangleDown", "#9a9aa2", "Places"),
    NodeType.DISPUTE: NodeLook("star", "#882255", "Disputes"),
}

KIND_LOOKS: dict[str, KindLook] = {
    EdgeKind.CONTENTION: KindLook("#cc3311", "Contention", curve="curvedCW"),
    EdgeKind.COOPERATION: KindLook("#0077bb", "Cooperation", curve="curvedCCW"),
    EdgeKind.TIE: KindLook("#8d939c", "Ties", opacity=0.65),
    DISPUTE_KIND: KindLook("#b98aa6", "Parties and stakes", opacity=0.5),
}

EDGE_WORDS: dict[str, EdgeWords] = {
    EdgeType.LEADS: EdgeWords("leads", "led by"),
    EdgeType.SERVES: EdgeWords("serves", "served by"),
    EdgeType.POSTED_TO: EdgeWords("posted to", "host of"),
    EdgeType.PART_OF: EdgeWords("part of", "has part"),
    EdgeType.OWNS: EdgeWords("owns", "owned by"),
    EdgeType.LOCATED_IN: EdgeWords("located in", "location of"),
    EdgeType.PARTICIPATES_IN: EdgeWords("takes part in", "attended by"),
    EdgeType.PARTY_TO: EdgeWords("party to", "has party"),
    EdgeType.CLAIMS: EdgeWords("claims", "claimed by"),
    EdgeType.RESTRICTS: EdgeWords("restricts", "restricted by"),
    EdgeType.ACCUSES: EdgeWords("accuses", "accused by"),
    EdgeType.DEMANDS: EdgeWords("makes demands of", "faces demands of"),
    EdgeType.REJECTS: EdgeWords("rejects", "rejected by"),
    EdgeType.THREATENS: EdgeWords("threatens", "threatened by"),
    EdgeType.ATTACKS: EdgeWords("attacks", "attacked by"),
    EdgeType.MEETS: EdgeWords("meets", "meets"),
    EdgeType.AGREES: EdgeWords("agrees with", "agrees with"),
    EdgeType.SUPPORTS: EdgeWords("supports", "supported by"),
    EdgeType.YIELDS: EdgeWords("yields to", "is yielded to by"),
    OVER: EdgeWords("over", "at stake in"),
}

SYMMETRIC = frozenset(kind for kind, rule in RULES.items() if rule.symmetric)

SMALLEST_NODE, LARGEST_NODE = 8.0, 30.0
LARGE_DEGREE = 12
"""The degree from which on a node may be the largest, so that a map of four nodes is not one of four giants."""


def kind_of(edge_type: str, *, of_dispute: bool) -> str:
    """Give the kind under which an edge is drawn: a key of `KIND_LOOKS`.

    >>> kind_of("ACCUSES", of_dispute=False)
    'contention'
    """
    return DISPUTE_KIND if of_dispute else RULES[EdgeType(edge_type)].kind.value


def node_size(degree: int, highest_degree: int) -> float:
    """Give the radius of a node: its area grows with its degree.

    >>> node_size(0, 40), node_size(40, 40)
    (8.0, 30.0)
    """
    share = degree / max(highest_degree, LARGE_DEGREE)
    return round(SMALLEST_NODE + (LARGEST_NODE - SMALLEST_NODE) * math.sqrt(share), 1)
