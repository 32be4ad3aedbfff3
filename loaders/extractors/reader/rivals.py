"""Ties of which an entity has one at a time: whom an official serves, whose a body or a property is, where it lies.

Nor is an official posted to whom he serves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from disputes.graph.model import Assertion
from disputes.graph.vocabulary import EdgeType

_ONE_TARGET = frozenset({EdgeType.SERVES, EdgeType.PART_OF, EdgeType.POSTED_TO, EdgeType.LOCATED_IN})
_ONE_SOURCE = frozenset({EdgeType.OWNS})
_EITHER = frozenset({EdgeType.SERVES, EdgeType.POSTED_TO})
SHARE = 0.7
"""A rival of the surest is kept if it is at least this share as sure."""


class _Tie(NamedTuple):
    type: EdgeType
    source: str
    target: str


def without_rivals(assertions: Iterable[Assertion]) -> Iterator[Assertion]:
    """Leave out the ties that a much surer one of the same entity stands against."""
    all_of_them = list(assertions)
    sure: dict[_Tie, float] = defaultdict(float)
    for one in all_of_them:
        if one.is_fact:
            sure[_tie(one)] = max(sure[_tie(one)], one.confidence)
    surest: dict[tuple[object, ...], float] = defaultdict(float)
    for tie, confidence in sure.items():
        for place in _places(tie):
            surest[place] = max(surest[place], confidence)
    for one in all_of_them:
        places = _places(_tie(one)) if one.is_fact else {}
        if all(sure[_tie(one)] >= share * surest[place] for place, share in places.items()):
            yield one


def _tie(one: Assertion) -> _Tie:
    return _Tie(one.type, one.source, one.target)


def _places(tie: _Tie) -> dict[tuple[object, ...], float]:
    """Give the places for one tie that this one stands in, each with how sure it must be beside the surest there."""
    places: dict[tuple[object, ...], float] = {}
    if tie.type in _ONE_TARGET:
        places[tie.type, tie.source] = SHARE
    if tie.type in _ONE_SOURCE:
        places[tie.type, tie.target] = SHARE
    if tie.type in _EITHER:
        places[_EITHER, tie.source, tie.target] = 1.0
    return places
