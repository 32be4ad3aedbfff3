"""Ties of which an entity has one at a time: whom an official serves, whose a body or a property is, where it lies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from disputes.graph.model import Assertion
from disputes.graph.vocabulary import EdgeType

_ONE_TARGET = frozenset({EdgeType.SERVES, EdgeType.PART_OF, EdgeType.POSTED_TO, EdgeType.LOCATED_IN})
_ONE_SOURCE = frozenset({EdgeType.OWNS})
SHARE = 0.7
"""A rival of the surest is kept if it is at least this share as sure."""


def without_rivals(assertions: Iterable[Assertion]) -> Iterator[Assertion]:
    """Leave out the ties that a much surer one of the same entity stands against."""
    all_of_them = list(assertions)
    best: dict[tuple[EdgeType, str], float] = defaultdict(float)
    sure: dict[tuple[EdgeType, str, str], float] = defaultdict(float)
    for one in all_of_them:
        if one.is_fact:
            sure[one.type, one.source, one.target] = max(sure[one.type, one.source, one.target], one.confidence)
    for (kind, source, target), confidence in sure.items():
        slot = kind, target if kind in _ONE_SOURCE else source
        best[slot] = max(best[slot], confidence)
    for one in all_of_them:
        slot = one.type, one.target if one.type in _ONE_SOURCE else one.source
        is_single = one.type in _ONE_TARGET or one.type in _ONE_SOURCE
        if not is_single or not one.is_fact or sure[one.type, one.source, one.target] >= SHARE * best[slot]:
            yield one
