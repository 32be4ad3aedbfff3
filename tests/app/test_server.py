"""The command line over a Neo4j server."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import pty
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from commandline import Done, Run
from neo4j_server import Server, emptied, needed

from disputes.cli import app

DOCS = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")


@pytest.fixture
def server() -> Server:
    return needed()


@pytest.fixture
def uri() -> str:
    return emptied()


def test_what_is_said_before_a_command_stands_in_the_docs() -> None:
    head = DOCS.partition("\n## ")[0]
    for parameter in typer.main.get_command(app).params:
        if "completion" not in str(parameter.name):
            assert f"| `{max(parameter.opts, key=len)}` |" in head


def test_articles_are_loaded_and_asked_for(run: Run, uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPUTES_DB", uri)
    assert run("load", "articles", "--quiet") == Done(0, "", "")
    assert "Borders reopen" in run("articles").out
    assert "Arkady Lomov" in run("show", "Lomov").out
    assert "France" in run("disputes").out
    assert run("cypher", "MATCH (a:Article) RETURN count(a) AS n", "--csv").out.split() == ["n", "2"]
    assert run("forget", "Sanctions follow").code == 0
    assert "Sanctions follow" not in run("articles").out


def test_both_stores_export_the_same(run: Run, uri: str, tmp_path: Path) -> None:
    for file, db in (("embedded.json", "graph.kgl"), ("server.json", uri)):
        assert run("load", "articles", "--quiet", "--db", db) == Done(0, "", "")
        assert run("export", file, "--db", db).code == 0
    embedded, served = (json.loads((tmp_path / f"{name}.json").read_bytes()) for name in ("embedded", "server"))
    assert served == embedded
    assert len(served["articles"]) == 2


def test_a_database_that_is_not_there_is_named(run: Run, uri: str) -> None:
    done = run("--database", "nosuchdatabase", "articles", "--db", uri)
    assert (done.code, done.out) == (1, "")
    assert "no database nosuchdatabase" in done.err


def test_a_password_may_stand_in_a_file(
    run: Run, server: Server, uri: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("load", "articles", "--quiet", "--db", uri)
    monkeypatch.delenv("NEO4J_PASSWORD")
    refused = run("articles", "--db", uri)
    if server.password:
        assert (refused.code, refused.err.count("\n")) == (1, 1)
        assert "NEO4J_PASSWORD" in refused.err
    (tmp_path / "password").write_text(f"{server.password or 'none is asked for'}\nmore\n", encoding="utf-8")
    assert "Borders reopen" in run("--password-file", "password", "articles", "--db", uri).out


@pytest.mark.parametrize("content", [None, b"", b"\nsecond line", b"\xff\xfe"])
def test_a_file_without_a_password_is_named(run: Run, tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "password").write_bytes(content)
    done = run("--password-file", "password", "articles", "--db", "neo4j://localhost")
    assert done.code == 1
    assert done.err.startswith("disputes: password: ")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("option", ["--database", "--password-file"])
def test_what_is_for_a_server_is_refused_for_a_file(run: Run, option: str) -> None:
    done = run(option, "x", "articles", "--db", "graph.kgl")
    assert done.code == 1
    assert "neo4j://host" in done.err


@contextlib.contextmanager
def terminal() -> Iterator[tuple[int, int]]:
    ends = pty.openpty()
    try:
        yield ends
    finally:
        for end in ends:
            os.close(end)


def test_a_password_is_asked_for_at_a_terminal(server: Server, uri: str, run: Run) -> None:
    run("load", "articles", "--quiet", "--db", uri)
    environ = {key: value for key, value in os.environ.items() if key != "NEO4J_PASSWORD"}
    with terminal() as (ours, theirs):
        process = subprocess.Popen(
            [sys.executable, "-m", "disputes", "articles", "--csv", "--db", uri],
            stdin=theirs,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environ,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(theirs, termios.TIOCSCTTY, 0),
        )
        prompt = b""
        while not prompt.endswith(b": "):
            prompt += os.read(ours, 1000)
        os.write(ours, f"{server.password}\n".encode())
        out, err = process.communicate()
    assert f"Password of {server.username}".encode() in prompt
    assert (process.returncode, err) == (0, b"")
    assert b"Borders reopen" in out
