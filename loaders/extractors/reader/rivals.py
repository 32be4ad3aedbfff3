"""Assertions that a surer tie stands against.

An entity has one tie at a time of some types: whom an official serves, whose a body or a property is, where it lies.
Nor is an official posted to whom he serves. An official serves one state: that of the body that he leads or serves.
Who acts for another does nothing to it, nor it to him: nobody meets or threatens his own state, or attacks what is its
own. Nor does one sentence tell that somebody supports whom he accuses or attacks; and what it tells of one whose words
are in it, it does not tell of another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from disputes.graph.model import Assertion
from disputes.graph.vocabulary import VERBS, EdgeType

SHARE = 0.7
"""A rival of the surest is kept if it is at least this share as sure."""


class _Edge(NamedTuple):
    type: EdgeType
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class _Contest:
    """Edges of the types `holding` that have the same `ends` leave no room for one of `wanting`.

    Unless it is at least the `share` of the surest of them as sure.
    """

    wanting: frozenset[EdgeType]
    holding: frozenset[EdgeType]
    ends: tuple[str, ...]
    share: float

    @classmethod
    def of_one(cls, kind: EdgeType, end: str) -> _Contest:
        """Give the contest for the one tie of a type that the entity at `end` has."""
        return cls(frozenset({kind}), frozenset({kind}), (end,), SHARE)

    def place(self, edge: _Edge) -> tuple[object, ...]:
        """Give what the edge holds or wants."""
        return self, *(getattr(edge, end) for end in self.ends)


_BOTH = ("source", "target")
_EITHER = frozenset({EdgeType.SERVES, EdgeType.POSTED_TO})
_LOYAL = frozenset({EdgeType.SERVES, EdgeType.LEADS, EdgeType.PART_OF})
_ACTING = frozenset({EdgeType.SERVES, EdgeType.LEADS})
_HOSTILE = frozenset({EdgeType.ACCUSES, EdgeType.ATTACKS})
_OPPOSITE = {EdgeType.SUPPORTS: _HOSTILE} | dict.fromkeys(_HOSTILE, frozenset({EdgeType.SUPPORTS}))
_CONTESTS = (
    _Contest.of_one(EdgeType.SERVES, "source"),
    _Contest.of_one(EdgeType.PART_OF, "source"),
    _Contest.of_one(EdgeType.POSTED_TO, "source"),
    _Contest.of_one(EdgeType.LOCATED_IN, "source"),
    _Contest.of_one(EdgeType.OWNS, "target"),
    _Contest(_EITHER, _EITHER, _BOTH, 1.0),
)


def without_rivals(assertions: Iterable[Assertion], states: Container[str]) -> Iterator[Assertion]:
    """Leave out what something surer stands against; `states` are the entities that are states."""
    kept = list(_named_here(list(_uncontested(list(assertions), states))))
    sure = _sure(kept)
    told = {(one.evidence, _edge(one)): one.confidence for one in kept if one.is_fact}
    for one in kept:
        opposite = (_edge(one)._replace(type=kind) for kind in _OPPOSITE.get(one.type, ()) if one.is_fact)
        against = max((told.get((one.evidence, edge), 0.0) for edge in opposite), default=0.0)
        if one.type not in VERBS or one.confidence >= max(against, _bond(sure, _edge(one))):
            yield one


def _named_here(assertions: Sequence[Assertion]) -> Iterator[Assertion]:
    """Leave out acts with an end that is not in the sentence, where it tells the same more surely of one that is."""
    named: dict[tuple[object, ...], float] = defaultdict(float)
    for one in assertions:
        for place, is_named in _ends(one):
            if is_named:
                named[place] = max(named[place], one.confidence)
    for one in assertions:
        if all(is_named or one.confidence >= named[place] for place, is_named in _ends(one)):
            yield one


def _ends(one: Assertion) -> Iterator[tuple[tuple[object, ...], bool]]:
    """Give for each end of an act what is told of the other one, and whether the sentence names this one."""
    for end, other, span in ("source", one.target, one.source_span), ("target", one.source, one.target_span):
        if one.type in VERBS:
            yield (one.type, end, other, one.evidence), span is not None and one.evidence.covers(span)


def _sure(assertions: Iterable[Assertion]) -> dict[_Edge, float]:
    """Give how sure the surest assertion of each edge is that tells it as a fact."""
    sure: dict[_Edge, float] = defaultdict(float)
    for one in assertions:
        if one.is_fact:
            sure[_edge(one)] = max(sure[_edge(one)], one.confidence)
    return sure


def _uncontested(assertions: Sequence[Assertion], states: Container[str]) -> Iterator[Assertion]:
    sure = _sure(assertions)
    surest: dict[tuple[object, ...], float] = defaultdict(float)
    for edge, confidence in sure.items():
        for contest in _CONTESTS:
            if edge.type in contest.holding:
                surest[contest.place(edge)] = max(surest[contest.place(edge)], confidence)
    strange = _to_strange_states(sure, states)
    for one in assertions:
        edge = _edge(one)
        if one.is_fact and edge in strange:
            continue
        contests = (contest for contest in _CONTESTS if one.is_fact and edge.type in contest.wanting)
        if all(sure[edge] >= contest.share * surest[contest.place(edge)] for contest in contests):
            yield one


def _bond(sure: Mapping[_Edge, float], edge: _Edge) -> float:
    """Give how sure it is that one end of an edge acts for the other, or is what the other, who attacks, owns."""
    ends = (edge.source, edge.target), (edge.target, edge.source)
    owned = sure.get(edge._replace(type=EdgeType.OWNS), 0.0) if edge.type is EdgeType.ATTACKS else 0.0
    return max(owned, *(sure.get(_Edge(kind, *pair), 0.0) for kind in _LOYAL for pair in ends))


def _to_strange_states(sure: Mapping[_Edge, float], states: Container[str]) -> set[_Edge]:
    """Give the ties of officials to states where another is more surely theirs."""
    owners: dict[str, dict[str, float]] = defaultdict(dict)
    for edge, confidence in sure.items():
        if edge.type is EdgeType.PART_OF and edge.target in states:
            owners[edge.source][edge.target] = confidence
    theirs: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for edge, confidence in sure.items():
        if edge.type in _ACTING:
            for state, part in {edge.target: 1.0}.items() if edge.target in states else owners[edge.target].items():
                theirs[edge.source][state] = max(theirs[edge.source][state], min(part, confidence))
    serving = [edge for edge in sure if edge.type is EdgeType.SERVES and edge.target in states]
    return {edge for edge in serving if theirs[edge.source][edge.target] < max(theirs[edge.source].values())}


def _edge(one: Assertion) -> _Edge:
    return _Edge(one.type, one.source, one.target)
