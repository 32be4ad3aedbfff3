"""Whose the things of a list are: of "Gornan houses, including the Olm villa and Sarn pier", both are Gorna's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from disputes.graph.model import MentionKind
from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.reader.members import Member
from disputes.loaders.extractors.rules.naming import singular
from disputes.loaders.gazetteer import nouns

_ARTICLES = r"(?:(?:the|its|their|both|an?) )*"
_OPENING = re.compile(
    r"(?:['’]s?)? (?:[a-z]+ ){0,2}(?P<things>[a-z]+s)"
    rf"(?:,? (?:including|such as|namely|notably|among them|in particular|especially) |: ){_ARTICLES}"
)
_LINK = re.compile(rf"(?:, | and | or |, and |, or |,? as well as |; ){_ARTICLES}")
_SITE = re.compile(r",? (?:in|on|at|near|outside|off) (?:the )?")


def owned_in_lists(text: str, members: Sequence[Member]) -> Iterator[tuple[int, int]]:
    """Give the numbers of a state and of a property that is listed as one of its own."""
    for number, member in enumerate(members):
        if member.type is NodeType.STATE and member.kind is not MentionKind.PRONOUN:
            yield from ((number, owned) for owned in _listed(text, members, number))


def _listed(text: str, members: Sequence[Member], first: int) -> Iterator[int]:
    """Give the numbers of the properties in the list that the state's things begin, each with the place it lies in."""
    before = members[first]
    for number, member in enumerate(members[first + 1 :], first + 1):
        gap = text[before.span.end : member.span.start]
        is_first = before is members[first]
        if is_first or member.type is not NodeType.PLACE or not _SITE.fullmatch(gap):
            if member.type is not NodeType.PROPERTY or not (_opens(gap) if is_first else _LINK.fullmatch(gap)):
                return
            yield number
        before = member


def _opens(words: str) -> bool:
    found = _OPENING.fullmatch(words)
    noun = nouns().longest([singular(found["things"])], 0) if found else None
    return noun is not None and noun[1].section == "property"
