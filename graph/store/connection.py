"""Where a server's store is and who opens it: the parts of a URI, and the credentials, which never stand in it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from disputes.graph.errors import StoreError

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
"""The schemes of a Neo4j server: `+s` checks its certificate, `+ssc` takes any."""
USERNAME_VARIABLE = "NEO4J_USERNAME"
PASSWORD_VARIABLE = "NEO4J_PASSWORD"
DATABASE_VARIABLE = "NEO4J_DATABASE"
DEFAULT_USERNAME = "neo4j"
_CREDENTIALS = re.compile(r"(?<=://).*@")


@dataclass(frozen=True, slots=True)
class Access:
    """Who opens a server's store, and which of its databases and graphs: see `disputes.graph.store.graphs`.

    Without a database it is the one that the URI or the server names, without a graph the one that has no name. Without
    a password none is sent, as to a server that asks for none.
    """

    username: str = DEFAULT_USERNAME
    password: str = field(default="", repr=False)
    database: str | None = None
    graph: str | None = None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Access:
        """Take what the environment sets; an empty variable sets nothing."""
        return cls(
            username=environ.get(USERNAME_VARIABLE) or DEFAULT_USERNAME,
            password=environ.get(PASSWORD_VARIABLE) or "",
            database=environ.get(DATABASE_VARIABLE) or None,
        )


@dataclass(frozen=True, slots=True)
class Address:
    """A server as the driver is told of it, and the database that the URI names, if it names one."""

    server: str
    database: str | None = None


def is_server(uri: str) -> bool:
    """Whether `uri` names a Neo4j server, well or badly."""
    scheme, separator, _ = uri.partition("://")
    return bool(separator) and scheme in SCHEMES


def address(uri: str) -> Address:
    """Take a server's URI apart: ``neo4j://host:port/database``.

    Raises StoreError for one with a password, without a host, with a wrong port, or with more than a
    database, such as a query.

    >>> address("neo4j://localhost:7687/news")
    Address(server='neo4j://localhost:7687', database='news')
    """
    if _CREDENTIALS.search(uri):
        raise StoreError(
            shown(uri),
            f"a password in a URI is seen by others; leave it out, and set {USERNAME_VARIABLE} and {PASSWORD_VARIABLE}",
        )
    parts = urlsplit(uri)
    database = parts.path.strip("/")
    try:
        is_complete = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        is_complete = False
    if not is_complete or "/" in database or "?" in uri or "#" in uri:
        raise StoreError(uri, f"not the address of a server; give {parts.scheme}://host:port/database")
    return Address(urlunsplit((parts.scheme, parts.netloc, "", "", "")), database or None)


def shown(uri: str) -> str:
    """Give the URI as it may be shown: without a password."""
    return _CREDENTIALS.sub("", uri)
