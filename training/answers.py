"""What a model says of one article: found mentions, and the answers about given ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import torch
from torch import Tensor

from disputes.loaders.extractors.reader.candidates import FoundMention, candidates_of
from disputes.loaders.extractors.reader.labels import KINDS, TITLE, spans_of
from disputes.loaders.extractors.reader.windows import WindowedArticle
from training.batches import inputs_of, questions_of
from training.devices import placed, precision
from training.model import Answers, Questions


class Model(Protocol):
    """What answers: `Reader`, or what was exported of it."""

    def encode(self, pieces: Tensor, casing: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Give states and tag logits, ``[windows, pieces, …]``."""
        ...

    @property
    def links(self) -> Callable[[Tensor, Questions], Answers]:
        """What answers questions about flat states."""
        ...

    def eval(self) -> object:
        """Prepare for answering."""
        ...


@torch.no_grad()
def encoded(model: Model, article: WindowedArticle, padding: int) -> tuple[Tensor, Tensor, int]:
    """Give the flat states and tag logits of an article, and the length of its windows."""
    inputs = placed(inputs_of([article], padding))
    with precision():
        states, tags = model.encode(*inputs)
    return states.flatten(0, 1), tags.flatten(0, 1).float(), inputs.pieces.shape[1]


def mentions_in(article: WindowedArticle, tags: Tensor, length: int) -> list[FoundMention]:
    """Give the mentions that the tags say, titles included, in the order of the text."""
    best = tags.argmax(-1).tolist()
    return [
        FoundMention(sentence, *span)
        for sentence, places in enumerate(article.places)
        for span in spans_of([best[place.window * length + place.piece] for place in places])
    ]


def without_titles(mentions: Sequence[FoundMention]) -> list[FoundMention]:
    """Give the mentions that stand for an entity."""
    return [mention for mention in mentions if KINDS[mention.kind] != TITLE]


@torch.no_grad()
def answered(
    model: Model, text: str, article: WindowedArticle, states: Tensor, length: int, mentions: Sequence[FoundMention]
) -> tuple[Questions, Answers]:
    """Ask about `mentions`, of which there must be some, and give questions and answers."""
    asked = placed(questions_of([article], [mentions], [candidates_of(text, article, mentions)], length))
    with precision():
        answers = model.links(states, asked)
    return asked, Answers(*(each.float().cpu() for each in answers))
