"""A reading of an article's legible text, said of the text that is stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from disputes.graph.model import Assertion, Reading, Span
from disputes.loaders.texts.legible import Legible

Key = Callable[[str], str]


def relocated(reading: Reading, read: Legible) -> Reading:
    """Give `reading` with all spans, and the keys that are made of spans, moved to the stored text."""
    if isinstance(read.starts, range):
        return reading
    keys = {local.key: _moved_key(local.key, read) for local in reading.entities}
    return replace(
        reading,
        entities=tuple(replace(local, key=keys[local.key]) for local in reading.entities),
        mentions=tuple(
            replace(found, span=read.stored(found.span), local=keys.get(found.local, found.local))
            for found in reading.mentions
        ),
        assertions=tuple(_moved_assertion(found, read, lambda key: keys.get(key, key)) for found in reading.assertions),
    )


def _moved_key(key: str, read: Legible) -> str:
    """Move the span in ``ARTICLE:START-END`` or ``ARTICLE:START-END:TYPE``."""
    article, place, *among = key.split(":")
    start, end = read.stored(Span(*map(int, place.split("-"))))
    return ":".join((article, f"{start}-{end}", *among))


def _moved_assertion(found: Assertion, read: Legible, key: Key) -> Assertion:
    return replace(
        found,
        source=key(found.source),
        target=key(found.target),
        speaker_local=found.speaker_local and key(found.speaker_local),
        trigger=read.stored(found.trigger),
        evidence=read.stored(found.evidence),
        source_span=found.source_span and read.stored(found.source_span),
        target_span=found.target_span and read.stored(found.target_span),
    )
