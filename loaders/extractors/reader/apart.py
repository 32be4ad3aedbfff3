"""What tells a mention and an entity apart, whatever the model thinks: another state, forename, place or sort."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from disputes.graph.model import MentionKind
from disputes.graph.vocabulary import EdgeType, NodeType
from disputes.loaders.extractors.reader.edges import Edge
from disputes.loaders.extractors.reader.members import Member
from disputes.loaders.extractors.reader.sorts import sort_of

_LAND = frozenset({NodeType.STATE, NodeType.PLACE})
_SURE = 0.6
"""An official serves a state for sure if it is at least so likely."""
_BEFORE = frozenset({" ", "'s ", "’s ", "' ", "’ "})
"""What stands between a state and what its official is called."""


def is_told_apart(member: Member, others: Sequence[Member]) -> bool:
    """Whether the words themselves say that another is meant: of another state or forename, or lying elsewhere."""
    sites = {other.site for other in others if other.site}
    is_elsewhere = bool(sites) and member.site is not None and member.site not in sites
    is_relative = any(_is_relative(member, other) for other in others)
    return is_elsewhere or is_relative or _is_of_another_state(member, others) or _is_of_another_sort(member, others)


def _is_of_another_sort(member: Member, others: Sequence[Member]) -> bool:
    """Whether the nouns tell sorts of things that are never one: a court is no ministry, a call no summit."""
    sort = sort_of(member.words, member.type)
    theirs = {sort_of(other.words, other.type) for other in others} - {None} if sort else set()
    return bool(theirs) and sort not in theirs


def _is_of_another_state(member: Member, others: Sequence[Member]) -> bool:
    """Whether the words name states, and none that the others' do: a Gornan envoy is no envoy of Birn's."""
    if member.type in _LAND:
        return False
    theirs = frozenset[str]().union(*(other.states for other in others))
    if member.kind is MentionKind.NOUN:
        theirs = theirs.union(*(other.serves for other in others))
    return bool(theirs and member.states) and theirs.isdisjoint(member.states)


def _is_relative(member: Member, other: Member) -> bool:
    """Whether two persons share a surname: Dmitry Orel may be Dmitriy Orel, but Anton Orel is another."""
    are_full = all(one.kind is MentionKind.NAME and len(one.words) > 1 for one in (member, other))
    if not are_full or member.type is not NodeType.OFFICIAL or member.words[-1] != other.words[-1]:
        return False
    return member.words[0][0] != other.words[0][0] and not (is_part(member, other) or is_ruled_one(member, other))


def is_part(member: Member, other: Member) -> bool:
    """Whether one is a person's full name, the other part of it."""
    if member.type is not NodeType.OFFICIAL:
        return False
    short, long = sorted((member.words, other.words), key=len)
    return set(short) <= set(long)


def is_ruled_one(member: Member, other: Member) -> bool:
    """Whether the rules take both for one."""
    return member.ruled is not None and member.ruled is other.ruled


def with_states(text: str, members: Sequence[Member], edges: Iterable[Edge]) -> list[Member]:
    """Give the members with the states that officials serve for sure, and that stand right before what they are called.

    So "the Gornan envoy" is nobody who serves Birn.
    """
    served: dict[int, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.type is EdgeType.SERVES and edge.chance >= _SURE:
            served[edge.source] |= _codes(members[edge.target])
    found = [replace(member, serves=frozenset(served[at])) for at, member in enumerate(members)]
    for at, (before, member) in enumerate(pairwise(members), 1):
        is_called = member.type is NodeType.OFFICIAL and member.kind is MentionKind.NOUN
        if is_called and text[before.span.end : member.span.start] in _BEFORE:
            found[at] = replace(found[at], states=member.states | _codes(before))
    return found


def _codes(member: Member) -> set[str]:
    return {member.known.code} if member.known is not None and member.known.is_state and member.known.code else set()
