"""Local entities that turn out to be another of their article, or none at all."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from disputes.graph.model import Reading


def merged(reading: Reading, into: Mapping[str, str]) -> Reading:
    """Give the reading with each entity whose key is in `into` as the entity of the key that it maps to.

    What is said of the one is then said of the other; their names stay with it as aliases only where they are added.
    """
    if not into:
        return reading
    return replace(
        reading,
        entities=tuple(local for local in reading.entities if local.key not in into),
        mentions=tuple(replace(found, local=into.get(found.local, found.local)) for found in reading.mentions),
        assertions=tuple(
            replace(
                found,
                source=into.get(found.source, found.source),
                target=into.get(found.target, found.target),
                speaker_local=found.speaker_local and into.get(found.speaker_local, found.speaker_local),
            )
            for found in reading.assertions
        ),
    )


def without(reading: Reading, keys: Collection[str]) -> Reading:
    """Give the reading without the entities of these keys, and without what is said of them."""
    if not keys:
        return reading
    return replace(
        reading,
        entities=tuple(local for local in reading.entities if local.key not in keys),
        mentions=tuple(found for found in reading.mentions if found.local not in keys),
        assertions=tuple(
            found if found.speaker_local not in keys else replace(found, speaker_local=None)
            for found in reading.assertions
            if found.source not in keys and found.target not in keys
        ),
    )
