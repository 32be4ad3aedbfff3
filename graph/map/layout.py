"""Where the nodes stand: computed before the page opens, so that it opens still, and the same each time.

Each connected component is laid out by ForceAtlas2 (Jacomy et al., PLoS ONE 9(6), 2014), turned so that it lies along
the screen, spread until nothing covers anything, and set beside the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    import networkx as nx

Points: TypeAlias = "np.ndarray[tuple[int, ...], np.dtype[np.float64]]"
"""One row a node: x and y, or width and height."""
Indices: TypeAlias = "np.ndarray[tuple[int, ...], np.dtype[np.intp]]"

SEED = 1
WORK = 150_000
"""Node pairs times rounds, in thousands: what one component may cost."""
MOST_ROUNDS, FEWEST_ROUNDS = 200, 40
PIVOTS = 40
HOP = 40.0
"""How far apart the sketch lies, in the units of ForceAtlas2."""
ROOM = 5.0
"""How much more area a component gets than its nodes and labels cover."""
STRETCH = 1.4
"""How much wider than high a component is drawn."""
SPREADING_ROUNDS = 150
PUSH = 0.35
"""How far each of two boxes goes at a time, as a share of their overlap; a half would do, were there but two."""
TOUCH = 4.0
"""Pixels by which boxes may overlap: less than their margin."""
GAP = 60.0
"""Pixels between two components."""
ASPECT = 1.5
"""Width over height of the whole: that of a screen beside the legend."""


def layout_of(graph: nx.Graph[str], footprints: Mapping[str, tuple[float, float]]) -> dict[str, tuple[int, int]]:
    """Give the place of each node of `graph` in whole pixels, y downwards.

    `footprints` are the width and height that each node takes with its label. Neither the order of the nodes nor that
    of the edges matters. The cost grows with the square of the largest component: one of 2,000 takes some 20 seconds.
    """
    import networkx as nx

    components = sorted(map(sorted, nx.connected_components(graph)), key=lambda nodes: (-len(nodes), nodes))
    boxes = [np.array([footprints[node] for node in nodes], dtype=float) for nodes in components]
    shapes = [_spread(_drawn(graph, nodes, box), box) for nodes, box in zip(components, boxes, strict=True)]
    places: dict[str, tuple[int, int]] = {}
    for nodes, points in zip(components, _packed(shapes, boxes), strict=True):
        places |= {node: (round(float(x)), round(float(y))) for node, (x, y) in zip(nodes, points, strict=True)}
    return places


def _drawn(graph: nx.Graph[str], nodes: list[str], boxes: Points) -> Points:
    """Lay one component out, in the size that its boxes need."""
    import networkx as nx

    if len(nodes) < 3:
        return np.array([[200.0 * place, 0.0] for place in range(len(nodes))])
    part: nx.Graph[str] = nx.Graph()
    part.add_nodes_from(nodes)
    part.add_edges_from(sorted((min(ends), max(ends)) for ends in graph.edges(nodes) if ends[0] != ends[1]))
    start = dict(zip(nodes, _sketched(part), strict=True))
    rounds = int(np.clip(1000 * WORK / len(nodes) ** 2, FEWEST_ROUNDS, MOST_ROUNDS))
    found = nx.forceatlas2_layout(part, pos=start, max_iter=rounds)
    # Labels are wide: without the stretch they would push each other up and down only.
    points = _turned(np.array([found[node] for node in nodes])) * (STRETCH, 1.0)
    # Three nodes in a row would have no area at all.
    extent = np.maximum(np.ptp(points, axis=0), np.ptp(points) / 4)
    drawn: Points = points * np.sqrt(ROOM * boxes.prod(axis=1).sum() / extent.prod())
    return drawn


def _sketched(graph: nx.Graph[str]) -> Points:
    """Place the nodes roughly by their distances to a few of them (Brandes and Pich, "Pivot MDS", 2006).

    From a random start, ForceAtlas2 would not untangle a large component in the rounds it has.
    """
    import networkx as nx

    nodes = list(graph)
    columns: list[list[int]] = []
    pivot = max(nodes, key=lambda node: (graph.degree(node), node))
    nearest = np.full(len(nodes), np.inf)
    while len(columns) < min(PIVOTS, len(nodes)):
        hops = nx.single_source_shortest_path_length(graph, pivot)
        columns.append([hops[node] for node in nodes])
        nearest = np.minimum(nearest, columns[-1])
        pivot = nodes[int(nearest.argmax())]
    squared = np.array(columns, dtype=float).T ** 2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1, keepdims=True) + squared.mean()
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    places = centred @ axes[:2].T
    # Nodes that are equally far from all pivots would lie in one point, where nothing drives them apart.
    scatter = np.random.default_rng(SEED).normal(size=places.shape)
    sketched: Points = HOP * (places / (places.std() or 1.0) + scatter / 10)
    return sketched


def _turned(points: Points) -> Points:
    """Turn the points so that they lie along the x axis."""
    centred = points - points.mean(axis=0)
    _, axes = np.linalg.eigh(np.cov(centred.T))
    turned: Points = centred @ axes[:, ::-1]
    return turned


def _spread(points: Points, boxes: Points) -> Points:
    """Push boxes that overlap apart, the shorter way, until none does or the rounds are over."""
    points = points.copy()
    for _ in range(SPREADING_ROUNDS):
        one, other = _neighbours(points[:, 1], boxes[:, 1].max())
        between = points[other] - points[one]
        overlap = (boxes[one] + boxes[other]) / 2 - np.abs(between)
        overlap[(overlap < TOUCH).any(axis=1)] = 0
        if not overlap.any():
            break
        is_shorter = overlap == overlap.min(axis=1, keepdims=True)
        push = np.where(between < 0, -1, 1) * overlap * is_shorter * PUSH
        np.add.at(points, other, push)
        np.subtract.at(points, one, push)
    return points


def _neighbours(heights: Points, reach: float) -> tuple[Indices, Indices]:
    """Give the pairs of places in `heights` whose values are less than `reach` apart."""
    order = np.argsort(heights, kind="stable")
    ends = np.searchsorted(heights[order], heights[order] + reach)
    counts = ends - np.arange(len(order)) - 1
    first = np.repeat(np.arange(len(order)), counts)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    return order[first], order[second]


def _packed(shapes: list[Points], boxes: list[Points]) -> list[Points]:
    """Set components side by side in rows, the largest first, with the upper left corner of the first at (0, 0)."""
    corners = [(shape - box / 2).min(axis=0) for shape, box in zip(shapes, boxes, strict=True)]
    sizes = [
        (shape + box / 2).max(axis=0) - corner + GAP for shape, box, corner in zip(shapes, boxes, corners, strict=True)
    ]
    row_width = max([np.sqrt(ASPECT * sum(size.prod() for size in sizes)), *(size[0] for size in sizes)])
    packed, x, y, row_height = [], 0.0, 0.0, 0.0
    for shape, corner, size in zip(shapes, corners, sizes, strict=True):
        if x + size[0] > row_width:
            x, y, row_height = 0.0, y + row_height, 0.0
        packed.append(shape - corner + (x, y))
        x, row_height = x + size[0], max(row_height, size[1])
    return packed
