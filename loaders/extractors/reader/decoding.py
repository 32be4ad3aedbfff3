"""From tag logits to mentions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from disputes.graph.model import Span
from disputes.loaders.extractors.reader.candidates import FoundMention
from disputes.loaders.extractors.reader.labels import KINDS
from disputes.loaders.extractors.reader.windows import WindowedArticle


@dataclass(frozen=True, slots=True)
class Heard:
    """A mention that the model hears; `chance` is how sure it is of its words and type."""

    found: FoundMention
    span: Span
    chance: float

    @property
    def kind(self) -> str:
        """Its type's name, or TITLE."""
        return KINDS[self.found.kind]


@dataclass(frozen=True, slots=True)
class Tagging:
    """The probability of each tag of each word: ``[words, tags]`` by sentence."""

    article: WindowedArticle
    chances: tuple[np.ndarray, ...]

    @classmethod
    def of(cls, article: WindowedArticle, tags: np.ndarray, length: int) -> Tagging:
        """Give the tagging that the flat logits `tags` say, of windows filled up to `length` pieces."""
        chances = softmax(tags)
        rows = [[place.window * length + place.piece for place in places] for places in article.places]
        return cls(article, tuple(chances[np.array(row, dtype=np.int64)] for row in rows))

    def mentions(self) -> list[Heard]:
        """Give the likeliest mentions, titles included, in the order of the text.

        Where a mention begins and ends is asked first, then what it is: words of one name may look like two types.
        """
        heard = []
        for sentence, chances in enumerate(self.chances):
            words = self.article.words[sentence]
            parts = np.stack([chances[:, 0], chances[:, 1::2].sum(-1), chances[:, 2::2].sum(-1)], -1)
            for first, last in extents(parts.argmax(-1).tolist()):
                kinds = self.kinds(sentence, first, last)[1:]
                kind = int(kinds.argmax())
                span = Span(words[first].start, words[last].end)
                heard.append(Heard(FoundMention(sentence, first, last, kind), span, float(kinds[kind])))
        return heard

    def kinds(self, sentence: int, first: int, last: int) -> np.ndarray:
        """Give how likely words are none of a mention, and each of KINDS: ``[1 + kinds]``, means over the words."""
        chances = self.chances[sentence][first : last + 1].mean(0)
        return np.concatenate([chances[:1], chances[1::2] + chances[2::2]])


def extents(parts: list[int]) -> list[tuple[int, int]]:
    """Give the first and last word of each mention; words are outside (0), begin (1) or go on (2).

    >>> extents([0, 1, 2, 2, 1, 0, 2])
    [(1, 3), (4, 4), (6, 6)]
    """
    found: list[tuple[int, int]] = []
    for at, part in enumerate(parts):
        if part == 2 and at and parts[at - 1]:
            found[-1] = found[-1][0], at
        elif part:
            found.append((at, at))
    return found


def softmax(logits: np.ndarray) -> np.ndarray:
    """Give probabilities along the last axis."""
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True))


def sigmoid(logits: np.ndarray) -> np.ndarray:
    """Give the probability of each logit."""
    return np.asarray(1.0 / (1.0 + np.exp(-logits)))
