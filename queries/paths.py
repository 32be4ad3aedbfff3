"""How two actors are connected: the shortest paths between them, with the words behind every hop."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from disputes.graph.errors import QueryError
from disputes.graph.vocabulary import OVER, EdgeType, NodeType
from disputes.queries.names import find, names_in
from disputes.queries.routes import shortest_routes

if TYPE_CHECKING:
    import networkx as nx

EDGE_TYPES = (*map(str, EdgeType), OVER)
Edge = dict[str, Any]
NO_EDGES: dict[str, Edge] = {}


@dataclass(frozen=True, slots=True)
class Link:
    """One edge behind a hop, in the direction in which it was asserted.

    `article` is the title; `date` is the article's where the edge has none. They, `evidence` and `publisher` are None
    for the ties of a dispute, which are derived from others.
    """

    id: str
    type: str
    source: str
    target: str
    evidence: str | None = None
    speaker: str | None = None
    article: str | None = None
    publisher: str | None = None
    date: str | None = None
    issue: str | None = None
    negated: bool = False
    hypothetical: bool = False


@dataclass(frozen=True, slots=True)
class Hop:
    """A step of a path from `source` to `target`, and all edges that join the two, in either direction."""

    source: str
    target: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A path that passes no node twice."""

    hops: tuple[Hop, ...]

    @property
    def nodes(self) -> tuple[str, ...]:
        """The ids on the way, both ends included."""
        return (self.hops[0].source, *(hop.target for hop in self.hops))


def paths(
    graph: nx.MultiDiGraph[str],
    source: str,
    target: str,
    *,
    k: int = 3,
    max_hops: int = 6,
    via: Collection[str] = (),
    only: Collection[str] = (),
    without: Collection[str] = (),
    facts_only: bool = True,
    through_disputes: bool = False,
) -> list[Path]:
    """Give the `k` shortest simple paths between two entities of the mirror, edges taken in either direction.

    Entities are given by id, or by anything that `find` knows them by. The paths come by length, then by the ids on
    the way, and have at most `max_hops` hops. Each passes all entities of `via`, in any order. `only` and `without`
    are edge types to go by and not to go by. Denials, plans, demands and fears are no connection unless `facts_only`
    is false. Two parties to one dispute are not for that reason connected: disputes are passed only with
    `through_disputes`, or where they are named as an end or in `via`.

    Raises QueryError for ends that are the same, an unknown edge type and numbers below 1, NotFoundError for an
    unknown entity. Cost: without `via`, about k * max_hops searches through what lies between the two; each entity in
    `via` at most doubles what a search goes through, and may multiply their number.
    """
    source, target, *via = _found(graph, source, target, *via)
    _check(source, target, k, max_hops)
    types = wanted_types(only, without)

    def is_way(edge: Edge) -> bool:
        return edge["type"] in types and (not facts_only or edge.get("fact", True))

    named = {source, target, *via}
    closed = set() if through_disputes else _disputes(graph) - named
    neighbours: dict[str, set[str]] = defaultdict(set)
    for a, b, edge in graph.edges(data=True):
        if a != b and is_way(edge) and closed.isdisjoint((a, b)):
            neighbours[a].add(b)
            neighbours[b].add(a)
    routes = shortest_routes(neighbours, source, target, k=k, max_hops=max_hops, via=named - {source, target})
    return [Path(tuple(_hop(graph, a, b, is_way) for a, b in pairwise(route))) for route in routes]


def wanted_types(only: Collection[str], without: Collection[str]) -> frozenset[str]:
    """Give the edge types to go by: all, or `only` these, but those of `without`; compared without case.

    Raises QueryError for a word that is no edge type.
    """
    for word in (*only, *without):
        if word.upper() not in EDGE_TYPES:
            nearest = ", ".join(get_close_matches(word.upper(), EDGE_TYPES, cutoff=0.4)) or ", ".join(EDGE_TYPES)
            raise QueryError(f"no edge type {word!r}; nearest: {nearest}")
    return frozenset(map(str.upper, only or EDGE_TYPES)) - frozenset(map(str.upper, without))


def _found(graph: nx.MultiDiGraph[str], *texts: str) -> list[str]:
    """Give the ids of the entities; names are only read where something is no id."""
    if all(text in graph for text in texts):
        return list(texts)
    names = names_in(graph)
    return [find(names, text) for text in texts]


def _check(source: str, target: str, k: int, max_hops: int) -> None:
    if source == target:
        raise QueryError(f"a path needs two ends, and both are {source!r}")
    for name, number in (("k", k), ("max_hops", max_hops)):
        if number < 1:
            raise QueryError(f"{name} is {number}, and must be 1 or more")


def _disputes(graph: nx.MultiDiGraph[str]) -> set[str]:
    return {node for node, data in graph.nodes(data=True) if data["type"] == NodeType.DISPUTE}


def _hop(graph: nx.MultiDiGraph[str], a: str, b: str, is_way: Callable[[Edge], bool]) -> Hop:
    """Give the hop with its links, the oldest first and undated ones last."""
    found = [
        _link(graph, source, target, edge)
        for source, target in ((a, b), (b, a))
        for edge in graph.get_edge_data(source, target, default=NO_EDGES).values()
        if is_way(edge)
    ]
    return Hop(a, b, tuple(sorted(found, key=lambda link: (link.date is None, link.date or "", link.type, link.id))))


def _link(graph: nx.MultiDiGraph[str], source: str, target: str, edge: Edge) -> Link:
    article = graph.graph["articles"].get(edge.get("article"), {})
    return Link(
        id=edge["id"],
        type=edge["type"],
        source=source,
        target=target,
        evidence=edge.get("evidence"),
        speaker=edge.get("speaker"),
        article=article.get("title"),
        publisher=article.get("publisher"),
        date=edge.get("date") or article.get("date"),
        issue=edge.get("issue"),
        negated=edge.get("negated", False),
        hypothetical=edge.get("hypothetical", False),
    )
