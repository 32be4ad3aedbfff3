"""Opening a store by its URI: the scheme says which one it is."""

from __future__ import annotations

from pathlib import Path
from urllib.request import url2pathname

from disputes.graph.errors import StoreError
from disputes.graph.store.connection import SCHEMES, Access, is_server, shown
from disputes.graph.store.protocol import Store

EMBEDDED = "kglite"
ONE_GRAPH = "a file holds one graph, and --graph is for a server: name another file, or --db neo4j://host"
_KNOWN = "a path, kglite:///path, or neo4j://host"


def open_store(
    uri: str,
    *,
    read_only: bool = False,
    access: Access | None = None,
    migrates: bool = False,
    may_be_blank: bool = False,
) -> Store:
    """Open the store that `uri` names.

    A path, or ``kglite:///path``, is the embedded one; ``neo4j://host:port/database`` is Neo4j, to which `access` is by
    default what the environment says (``NEO4J_USERNAME``, ``NEO4J_PASSWORD``, ``NEO4J_DATABASE``); it also names the
    graph, where a server keeps several. To read, the store must be there, unless a server `may_be_blank`; to write, it
    is made where it is missing, and, if `migrates`, brought up to date where it is of an older layout. Raises
    StoreError where that is not possible, and StoreBusyError where another process writes to an embedded store.
    """
    if not uri.strip():
        raise StoreError("''", f"names no store; give {_KNOWN}")
    scheme, separator, rest = uri.partition("://")
    if access and access.graph and not is_server(uri):
        raise StoreError(shown(uri), ONE_GRAPH)
    if not separator and uri.partition(":")[0] in SCHEMES:
        raise StoreError(
            shown(uri), f"not the address of a server; give {scheme.partition(':')[0]}://host:port/database"
        )
    if not separator:
        return _open_embedded(Path(uri).expanduser(), read_only=read_only, migrates=migrates)
    if scheme == EMBEDDED:
        return _open_embedded(_path(uri, rest), read_only=read_only, migrates=migrates)
    if is_server(uri):
        # The driver is loaded only when a server is asked for.
        from disputes.graph.store.neo4j import Neo4jStore

        return Neo4jStore(
            uri,
            access or Access.from_environment(),
            read_only=read_only,
            migrates=migrates,
            may_be_blank=may_be_blank,
        )
    raise StoreError(shown(uri), f"no store goes by {scheme}://; give {_KNOWN}")


def _open_embedded(path: Path, *, read_only: bool, migrates: bool) -> Store:
    # kglite is loaded only when a store is opened.
    from disputes.graph.store.embedded import EmbeddedStore

    return EmbeddedStore(path, read_only=read_only, migrates=migrates)


def _path(uri: str, rest: str) -> Path:
    if not rest.startswith("/"):
        raise StoreError(uri, "kglite:// takes three slashes and a whole path: kglite:///path")
    return Path(url2pathname(rest))
