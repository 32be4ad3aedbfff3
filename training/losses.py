"""What the model should have answered, and how far it is from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.examples import IGNORED, YES, Example
from training.model import Answers, Questions

POSITIVE_WEIGHT = 2.0
WEIGHTS = {"tags": 1.0, "edges": 1.0, "modes": 2.0, "triggers": 0.5, "issues": 2.0, "speakers": 1.0, "antecedents": 0.5}


class Targets(NamedTuple):
    """The right answers of a batch. `labels` is ``[labels, 5]``: pair, edge type, negated, hypothetical, issue.

    `words` and `tags` say at which of the flat pieces a tag is due. Of `triggers`, `speakers` and `antecedents`, rows
    are booleans over what may be answered, any of which is right.
    """

    words: Tensor
    tags: Tensor
    links: Tensor
    labels: Tensor
    triggers: Tensor
    speakers: Tensor
    antecedents: Tensor


def targets_of(examples: Sequence[Example], asked: Questions, length: int) -> Targets:
    """Give the right answers to the questions `asked` about `examples`."""
    words: list[int] = []
    tags: list[int] = []
    rows, triggers, speakers = [], [], []
    window = pair = 0
    entities: list[tuple[int, str]] = []
    for number, example in enumerate(examples):
        entities += [(number, entity) for entity in example.entities]
    for number, example in enumerate(examples):
        for places, line in zip(example.windowed.places, example.tags, strict=True):
            words += [(window + place.window) * length + place.piece for place in places]
            tags += line
        for label in example.labels:
            rows.append((pair + label.pair, label.edge, label.negated, label.hypothetical, label.issue))
            triggers.append(label.trigger)
            speakers.append((number, label.speaker) if label.speaker else None)
        window, pair = window + len(example.windowed.windows), pair + len(example.candidates.pairs)
    labels = torch.tensor(rows, dtype=torch.long).reshape(-1, 5)
    near = asked.speakers[asked.pairs[labels[:, 0], 2]].tolist()
    return Targets(
        torch.tensor(words, dtype=torch.long),
        torch.tensor(tags, dtype=torch.long),
        torch.from_numpy(np.concatenate([example.links for example in examples])),
        labels,
        _within(triggers, asked.regions.shape[1]),
        _same(near, speakers, entities),
        _same(asked.antecedents.tolist(), entities, entities),
    )


def loss_of(tags: Tensor, answers: Answers, targets: Targets, sentences: int) -> dict[str, Tensor]:
    """Give the loss of each part, per sentence: negative log-likelihoods, so that their sum is one too.

    `tags` are the logits of the flat pieces.
    """
    labels = targets.labels
    pair, edge = labels[:, 0], labels[:, 1]
    said = answers.edges[..., 0].float()
    links = functional.binary_cross_entropy_with_logits(
        said,
        (targets.links == YES).float(),
        weight=(targets.links != IGNORED).float(),
        pos_weight=said.new_tensor(POSITIVE_WEIGHT),
        reduction="sum",
    )
    modes = answers.edges[pair, edge, 1:].float()
    losses = {
        "tags": functional.cross_entropy(tags[targets.words].float(), targets.tags, reduction="sum"),
        "edges": links,
        "modes": functional.binary_cross_entropy_with_logits(modes, labels[:, 2:4].float(), reduction="sum"),
        "triggers": _any_of(answers.triggers[pair, edge].float(), targets.triggers),
        "issues": functional.cross_entropy(answers.issues[pair].float(), labels[:, 4], ignore_index=0, reduction="sum"),
        "speakers": _any_of(answers.speakers[pair].float(), targets.speakers),
        "antecedents": _any_of(answers.antecedents.float(), targets.antecedents),
    }
    return {name: WEIGHTS[name] * loss / sentences for name, loss in losses.items()}


def _any_of(logits: Tensor, right: Tensor) -> Tensor:
    """Give the summed negative log-likelihood that the answer is any of the right ones."""
    logs = logits.log_softmax(-1)
    return -logs.masked_fill(~right, -1e4).logsumexp(-1).sum()


def _within(spans: Sequence[tuple[int, int]], width: int) -> Tensor:
    at = torch.arange(width)
    return torch.stack([(at >= first) & (at <= last) for first, last in spans]) if spans else at.new_zeros(0, width) > 0


def _same(rows: list[list[int]], wanted: Sequence[object], entities: Sequence[object]) -> Tensor:
    """Give for each row which candidates are mentions of the wanted entity; "none" comes first, right if none is."""
    width = len(rows[0]) if rows else 0
    right = torch.zeros(len(rows), 1 + width, dtype=torch.bool)
    for at, (row, entity) in enumerate(zip(rows, wanted, strict=True)):
        right[at, 1:] = torch.tensor([other >= 0 and entities[other] == entity for other in row], dtype=torch.bool)
        right[at, 0] = not right[at].any()
    return right
