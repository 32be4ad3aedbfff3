"""Examples as tensors: several articles at once."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from disputes.loaders.extractors.reader.candidates import Candidates, FoundMention
from disputes.loaders.extractors.reader.windows import WindowedArticle
from training.examples import Example
from training.model import Questions


class Inputs(NamedTuple):
    """What the encoder gets: ``[windows, pieces]`` each."""

    pieces: Tensor
    casing: Tensor
    mask: Tensor


def inputs_of(articles: Sequence[WindowedArticle], padding: int) -> Inputs:
    """Give the windows of all `articles`, filled up to the longest."""
    windows = [window for article in articles for window in article.windows]
    length = max(len(window.pieces) for window in windows)
    pieces = np.full((len(windows), length), padding, dtype=np.int64)
    casing, mask = np.zeros_like(pieces), np.zeros_like(pieces)
    for row, window in enumerate(windows):
        count = len(window.pieces)
        pieces[row, :count], casing[row, :count], mask[row, :count] = window.pieces, window.casing, 1
    return Inputs(*map(torch.from_numpy, (pieces, casing, mask)))


def questions_of(
    articles: Sequence[WindowedArticle],
    mentions: Sequence[Sequence[FoundMention]],
    candidates: Sequence[Candidates],
    length: int,
) -> Questions:
    """Give the questions about all `articles`, whose windows are filled up to `length` pieces."""
    spans, kinds, sentence_of, sentences = [], [], [], []
    parts: dict[str, list[np.ndarray]] = {name: [] for name in ("pairs", *_RAGGED, "pair_places")}
    window = mention = sentence = 0
    for article, found, asked in zip(articles, mentions, candidates, strict=True):
        flat = [
            np.array([(window + place.window) * length + place.piece for place in row], dtype=np.int64)
            for row in article.places
        ]
        spans += [(flat[each.sentence][each.first], flat[each.sentence][each.last]) for each in found]
        kinds += [each.kind for each in found]
        sentence_of += [sentence + each.sentence for each in found]
        sentences += flat
        parts["pairs"].append(asked.pairs + np.array([mention, mention, sentence]))
        parts["pair_places"].append(asked.pair_places)
        for name in _RAGGED:
            array = getattr(asked, name)
            shift = mention if name in ("speakers", "antecedents") else 0
            parts[name].append(np.where(array < 0, -1, array + shift))
        window, mention, sentence = (
            window + len(article.windows),
            mention + len(found),
            sentence + len(article.words),
        )
    joined = {name: _tensor(_stacked(arrays)) for name, arrays in parts.items()}
    return Questions(
        _tensor(np.array(spans, dtype=np.int64).reshape(-1, 2)),
        _tensor(np.array(kinds, dtype=np.int64)),
        _tensor(np.array(sentence_of, dtype=np.int64)),
        _tensor(_stacked([row[None, :] for row in sentences])),
        **joined,
    )


_RAGGED = ("regions", "speakers", "antecedents", "likeness", "gaps")


def shuffled(examples: Sequence[Example], articles: int, rng: random.Random) -> Iterator[list[Example]]:
    """Give batches of `articles` examples in a random order."""
    order = list(examples)
    rng.shuffle(order)
    for start in range(0, len(order), articles):
        yield order[start : start + articles]


def _stacked(arrays: Sequence[np.ndarray]) -> np.ndarray:
    """Give the rows of all `arrays`, those of more than one dimension filled up with -1 to the widest."""
    if arrays[0].ndim == 1:
        return np.concatenate(arrays)
    widest = max(array.shape[1] for array in arrays)
    padded = [np.pad(array, ((0, 0), (0, widest - array.shape[1])), constant_values=-1) for array in arrays]
    return np.concatenate(padded)


def _tensor(array: np.ndarray) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(array.astype(np.int64)))
