"""What a model says of one article: found mentions, and the answers about given ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import torch
from torch import Tensor

from disputes.loaders.extractors.reader.candidates import FoundMention, candidates_of
from disputes.loaders.extractors.reader.decoding import Tagging
from disputes.loaders.extractors.reader.labels import KINDS, TITLE
from disputes.loaders.extractors.reader.windows import WindowedArticle
from training.batches import inputs_of, questions_of
from training.devices import placed, precision
from training.model import Answers, Questions, Vectors


class Model(Protocol):
    """What answers: `Reader`, or what was exported of it."""

    def encode(self, pieces: Tensor, casing: Tensor, mask: Tensor) -> tuple[Tensor, Vectors]:
        """Give tag logits and vectors, ``[windows, pieces, …]``."""
        ...

    @property
    def links(self) -> Callable[[Vectors, Questions], Answers]:
        """What answers questions by flat vectors."""
        ...

    def eval(self) -> object:
        """Prepare for answering."""
        ...


@torch.no_grad()
def encoded(model: Model, article: WindowedArticle, padding: int) -> tuple[Tagging, Vectors, int]:
    """Give the tagging and the flat vectors of an article, and the length of its windows."""
    inputs = placed(inputs_of([article], padding))
    with precision():
        tags, vectors = model.encode(*inputs)
    length = inputs.pieces.shape[1]
    return Tagging.of(article, tags.flatten(0, 1).float().cpu().numpy(), length), vectors.flat(), length


def mentions_in(tagging: Tagging) -> list[FoundMention]:
    """Give the mentions that the tags say, titles included, in the order of the text."""
    return [heard.found for heard in tagging.mentions()]


def without_titles(mentions: Sequence[FoundMention]) -> list[FoundMention]:
    """Give the mentions that stand for an entity."""
    return [mention for mention in mentions if KINDS[mention.kind] != TITLE]


@torch.no_grad()
def answered(
    model: Model, text: str, article: WindowedArticle, vectors: Vectors, length: int, mentions: Sequence[FoundMention]
) -> tuple[Questions, Answers]:
    """Ask about `mentions`, of which there must be some, and give questions and answers."""
    asked = placed(questions_of([article], [mentions], [candidates_of(text, article, mentions)], length))
    with precision():
        answers = model.links(vectors, asked)
    return asked, Answers(*(each.float().cpu() for each in answers))
