"""What the graph holds of each object of the model: property maps, and back.

Absent values are None here; a store keeps no property for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from disputes.graph.model import Article, Assertion, Dispute, Entity, LocalEntity, Mention, MentionKind, Span, hashed
from disputes.graph.vocabulary import EdgeType, Event, Issue, NodeType

Properties = dict[str, Any]

ARTICLE_DETAILS = (
    *("title", "text", "sources", "date", "publisher", "author", "url"),
    *("headline", "boilerplate", "extractor", "extractor_version"),
)
ENTITY_DETAILS = ("aliases", "ids", "block", "state", "issue", "first", "last", "intensity", "assertions")
"""What there is of an article, and of an entity or a dispute, besides its id and its name."""

_ROLE_EDGES = frozenset({EdgeType.SERVES, EdgeType.LEADS, EdgeType.POSTED_TO})


def article_properties(article: Article, extractor: str, version: str) -> Properties:
    """Give the properties of an article's node. Spans of boilerplate are kept as a flat list of starts and ends."""
    return {
        "id": article.id,
        "name": article.title,
        "title": article.title,
        "text": article.text,
        "sources": list(article.sources),
        "date": article.date,
        "publisher": article.publisher,
        "author": article.author,
        "url": article.url,
        "headline": list(article.headline) if article.headline else None,
        "boilerplate": [offset for span in article.boilerplate for offset in span],
        "extractor": extractor,
        "extractor_version": version,
    }


def article_from(properties: Mapping[str, Any]) -> Article:
    """Rebuild an article from its node's properties."""
    offsets = properties.get("boilerplate") or []
    return Article(
        id=properties["id"],
        text=properties["text"],
        title=properties["title"],
        sources=tuple(properties.get("sources") or ()),
        date=properties.get("date"),
        publisher=properties.get("publisher"),
        author=properties.get("author"),
        url=properties.get("url"),
        headline=Span(*properties["headline"]) if properties.get("headline") else None,
        boilerplate=tuple(Span(*pair) for pair in zip(offsets[::2], offsets[1::2], strict=True)),
    )


def mention_properties(article: str, mention: Mention, local: LocalEntity, block: str | None) -> Properties:
    """Give the properties of a MENTIONS relationship.

    Each names its local entity with type and name; the first mention of a local entity (`first`) carries the rest of
    it, with what resolution made of it, so that the local entities can be read back from the graph.
    """
    is_first = mention.local == f"{article}:{mention.span.start}-{mention.span.end}"
    properties: Properties = {
        "id": hashed(article, *mention.span, local.key),
        "article": article,
        "start": mention.span.start,
        "end": mention.span.end,
        "kind": str(mention.kind),
        "local": local.key,
        "type": str(local.type),
        "name": local.name,
        "first": is_first,
    }
    if is_first:
        properties |= {
            "aliases": list(local.aliases),
            "code": local.code,
            "distinct": local.is_distinct,
            "state": local.state,
            "bare": local.bare,
            "block": block,
        }
    return properties


def mention_from(properties: Mapping[str, Any]) -> Mention:
    """Rebuild a mention from its relationship's properties."""
    span = Span(properties["start"], properties["end"])
    return Mention(span, MentionKind(properties["kind"]), properties["local"])


def local_from(properties: Mapping[str, Any]) -> LocalEntity:
    """Rebuild a local entity from the properties of the first mention's relationship."""
    return LocalEntity(
        key=properties["local"],
        type=NodeType(properties["type"]),
        name=properties["name"],
        aliases=tuple(properties.get("aliases") or ()),
        code=properties.get("code"),
        is_distinct=properties["distinct"],
        state=properties.get("state"),
        bare=properties.get("bare"),
    )


def entity_properties(entity: Entity) -> Properties:
    """Give the properties of an entity's node."""
    return {
        "id": entity.id,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "ids": list(entity.ids),
        "block": entity.block,
        "state": entity.state,
    }


def entity_from(kind: NodeType, properties: Mapping[str, Any]) -> Entity:
    """Rebuild an entity from its node's kind and properties."""
    return Entity(
        id=properties["id"],
        type=kind,
        name=properties["name"],
        aliases=tuple(properties.get("aliases") or ()),
        ids=tuple(properties.get("ids") or ()),
        block=properties.get("block"),
        state=properties.get("state"),
    )


def assertion_properties(assertion: Assertion, text: str, speaker_id: str | None = None) -> Properties:
    """Give the properties of an assertion's relationship; `text` is its article's, from which the words are taken."""
    properties: Properties = {
        "id": assertion.id,
        "article": assertion.article,
        "evidence": assertion.evidence.of(text),
        "start": assertion.evidence.start,
        "end": assertion.evidence.end,
        "trigger": assertion.trigger.of(text),
        "trigger_start": assertion.trigger.start,
        "trigger_end": assertion.trigger.end,
        "source_local": assertion.source,
        "target_local": assertion.target,
        "speaker": assertion.speaker,
        "speaker_id": speaker_id,
        "speaker_local": assertion.speaker_local,
        "negated": assertion.negated,
        "hypothetical": assertion.hypothetical,
        "fact": assertion.is_fact,
        "issue": assertion.issue and str(assertion.issue),
        "event": assertion.event and str(assertion.event),
        "intensity": assertion.intensity,
        "date": assertion.date,
        "confidence": assertion.confidence,
    }
    for end, span in (("source", assertion.source_span), ("target", assertion.target_span)):
        properties[f"{end}_start"], properties[f"{end}_end"] = span or (None, None)
    properties["role" if assertion.type in _ROLE_EDGES else "action"] = assertion.detail
    return properties


def assertion_from(kind: EdgeType, properties: Mapping[str, Any]) -> Assertion:
    """Rebuild an assertion from its relationship's type and properties."""

    def span(start: str, end: str) -> Span | None:
        return Span(properties[start], properties[end]) if properties.get(start) is not None else None

    issue, event = properties.get("issue"), properties.get("event")
    return Assertion(
        article=properties["article"],
        type=kind,
        source=properties["source_local"],
        target=properties["target_local"],
        trigger=Span(properties["trigger_start"], properties["trigger_end"]),
        evidence=Span(properties["start"], properties["end"]),
        source_span=span("source_start", "source_end"),
        target_span=span("target_start", "target_end"),
        speaker=properties.get("speaker"),
        speaker_local=properties.get("speaker_local"),
        negated=properties["negated"],
        hypothetical=properties["hypothetical"],
        issue=Issue(issue) if issue else None,
        event=Event(event) if event else None,
        intensity=properties.get("intensity"),
        date=properties.get("date"),
        detail=properties.get("role") or properties.get("action"),
        confidence=properties["confidence"],
    )


def dispute_properties(dispute: Dispute) -> Properties:
    """Give the properties of a dispute's node."""
    return {
        "id": dispute.id,
        "name": dispute.name,
        "aliases": [dispute.name],
        "ids": [dispute.id],
        "issue": str(dispute.issue),
        "first": dispute.first,
        "last": dispute.last,
        "intensity": dispute.intensity,
        "assertions": dispute.assertions,
    }
