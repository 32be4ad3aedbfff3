"""Mentions that the rules find where the model hears little."""

from __future__ import annotations

from collections.abc import Iterator

from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.reader.decoding import Heard
from disputes.loaders.extractors.reader.hearing import Hearing

LEAST = 0.2
"""The model must be at least so sure of a mention of the rules that it does not hear by itself."""


def with_ruled(hearing: Hearing) -> Hearing:
    """Add the mentions that the rules find and the model thinks possible; of parts of one make it whole.

    Persons whose names follow each other are left as they are: they are one only as `with_whole_names` says.
    """
    return hearing.with_heard([*hearing.heard, *_added(hearing)])


def _added(hearing: Hearing) -> Iterator[Heard]:
    for span, entity in hearing.ruled().spans.items():
        one = hearing.heard_at(span, str(entity.type))
        if one is None or one.chance < LEAST:
            continue
        around = [other for other in hearing.heard if other.span.overlaps(one.span)]
        if one.kind == NodeType.OFFICIAL and len(around) > 1:
            continue
        if all(one.span.covers(other.span) and other.kind == one.kind for other in around):
            yield one
