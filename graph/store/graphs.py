"""Several graphs in one server: each has a label of its own, which all its nodes bear besides what they are.

A server whose edition has several databases keeps a named graph in the database of that name instead. Nodes without a
graph's label, whoever's they are, are not seen and not touched.
"""

from __future__ import annotations

import re

from disputes.graph.errors import StoreError

DEFAULT_LABEL = "Disputes"
"""The label of the graph that has no name; that of any other has the name after it."""
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")


def checked_name(uri: str, name: str) -> str:
    """Give a graph's name as it is compared: in small letters. Raises StoreError for one that none can have."""
    folded = name.lower()
    if not _NAME.fullmatch(folded):
        raise StoreError(
            uri, f"no graph can be named {name!r}; take letters, digits, _ and -, a letter or a digit first, 63 at most"
        )
    return folded


def label_of(name: str | None) -> str:
    """Give the label of the graph of this name, None for the one without.

    >>> label_of("syria")
    'Disputes_syria'
    """
    return f"{DEFAULT_LABEL}_{name}" if name else DEFAULT_LABEL


def name_of(label: str) -> str | None:
    """Give the name of the graph with this label, None for the one without.

    >>> name_of("Disputes_syria")
    'syria'
    """
    return label.removeprefix(DEFAULT_LABEL).removeprefix("_") or None


def is_graph_label(label: str) -> bool:
    """Whether a node's label tells only which graph it belongs to."""
    return label == DEFAULT_LABEL or label.startswith(f"{DEFAULT_LABEL}_")
