"""From edges between mentions to assertions about entities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from disputes.graph.model import Article, Assertion, LocalEntity, Span
from disputes.graph.vocabulary import RULES, VERBS, EdgeType
from disputes.loaders.extractors.reader.edges import Edge
from disputes.loaders.extractors.reader.events import event_of

HALF = 0.5


def assertions_of(
    article: Article,
    sentences: Sequence[Span],
    spans: Sequence[Span],
    entities: Sequence[LocalEntity | None],
    edges: Iterable[Edge],
) -> Iterator[Assertion]:
    """Give what the edges assert, best first; `spans` and `entities` are the mentions', by number."""
    for edge in sorted(edges, key=lambda edge: -edge.chance):
        source, target = entities[edge.source], entities[edge.target]
        if source is None or target is None or source is target:
            continue
        if not RULES[edge.type].joins(source.type, target.type):
            continue
        evidence = sentences[edge.sentence]
        speaker = None if edge.speaker is None else entities[edge.speaker]
        event, intensity = event_of(edge.type, edge.trigger.of(article.text))
        yield Assertion(
            article=article.id,
            type=edge.type,
            source=source.key,
            target=target.key,
            trigger=edge.trigger,
            evidence=evidence,
            source_span=_within(evidence, spans[edge.source]),
            target_span=_within(evidence, spans[edge.target]),
            speaker=speaker.name if speaker else None,
            speaker_local=speaker.key if speaker else None,
            negated=edge.negated > HALF,
            hypothetical=edge.hypothetical > HALF,
            issue=edge.issue if edge.type in VERBS else None,
            event=event,
            intensity=intensity,
            detail=edge.trigger.of(article.text) if edge.type in _DETAILED else None,
            confidence=edge.chance,
        )


_DETAILED = frozenset({EdgeType.RESTRICTS})


def _within(evidence: Span, span: Span) -> Span | None:
    return span if evidence.covers(span) else None
