"""What is told where something else than a Neo4j of today listens: an old one, a web server, one that says nothing."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable

import pytest
from listeners import listening
from stores import complaint

from disputes.graph.store import neo4j_patience

SCHEMES = ["bolt", "neo4j"]


def answering(reply: bytes) -> Callable[[socket.socket], None]:
    def serve(connection: socket.socket) -> None:
        connection.recv(1000)
        connection.sendall(reply)
        connection.recv(1000)

    return serve


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("version", [b"\0\0\0\0", b"\0\0\0\3", b"\0\0\4\4", b"\0\0\1\5"])
def test_a_server_of_an_old_protocol_is_refused_by_its_age(scheme: str, version: bytes) -> None:
    with listening(answering(version)) as host:
        reason = complaint(f"{scheme}://{host}")
    assert reason.endswith("take one of Neo4j 5.26 or later, or the embedded store")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_web_server_is_told_from_the_server(scheme: str) -> None:
    with listening(answering(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as host:
        assert "a web server; give Bolt's port" in complaint(f"{scheme}://{host}")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("reply", [b"", b"\0"])
def test_one_that_hangs_up_is_told_without_what_the_driver_calls_it(scheme: str, reply: bytes) -> None:
    with listening(lambda connection: connection.sendall(reply)) as host:
        reason = complaint(f"{scheme}://{host}")
    assert reason.startswith("no Neo4j answers there")
    assert not any(sign in reason for sign in ("((", "',", ":", "Resolved"))


def test_one_that_says_nothing_is_said_to_be_waited_for(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    is_said = threading.Event()
    monkeypatch.setattr(neo4j_patience, "TELL_AFTER_SECONDS", 0.01)

    class Noticing(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            is_said.set()

    handler = Noticing()
    logging.getLogger(neo4j_patience.__name__).addHandler(handler)
    try:
        # It hangs up as soon as that is said.
        with listening(lambda connection: is_said.wait() and None) as host:
            complaint(f"bolt://{host}")
    finally:
        logging.getLogger(neo4j_patience.__name__).removeHandler(handler)
    assert f"bolt://{host}: no answer yet; waiting for the server" in caplog.messages
