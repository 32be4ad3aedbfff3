"""Parallel edges as one line: what one pair of nodes has of one kind."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from disputes.graph.map.style import kind_of
from disputes.graph.vocabulary import OVER, NodeType

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Edge:
    """One edge of the graph, with its ends and its properties."""

    source: str
    target: str
    properties: dict[str, Any]

    @property
    def is_fact(self) -> bool:
        """Whether it is said to be so; what is derived from facts is one."""
        return bool(self.properties.get("fact", True))


@dataclass(frozen=True, slots=True)
class Bundle:
    """All edges between two nodes of one kind, in whichever direction, in the order of date and id.

    `ends` are in alphabetical order, so that all bundles of a pair are drawn in the same direction and bend apart.
    """

    ends: tuple[str, str]
    kind: str
    edges: tuple[Edge, ...]


def bundles_of(graph: nx.MultiDiGraph[str]) -> list[Bundle]:
    """Give the bundles of `graph`, in the order of their ends and kind, whatever the order of the edges in it."""
    parallel: dict[tuple[str, str, str], list[Edge]] = defaultdict(list)
    for source, target, properties in graph.edges(data=True):
        kind = kind_of(properties["type"], of_dispute=_joins_dispute(graph, target, properties["type"]))
        parallel[min(source, target), max(source, target), kind].append(Edge(source, target, properties))
    return [
        Bundle((first, second), kind, tuple(sorted(edges, key=_by_date)))
        for (first, second, kind), edges in sorted(parallel.items())
    ]


def _joins_dispute(graph: nx.MultiDiGraph[str], target: str, edge_type: str) -> bool:
    return edge_type == OVER or graph.nodes[target]["type"] == NodeType.DISPUTE


def _by_date(edge: Edge) -> tuple[str, str]:
    return edge.properties.get("date") or "", edge.properties["id"]
