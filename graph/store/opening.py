"""Opening a store by its URI: the scheme says which one it is."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.request import url2pathname

from disputes.graph.errors import StoreError
from disputes.graph.store.protocol import Store

EMBEDDED = "kglite"
SERVERS = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
"""The schemes of a Neo4j server."""
_CREDENTIALS = re.compile(r"(?<=://)[^/@]*@")


def open_store(uri: str, *, read_only: bool = False) -> Store:
    """Open the store that `uri` names: a path, or ``kglite:///path``, is the embedded one.

    To read, it must be there; to write, it is made where it is missing. Raises StoreError where that is not possible,
    and StoreBusyError where another process writes to it.
    """
    scheme, separator, rest = uri.partition("://")
    if not separator:
        return _open_embedded(Path(uri).expanduser(), read_only=read_only)
    if scheme == EMBEDDED:
        return _open_embedded(_path(uri, rest), read_only=read_only)
    if scheme in SERVERS:
        # The Neo4j store is opened here.
        raise StoreError(_shown(uri), "this version keeps only the embedded store; give a path, or kglite:///path")
    raise StoreError(_shown(uri), f"no store goes by {scheme}://; give a path, or kglite:///path")


def _open_embedded(path: Path, *, read_only: bool) -> Store:
    # kglite is loaded only when a store is opened.
    from disputes.graph.store.embedded import EmbeddedStore

    return EmbeddedStore(path, read_only=read_only)


def _path(uri: str, rest: str) -> Path:
    if not rest.startswith("/"):
        raise StoreError(uri, "kglite:// takes three slashes and a whole path: kglite:///path")
    return Path(url2pathname(rest))


def _shown(uri: str) -> str:
    """The URI as it may be shown: without a password."""
    return _CREDENTIALS.sub("", uri)
