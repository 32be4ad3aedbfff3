"""Examples as tensors: several articles at once."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from disputes.loaders.extractors.reader import questions
from disputes.loaders.extractors.reader.candidates import Candidates, FoundMention
from disputes.loaders.extractors.reader.windows import WindowedArticle
from training.examples import Example
from training.model import Questions

POOL = 8
"""Batches that are cut from one pool of examples."""


class Inputs(NamedTuple):
    """What the encoder gets: ``[windows, pieces]`` each."""

    pieces: Tensor
    casing: Tensor
    mask: Tensor


def inputs_of(articles: Sequence[WindowedArticle], padding: int) -> Inputs:
    """Give the windows of all `articles`, filled up to the longest."""
    return Inputs(*map(_tensor, questions.inputs_of(articles, padding)))


def questions_of(
    articles: Sequence[WindowedArticle],
    mentions: Sequence[Sequence[FoundMention]],
    candidates: Sequence[Candidates],
    length: int,
) -> Questions:
    """Give the questions about all `articles`, whose windows are filled up to `length` pieces."""
    asked = questions.questions_of(articles, mentions, candidates, length)
    return Questions(**{name: _tensor(array) for name, array in asked._asdict().items()})


def shuffled(examples: Sequence[Example], articles: int, rng: random.Random) -> Iterator[list[Example]]:
    """Give batches of `articles` examples in a random order, each with windows of about one length.

    So little is filled up. Examples are sorted within pools of POOL batches: a batch differs from epoch to epoch.
    """
    order = list(examples)
    rng.shuffle(order)
    batches: list[list[Example]] = []
    for start in range(0, len(order), POOL * articles):
        pool = sorted(order[start : start + POOL * articles], key=_length)
        batches += (pool[at : at + articles] for at in range(0, len(pool), articles))
    rng.shuffle(batches)
    yield from batches


def _length(example: Example) -> int:
    return max((len(window.pieces) for window in example.windowed.windows), default=0)


def _tensor(array: np.ndarray) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(array.astype(np.int64)))
