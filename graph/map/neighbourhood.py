"""The part of the graph around one entity."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from disputes.graph.errors import NotFoundError

if TYPE_CHECKING:
    import networkx as nx

NEAREST_SHOWN = 5


def neighbourhood(graph: nx.MultiDiGraph[str], around: str, hops: int) -> nx.MultiDiGraph[str]:
    """Give the nodes within `hops` edges of an entity, whatever way these point, and all edges between them.

    It is a view of `graph`, not a copy. Raises NotFoundError where `around` is no entity's id.
    """
    import networkx as nx

    centre = node_of(graph, around)
    near = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), centre, cutoff=hops)
    return graph.subgraph(near)


def node_of(graph: nx.MultiDiGraph[str], entity: str) -> str:
    """Give the node that is found by an id: its own, or one that it took over in a merge."""
    if entity in graph:
        return entity
    for node, ids in graph.nodes(data="ids", default=()):
        if entity in ids:
            return str(node)
    raise NotFoundError("entity", entity, difflib.get_close_matches(entity, map(str, graph), NEAREST_SHOWN, 0.5))
