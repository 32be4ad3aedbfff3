"""The shortest simple routes through an undirected graph, in an order that depends on nothing but the graph."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from itertools import islice

Neighbours = Mapping[str, Collection[str]]
Route = tuple[str, ...]
UNREACHED = 1 << 30


def shortest_routes(
    neighbours: Neighbours, source: str, target: str, *, k: int, max_hops: int, via: Collection[str] = ()
) -> list[Route]:
    """Give the first `k` simple routes by length, then ids, that pass `via` and have at most `max_hops` hops.

    The reach is widened hop by hop, so that what lies further than the routes found is never looked at.
    """
    ahead = _distances(neighbours, source, max_hops)
    back = _distances(neighbours, target, max_hops)
    found: list[Route] = []
    for reach in range(max(ahead.get(target, UNREACHED), 1), max_hops + 1):
        near = {node for node, steps in ahead.items() if steps + back.get(node, UNREACHED) <= reach}
        within = {node: near.intersection(neighbours[node]) for node in near}
        if near.issuperset(via) and _are_passable(within, source, target, via):
            found = list(islice(_routes(within, source, target, reach, tuple(sorted(via))), k))
        if len(found) == k:
            break
    return found


def _are_passable(neighbours: Neighbours, source: str, target: str, via: Collection[str]) -> bool:
    """Whether some route passes each of `via`, taken alone; without this, the search would try all ways to a dead end.

    With an edge between the two ends, those nodes are in one biconnected component with both.
    """
    if not via:
        return True
    import networkx as nx

    graph = nx.Graph((node, other) for node, others in neighbours.items() for other in others)
    graph.add_edge(source, target)
    return any({source, target, *via}.issubset(component) for component in nx.biconnected_components(graph))


def _routes(neighbours: Neighbours, source: str, target: str, reach: int, via: Route) -> Iterator[Route]:
    """Give all routes within `reach` hops in order, best first.

    A beginning of a route waits in the queue under the fewest hops that a route which begins so can have. It is never
    more than the truth, so what comes out whole is the next in order; without `via` it is the truth, and every
    beginning that is looked at leads to a route.
    """
    queue: list[tuple[int, Route]] = [(0, (source,))]
    while queue:
        _, route = heapq.heappop(queue)
        if route[-1] == target:
            yield route
            continue
        left = frozenset(via).difference(route)
        fewest = _fewest_hops(neighbours, target, route, left, reach - len(route))
        for step in set(neighbours[route[-1]]).difference(route):
            if step == target and left:
                continue
            hops = len(route) + fewest.get((step, left - {step}), UNREACHED)
            if hops <= reach:
                heapq.heappush(queue, (hops, (*route, step)))


def _fewest_hops(
    neighbours: Neighbours, target: str, route: Route, via: frozenset[str], reach: int
) -> dict[tuple[str, frozenset[str]], int]:
    """Give how far `target`, up to `reach`, is from nodes off `route`, by walks that pass each set of nodes of `via`.

    A state of the search, backwards from the target, is a node and those of `via` on the walk from it, itself left
    out, to the target.
    """
    passed = frozenset(route)
    start = (target, frozenset[str]())
    fewest = {start: 0}
    waiting = deque([start])
    while waiting:
        state = waiting.popleft()
        if fewest[state] == reach:
            break
        node, ahead = state
        beyond = ahead | ({node} & via)
        for before in neighbours[node]:
            if before not in passed and before != target and (before, beyond) not in fewest:
                fewest[before, beyond] = fewest[state] + 1
                waiting.append((before, beyond))
    return fewest


def _distances(neighbours: Neighbours, start: str, reach: int) -> dict[str, int]:
    """Give the hops from `start` to every node within `reach`."""
    distances = {start: 0}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        if distances[node] == reach:
            break
        for other in neighbours.get(node, ()):
            if other not in distances:
                distances[other] = distances[node] + 1
                waiting.append(other)
    return distances
