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
from neo4j_server import Server, emptied, needed, of_ones_own

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


@pytest.mark.parametrize(
    "command",
    [
        ("load", "articles"),
        ("articles",),
        ("schema",),
        ("schema", "--apply"),
        ("cypher", "RETURN 1"),
        ("search", "closed"),
        ("copy", "disputes.kgl"),
    ],
    ids=" ".join,
)
def test_the_servers_own_database_is_refused(loaded: Run, server: Server, command: tuple[str, ...]) -> None:
    where = (server.uri,) if command[0] == "copy" else ("--db", server.uri)
    for name in ("system", "System"):
        done = loaded("--database", name, *command, *where)
        assert (done.code, done.out) == (1, "")
        said = f"database {name} is the server's own and can keep no graph; name another database"
        assert done.err == f"disputes: {server.uri}: {said}\n"


def test_that_no_password_was_given_is_said(run: Run, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    if not server.password:
        pytest.skip("this server asks for no password")
    monkeypatch.delenv("NEO4J_PASSWORD")
    done = run("articles", "--db", server.uri)
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        f"disputes: {server.uri}: no password given; set NEO4J_PASSWORD (and NEO4J_USERNAME, where the user is not "
        "neo4j), give --password-file, or run it at a terminal, where it is asked for\n"
    )
    monkeypatch.setenv("NEO4J_PASSWORD", "not the password")
    assert "does not take this user and password" in run("articles", "--db", server.uri).err


def test_a_database_that_can_only_be_read_is_asked_but_not_written_to(
    loaded: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with of_ones_own("server.databases.read_only=later") as running:
        monkeypatch.setenv("NEO4J_PASSWORD", running.server.password)
        monkeypatch.setenv("DISPUTES_DB", running.server.uri)
        assert loaded("load", "articles", "--quiet").code == 0
        running.stop()
        configuration = running.home / "conf" / "neo4j.conf"
        text = configuration.read_text("utf-8")
        configuration.write_text(text.replace("read_only=later", "read_only=neo4j"), "utf-8")
        running.start()
        assert "Borders reopen" in loaded("articles").out
        for command in (("load", "articles/one.txt"), ("forget", "one.txt"), ("drop", "--yes")):
            done = loaded(*command)
            assert (done.code, done.out) == (1, "")
            assert done.err.startswith(f"disputes: {running.server.uri}: the server keeps this database read-only")
            assert done.err.count("\n") == 1


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
