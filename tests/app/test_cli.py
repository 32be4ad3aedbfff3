import csv
import io
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from commandline import Run


def one_line(text: str) -> str:
    """The only line of what went to stderr."""
    assert text.startswith("disputes: ")
    assert text.count("\n") == 1
    assert "Traceback" not in text
    return text


def wait_for(holds: Callable[[], bool]) -> None:
    while not holds():
        time.sleep(0.05)


def test_load_says_what_the_articles_gave(run: Run) -> None:
    done = run("load", "articles")
    assert done.code == 0
    for words in ("articles", "State", "Official", "RESTRICTS", "disputes", "articles/s"):
        assert words in done.out


def test_load_counts_as_json(run: Run) -> None:
    found = json.loads(run("load", "articles", "--json").out)
    assert found["articles"] == {"added": 2}
    assert found["skipped"] == []
    again = json.loads(run("load", "articles", "--json").out)
    assert again["articles"] == {"unchanged": 2}


def test_what_cannot_be_read_is_named_and_the_rest_is_loaded(run: Run) -> None:
    Path("articles/empty.txt").touch()
    Path("articles/binary.txt").write_bytes(b"\0\1\2" * 100)
    done = run("load", "articles", "--quiet")
    assert done.code == 1
    assert "articles/empty.txt: is empty" in done.err
    assert "articles/binary.txt" in done.err
    assert len(json.loads(run("articles", "--json").out)) == 2


def test_files_of_other_kinds_are_counted_and_it_is_said_what_to_do(run: Run) -> None:
    Path("articles/below").mkdir()
    for name in ("one.docx", "two.DOCX", "below/three.pdf", "below/README", ".hidden.odt"):
        Path("articles", name).touch()
    done = run("load", "articles")
    assert done.code == 0
    assert one_line(done.err) == (
        "disputes: passed over 2 .docx, 1 without an ending, 1 .pdf: "
        "make .txt, .md or .html of those that hold articles\n"
    )
    counted = json.loads(run("load", "articles", "--json").out)["passed_over"]
    assert counted == {".docx": 2, ".pdf": 1, "": 1}
    assert run("load", "articles", "--quiet").err == ""
    given = run("load", "articles/one.docx")
    assert given.code == 1
    assert "articles/one.docx: is of no known kind; known endings: .txt" in one_line(given.err)


def test_an_extractor_that_there_is_not_is_told_which_there_are(run: Run) -> None:
    done = run("load", "articles", "--extractor", "llm")
    assert (done.code, done.err) == (1, "disputes: no extractor 'llm'; nearest: 'reader', 'rules'\n")


def test_standard_input_is_an_article(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    words = b"Russia accused France of espionage, the Russian Foreign Ministry said on Monday."
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(words)))
    assert run("load", "-", "--quiet").code == 0
    assert "Russia" in run("show", "France").out


def test_show_tells_names_roles_and_edges_with_their_words(loaded: Run) -> None:
    out = loaded("show", "Lomov").out
    assert "Arkady Lomov" in out
    assert "SERVES Russia" in out
    assert "met French President Lucie Arnaud in Geneva" in out
    assert "Borders reopen" in out
    assert json.loads(loaded("show", "Lomov", "--json").out)["type"] == "Official"


@pytest.mark.parametrize("command", [("show", "Lomov"), ("path", "Lomov", "France"), ("search", "consulate")])
def test_no_line_of_prose_ends_with_blanks(loaded: Run, command: tuple[str, ...]) -> None:
    lines = loaded(*command).out.splitlines()
    assert any("“" in line for line in lines)
    assert [line for line in lines if line != line.rstrip()] == []


def test_a_path_shows_the_sentence_of_each_hop(loaded: Run) -> None:
    out = loaded("path", "Arkady Lomov", "consulate in Kazan").out
    assert "Arkady Lomov – Russia" in out
    assert "closed the French consulate in Kazan" in " ".join(out.split())
    assert json.loads(loaded("path", "Lomov", "Russia", "--json").out)[0]["hops"]


def test_cypher_answers_as_table_json_and_csv(loaded: Run) -> None:
    text = "MATCH (a:State)-[r:RESTRICTS]->(b) WHERE r.fact RETURN a.name AS who, r.evidence AS said ORDER BY who, said"
    rows = json.loads(loaded("cypher", text, "--json").out)
    assert {row["who"] for row in rows} == {"France", "Russia"}
    read = list(csv.DictReader(io.StringIO(loaded("cypher", text, "--csv").out)))
    assert read == rows
    assert "who" in loaded("cypher", text).out


def test_more_rows_than_asked_for_are_told(loaded: Run) -> None:
    done = loaded("cypher", "MATCH (n) RETURN n.id", "--max-rows", "2")
    assert "only the first 2 rows" in done.err


def test_named_queries_are_listed_and_run(loaded: Run) -> None:
    assert "restrictions" in loaded("query", "--list").out
    assert "Kazan" in loaded("query", "restrictions", "--param", "by=Russia").out


def test_disputes_have_parties_and_issue(loaded: Run) -> None:
    rows = json.loads(loaded("disputes", "--json").out)
    assert any({"France", "Russia"} == set(row["parties"]) for row in rows)


def test_the_map_is_one_file(loaded: Run) -> None:
    assert loaded("map", "--around", "Russia", "--hops", "1", "--out", "russia.html").code == 0
    assert "Arkady Lomov" in Path("russia.html").read_text(encoding="utf-8")


def test_an_export_comes_back_as_the_same_graph(loaded: Run) -> None:
    assert loaded("export", "graph.json").code == 0
    assert loaded("import", "graph.json", "--db", "copy.kgl").code == 0
    assert loaded("export", "copy.json", "--db", "copy.kgl").code == 0
    assert Path("graph.json").read_bytes() == Path("copy.json").read_bytes()


def test_forget_takes_an_article_out(loaded: Run) -> None:
    done = loaded("forget", "one.txt")
    assert done.code == 0
    assert "Borders reopen" in done.out
    assert loaded("show", "Lucie Arnaud").code == 1
    assert loaded("show", "Arkady Lomov").code == 0


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["load", "nowhere"], "nowhere"),
        (["show", "Arkadi Lomof"], "Arkady Lomov"),
        (["path", "Russia", "Frence"], "France"),
        (["cypher", "MATCH (n RETURN n"], "line 1, column"),
        (["cypher", "MATCH (n) DELETE n"], "read"),
        (["cypher", "MATCH (n) RETURN n", "--param", "by"], "NAME=VALUE"),
        (["query", "restriction"], "restrictions"),
        (["query", "restrictions", "--param", "bye=Russia"], "by"),
        (["path", "Russia", "France", "--only", "RESTRICT"], "RESTRICTS"),
        (["forget", "Borders reopened"], "Borders reopen"),
        (["export", "graph.xls"], ".json"),
        (["export", "no/such/graph.json"], "no/such"),
        (["map", "--out", "no/such/map.html"], "no/such"),
        (["import", "articles/one.txt"], "not JSON"),
        (["load", "articles", "--extractor", "ruls"], "rules"),
    ],
)
def test_a_mistake_is_one_line_that_says_what_would_work(loaded: Run, arguments: list[str], wanted: str) -> None:
    done = loaded(*arguments)
    assert done.code == 1
    assert wanted in one_line(done.err)


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["lod", "articles"], "'load'"),
        (["load"], "PATH"),
        (["load", "articles", "--worker", "2"], "--workers"),
        (["load", "articles", "--workers", "two"], "--workers"),
        (["load", "articles", "--min-confidence", "2"], "--min-confidence"),
        (["show", "Lomov", "--jsn"], "--json"),
        (["path", "Russia", "France", "--k", "0"], "--k"),
        (["export", "graph", "--format", "xls"], "neo4j-admin"),
        (["--grap", "x", "articles"], "--graph"),
        (["query", "restrictions", "--param"], "--param"),
    ],
    ids=str,
)
def test_a_mistyped_command_is_one_line_that_says_where_to_look(run: Run, arguments: list[str], wanted: str) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert wanted in one_line(done.err)
    assert "--help` shows what there is" in done.err


def test_no_command_shows_which_there_are(run: Run) -> None:
    done = run()
    assert (done.code, done.err) == (2, "")
    assert "Draw the relationship map" in done.out


@pytest.mark.parametrize(
    ("given", "expected"), [('["a","b"]', ["a", "b"]), ("[news] talks", "[news] talks"), ("1", "1"), ("true", "true")]
)
def test_a_parameter_is_a_text_unless_it_is_a_list_in_json(loaded: Run, given: str, expected: object) -> None:
    done = loaded("cypher", "RETURN $n AS n", "--param", f"n={given}", "--json")
    assert json.loads(done.out) == [{"n": expected}]


def test_an_empty_store_name_is_told(run: Run) -> None:
    done = run("articles", "--db", "")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "names no store" in done.err


@pytest.mark.parametrize("db", ["neo4j:/localhost", "neo4j:localhost", "bolt+s:localhost"])
def test_a_mistyped_address_is_no_file(run: Run, db: str) -> None:
    done = run("load", "articles", "--db", db)
    assert done.code == 1
    assert "://host:port/database" in one_line(done.err)
    assert not Path(db).exists()


def test_no_path_is_not_the_folder_one_is_in(run: Run) -> None:
    done = run("load", "")
    assert (done.code, one_line(done.err)) == (1, "disputes: '': no such file or folder\n")
    done = run("load", "articles/one.txt", "", "--quiet")
    assert (done.code, one_line(done.err)) == (1, "disputes: skipped '': no such file or folder\n")


def test_a_store_that_is_not_there_is_said(run: Run) -> None:
    done = run("show", "Russia")
    assert done.code == 1
    assert "disputes load" in one_line(done.err)
    assert not Path("disputes.kgl").exists()


def test_a_broken_store_is_said(run: Run) -> None:
    Path("disputes.kgl").write_bytes(b"RGF" + bytes(range(200)))
    for arguments in (["show", "Russia"], ["load", "articles", "--quiet"]):
        done = run(*arguments)
        assert done.code == 1
        assert "disputes.kgl" in one_line(done.err)


def test_debug_raises_the_error(loaded: Run) -> None:
    with pytest.raises(Exception, match="no entity"):
        loaded("--debug", "show", "Nobody at all")


@pytest.mark.parametrize("extractor", ["reader", "rules"])
def test_a_stopped_load_says_so_and_leaves_no_process(tmp_path: Path, extractor: str) -> None:
    text = "Russia accused France of espionage, the Russian Foreign Ministry said, and number {} was told. " * 9
    lines = (json.dumps({"id": str(number), "text": text.format(*range(number, number + 9))}) for number in range(4000))
    (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "disputes", "load", "many.jsonl", "--db", "graph.kgl", "--workers", "2"]
    command += ["--extractor", extractor]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as load:
        wait_for(lambda: (tmp_path / "graph.kgl-wal").exists() and (tmp_path / "graph.kgl-wal").stat().st_size > 10_000)
        load.send_signal(signal.SIGINT)
        _, err = load.communicate()
    assert load.returncode == 130
    assert err == "disputes: stopped; what was loaded stays; the same command again goes on from there\n"
    show = [sys.executable, "-m", "disputes", "articles", "--db", "graph.kgl", "--json"]
    done = subprocess.run(show, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert 0 < len(json.loads(done.stdout)) < 4000


def test_a_store_in_use_is_said_with_its_process(loaded: Run) -> None:
    hold = (
        "import sys; from disputes.graph.store.opening import open_store; store = open_store('disputes.kgl');"
        "print('ready', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", hold]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "ready\n"
        done = loaded("load", "articles", "--quiet")
        assert done.code == 1
        assert f"process {holder.pid}" in one_line(done.err)
        assert loaded("show", "Russia").code == 0
        holder.communicate("")
