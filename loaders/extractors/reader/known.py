"""Known names where the model hears part of them, or is of two minds."""

from __future__ import annotations

from collections.abc import Iterator

from disputes.graph.model import Span
from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.reader.decoding import Heard
from disputes.loaders.extractors.reader.hearing import Hearing
from disputes.loaders.extractors.reader.labels import KINDS
from disputes.loaders.gazetteer import Name, names
from disputes.loaders.tokenizer import plain

LEAST = 0.3
"""A known name of several words is a mention where the model is at least so sure that its words are in one."""


def with_known(hearing: Hearing) -> Hearing:
    """Make one mention of a known name of several words that is heard as several, or in part."""
    joined = list(_joined(hearing))
    kept = [one for one in hearing.heard if not any(one.span.overlaps(other.span) for other in joined)]
    return hearing.with_heard([*kept, *joined])


def _joined(hearing: Hearing) -> Iterator[Heard]:
    for sentence, spans in enumerate(hearing.tagging.article.words):
        words = [plain(span.of(hearing.text)) for span in spans]
        at = 0
        while at < len(words):
            found = names().longest(words, at)
            at += 1
            if found is None or found[0] - at + 1 < 2:
                continue
            whole = Span(spans[at - 1].start, spans[found[0] - 1].end)
            one = hearing.heard_at(whole, str(_type(hearing, sentence, at - 1, found[0] - 1, found[1])))
            if one is not None and _is_meant(hearing, sentence, one):
                yield one
                at = found[0]


def _type(hearing: Hearing, sentence: int, first: int, last: int, name: Name) -> NodeType:
    """Give the type of a known name: a state's capital is a place where the model hears one."""
    if name.sort != "capital":
        return name.type
    chances = hearing.tagging.kinds(sentence, first, last)[1:]
    return max(NodeType.STATE, NodeType.PLACE, key=lambda kind: chances[KINDS.index(kind)])


def _is_meant(hearing: Hearing, sentence: int, one: Heard) -> bool:
    """Whether no mention reaches beyond the name, and the model hears something in its words."""
    nothing = hearing.tagging.kinds(sentence, one.found.first, one.found.last)[0]
    around = [other.span for other in hearing.heard if other.span.overlaps(one.span)]
    return bool(nothing <= 1 - LEAST) and all(one.span.covers(span) for span in around)
