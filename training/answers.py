"""What a model says of one article: found mentions, and the answers about given ones."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import NamedTuple, TypeVar

import torch
from torch import Tensor

from training.batches import inputs_of, questions_of
from training.candidates import FoundMention, candidates_of
from training.labels import KINDS, TITLE, spans_of
from training.model import Answers, Questions, Reader
from training.windows import WindowedArticle


def device() -> torch.device:
    """Give the GPU where there is one, else the CPU."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def precision() -> AbstractContextManager[object]:
    """Give the context of bfloat16 where the machine computes it fast, of float32 elsewhere."""
    if torch.cuda.is_available():
        return torch.autocast("cuda", dtype=torch.bfloat16)
    cpu = Path("/proc/cpuinfo")
    if cpu.exists() and "amx_bf16" in cpu.read_text("utf-8"):
        return torch.autocast("cpu", dtype=torch.bfloat16)
    return nullcontext()


T = TypeVar("T", bound=NamedTuple)


def placed(tensors: T) -> T:
    """Give a tuple of tensors on the device that computes."""
    return type(tensors)(*(each.to(device()) for each in tensors))


def cpu(tensors: T) -> T:
    """Give a tuple of tensors on the CPU."""
    return type(tensors)(*(each.cpu() for each in tensors))


@torch.no_grad()
def encoded(reader: Reader, article: WindowedArticle, padding: int) -> tuple[Tensor, Tensor, int]:
    """Give the flat states and tag logits of an article, and the length of its windows."""
    inputs = placed(inputs_of([article], padding))
    with precision():
        states, tags = reader.encode(*inputs)
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
    reader: Reader, text: str, article: WindowedArticle, states: Tensor, length: int, mentions: Sequence[FoundMention]
) -> tuple[Questions, Answers]:
    """Ask about `mentions`, of which there must be some, and give questions and answers."""
    asked = placed(questions_of([article], [mentions], [candidates_of(text, article, mentions)], length))
    with precision():
        answers = reader.links(states, asked)
    return asked, Answers(*(each.float().cpu() for each in answers))
