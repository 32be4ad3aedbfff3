"""The Neo4j driver as the product sets it up, and which servers it takes."""

from __future__ import annotations

import logging
import re

from neo4j import Driver, GraphDatabase, NotificationMinimumSeverity

from disputes.graph.errors import StoreError
from disputes.graph.store.connection import Access, address

OLDEST = (5, 26)
"""The oldest release that the product is tested with."""
CONNECTION_SECONDS = 10.0
RETRY_SECONDS = 60.0
"""So long a transaction is tried again: time enough for a server to be started again and to put its files in order."""

_AGENT = re.compile(r"Neo4j/(\d+)\.(\d+)")

# The driver logs what a server remarks on a question; it is in the answer too.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


def check_release(uri: str, agent: str) -> None:
    """Raise StoreError unless `agent`, what the server says that it is, names a release that can be used."""
    match = _AGENT.match(agent)
    if match is None or (int(match.group(1)), int(match.group(2))) < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise StoreError(uri, f"the server is {agent}; take one of Neo4j {oldest} or later, or the embedded store")


def database_of(uri: str, access: Access) -> str | None:
    """Give the database that is named, None where the server's own is meant. Raises StoreError where two are."""
    named = address(uri).database
    if named and access.database and named != access.database:
        raise StoreError(uri, f"the URI names database {named}, --database {access.database}; give one of the two")
    return named or access.database


def driver_to(uri: str, access: Access) -> Driver:
    """Make the driver of a server; it connects when it is first used."""
    return GraphDatabase.driver(
        address(uri).server,
        auth=(access.username, access.password) if access.password else None,
        connection_timeout=CONNECTION_SECONDS,
        max_transaction_retry_time=RETRY_SECONDS,
        user_agent="disputes",
        notifications_min_severity=NotificationMinimumSeverity.OFF,
    )
