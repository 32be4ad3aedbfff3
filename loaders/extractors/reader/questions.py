"""What the two graphs of the model are given, as arrays: several articles at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from disputes.loaders.extractors.reader.candidates import Candidates, FoundMention
from disputes.loaders.extractors.reader.windows import WindowedArticle


class Inputs(NamedTuple):
    """What the encoder gets: ``[windows, pieces]`` each."""

    pieces: np.ndarray
    casing: np.ndarray
    mask: np.ndarray


class Vectors(NamedTuple):
    """What the links are told of each piece, flat: ``[pieces of all windows, width]`` each.

    What a mention is that begins or ends there, what pairs attend to and are told, what it says of the issues.
    """

    first: np.ndarray
    last: np.ndarray
    keys: np.ndarray
    values: np.ndarray
    topics: np.ndarray


class Questions(NamedTuple):
    """What is asked about mentions, as in Candidates; -1 fills up. Mentions and words are indices of flat pieces.

    `spans` is ``[mentions, 2]`` (first pieces of the first and the last word), `kinds` ``[mentions]``, `sentences`
    ``[sentences, words]``, `sentence_of` ``[mentions]``, `article_of` ``[sentences]``.
    """

    spans: np.ndarray
    kinds: np.ndarray
    sentence_of: np.ndarray
    article_of: np.ndarray
    sentences: np.ndarray
    pairs: np.ndarray
    pair_places: np.ndarray
    regions: np.ndarray
    speakers: np.ndarray
    antecedents: np.ndarray
    likeness: np.ndarray
    gaps: np.ndarray


def inputs_of(articles: Sequence[WindowedArticle], padding: int) -> Inputs:
    """Give the windows of all `articles`, filled up to the longest."""
    windows = [window for article in articles for window in article.windows]
    length = max(len(window.pieces) for window in windows)
    pieces = np.full((len(windows), length), padding, dtype=np.int64)
    casing, mask = np.zeros_like(pieces), np.zeros_like(pieces)
    for row, window in enumerate(windows):
        count = len(window.pieces)
        pieces[row, :count], casing[row, :count], mask[row, :count] = window.pieces, window.casing, 1
    return Inputs(pieces, casing, mask)


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
    joined = {name: _stacked(arrays) for name, arrays in parts.items()}
    return Questions(
        np.array(spans, dtype=np.int64).reshape(-1, 2),
        np.array(kinds, dtype=np.int64),
        np.array(sentence_of, dtype=np.int64),
        np.repeat(np.arange(len(articles)), [len(article.words) for article in articles]),
        _stacked([row[None, :] for row in sentences]),
        **joined,
    )


_RAGGED = ("regions", "speakers", "antecedents", "likeness", "gaps")


def _stacked(arrays: Sequence[np.ndarray]) -> np.ndarray:
    """Give the rows of all `arrays`, those of more than one dimension filled up with -1 to the widest."""
    if arrays[0].ndim == 1:
        return np.concatenate(arrays)
    widest = max(array.shape[1] for array in arrays)
    padded = [np.pad(array, ((0, 0), (0, widest - array.shape[1])), constant_values=-1) for array in arrays]
    return np.concatenate(padded)
