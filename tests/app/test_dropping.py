"""Deleting a graph: all that is the product's goes, and nothing else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import Run
from neighbours import add_strangers, clear_server, strangers
from neo4j_server import blank, needed
from stores import parts, run_beside

from disputes.graph.store.opening import open_store
from disputes.graph.store.removal import emptying
from disputes.graph.store.rows import article_ids

LABELS = "MATCH (n) UNWIND labels(n) AS label RETURN DISTINCT label"


@pytest.fixture
def uri() -> str:
    return blank()


def at_a_terminal(answer: bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    ours, theirs = pty.openpty()
    os.write(ours, answer)
    command = [sys.executable, "-m", "disputes", *arguments]
    done = subprocess.run(command, stdin=theirs, capture_output=True, check=False)
    os.close(theirs)
    os.close(ours)
    return done


class TestAFile:
    def test_goes_with_those_beside_it(self, loaded: Run, tmp_path: Path) -> None:
        (tmp_path / "disputes.kgl.bak").touch()
        before = {path.name for path in tmp_path.iterdir()}
        done = loaded("drop", "--yes")
        assert done == (0, "deleted disputes.kgl with its 2 articles\n", "")
        after = {path.name for path in tmp_path.iterdir()}
        assert before - after == {f"disputes.kgl{ending}" for ending in ("", "-wal", ".lock", ".lock-owner")}

    def test_is_made_again_by_a_load(self, loaded: Run) -> None:
        loaded("drop", "--yes")
        assert "no store there" in loaded("articles").err
        assert loaded("load", "articles", "--quiet").code == 0

    @pytest.mark.parametrize("content", [b"a text", b"RGF" + bytes(100), None])
    def test_that_is_no_store_stays(self, run: Run, tmp_path: Path, content: bytes | None) -> None:
        if content is not None:
            (tmp_path / "other").write_bytes(content)
        before = sorted(path.name for path in tmp_path.iterdir())
        done = run("drop", "--yes", "--db", "other")
        assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
        assert sorted(path.name for path in tmp_path.iterdir()) == before

    def test_of_another_program_stays(self, run: Run, tmp_path: Path) -> None:
        run_beside(str(tmp_path / "other.kgl"), "CREATE (:Person {id: 'p'})")
        done = run("drop", "--yes", "--db", "other.kgl")
        assert (done.code, done.err.count("\n")) == (1, 1)
        assert run_beside(str(tmp_path / "other.kgl"), "MATCH (n:Person) RETURN n.id") == [("p",)]

    def test_in_use_stays(self, loaded: Run, tmp_path: Path) -> None:
        hold = (
            "import sys; from disputes.graph.store.opening import open_store; store = open_store('disputes.kgl');"
            "print('ready', flush=True); sys.stdin.read()"
        )
        with subprocess.Popen(
            [sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as holder:
            assert holder.stdout is not None
            holder.stdout.readline()
            assert f"in use by process {holder.pid}" in loaded("drop", "--yes").err
            holder.communicate("")
        assert (tmp_path / "disputes.kgl").exists()


class TestAsking:
    def test_takes_a_terminal(self, loaded: Run, tmp_path: Path) -> None:
        done = loaded("drop")
        assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
        assert "--yes" in done.err
        assert (tmp_path / "disputes.kgl").exists()

    @pytest.mark.parametrize("answer", [b"n\n", b"\n", b"yesterday\n"])
    def test_leaves_all_as_it_is_unless_it_is_meant(self, loaded: Run, tmp_path: Path, answer: bytes) -> None:
        done = at_a_terminal(answer, "drop")
        assert (done.returncode, done.stdout) == (1, b"")
        assert done.stderr == b"Delete disputes.kgl with its 2 articles? [y/N] disputes: nothing was deleted\n"
        assert (tmp_path / "disputes.kgl").exists()

    def test_deletes_when_told_so(self, loaded: Run, tmp_path: Path) -> None:
        done = at_a_terminal(b"y\n", "drop")
        assert (done.returncode, done.stdout) == (0, b"deleted disputes.kgl with its 2 articles\n")
        assert not (tmp_path / "disputes.kgl").exists()


class TestAServer:
    def test_is_left_as_it_was_before_the_first_load(self, run: Run, uri: str) -> None:
        before = parts(uri)
        for graph in ((), ("--graph", "news")):
            assert run(*graph, "load", "articles", "--quiet", "--db", uri).code == 0
        assert run("--graph", "news", "drop", "--yes", "--db", uri) == (
            0,
            f"deleted {uri}, database neo4j, graph news with its 2 articles\n",
            "",
        )
        assert not [name for name in parts(uri) if name.endswith("_news")]
        assert len(run("articles", "--csv", "--db", uri).out.splitlines()) == 3
        assert "Lomov" in run("search", "Lomov", "--db", uri).out
        assert run("drop", "--yes", "--db", uri).code == 0
        assert parts(uri) == before
        assert run_beside(uri, LABELS) == []

    def test_keeps_what_is_of_others(self, run: Run, uri: str) -> None:
        run("load", "articles", "--quiet", "--db", uri)
        add_strangers("Disputes")
        run_beside(uri, "CREATE INDEX theirs IF NOT EXISTS FOR (n:Article) ON (n.name)")
        before = strangers()
        done = run("drop", "--yes", "--db", uri)
        assert done.code == 0
        assert "others have tied something to" in done.err
        after = {row[0]: row for row in strangers()}
        assert {row[0]: row for row in before}.items() <= after.items()
        assert parts(uri) == ["theirs"]
        assert "no store there" in run("articles", "--db", uri).err
        run_beside(uri, "DROP INDEX theirs")
        clear_server()

    def test_goes_on_where_it_was_stopped(self, run: Run, uri: str) -> None:
        run("load", "articles", "--quiet", "--db", uri)
        with open_store(uri) as store:
            [first, _] = store.read(article_ids)
            for work in emptying([first], []):
                store.write(work)
        assert len(run("articles", "--csv", "--db", uri).out.splitlines()) == 2
        run_beside(uri, "DROP INDEX entity_state")
        assert run("drop", "--yes", "--db", uri).code == 0
        assert run_beside(uri, LABELS) == []
        assert parts(uri) == []

    def test_can_be_asked_for_the_graph_that_is_not_there(self, run: Run, uri: str) -> None:
        assert "no store there" in run("--graph", "none", "drop", "--yes", "--db", uri).err
        assert needed().uri == uri
