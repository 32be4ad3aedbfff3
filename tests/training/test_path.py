"""The whole path on a handful of articles: train, export, read by what was exported, decide about it, read again."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from shutil import copytree

import pytest

pytest.importorskip("torch")
pytest.importorskip("onnxruntime")
pytest.importorskip("onnxscript")
pytest.importorskip("sklearn")

from disputes.graph.errors import InputError
from disputes.graph.model import Article, Reading
from disputes.graph.vocabulary import RULES, EdgeKind
from disputes.loaders.extractors.reader.extractor import ReaderExtractor
from disputes.loaders.extractors.reader.weighing import load_decisions
from disputes.loaders.extractors.rules.mentions import find
from disputes.loaders.readings.checks import checked
from training import decisions, encoders, quality
from training.corpus import read, read_all
from training.export import export
from training.matching import Truth, article_of
from training.train import Plan, Training
from training.unseen import unseen_by

SAMPLE = list(read(Path(__file__).parent / "articles.txt"))
ARTICLES = [article_of(annotated) for annotated in [*SAMPLE, *read_all()[::80]]]
FOLDS = 60
PLAN = Plan(encoder="tiny", epochs=1, folds=0, batch=1, swap=0.0, encoder_rate=3e-3, head_rate=5e-3)


@pytest.fixture(scope="module")
def exported(base: encoders.Base, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Export a reader that knows no article of the project: each of their folds is held out."""
    folder = tmp_path_factory.mktemp("reader")
    reader = Training(PLAN, base, SAMPLE, folder / "run").run()
    export(reader, base, asdict(replace(PLAN, folds=FOLDS)), SAMPLE, folder / "exported")
    return folder / "exported"


@pytest.fixture(scope="module")
def readings(exported: Path) -> list[tuple[Article, Reading]]:
    reader = ReaderExtractor(exported, least=0.0)
    return [(article, reader.read(article)) for article in ARTICLES]


def test_everything_that_is_read_holds(readings: list[tuple[Article, Reading]]) -> None:
    assert any(reading.assertions for _, reading in readings)
    for article, reading in readings:
        assert checked(article, reading) == reading


def test_evidence_is_one_of_the_sentences_and_holds_the_words(readings: list[tuple[Article, Reading]]) -> None:
    for article, reading in readings:
        sentences = {sentence.span for sentence in find(article).sentences}
        for found in reading.assertions:
            assert found.evidence in sentences
            spans = [found.trigger, *filter(None, (found.source_span, found.target_span))]
            assert all(found.evidence.covers(span) and span.of(article.text).strip() for span in spans)


def test_edges_join_what_the_ontology_lets_them_join(readings: list[tuple[Article, Reading]]) -> None:
    for _, reading in readings:
        types = {entity.key: entity.type for entity in reading.entities}
        for found in reading.assertions:
            assert RULES[found.type].joins(types[found.source], types[found.target])


def test_the_same_article_is_read_the_same(exported: Path, readings: list[tuple[Article, Reading]]) -> None:
    again = ReaderExtractor(exported, least=0.0)
    assert [(article, again.read(article)) for article, _ in readings[1::-1]] == readings[1::-1]


def test_what_is_not_sure_enough_is_left_out(exported: Path, readings: list[tuple[Article, Reading]]) -> None:
    article, every = readings[0]
    strict = ReaderExtractor(exported, least=0.6).read(article)
    assert {one.id for one in strict.assertions} <= {one.id for one in every.assertions if one.confidence >= 0.6}
    assert len(strict.assertions) < len(every.assertions)


@pytest.mark.parametrize("text", ["", "\n\n", "7", "?!"])
def test_an_article_without_words_is_read(exported: Path, text: str) -> None:
    article = Article("a", text, "")
    reading = ReaderExtractor(exported).read(article)
    assert checked(article, reading) == reading
    assert not reading.assertions


@pytest.fixture(scope="module")
def decided(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fit decisions on two readers, of which each has a dozen articles to read."""
    folder = tmp_path_factory.mktemp("decided")
    other = copytree(exported, folder / "other")
    changed(other / "model.json", "plan", fold=1)
    whole = copytree(exported, folder / "whole")
    decisions.main([str(exported), str(other), "--out", str(whole)])
    return whole


def test_what_is_decided_is_read_with_the_model(exported: Path, decided: Path) -> None:
    found = load_decisions(decided)
    assert set(found.weights) == set(RULES)
    assert set(found.least) == set(EdgeKind)
    assert all(0 < least < 1 for least in found.least.values())
    assert ReaderExtractor(decided).decisions == found
    assert ReaderExtractor(decided).version != ReaderExtractor(exported).version


def test_what_is_read_by_decisions_holds(decided: Path) -> None:
    reader = ReaderExtractor(decided)
    for article in ARTICLES[: len(SAMPLE)]:
        reading = reader.read(article)
        assert checked(article, reading) == reading
        assert all(reader.decisions.keeps(found) for found in reading.assertions)


def test_quality_is_that_of_what_was_held_out(exported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quality.main([str(exported)])
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    apart = read_all()[::FOLDS]
    tallies = quality.measured([exported])
    edges = tallies["ties"].wanted + tallies["verbs"].wanted
    assert [row[0] for row in rows] == ["precision", "entities", "ties", "verbs", "in_place"]
    assert unseen_by(exported) == apart
    assert int(rows[2][-1]) + int(rows[3][-1]) == edges == sum(len(Truth(article).edges) for article in apart)


def test_quality_is_that_of_the_files_that_are_named(exported: Path, tmp_path: Path) -> None:
    mine = Path(__file__).parent / "articles.txt"
    copy = copytree(exported, tmp_path / "copy")
    changed(copy / "model.json", "plan", folds=0)
    named, alone = (quality.measured([copy], articles) for articles in (read_all([mine]), SAMPLE[:1]))
    for kind in ("ties", "verbs"):
        assert 0 < alone[kind].wanted < named[kind].wanted
    assert named["ties"].wanted + named["verbs"].wanted == sum(len(Truth(article).edges) for article in SAMPLE)


def changed(card: Path, part: str, **facts: object) -> None:
    """Change facts in a part of a model's card."""
    told = json.loads(card.read_text("utf-8"))
    told[part] |= facts
    card.write_text(json.dumps(told), "utf-8")


def test_a_reader_of_other_articles_is_not_measured_by_these(
    exported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = copytree(exported, tmp_path / "copy")
    changed(copy / "model.json", "sha256", articles="0")
    with pytest.raises(InputError, match="other articles"):
        quality.measured([copy])
    with pytest.raises(SystemExit):
        quality.main([str(copy)])
    assert "was made from other articles" in capsys.readouterr().err


def test_a_reader_that_none_was_held_out_of_is_not_measured(exported: Path, tmp_path: Path) -> None:
    copy = copytree(exported, tmp_path / "copy")
    changed(copy / "model.json", "plan", folds=0)
    with pytest.raises(InputError, match="none was held out"):
        unseen_by(copy)


@pytest.fixture(params=["model.json", "tokenizer.json", "encoder.onnx", "links.onnx"])
def broken(request: pytest.FixtureRequest, exported: Path, tmp_path: Path) -> Path:
    copy = copytree(exported, tmp_path / "broken")
    (copy / str(request.param)).write_bytes(b"{")
    return copy


def test_a_broken_file_is_told_when_the_first_article_is_read(broken: Path) -> None:
    with pytest.raises(InputError, match="reader"):
        ReaderExtractor(broken).read(ARTICLES[0])


@pytest.mark.parametrize(("name", "value"), [("format", 1), ("tags", ["O"]), ("window_pieces", 128)])
def test_a_model_of_another_version_is_refused(exported: Path, tmp_path: Path, name: str, value: object) -> None:
    card = json.loads((exported / "model.json").read_text("utf-8"))
    (tmp_path / "model.json").write_text(json.dumps(card | {name: value}), "utf-8")
    with pytest.raises(InputError, match="another version"):
        ReaderExtractor(tmp_path)
