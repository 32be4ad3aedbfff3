"""The graph as a pyvis network: nodes in their places, one edge a bundle, and the options of vis-network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from disputes.graph.map.bundles import Bundle
from disputes.graph.map.layout import layout_of
from disputes.graph.map.style import KIND_LOOKS, NODE_LOOKS, node_size
from disputes.graph.vocabulary import NodeType

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network

LETTER_WIDTH, LABEL_HEIGHT, LONGEST_LABEL, MARGIN = 4.0, 18.0, 26, 8.0
"""Pixels that a label is given, its length in letters at most, and pixels around it.

A letter is some six pixels wide; given them all, the nodes would lie in columns.
"""
BEND = 0.18
"""How far a line bends where a pair has several, as a share of its length."""
MOST_LINES_IN_MOTION = 1500
"""With more lines than these a browser stutters: they are hidden while the map is moved."""
OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3},
    "edges": {
        "arrows": {"to": {"scaleFactor": 0.55}, "from": {"scaleFactor": 0.55}},
        "arrowStrikethrough": False,
        "smooth": {"enabled": False},
        "hoverWidth": 1.5,
        "selectionWidth": 2,
        "selfReference": {"size": 18},
    },
}


def drawing_of(graph: nx.MultiDiGraph[str], nodes: Sequence[str], bundles: Sequence[Bundle]) -> Network:
    """Draw `nodes` of the graph and the `bundles` between them; the id of a bundle is its place."""
    from pyvis.network import Network

    sizes = _sizes(nodes, bundles)
    places = layout_of(_skeleton(nodes, bundles), {node: _footprint(graph, node, sizes[node]) for node in nodes})
    network = Network(directed=True, cdn_resources="in_line")
    network.options = OPTIONS | {"interaction": _interaction(len(bundles))}
    for node in nodes:
        x, y = places[node]
        network.add_node(node, label=graph.nodes[node]["name"], x=x, y=y, size=sizes[node], **_look(graph, node))
    lines_of_pair = Counter(bundle.ends for bundle in bundles)
    for number, bundle in enumerate(bundles):
        network.add_edge(*bundle.ends, id=number, **_line(bundle, is_alone=lines_of_pair[bundle.ends] == 1))
    return network


def _interaction(line_count: int) -> dict[str, Any]:
    hides = line_count > MOST_LINES_IN_MOTION
    return {
        "hover": True,
        "tooltipDelay": 150,
        "selectConnectedEdges": False,
        "hideEdgesOnDrag": hides,
        "hideEdgesOnZoom": hides,
    }


def _skeleton(nodes: Iterable[str], bundles: Iterable[Bundle]) -> nx.Graph[str]:
    import networkx as nx

    skeleton: nx.Graph[str] = nx.Graph()
    skeleton.add_nodes_from(nodes)
    skeleton.add_edges_from(bundle.ends for bundle in bundles)
    return skeleton


def _sizes(nodes: Iterable[str], bundles: Iterable[Bundle]) -> dict[str, float]:
    """Give the radius of each node, from how many edges it has; a loop counts twice, as in networkx."""
    degrees = dict.fromkeys(nodes, 0)
    for bundle in bundles:
        for end in bundle.ends:
            degrees[end] += len(bundle.edges)
    highest = max(degrees.values(), default=0)
    return {node: node_size(degree, highest) for node, degree in degrees.items()}


def _footprint(graph: nx.MultiDiGraph[str], node: str, size: float) -> tuple[float, float]:
    letters = min(len(graph.nodes[node]["name"]), LONGEST_LABEL)
    return max(2 * size, LETTER_WIDTH * letters) + MARGIN, 2 * size + LABEL_HEIGHT + MARGIN


def _look(graph: nx.MultiDiGraph[str], node: str) -> dict[str, Any]:
    look = NODE_LOOKS[NodeType(graph.nodes[node]["type"])]
    fill = "#ffffff" if look.hollow else look.colour
    border = look.colour if look.hollow else "#ffffff"
    chosen = {"background": fill, "border": "#16191d"}
    colours = {"background": fill, "border": border, "highlight": chosen, "hover": chosen}
    return {"shape": look.shape, "color": colours} | ({"borderWidth": 3} if look.hollow else {})


def _line(bundle: Bundle, *, is_alone: bool) -> dict[str, Any]:
    """Give what of a line never changes; the page adds what depends on the edges that are shown."""
    look = KIND_LOOKS[bundle.kind]
    colours = {"color": look.colour, "highlight": look.colour, "hover": look.colour, "opacity": look.opacity}
    if is_alone or look.curve == "straight":
        return {"color": colours}
    return {"color": colours, "smooth": {"enabled": True, "type": look.curve, "roundness": BEND}}
