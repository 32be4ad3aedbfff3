from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from disputes.graph.errors import StoreError
from disputes.graph.store.connection import SCHEMES
from disputes.graph.store.embedded import EmbeddedStore
from disputes.graph.store.opening import open_store


def test_a_path_opens_the_embedded_store(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "store")) as store:
        assert isinstance(store, EmbeddedStore)
        assert store.uri == str(tmp_path / "store")


@pytest.mark.parametrize("name", ["store", "news 2024.kgl", "новости", "a#b?c"])
def test_a_uri_and_a_path_name_the_same_store(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    open_store(path.as_uri().replace("file://", "kglite://")).close()
    assert path.is_file()
    open_store(str(path), read_only=True).close()


def test_a_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    open_store("~/store").close()
    assert (tmp_path / "store").is_file()


def test_a_relative_path_lies_in_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    open_store("store").close()
    open_store("store", read_only=True).close()
    assert (tmp_path / "store").is_file()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_server_that_is_not_there_is_told_so(scheme: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(StoreError, match="no Neo4j answers there") as caught:
            open_store(f"{scheme}://127.0.0.1:{taken.getsockname()[1]}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("uri", ["http://example.org/store", "sqlite:///store", "kglite://store", "://x"])
def test_an_unknown_uri_is_told_what_works(uri: str) -> None:
    with pytest.raises(StoreError, match="kglite:///path"):
        open_store(uri)


def test_a_password_is_not_shown() -> None:
    with pytest.raises(StoreError) as caught:
        open_store("neo4j://somebody:secret@localhost")
    assert "secret" not in str(caught.value)
    assert "secret" not in caught.value.uri


def test_nothing_heavy_is_loaded_before_a_store_is_opened() -> None:
    code = "import sys, disputes.graph.store.opening; sys.exit('kglite' in sys.modules or 'neo4j' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env=dict(os.environ), check=False).returncode == 0
