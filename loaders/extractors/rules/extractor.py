"""The extractor that reads by lexicons and rules alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from disputes.graph.model import Article, Assertion, Reading
from disputes.graph.vocabulary import RULES
from disputes.loaders.extractors.protocol import version_at
from disputes.loaders.extractors.rules.assertions import assertions_of, lines_of
from disputes.loaders.extractors.rules.mentions import find

VERSION = "1"


class RulesExtractor:
    """Reads an article by words kept as data, without a parser and without a model.

    Assertions less sure than `least` are left out.
    """

    name = "rules"
    frees_lock = False

    def __init__(self, least: float | None = None) -> None:
        self.version = version_at(VERSION, least)
        self._least = least or 0.0

    def read(self, article: Article) -> Reading:
        """Find the entities, their mentions and the assertions of `article`."""
        found = find(article)
        sentences = [(sentence.span, sentence.is_headline) for sentence in found.sentences]
        lines = lines_of(article, sentences, found.mentions, found.entities)
        told = without_repetition([*map(said_here, found.ties), *assertions_of(article, lines, found.entities)])
        return Reading(
            article=article.id,
            extractor=self.name,
            version=self.version,
            entities=found.entities,
            mentions=tuple(sorted((*found.mentions, *found.inner), key=lambda mention: mention.span)),
            assertions=tuple(one for one in told if one.confidence >= self._least),
        )


def said_here(tie: Assertion) -> Assertion:
    """Leave out where an end is said, if that is not in the tie's own sentence: the owner of "its embassy"."""
    source, target = tie.source_span, tie.target_span
    return replace(
        tie,
        source_span=source if source and tie.evidence.covers(source) else None,
        target_span=target if target and tie.evidence.covers(target) else None,
    )


def without_repetition(assertions: Iterable[Assertion]) -> Iterator[Assertion]:
    """Give the first of the assertions that say the same of the same ends in the same sentence, in order."""
    seen: set[object] = set()
    for one in assertions:
        ends = frozenset({one.source, one.target}) if RULES[one.type].symmetric else (one.source, one.target)
        marks = {one.id, (one.type, ends, one.negated, one.hypothetical, one.evidence)}
        if not marks & seen:
            yield one
        seen |= marks
