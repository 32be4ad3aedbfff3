import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import Run
from neo4j_server import emptied, needed

from disputes import Graph
from disputes.graph.copying import Step
from disputes.progress import steps_bar


@pytest.fixture
def uri() -> str:
    return emptied()


def test_a_copy_says_what_it_did_and_proves_it(loaded: Run) -> None:
    done = loaded("copy", "disputes.kgl", "copy.kgl")
    assert (done.code, done.err) == (0, "")
    first, second = done.out.splitlines()
    assert first == "copied 2 of 2 articles from disputes.kgl to copy.kgl"
    assert second.startswith("they are the same: 2 articles, ")
    assert loaded("copy", "disputes.kgl", "copy.kgl").out.startswith("copied 0 of 2 articles")
    assert Graph("copy.kgl").disputes() == Graph("disputes.kgl").disputes()


def test_a_copy_to_a_server_and_back_is_the_same_graph(loaded: Run, uri: str, tmp_path: Path) -> None:
    there = json.loads(loaded("copy", "disputes.kgl", uri, "--json").out)
    back = json.loads(loaded("copy", uri, "back.kgl", "--json").out)
    assert there["summary"] == back["summary"]
    assert (there["written"], there["merged"]) == (2, False)
    for db, file in (("disputes.kgl", "one.json"), ("back.kgl", "two.json")):
        loaded("export", file, "--db", db)
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_a_copy_says_which_database_and_graph_it_went_to(loaded: Run, uri: str) -> None:
    out = loaded("--graph", "news", "copy", "disputes.kgl", uri).out
    assert f"copied 2 of 2 articles from disputes.kgl to {uri}, database neo4j, graph news\n" in out
    told = json.loads(loaded("copy", "disputes.kgl", f"{uri}/neo4j", "--json").out)
    assert (told["source"], told["target"]) == ("disputes.kgl", f"{uri}, database neo4j")


@pytest.mark.parametrize("same", ["disputes.kgl", "articles/../disputes.kgl", "link.kgl", "folder/disputes.kgl"])
@pytest.mark.parametrize("options", [(), ("--merge",)])
def test_a_file_is_not_copied_onto_itself(loaded: Run, tmp_path: Path, same: str, options: tuple[str, ...]) -> None:
    (tmp_path / "link.kgl").symlink_to("disputes.kgl")
    (tmp_path / "folder").symlink_to(".")
    for one, other in (("disputes.kgl", same), (same, "disputes.kgl")):
        done = loaded("copy", one, other, *options)
        assert (done.code, done.out) == (1, "")
        assert done.err == f"disputes: {other}: is the same store as {one}; name another to copy into\n"


def test_a_graph_in_a_server_is_not_copied_onto_itself(loaded: Run, uri: str) -> None:
    loaded("copy", "disputes.kgl", uri)
    _, _, port = uri.rpartition(":")
    for same in (uri, f"bolt://localhost:{port}", f"neo4j://127.0.0.1:{port}/neo4j"):
        done = loaded("copy", uri, same)
        assert (done.code, done.out) == (1, "")
        assert done.err == f"disputes: {same}: is the same store as {uri}; name another to copy into\n"


def test_a_file_is_the_same_by_a_link_to_it(loaded: Run, tmp_path: Path) -> None:
    (tmp_path / "link.kgl").symlink_to("disputes.kgl")
    assert loaded("forget", "one.txt", "--db", "link.kgl").code == 0
    assert (tmp_path / "link.kgl").is_symlink()
    assert [article.title for article in Graph("disputes.kgl").articles()] == ["Sanctions follow"]


def test_what_is_said_of_a_server_is_for_the_one_that_is_one(
    loaded: Run, uri: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "password").write_text(needed().password or "none is asked for", encoding="utf-8")
    monkeypatch.delenv("NEO4J_PASSWORD")
    assert loaded("--password-file", "password", "copy", "disputes.kgl", uri, "--quiet") == (0, "", "")
    refused = loaded("--password-file", "password", "copy", "disputes.kgl", "copy.kgl")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "neo4j://host" in refused.err


def test_a_store_with_other_articles_is_refused_unless_told_to_merge(loaded: Run, tmp_path: Path) -> None:
    (tmp_path / "three.txt").write_text(
        "Visas\n\nFrance refused visas to Russian envoys on Friday.\n", encoding="utf-8"
    )
    loaded("load", "three.txt", "--quiet", "--db", "other.kgl")
    refused = loaded("copy", "disputes.kgl", "other.kgl")
    assert (refused.code, refused.out, refused.err.count("\n")) == (1, "", 1)
    assert "other.kgl: holds articles that disputes.kgl does not have (1)" in refused.err
    merged = loaded("copy", "disputes.kgl", "other.kgl", "--merge")
    assert merged.code == 0
    assert "what their articles say is the same: 2 articles, " in merged.out
    assert not any(kind in merged.out for kind in ("entities", "disputes,"))
    assert len(Graph("other.kgl").articles()) == 3


def test_nothing_is_made_where_there_is_nothing_to_copy(run: Run, tmp_path: Path) -> None:
    done = run("copy", "nowhere.kgl", "copy.kgl")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "nowhere.kgl" in done.err
    assert not (tmp_path / "copy.kgl").exists()


def test_a_bulk_import_is_written_into_a_new_folder(loaded: Run, tmp_path: Path) -> None:
    done = loaded("export", "--format", "neo4j-admin", "bulk")
    assert (done.code, done.out) == (0, "wrote bulk: its import.sh says how to import it\n")
    assert (tmp_path / "bulk" / "articles.csv").is_file()
    again = loaded("export", "--format", "neo4j-admin", "bulk")
    assert (again.code, again.err) == (1, "disputes: bulk: is there already; name a new folder\n")


def test_progress_is_drawn_at_a_terminal(loaded: Run, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "disputes", "copy", "disputes.kgl", "copy.kgl"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, check=True, cwd=tmp_path)
    drawn = os.read(ours, 100_000)
    os.close(theirs)
    os.close(ours)
    assert b"copied 2 of 2" in done.stdout
    assert b"checking" in drawn


def test_progress_is_not_drawn_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    with steps_bar(quiet=False) as watch:
        watch(Step.COPYING, 1, 2)
    assert capsys.readouterr() == ("", "")
