"""Searching by the command line, and the layout that it may use."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from commandline import Run
from neo4j_server import blank, emptied
from stores import KINDS, NEO4J, blank_store, empty_store, run_beside

from disputes.graph.store import schema


@pytest.fixture(params=KINDS)
def found(request: pytest.FixtureRequest, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line over a store of each kind that has both articles."""
    monkeypatch.setenv("DISPUTES_DB", empty_store(request.param, tmp_path))
    assert run("load", "articles", "--quiet").code == 0
    return run


class TestSearch:
    def test_shows_names_and_sentences_with_their_edges(self, found: Run) -> None:
        names = found("search", "arkady", "LOMOV").out.splitlines()
        assert names[0].startswith("Arkady Lomov  (Official, official:")
        out = found("search", "consulate closed").out
        assert "“Russia closed the French consulate in Kazan on Monday, the French Foreign Ministry said.”" in out
        assert "— Borders reopen" in out
        assert "    Russia RESTRICTS French consulate in Kazan  (said by French Foreign Ministry)" in out

    def test_prints_json(self, found: Run) -> None:
        answer = json.loads(found("search", "kazan", "--json", "--limit", "1").out)
        assert list(map(len, answer.values())) == [1, 1]
        [sentence] = answer["sentences"]
        assert "Kazan" in sentence["words"]
        assert {"source", "type", "target", "negated"} <= set(sentence["edges"][0])

    def test_prints_csv_with_a_row_a_name_or_sentence(self, found: Run) -> None:
        rows = list(csv.DictReader(io.StringIO(found("search", "lomov", "--csv").out)))
        assert [row["kind"] for row in rows][:2] == ["Official", "sentence"]
        assert all("Lomov" in row["words"] for row in rows)

    def test_says_in_one_line_that_nothing_was_found(self, found: Run) -> None:
        done = found("search", "nowhere at all")
        assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
        assert "'nowhere at all'" in done.err
        assert json.loads(found("search", "nowhere", "--json").out) == {"names": [], "sentences": []}

    def test_says_in_one_line_that_there_is_no_word(self, found: Run) -> None:
        done = found("search", "?!")
        assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)


def test_both_stores_find_the_same(run: Run) -> None:
    answers = []
    for db in ("graph.kgl", emptied()):
        run("load", "articles", "--quiet", "--db", db)
        answers.append([run("search", words, "--json", "--db", db).out for words in ("russia", "french", "lomov met")])
    assert answers[0] == answers[1]


class TestSchema:
    @pytest.fixture(params=KINDS)
    def db(self, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
        uri = blank_store(request.param, tmp_path)
        monkeypatch.setenv("DISPUTES_DB", uri)
        yield uri
        if request.param == NEO4J:
            blank()

    def test_is_made_by_apply_as_often_as_one_likes(self, run: Run, db: str) -> None:
        before = run("schema")
        assert "no store there" in before.err or set(before.out.split()[-1:]) == {"missing"}
        made = run("schema", "--apply")
        assert made.code == 0
        assert made == run("schema", "--apply") == run("schema")
        assert "missing" not in made.out

    def test_shows_what_is_missing_until_it_is_made(self, run: Run, db: str) -> None:
        run("schema", "--apply")
        run_beside(db, "DROP INDEX entity_block")
        states = {row["name"]: row["state"] for row in csv.DictReader(io.StringIO(run("schema", "--csv").out))}
        assert {name for name, state in states.items() if state == "missing"} == {"entity_block"}
        assert states[str(schema.VERSION)] == "current"
        assert "missing" not in run("schema", "--apply").out

    def test_brings_an_older_store_up_to_date(self, run: Run, db: str, monkeypatch: pytest.MonkeyPatch) -> None:
        run("load", "articles", "--quiet")
        monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
        step = schema.Migration(schema.VERSION - 1, ("MATCH (n:Place) SET n.checked = true",))
        monkeypatch.setattr(schema, "MIGRATIONS", (step,))
        for command in ("schema", "articles"):
            done = run(command)
            assert (done.code, done.err.count("\n")) == (1, 1)
            assert "disputes schema --apply" in done.err
        assert json.loads(run("schema", "--apply", "--json").out)["version"] == schema.VERSION
        assert run("cypher", "MATCH (n:Place) RETURN DISTINCT n.checked AS c", "--csv").out.split() == ["c", "yes"]
