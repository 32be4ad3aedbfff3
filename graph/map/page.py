"""The graph as one HTML file that needs nothing else: no network, no server, no other file."""

from __future__ import annotations

import hashlib
import html
import json
from base64 import b64encode
from importlib import resources
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from disputes.graph.map.bundles import bundles_of
from disputes.graph.map.content import articles_of, entities_of, legend, lines_of
from disputes.graph.map.drawing import drawing_of
from disputes.graph.map.extent import extent_of
from disputes.graph.map.neighbourhood import neighbourhood, node_of

if TYPE_CHECKING:
    import networkx as nx

SCRIPTS = ("dom.js", "legend.js", "labels.js", "panel.js", "search.js", "page.js")
"""In the order in which they stand in the page."""
VIS_NETWORK = "lib/vis-9.1.2/vis-network.min.js"
"""vis-network in pyvis's package data."""
POLICY = (
    "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; script-src {scripts}; style-src {style}"
)


def write_map(
    graph: nx.MultiDiGraph[str], path: Path, *, title: str = "Disputes", around: str | None = None, hops: int = 2
) -> None:
    """Write the map of `graph`, a mirror, to `path`.

    With `around`, the id of an entity, the map shows what lies within `hops` edges of it. Nodes without an edge are
    left out, and of a graph of more than 2,000 nodes the least connected; the page says how many. The same graph gives
    the same bytes. Raises NotFoundError where nothing goes by the id `around`.
    """
    centre = None if around is None else node_of(graph, around)
    shown = graph if centre is None else neighbourhood(graph, centre, hops)
    page = _page(title, _content(shown, centre))
    path.write_text(page, encoding="utf-8", errors="xmlcharrefreplace", newline="\n")


def _content(graph: nx.MultiDiGraph[str], centre: str | None) -> dict[str, Any]:
    """Give all that the page is told, as plain values."""
    extent = extent_of(graph, centre=centre)
    bundles = bundles_of(graph.subgraph(extent.nodes))
    drawing = drawing_of(graph, extent.nodes, bundles)
    return {
        "drawing": {"nodes": drawing.nodes, "edges": drawing.edges, "options": drawing.options},
        "entities": entities_of(graph, extent.nodes),
        "lines": lines_of(bundles),
        "articles": articles_of(graph, bundles),
        "legend": legend(),
        "leftOut": {"alone": extent.alone, "crowdedOut": extent.crowded_out},
        "centre": centre,
    }


def _page(title: str, content: dict[str, Any]) -> str:
    style = _own_file("page.css")
    scripts = [_vis_network(), *map(_own_file, SCRIPTS)]
    policy = POLICY.format(scripts=" ".join(map(_source, scripts)), style=_source(style))
    return Template(_own_file("page.html")).substitute(
        policy=policy,
        title=html.escape(title),
        style=style,
        content=as_inline_json(content),
        scripts="\n".join(f"<script>{script}</script>" for script in scripts),
    )


def _own_file(name: str) -> str:
    return resources.files("disputes.graph.map").joinpath(name).read_text(encoding="utf-8")


def _vis_network() -> str:
    """Give the library, without the comment that has a browser's inspector fetch its source map."""
    library = resources.files("pyvis").joinpath(VIS_NETWORK).read_text(encoding="utf-8")
    return library.partition("//# sourceMappingURL=")[0]


def _source(text: str) -> str:
    """Give the policy's name for an inline script or style: only what has this hash runs."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def as_inline_json(content: object) -> str:
    r"""Give `content` as JSON that stays data wherever it stands in a page.

    >>> as_inline_json({"name": "</script>"})
    '{"name":"\\u003c/script\\u003e"}'
    """
    # Only ASCII: U+2028 and lone surrogates, which no encoding can write, go out as escapes.
    plain = json.dumps(content, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return plain.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")
