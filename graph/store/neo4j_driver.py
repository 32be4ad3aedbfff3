"""The Neo4j driver as the product sets it up, and which servers it takes."""

from __future__ import annotations

import logging
import re
from typing import NamedTuple

from neo4j import READ_ACCESS, Driver, GraphDatabase, NotificationMinimumSeverity

from disputes.graph.errors import StoreError
from disputes.graph.store.connection import Access, address
from disputes.graph.store.graphs import DEFAULT_LABEL, checked_name, label_of

OLDEST = (5, 26)
"""The oldest release that the product is tested with."""
TAKE_NEWER = f"take one of Neo4j {'.'.join(map(str, OLDEST))} or later, or the embedded store"
CONNECTION_SECONDS = 10.0

SYSTEM = "system"
"""The database in which a server keeps its users and databases; no graph can be in it."""

_AGENT = re.compile(r"Neo4j/(\d+)\.(\d+)")

# The driver logs what a server remarks on a question; it is in the answer too.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


class Place(NamedTuple):
    """Where on a server a graph is: its database, None for the server's own, and the label of its nodes there."""

    database: str | None
    label: str


def check_release(uri: str, agent: str) -> None:
    """Raise StoreError unless `agent`, what the server says that it is, names a release that can be used."""
    match = _AGENT.match(agent)
    if match is None or (int(match.group(1)), int(match.group(2))) < OLDEST:
        raise StoreError(uri, f"the server is {agent}; {TAKE_NEWER}")


def database_of(uri: str, access: Access) -> str | None:
    """Give the database that is named, None where the server's own is meant.

    Raises StoreError where two are, and for the one that can keep no graph.
    """
    named = address(uri).database
    if named and access.database and named != access.database:
        raise StoreError(uri, f"the URI names database {named}, --database {access.database}; give one of the two")
    return _checked_database(uri, named or access.database)


def driver_to(uri: str, access: Access) -> Driver:
    """Make the driver of a server; it connects when it is first used."""
    return GraphDatabase.driver(
        address(uri).server,
        auth=(access.username, access.password) if access.password else None,
        connection_timeout=CONNECTION_SECONDS,
        user_agent="disputes",
        notifications_min_severity=NotificationMinimumSeverity.OFF,
    )


def place_of(driver: Driver, uri: str, access: Access, *, read_only: bool) -> Place:
    """Find where the graph is that is named: in the database of its name where the edition has several.

    That database is made where it is missing, unless `read_only`. One named beside the graph is kept to. Raises
    StoreError for a name that no graph can have.
    """
    database = database_of(uri, access)
    if access.graph is None:
        return Place(database, DEFAULT_LABEL)
    name = checked_name(uri, access.graph)
    if database or not _has_databases(driver):
        return Place(database, label_of(name))
    _checked_database(uri, name)
    if not read_only:
        driver.execute_query(f"CREATE DATABASE `{name}` IF NOT EXISTS WAIT", database_="system")
    return Place(name, DEFAULT_LABEL)


def _checked_database(uri: str, database: str | None) -> str | None:
    if database and database.lower() == SYSTEM:
        raise StoreError(uri, f"database {database} is the server's own and can keep no graph; name another database")
    return database


def _has_databases(driver: Driver) -> bool:
    """Whether the server's edition lets its users make databases."""
    with driver.session(default_access_mode=READ_ACCESS) as session:
        editions = [record["edition"] for record in session.run("CALL dbms.components() YIELD edition")]
    return "enterprise" in editions
