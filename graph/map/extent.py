"""What of a graph is drawn: entities that have an edge, and no more of them than a page can bear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

MOST_NODES = 2000


@dataclass(frozen=True, slots=True)
class Extent:
    """The nodes to draw, in order, and how many stay out: `alone` have no edge, `crowded_out` too few of them."""

    nodes: tuple[str, ...]
    alone: int
    crowded_out: int


def extent_of(graph: nx.MultiDiGraph[str], *, centre: str | None = None, most_nodes: int = MOST_NODES) -> Extent:
    """Choose the nodes to draw: all that have an edge, the most connected first where they are too many.

    `centre` is drawn in any case.
    """
    degrees = {node: degree for node, degree in graph.degree() if degree or node == centre}
    ranked = sorted(degrees, key=lambda node: (node != centre, -degrees[node], node))
    kept = graph.subgraph(ranked[:most_nodes])
    # A node whose neighbours were all crowded out would stand there without an edge.
    drawn = sorted(node for node, degree in kept.degree() if degree or node == centre)
    return Extent(tuple(drawn), alone=len(graph) - len(degrees), crowded_out=len(degrees) - len(drawn))
