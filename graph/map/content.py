"""What the page has to tell of entities, edges and articles, as plain values for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from disputes.graph.map.bundles import Bundle, Edge
from disputes.graph.map.evidence import marked
from disputes.graph.map.style import EDGE_WORDS, KIND_LOOKS, NODE_LOOKS, SYMMETRIC

if TYPE_CHECKING:
    import networkx as nx

Content = dict[str, Any]

TOLD_OF_NODES = ("type", "name", "state", "issue", "first", "last", "intensity", "assertions")
TOLD_OF_EDGES = (
    "type", "article", "speaker", "negated", "hypothetical", "issue", "event", "intensity", "date", "role", "action",
    "confidence",
)  # fmt: skip
TOLD_OF_ARTICLES = ("title", "date", "publisher")
LINKED_SCHEMES = ("http", "https")


def entities_of(graph: nx.MultiDiGraph[str], nodes: Iterable[str]) -> dict[str, Content]:
    """Give what is told of each of `nodes`; a state that it acts for stands under its name."""
    return {node: _entity(graph, node) for node in nodes}


def _entity(graph: nx.MultiDiGraph[str], node: str) -> Content:
    properties = graph.nodes[node]
    told = _some(properties, TOLD_OF_NODES)
    told["others"] = [alias for alias in properties.get("aliases", ()) if alias != properties["name"]]
    if told.get("state") in graph:
        told["stateName"] = graph.nodes[told["state"]]["name"]
    return told


def lines_of(bundles: Iterable[Bundle]) -> list[Content]:
    """Give the bundles with all their edges. A line's place in the list is its id."""
    return [
        {"ends": bundle.ends, "kind": bundle.kind, "edges": [_edge(edge) for edge in bundle.edges]}
        for bundle in bundles
    ]


def _edge(edge: Edge) -> Content:
    told = _some(edge.properties, TOLD_OF_EDGES) | {"from": edge.source, "to": edge.target, "fact": edge.is_fact}
    if edge.properties.get("evidence"):
        told["evidence"] = marked(edge.properties)
    return told


def articles_of(graph: nx.MultiDiGraph[str], bundles: Iterable[Bundle]) -> dict[str, Content]:
    """Give what is told of the articles that the edges of `bundles` were read from."""
    articles: Mapping[str, Mapping[str, Any]] = graph.graph.get("articles", {})
    cited = {edge.properties["article"] for bundle in bundles for edge in bundle.edges if "article" in edge.properties}
    return {article: _article(articles[article]) for article in sorted(cited & articles.keys())}


def _article(properties: Mapping[str, Any]) -> Content:
    told = _some(properties, TOLD_OF_ARTICLES)
    if is_link(properties.get("url") or ""):
        told["url"] = properties["url"]
    return told


def is_link(url: str) -> bool:
    """Whether a reader may follow `url`: it leads to a web page and runs nothing.

    >>> is_link("https://news.example/1"), is_link("javascript:alert(1)"), is_link("/home/me/article.txt")
    (True, False, False)
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in LINKED_SCHEMES and bool(parts.netloc)


def legend() -> Content:
    """Give the looks and words that the page draws and reads with, in the order of the legend."""
    kinds = {kind: {"colour": look.colour, "words": look.words} for kind, look in KIND_LOOKS.items()}
    types = {
        node_type: {"shape": look.shape, "colour": look.colour, "isHollow": look.hollow, "plural": look.plural}
        for node_type, look in NODE_LOOKS.items()
    }
    words = {
        edge_type: {"forward": words.forward, "backward": words.backward, "isSymmetric": edge_type in SYMMETRIC}
        for edge_type, words in EDGE_WORDS.items()
    }
    return {"kinds": kinds, "nodeTypes": types, "edgeTypes": words}


def _some(properties: Mapping[str, Any], names: Iterable[str]) -> Content:
    """Give the properties of these names that are there and say something."""
    found = {name: properties.get(name) for name in names}
    return {name: value for name, value in found.items() if value is not None and value is not False and value != ""}
