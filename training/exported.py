"""An exported model, run by onnxruntime alone: what the export lost, and how fast it is.

python -m training.exported --model DIR [--folds K --fold I] [--threads N]
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Tokenizer
from torch import Tensor

from disputes.loaders.extractors.reader.windows import Pieces
from training.answers import answered, encoded, mentions_in, without_titles
from training.corpus import read_all
from training.examples import Example, example_of
from training.folds import held_out
from training.model import Answers, Questions, Vectors
from training.scores import score


class Exported:
    """Answers like `Reader`, from the graphs in `folder`."""

    def __init__(self, folder: Path, threads: int = 2) -> None:
        options = SessionOptions()
        options.intra_op_num_threads = threads
        self._encoder = InferenceSession(folder / "encoder.onnx", options)
        self._links = InferenceSession(folder / "links.onnx", options)

    def encode(self, pieces: Tensor, casing: Tensor, mask: Tensor) -> tuple[Tensor, Vectors]:
        """Give tag logits and vectors."""
        given = {"pieces": pieces, "casing": casing, "mask": mask}
        found = self._encoder.run(None, {name: value.cpu().numpy() for name, value in given.items()})
        tags, *vectors = map(torch.from_numpy, found)
        return tags, Vectors(*vectors)

    def links(self, vectors: Vectors, asked: Questions) -> Answers:
        """Answer questions by the flat `vectors`."""
        given = {**vectors._asdict(), **asked._asdict()}
        found = self._links.run(None, {name: value.cpu().numpy() for name, value in given.items()})
        return Answers(*map(torch.from_numpy, found))

    def eval(self) -> None:
        """Do nothing: there is no other mode."""


def articles_per_second(model: Exported, examples: Sequence[Example], padding: int) -> float:
    """Give how many articles are read in a second, one at a time, from windows to answers."""
    began = time.perf_counter()
    for example in examples:
        tagging, vectors, length = encoded(model, example.windowed, padding)
        found = without_titles(mentions_in(tagging))
        if found:
            answered(model, example.article.text, example.windowed, vectors, length, found)
    return len(examples) / (time.perf_counter() - began)


def main(argv: Sequence[str] | None = None) -> None:
    """Print scores and speed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args(argv)
    card = json.loads((options.model / "model.json").read_text("utf-8"))
    pieces = Pieces.of(Tokenizer.from_file(str(options.model / "tokenizer.json")), card["special"])
    _, apart = held_out(read_all(), options.folds, options.fold)
    examples = [example_of(article, pieces) for article in apart]
    model = Exported(options.model, options.threads)
    speed = articles_per_second(model, examples, pieces.padding)
    print(json.dumps({"articles_per_second": round(speed, 2), "scores": score(model, examples, pieces.padding).rows()}))


if __name__ == "__main__":
    main()
