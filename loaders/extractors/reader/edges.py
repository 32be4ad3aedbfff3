"""From the model's answers about pairs of mentions to edges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from disputes.graph.model import Span
from disputes.graph.vocabulary import EdgeType, Issue
from disputes.loaders.extractors.reader.candidates import Candidates, FoundMention
from disputes.loaders.extractors.reader.decoding import sigmoid, softmax
from disputes.loaders.extractors.reader.labels import EDGES, ISSUES, ontology
from disputes.loaders.extractors.reader.model import Answers
from disputes.loaders.extractors.reader.windows import WindowedArticle

ONTOLOGY = ontology()
FAINT = 0.02
"""Edges less likely than this are not even looked at."""
TRIGGER_SHARE = 0.3
"""A word beside the likeliest is part of the trigger if it is at least this share as likely."""


@dataclass(frozen=True, slots=True)
class Edge:
    """What the model hears a sentence say of two mentions; ends and speaker are mentions, by number."""

    sentence: int
    source: int
    type: EdgeType
    target: int
    chance: float
    trigger: Span
    negated: float
    hypothetical: float
    speaker: int | None
    issue: Issue | None


def edges_of(
    article: WindowedArticle, mentions: list[FoundMention], asked: Candidates, answers: Answers
) -> Iterator[Edge]:
    """Give all edges that are not faint."""
    said = sigmoid(answers.edges)
    kinds = np.array([mention.kind for mention in mentions], dtype=np.int64)
    allowed = ONTOLOGY[kinds[asked.pairs[:, 0]], kinds[asked.pairs[:, 1]]]
    for row, kind in np.argwhere((said[..., 0] >= FAINT) & allowed).tolist():
        source, target, sentence = asked.pairs[row].tolist()
        chance, negated, hypothetical = said[row, kind].tolist()
        yield Edge(
            sentence,
            source,
            EDGES[kind],
            target,
            chance,
            trigger_of(article.words[sentence], answers.triggers[row, kind]),
            negated,
            hypothetical,
            _speaker(asked.speakers[sentence], answers.speakers[row]),
            _issue(answers.issues[row]),
        )


def trigger_of(words: tuple[Span, ...], logits: np.ndarray) -> Span:
    """Give the likeliest word, with those beside it that are about as likely."""
    chances = softmax(logits[: len(words)])
    first = last = int(chances.argmax())
    least = TRIGGER_SHARE * chances[first]
    while first and chances[first - 1] >= least:
        first -= 1
    while last + 1 < len(words) and chances[last + 1] >= least:
        last += 1
    return Span(words[first].start, words[last].end)


def _speaker(candidates: np.ndarray, logits: np.ndarray) -> int | None:
    best = int(logits.argmax())
    return int(candidates[best - 1]) if best and candidates[best - 1] >= 0 else None


def _issue(logits: np.ndarray) -> Issue | None:
    name = ISSUES[int(logits.argmax())]
    return Issue(name) if name else None
