from __future__ import annotations

import pytest

from disputes.graph.errors import StoreError
from disputes.graph.store.connection import SCHEMES, Access, Address, address, is_server


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_uri_names_a_server_and_maybe_a_database(scheme: str) -> None:
    assert is_server(f"{scheme}://host")
    assert address(f"{scheme}://host") == Address(f"{scheme}://host")
    assert address(f"{scheme}://host:7687/") == Address(f"{scheme}://host:7687")
    assert address(f"{scheme}://host:7687/news") == Address(f"{scheme}://host:7687", "news")
    assert address(f"{scheme}://[::1]:7687/news") == Address(f"{scheme}://[::1]:7687", "news")


@pytest.mark.parametrize("uri", ["graph.kgl", "kglite:///graph", "neo4j", "http://host", "C:\\neo4j"])
def test_other_stores_are_no_servers(uri: str) -> None:
    assert not is_server(uri)


@pytest.mark.parametrize(
    "uri",
    [
        "neo4j://",
        "bolt:///news",
        "neo4j://host:x",
        "neo4j://host:99999",
        "bolt://host/a/b",
        "neo4j://host?a=b",
        "bolt://host/#x",
    ],
)
def test_what_is_no_address_is_told_what_one_looks_like(uri: str) -> None:
    with pytest.raises(StoreError, match="://host:port/database"):
        address(uri)


@pytest.mark.parametrize("credentials", ["somebody:secret", "secret", ":secret", "somebody:sec@ret", "a/b:secret"])
def test_credentials_in_a_uri_are_refused_and_not_shown(credentials: str) -> None:
    with pytest.raises(StoreError, match="NEO4J_PASSWORD") as caught:
        address(f"neo4j://{credentials}@host/news")
    for text in (str(caught.value), caught.value.uri):
        assert "sec" not in text
    assert caught.value.uri == "neo4j://host/news"


def test_the_environment_tells_who_opens_what() -> None:
    environ = {"NEO4J_USERNAME": "reader", "NEO4J_PASSWORD": "long enough", "NEO4J_DATABASE": "news"}
    assert Access.from_environment(environ) == Access("reader", "long enough", "news")
    assert Access.from_environment(dict.fromkeys(environ, "")) == Access("neo4j", "", None)


def test_a_password_is_in_no_representation() -> None:
    assert "long enough" not in repr(Access("reader", "long enough"))
