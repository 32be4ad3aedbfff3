"""A graph of actors and disputes, read from news articles; every edge shows the words it was read from.

>>> import disputes                                    # doctest: +SKIP
>>> g = disputes.load("articles/", db="my.kgl")        # doctest: +SKIP
>>> g.path("Vladimir Putin", "Killenworth")            # doctest: +SKIP
>>> g.cypher("MATCH (s:State) RETURN s.name")          # doctest: +SKIP
>>> g.map("map.html")                                  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from disputes.api import Graph, load, open
    from disputes.graph.errors import (
        DisputesError,
        InputError,
        NotFoundError,
        QueryError,
        StoreBusyError,
        StoreError,
    )

_HOMES = {
    **dict.fromkeys(("Graph", "load", "open"), "disputes.api"),
    **dict.fromkeys(
        ("DisputesError", "InputError", "NotFoundError", "QueryError", "StoreBusyError", "StoreError"),
        "disputes.graph.errors",
    ),
}

__all__ = [
    "DisputesError",
    "Graph",
    "InputError",
    "NotFoundError",
    "QueryError",
    "StoreBusyError",
    "StoreError",
    "__version__",
    "load",
    "open",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``import disputes`` stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
