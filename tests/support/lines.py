"""Sentences as the rules see them."""

from __future__ import annotations

from disputes.graph.model import LocalEntity, Mention, MentionKind, Span
from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.rules.tokens import Line, line_of


def line(text: str, *names: str) -> Line:
    """Cut `text` into tokens; each of `names` is a state mentioned once."""
    entities = {name: LocalEntity(name, NodeType.STATE, name) for name in names}
    spans = sorted((text.index(name), name) for name in names)
    mentions = [Mention(Span(at, at + len(name)), MentionKind.NAME, name) for at, name in spans]
    return line_of(text, Span(0, len(text)), mentions, entities)
