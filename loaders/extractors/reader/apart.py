"""What tells a mention and an entity apart, whatever the model thinks: another state, forename, place or sort."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from disputes.graph.model import MentionKind, Span
from disputes.graph.vocabulary import EdgeType, NodeType
from disputes.loaders.extractors.reader.edges import Edge
from disputes.loaders.extractors.reader.members import Member
from disputes.loaders.extractors.reader.sorts import sort_of
from disputes.loaders.extractors.rules.officials import folded

_LAND = frozenset({NodeType.STATE, NodeType.PLACE})
_SURE = 0.6
"""An official serves a state for sure if it is at least so likely."""
_APPOSED = re.compile(r", (?:(?:the|its|his|her|a|an) )?(?:[\w'’.-]+ ){0,2}", re.ASCII | re.IGNORECASE)
"""What stands between a name and the office after it: ", the Gornan "."""
_BEFORE = frozenset({" ", "'s ", "’s ", "' ", "’ "})
"""What stands between a state and what is called its own."""


def is_told_apart(member: Member, others: Sequence[Member]) -> bool:
    """Whether the words themselves say that another is meant: of another state, forename, sort or place."""
    sites = {other.site for other in others if other.site}
    is_elsewhere = bool(sites) and member.site is not None and member.site not in sites
    is_relative = any(_is_relative(member, other) for other in others)
    return is_elsewhere or is_relative or _is_of_another_state(member, others) or _is_of_another_sort(member, others)


def _is_of_another_sort(member: Member, others: Sequence[Member]) -> bool:
    """Whether the nouns tell sorts of things that are never one: a court is no ministry, a call no summit."""
    if member.type is NodeType.OFFICIAL and member.kind is not MentionKind.NOUN:
        return False
    mine = _sorts(member)
    theirs = frozenset[str]().union(*map(_sorts, others)) if mine else mine
    return bool(theirs) and mine.isdisjoint(theirs)


def _sorts(member: Member) -> frozenset[str]:
    sort = sort_of(member.words, member.type)
    return member.titles if sort is None else member.titles | {sort}


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


def in_context(text: str, members: Sequence[Member], edges: Iterable[Edge], titles: Iterable[Span]) -> list[Member]:
    """Give the members with what stands beside them: a state before a noun, an official's titles and whom he serves.

    So "the Gornan envoy" is nobody who serves Birn, "the Gornan tanker" not Birn's, and "the prime minister" nobody
    with the title "President". `titles` are where offices are named.
    """
    served: dict[int, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.type is EdgeType.SERVES and edge.chance >= _SURE:
            served[edge.source] |= _codes(members[edge.target])
    offices = list(titles)
    return [
        replace(
            member,
            serves=frozenset(served[at]),
            states=member.states | _states_before(text, member, before),
            titles=frozenset(_titles_beside(text, member, offices)),
        )
        for at, (before, member) in enumerate(zip([None, *members], members, strict=False))
    ]


def _states_before(text: str, member: Member, before: Member | None) -> set[str]:
    """Give the code of the state right before what is described: "the Gornan envoy"."""
    is_described = member.type not in _LAND and member.kind is MentionKind.NOUN
    if before is None or not is_described or text[before.span.end : member.span.start] not in _BEFORE:
        return set()
    return _codes(before)


def _titles_beside(text: str, member: Member, offices: Iterable[Span]) -> Iterator[str]:
    """Give the sorts of office that stand beside a person's name."""
    if member.type is NodeType.OFFICIAL and member.kind is MentionKind.NAME:
        beside = (office.of(text) for office in offices if _is_beside(text, member.span, office))
        sorts = (sort_of(folded(words).split(), NodeType.OFFICIAL) for words in beside)
        yield from (sort for sort in sorts if sort is not None)


def _is_beside(text: str, name: Span, office: Span) -> bool:
    """Whether an office is a name's: "President Vera Orel", "Vera Orel, the president"."""
    if office.end <= name.start:
        return text[office.end : name.start].strip(" ,") == ""
    return name.end <= office.start and _APPOSED.fullmatch(text, name.end, office.start) is not None


def _codes(member: Member) -> set[str]:
    """Give the code of the state that the member names; of one that nobody knows, its name."""
    if member.known is not None:
        return {member.known.code} if member.known.is_state and member.known.code else set()
    return {member.key} if member.type is NodeType.STATE and member.kind is MentionKind.NAME else set()
