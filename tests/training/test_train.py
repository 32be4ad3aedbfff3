"""The whole path on a handful of articles: a tiny encoder, training, a stop, the export, the same answers."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from disputes.loaders.extractors.reader.windows import Pieces  # noqa: E402
from training import encoders  # noqa: E402
from training.answers import answered, encoded  # noqa: E402
from training.corpus import AnnotatedArticle, read  # noqa: E402
from training.examples import example_of  # noqa: E402
from training.losses import targets_of  # noqa: E402
from training.train import Plan, Training  # noqa: E402

SAMPLE = list(read(Path(__file__).parent / "articles.txt"))
PLAN = Plan(encoder="tiny", epochs=2, folds=0, batch=1, swap=0.5, encoder_rate=1e-3)


def losses(folder: Path) -> list[dict[str, float]]:
    lines = map(json.loads, (folder / "log.jsonl").read_text("utf-8").splitlines())
    return [line["losses"] for line in lines if "losses" in line]


def test_training_learns_a_handful_of_articles_by_heart(base: encoders.Base, tmp_path: Path) -> None:
    plan = replace(PLAN, epochs=48, swap=0.0, encoder_rate=3e-3, head_rate=5e-3)
    Training(plan, base, SAMPLE, tmp_path).run()
    first, *_, last = losses(tmp_path)
    assert last["tags"] < first["tags"] / 10
    assert last["edges"] < first["edges"] / 2
    assert last["antecedents"] < first["antecedents"] / 2


def test_the_same_seed_gives_the_same_weights(base: encoders.Base, tmp_path: Path) -> None:
    one, other = (Training(PLAN, base, SAMPLE, tmp_path / name).run().state_dict() for name in "ab")
    assert all(torch.equal(one[name], other[name]) for name in one)


def test_a_run_that_was_stopped_ends_like_one_that_was_not(base: encoders.Base, tmp_path: Path) -> None:
    whole = Training(PLAN, base, SAMPLE, tmp_path / "whole").run().state_dict()
    stopped = Training(PLAN, base, SAMPLE, tmp_path / "stopped")
    stopped.advance(1)
    resumed = Training(PLAN, base, SAMPLE, tmp_path / "stopped").run().state_dict()
    assert all(torch.equal(whole[name], resumed[name]) for name in whole)


def test_a_run_goes_on_only_with_the_options_and_articles_it_began_with(base: encoders.Base, tmp_path: Path) -> None:
    Training(PLAN, base, SAMPLE, tmp_path)
    Training(replace(PLAN, epochs=9), base, SAMPLE, tmp_path)
    with pytest.raises(ValueError, match="differs in seed"):
        Training(replace(PLAN, seed=2), base, SAMPLE, tmp_path)
    with pytest.raises(ValueError, match="differs in articles"):
        Training(PLAN, base, SAMPLE[1:], tmp_path)


def test_frozen_layers_stay_as_they_are(base: encoders.Base, tmp_path: Path) -> None:
    before = Training.model(base).state_dict()
    after = Training(replace(PLAN, frozen=1), base, SAMPLE, tmp_path).run().state_dict()
    changed = {name.split(".")[0] for name in before if not torch.equal(before[name], after[name])}
    assert changed == {"tags", "vectors", "links"}


def test_what_is_held_out_is_scored(base: encoders.Base, tmp_path: Path) -> None:
    Training(replace(PLAN, folds=2, epochs=1), base, SAMPLE, tmp_path).run()
    last = json.loads((tmp_path / "log.jsonl").read_text("utf-8").splitlines()[-1])
    wanted = sum(mention.entity is not None for mention in SAMPLE[0].mentions)
    assert last["scores"]["mention"]["n"] == wanted
    assert {"edge", "edge ties", "edge verbs", "speaker", "issue", "antecedent", "trigger"} <= set(last["scores"])


def test_targets_say_what_the_article_says(base: encoders.Base) -> None:
    article: AnnotatedArticle = SAMPLE[0]
    pieces = Pieces.of(base.tokenizer, base.source.special)
    example = example_of(article, pieces)
    reader = Training.model(base)
    _, vectors, length = encoded(reader, example.windowed, pieces.padding)
    asked, answers = answered(reader, article.text, example.windowed, vectors, length, example.mentions)
    targets = targets_of([example], asked, length)
    assert answers.triggers[targets.labels[:, 0], targets.labels[:, 1]].shape == targets.triggers.shape
    assert answers.speakers[targets.labels[:, 0]].shape == targets.speakers.shape
    assert answers.antecedents.shape == targets.antecedents.shape
    names = [example.entities[at] for at in range(len(example.entities))]
    for row, label in enumerate(example.labels):
        candidates = asked.speakers[asked.pairs[label.pair, 2]].tolist()
        right = {names[candidates[at - 1]] for at in targets.speakers[row].nonzero().flatten().tolist() if at}
        assert right == ({label.speaker} if label.speaker else set())


def test_the_exported_graphs_answer_like_the_model(base: encoders.Base, tmp_path: Path) -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    pytest.importorskip("onnxscript")
    from training.batches import inputs_of, questions_of
    from training.export import export

    reader = Training.model(base)
    export(reader, base, {}, SAMPLE, tmp_path, as_bytes=False)
    pieces = Pieces.of(base.tokenizer, base.source.special)
    example = example_of(SAMPLE[1], pieces)
    inputs = inputs_of([example.windowed], pieces.padding)
    asked = questions_of([example.windowed], [example.mentions], [example.candidates], inputs.pieces.shape[1])
    with torch.no_grad():
        tags, vectors = reader.eval().encode(*inputs)
        answers = reader.links(vectors.flat(), asked)
    given = {name: value.numpy() for name, value in inputs._asdict().items()}
    found = onnxruntime.InferenceSession(tmp_path / "encoder.onnx").run(None, given)
    for value, wanted in zip(found, (tags, *vectors), strict=True):
        assert torch.allclose(torch.from_numpy(value), wanted, atol=1e-3)
    given = {name: value.numpy() for name, value in {**vectors.flat()._asdict(), **asked._asdict()}.items()}
    found = onnxruntime.InferenceSession(tmp_path / "links.onnx").run(None, given)
    for name, value, wanted in zip(answers._fields, found, answers, strict=True):
        assert torch.allclose(torch.from_numpy(value), wanted, atol=1e-3), name
