"""What every reading must hold before it is stored, whoever read it.

Types fit the ontology, spans stand in the text, trigger and arguments lie within the evidence. What does not hold is
left out and logged: a reader's slip costs that assertion, not the article.
"""

from __future__ import annotations

import logging
from dataclasses import replace

from disputes.graph.model import Article, Assertion, LocalEntity, Mention, Reading, Span, local_key
from disputes.graph.vocabulary import READ_TYPES, RULES

_log = logging.getLogger(__name__)


def checked(article: Article, reading: Reading) -> Reading:
    """Give `reading` without what does not hold, its assertions without repetition.

    An entity is kept where its first mention is: the local key says where that stands.
    """
    spans = {mention.local: set[Span]() for mention in reading.mentions}
    for mention in reading.mentions:
        spans[mention.local].add(mention.span)
    entities = {
        local.key: local
        for local in reading.entities
        if local.type in READ_TYPES
        and local.name.strip()
        and any(_is_key(local, article.id, span) for span in spans.get(local.key, ()))
    }
    mentions = tuple(found for found in reading.mentions if found.local in entities and _stands(article, found.span))
    assertions = {found.id: found for found in reading.assertions if _holds(article, found, entities)}
    _log_losses(article, reading, mentions, assertions)
    return replace(reading, entities=tuple(entities.values()), mentions=mentions, assertions=tuple(assertions.values()))


def _is_key(local: LocalEntity, article: str, span: Span) -> bool:
    return local.key in (local_key(article, span), local_key(article, span, local.type))


def _log_losses(
    article: Article, reading: Reading, mentions: tuple[Mention, ...], assertions: dict[str, Assertion]
) -> None:
    lost = len(reading.mentions) - len(mentions), len(reading.assertions) - len(assertions)
    if any(lost):
        _log.debug("%s: left out %d mentions and %d assertions that do not hold", article.title, *lost)


def _stands(article: Article, span: Span) -> bool:
    return 0 <= span.start < span.end <= len(article.text)


def _holds(article: Article, found: Assertion, entities: dict[str, LocalEntity]) -> bool:
    source, target = entities.get(found.source), entities.get(found.target)
    if source is None or target is None or source.key == target.key:
        return False
    if found.speaker_local is not None and found.speaker_local not in entities:
        return False
    inner = [span for span in (found.trigger, found.source_span, found.target_span) if span is not None]
    return (
        found.article == article.id
        and RULES[found.type].joins(source.type, target.type)
        and _stands(article, found.evidence)
        and all(span.start < span.end and found.evidence.covers(span) for span in inner)
        and 0.0 <= found.confidence <= 1.0
    )
