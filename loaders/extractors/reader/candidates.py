"""What the links are asked of the mentions of one article: which pairs, speakers and antecedents there may be.

The same questions are asked of annotated mentions in training and of found ones in reading. Needs no torch.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from disputes.graph.model import Span
from disputes.loaders.extractors.reader.labels import ontology
from disputes.loaders.extractors.reader.windows import WindowedArticle

SENTENCES_BACK = 2
"""How far from its sentence an end or a speaker of an edge may be said."""
REACH = 24
"""So many mentions lie at most between the ends of an edge: more only in lists without end.

A sentence of a hundred names would have thousands of pairs.
"""
ANTECEDENTS = 64
"""How many of the mentions before a mention may be what it stands for."""
REGIONS = ("before", "source", "forward", "backward", "target", "after")
"""Where a word stands: before, in, between (the source first, or the target first), after the ends of a pair."""
DISTANCES = (1, 2, 4, 7, 12, 20)
PAIR_PLACES = 2 * (len(DISTANCES) + 1) + 2 * SENTENCES_BACK
GAPS = (1, 2, 4, 8, 16, 32)
JOINED: np.ndarray = np.any(ontology(), axis=-1)
LIKENESSES = ("none", "same", "part", "last", "word")


class FoundMention(NamedTuple):
    """A mention by words: sentence, first and last word in it, and the index of its type in KINDS."""

    sentence: int
    first: int
    last: int
    kind: int


@dataclass(frozen=True, slots=True)
class Candidates:
    """Arrays over the mentions of one article; -1 fills up.

    `pairs` is ``[pairs, 3]``: source, target, and the sentence whose words may say the edge. `pair_places` classes how
    the two lie to each other; `regions` is ``[pairs, words]``. `speakers` is ``[sentences, candidates]``, `antecedents`
    ``[mentions, candidates]``, the nearest first, with `likeness` and `gaps` of the same shape.
    """

    pairs: np.ndarray
    pair_places: np.ndarray
    regions: np.ndarray
    speakers: np.ndarray
    antecedents: np.ndarray
    likeness: np.ndarray
    gaps: np.ndarray


def candidates_of(text: str, article: WindowedArticle, mentions: Sequence[FoundMention]) -> Candidates:
    """Give what may be asked of `mentions`, which are in the order of the text."""
    by_sentence: list[list[int]] = [[] for _ in article.words]
    for index, mention in enumerate(mentions):
        by_sentence[mention.sentence].append(index)
    pairs = [
        (source, target, sentence)
        for sentence in range(len(by_sentence))
        for source, target in _pairs(by_sentence, sentence)
        if JOINED[mentions[source].kind, mentions[target].kind]
    ]
    names = [_name(text, article, mention) for mention in mentions]
    antecedents = [list(range(index - 1, max(-1, index - 1 - ANTECEDENTS), -1)) for index in range(len(mentions))]
    near = [
        [index for back in range(SENTENCES_BACK + 1) if sentence >= back for index in by_sentence[sentence - back]]
        for sentence in range(len(by_sentence))
    ]
    longest = max(map(len, article.words), default=0)
    regions = np.full((len(pairs), longest), -1, dtype=np.int64)
    for row, (source, target, sentence) in enumerate(pairs):
        count = len(article.words[sentence])
        regions[row, :count] = _regions(count, mentions[source], mentions[target], sentence)
    return Candidates(
        np.array(pairs, dtype=np.int64).reshape(-1, 3),
        np.array([_place(mentions[source], mentions[target]) for source, target, _ in pairs], dtype=np.int64),
        regions,
        filled(near),
        filled(antecedents),
        filled([[likeness(names[at], names[other]) for other in row] for at, row in enumerate(antecedents)]),
        filled([[bisect_left(GAPS, at - other) for other in row] for at, row in enumerate(antecedents)]),
    )


def likeness(name: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Give the index in LIKENESSES of how two names (lower-case words) resemble each other.

    >>> [LIKENESSES[likeness(("orel",), other)] for other in (("orel",), ("vera", "orel"), ("he",))]
    ['same', 'last', 'none']
    """
    if name == other:
        return LIKENESSES.index("same")
    if name and other and name[-1] == other[-1]:
        return LIKENESSES.index("last")
    if set(name) <= set(other) or set(other) <= set(name):
        return LIKENESSES.index("part")
    return LIKENESSES.index("word") if set(name) & set(other) else LIKENESSES.index("none")


def filled(rows: Sequence[Sequence[int]]) -> np.ndarray:
    """Give ragged rows as one array, filled up with -1."""
    array = np.full((len(rows), max(map(len, rows), default=0)), -1, dtype=np.int64)
    for at, row in enumerate(rows):
        array[at, : len(row)] = row
    return array


def _pairs(by_sentence: list[list[int]], sentence: int) -> list[tuple[int, int]]:
    """Give the ordered pairs within a sentence, and those with an end in the sentences before."""
    here = by_sentence[sentence]
    earlier = [index for back in by_sentence[max(0, sentence - SENTENCES_BACK) : sentence] for index in back]
    within = [(source, target) for source in here for target in here if source != target]
    across = [pair for one in here for other in earlier for pair in ((one, other), (other, one))]
    return [(source, target) for source, target in within + across if abs(source - target) <= REACH]


def _place(source: FoundMention, target: FoundMention) -> int:
    back = source.sentence - target.sentence
    if back:
        return 2 * (len(DISTANCES) + 1) + 2 * (abs(back) - 1) + (back > 0)
    is_forward = source.first < target.first
    words = target.first - source.last if is_forward else source.first - target.last
    return 2 * bisect_left(DISTANCES, words) + is_forward


def _regions(count: int, source: FoundMention, target: FoundMention, sentence: int) -> np.ndarray:
    """Give the index in REGIONS of each word; an end in another sentence lies before all words."""
    ends = [(end.first, end.last) if end.sentence == sentence else (-1, -1) for end in (source, target)]
    first, second = sorted(ends)
    regions = np.full(count, REGIONS.index("after"), dtype=np.int64)
    regions[: max(0, second[0])] = REGIONS.index("forward" if first == ends[0] else "backward")
    regions[: max(0, first[0])] = REGIONS.index("before")
    for (begin, end), region in zip(ends, ("source", "target"), strict=True):
        if begin >= 0:
            regions[begin : end + 1] = REGIONS.index(region)
    return regions


_IDLE_WORDS = frozenset({"the", "a", "an", "'s", "’s", "mr", "mrs", "ms"})


def _name(text: str, article: WindowedArticle, mention: FoundMention) -> tuple[str, ...]:
    words = article.words[mention.sentence][mention.first : mention.last + 1]
    lower = [Span(*word).of(text).lower().rstrip(".") for word in words]
    return tuple(word for word in lower if word not in _IDLE_WORDS) or tuple(lower)
