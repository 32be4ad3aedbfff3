"""Make the reader's model from the annotated articles.

    python -m training.train --out DIR [--epochs N] [--seed S] [--encoder NAME] [--folds K --fold I] [--limit N]

The folder keeps checkpoints, `log.jsonl` (a line an epoch) and at the end `reader.pt`, the mean of the last epochs'
weights. Run again with the same options and articles, it goes on where it stopped. The same options give the same
model.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor

from disputes.graph.model import hashed
from disputes.loaders.extractors.reader.windows import Pieces
from training import encoders
from training.augment import Names
from training.batches import inputs_of, questions_of, shuffled
from training.checkpoints import Checkpoints
from training.corpus import AnnotatedArticle, read_all
from training.devices import device, placed, precision
from training.examples import Example, example_of
from training.folds import held_out
from training.losses import loss_of, targets_of
from training.memory import keep_memory
from training.model import Reader
from training.rounds import Rounds
from training.scores import score


@dataclass(frozen=True, slots=True)
class Plan:
    """The options of a run. Rates are AdamW's, at their highest; `warm` is the share of steps until then.

    `fold` of `folds` is held out and scored after each epoch; with ``folds=0`` all articles are trained on. `swap` is
    the share of articles that get other names, anew in each epoch. `averaged` is how many of the last epochs' weights
    the model is the mean of. `frozen` are the encoder's first layers that stay as they are: for quick tries.
    """

    encoder: str = encoders.DEFAULT
    epochs: int = 8
    seed: int = 1
    folds: int = 10
    fold: int = 0
    limit: int = 0
    batch: int = 4
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm: float = 0.06
    swap: float = 0.5
    averaged: int = 2
    frozen: int = 0


class Training:
    """One run: a model, its data, and what has been reached. `workers` are processes that prepare examples."""

    def __init__(
        self,
        plan: Plan,
        base: encoders.Base,
        articles: Sequence[AnnotatedArticle],
        folder: Path,
        *,
        workers: int = 0,
    ) -> None:
        torch.manual_seed(plan.seed)
        self.plan = plan
        self.pieces = Pieces.of(base.tokenizer, base.source.special)
        self.trained, self.kept_apart = held_out(articles, plan.folds, plan.fold)
        if plan.limit:
            self.trained = self.trained[: plan.limit]
        self.workers = workers
        self.rounds = Rounds(self.trained, self.pieces, Names.of(self.trained), plan.swap, plan.seed)
        self.reader = self.model(base).to(device())
        self.optimizer = _optimizer(self.reader, plan)
        self.reader.encoder.freeze(plan.frozen)
        steps = plan.epochs * -(-len(self.trained) // plan.batch)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda step: min((step + 1) / (plan.warm * steps + 1), max(0.0, 1 - step / steps))
        )
        self.checkpoints = Checkpoints(folder, plan.averaged)
        self.log = folder / "log.jsonl"
        _keep({**asdict(plan), "articles": hashed(repr(list(articles)))}, folder / "plan.json")

    @staticmethod
    def model(base: encoders.Base) -> Reader:
        """Give a model that knows what its encoder knows."""
        return Reader(encoders.build(base))

    def run(self) -> Reader:
        """Train what is still to be trained, and give the model that is the mean of the last epochs."""
        self.advance(self.plan.epochs)
        self.reader.load_state_dict(self.checkpoints.average())
        torch.save(self.reader.state_dict(), self.checkpoints.folder / "reader.pt")
        self._report({"epoch": "mean"})
        return self.reader

    def advance(self, last: int) -> None:
        """Train to the end of epoch `last`, from where the run has come to."""
        first = self._resumed() + 1
        for epoch, examples in enumerate(self.rounds.epochs(first, last, self.workers), first):
            began = time.monotonic()
            losses = self._epoch(epoch, examples)
            self._report({"epoch": epoch, "seconds": round(time.monotonic() - began), "losses": losses})
            self.checkpoints.save(epoch, self._state(), self.reader.state_dict())

    def _epoch(self, epoch: int, examples: Sequence[Example]) -> dict[str, float]:
        torch.manual_seed(self.plan.seed * 1000 + epoch)
        rng = random.Random(self.plan.seed * 1000 + epoch)
        self.reader.train()
        totals: dict[str, float] = {}
        batches = list(shuffled(examples, self.plan.batch, rng))
        for number, batch in enumerate(batches, 1):
            for name, loss in self._step(batch).items():
                totals[name] = totals.get(name, 0.0) + loss
            if number % 20 == 0:
                print(f"epoch {epoch}: {number}/{len(batches)}", file=sys.stderr, flush=True)
        return {name: round(total / len(batches), 4) for name, total in totals.items()}

    def _step(self, batch: Sequence[Example]) -> dict[str, float]:
        articles = [example.windowed for example in batch]
        inputs = inputs_of(articles, self.pieces.padding)
        length = inputs.pieces.shape[1]
        mentions, candidates = [example.mentions for example in batch], [example.candidates for example in batch]
        asked = questions_of(articles, mentions, candidates, length)
        targets = placed(targets_of(batch, asked, length))
        inputs, asked = placed(inputs), placed(asked)
        with precision():
            tags, vectors = self.reader.encode(*inputs)
            answers = self.reader.links(vectors.flat(), asked)
        losses = loss_of(tags.flatten(0, 1), answers, targets, len(asked.sentences))
        self.optimizer.zero_grad()
        torch.autograd.backward(torch.stack(list(losses.values())).sum())
        torch.nn.utils.clip_grad_norm_(self.reader.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        return {name: loss.item() for name, loss in losses.items()}

    def _state(self) -> dict[str, object]:
        return {name: getattr(self, name).state_dict() for name in _RESUMED}

    def _resumed(self) -> int:
        """Take up what an earlier run has reached, and give the epochs that it made."""
        state = self.checkpoints.last()
        if state is None:
            return 0
        for name in _RESUMED:
            getattr(self, name).load_state_dict(state[name])
        return int(str(state["epoch"]))

    def _report(self, line: dict[str, object]) -> None:
        if self.kept_apart:
            examples = [example_of(article, self.pieces) for article in self.kept_apart]
            line["scores"] = score(self.reader, examples, self.pieces.padding).rows()
        with self.log.open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")
        print(json.dumps(line), file=sys.stderr, flush=True)


def _keep(plan: dict[str, object], path: Path) -> None:
    """Write down the options and what the articles are; a run that goes on may change the number of epochs alone."""
    if path.exists():
        before = json.loads(path.read_text("utf-8"))
        changed = [name for name, value in plan.items() if name != "epochs" and before.get(name) != value]
        if changed:
            raise ValueError(f"{path.parent} holds a run that differs in {', '.join(changed)}: choose another folder")
    path.write_text(json.dumps(plan, indent=1), "utf-8")


_RESUMED = ("reader", "optimizer", "schedule")


def trained(folder: Path, weights: str = "reader.pt") -> Reader:
    """Give the model that a run has left in `folder`."""
    plan = json.loads((folder / "plan.json").read_text("utf-8"))
    reader = Training.model(encoders.load(plan["encoder"]))
    reader.load_state_dict(torch.load(folder / weights, weights_only=True, map_location="cpu"))
    return reader


def _optimizer(reader: Reader, plan: Plan) -> torch.optim.Optimizer:
    heads: list[Tensor] = [value for name, value in reader.named_parameters() if not name.startswith("encoder.")]
    heads.append(reader.encoder.casing.weight)
    encoder = [each for each in reader.encoder.parameters() if each.requires_grad and each is not heads[-1]]
    groups = [{"params": encoder, "lr": plan.encoder_rate}, {"params": heads, "lr": plan.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def main(argv: Sequence[str] | None = None) -> None:
    """Train by the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints, log and model")
    parser.add_argument("--threads", type=int, default=0, help="threads of the CPU (default: all)")
    parser.add_argument("--workers", type=int, default=0, help="processes that prepare examples beside the training")
    for name, default in asdict(Plan()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(default), default=default)
    options = vars(parser.parse_args(argv))
    folder, threads, workers = options.pop("out"), options.pop("threads"), options.pop("workers")
    keep_memory()
    if threads:
        torch.set_num_threads(threads)
    plan = Plan(**options)
    Training(plan, encoders.load(plan.encoder), read_all(), folder, workers=workers).run()


if __name__ == "__main__":
    main()
