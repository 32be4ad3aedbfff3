"""Who reads: the trained reader unless told otherwise, one of the user's own, and how sure is sure enough."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from commandline import Run

import disputes
from disputes.loaders.extractors.reader.model import SHIPPED

FRENCH = "Le ministre des Affaires étrangères a convoqué mardi l'ambassadeur de la Fédération de Russie à Paris. " * 4


@pytest.fixture(autouse=True)
def _unset(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPUTES_EXTRACTOR")


def confidences(run: Run) -> list[float]:
    rows = json.loads(
        run("cypher", "MATCH ()-[r]->() WHERE r.trigger IS NOT NULL RETURN r.confidence AS c", "--json").out
    )
    return sorted(row["c"] for row in rows)


def versions(run: Run) -> set[str]:
    rows = json.loads(run("cypher", "MATCH (a:Article) RETURN a.extractor_version AS v", "--json").out)
    return {row["v"] for row in rows}


def test_the_trained_reader_reads_and_what_is_not_english_is_left_out_with_a_warning(run: Run) -> None:
    Path("articles/three.txt").write_text(FRENCH, encoding="utf-8")
    done = run("load", "articles", "--quiet")
    assert done.code == 1
    assert done.err == (
        "disputes: skipped articles/three.txt: is not English but seems to be in 'fr'; only English is read\n"
    )
    assert {row["extractor"] for row in json.loads(run("articles", "--json").out)} == {"reader"}
    shown = run("show", "Arkady Lomov").out
    assert "SERVES Russia" in shown
    restricted = "MATCH (:State {name: 'Russia'})-[r:RESTRICTS]->(:Property) RETURN r.evidence"
    assert "closed the French consulate in Kazan" in run("cypher", restricted, "--csv").out


@pytest.mark.parametrize("extractor", ["reader", "rules"])
def test_what_is_less_sure_is_left_out_and_another_limit_reads_anew(run: Run, extractor: str) -> None:
    command = ("load", "articles/one.txt", "--extractor", extractor, "--json")
    run(*command)
    usual = confidences(run)
    limit = f"{usual[len(usual) // 2]:.2f}"
    assert json.loads(run(*command, "--min-confidence", limit).out)["articles"] == {"changed": 1}
    assert confidences(run) == [one for one in usual if one >= float(limit)]
    assert json.loads(run(*command, "--min-confidence", limit).out)["articles"] == {"unchanged": 1}
    assert json.loads(run(*command).out)["articles"] == {"changed": 1}
    assert confidences(run) == usual


def test_a_lower_limit_gives_what_the_reader_itself_leaves_out(run: Run) -> None:
    run("load", "articles/one.txt", "--quiet")
    usual, version = confidences(run), versions(run)
    run("load", "articles/one.txt", "--quiet", "--min-confidence", "0")
    assert len(confidences(run)) > len(usual)
    assert min(confidences(run)) < min(usual)
    assert versions(run).isdisjoint(version)


@pytest.mark.parametrize("limit", ["1.5", "-0.1", "half"])
def test_a_limit_that_is_no_share_is_refused(run: Run, limit: str) -> None:
    done = run("load", "articles", "--min-confidence", limit)
    assert done.code != 0
    assert "--min-confidence" in done.err


def test_a_reader_of_ones_own_reads_anew(run: Run) -> None:
    run("load", "articles/one.txt", "--quiet")
    shutil.copytree(SHIPPED, "mine")
    told = json.loads(Path("mine/model.json").read_text("utf-8"))
    told["sha256"]["links.onnx"] = "0" * 64
    Path("mine/model.json").write_text(json.dumps(told), "utf-8")
    found = json.loads(run("load", "articles/one.txt", "--reader", "mine", "--json").out)
    assert found["articles"] == {"changed": 1}


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["--reader", "articles"], "articles: holds no reader"),
        (["--reader", "nowhere"], "nowhere: holds no reader"),
        (["--reader", "articles", "--extractor", "rules"], "is for --extractor reader"),
    ],
)
def test_a_reader_that_is_none_is_one_line_and_no_store_is_made(run: Run, arguments: list[str], wanted: str) -> None:
    done = run("load", "articles", *arguments)
    assert done.code == 1
    assert wanted in done.err
    assert done.err.count("\n") == 1
    assert not Path("disputes.kgl").exists()


def test_a_reader_without_decisions_is_refused_and_told_where_to_get_some(run: Run) -> None:
    shutil.copytree(SHIPPED, "mine")
    Path("mine/decisions.json").unlink()
    done = run("load", "articles", "--reader", "mine")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert f"disputes: mine: holds no decisions.json, which tells how sure is sure enough; copy {SHIPPED}" in done.err
    assert "python -m training.decisions" in done.err
    assert not Path("disputes.kgl").exists()
    shutil.copy(SHIPPED / "decisions.json", "mine")
    assert run("load", "articles", "--reader", "mine", "--quiet").code == 0


@pytest.mark.parametrize("links", [b"not a graph", (SHIPPED / "encoder.onnx").read_bytes()], ids=["none", "another"])
def test_a_broken_reader_is_one_line_not_one_for_each_article(run: Run, links: bytes) -> None:
    shutil.copytree(SHIPPED, "mine")
    Path("mine/links.onnx").write_bytes(links)
    done = run("load", "articles", "--reader", "mine", "--workers", "2")
    assert done.code == 1
    assert done.err.startswith("disputes: mine: the reader there is broken")
    assert done.err.count("\n") == 1


def test_the_api_takes_a_reader_and_a_limit(run: Run) -> None:
    graph = disputes.open("mine.kgl")
    report = graph.load("articles/one.txt", reader=SHIPPED, min_confidence=1.0)
    assert report.articles == 1
    assert report.assertions.total() == 0
    with pytest.raises(disputes.InputError, match="between 0 and 1"):
        graph.load("articles/one.txt", min_confidence=2.0)
