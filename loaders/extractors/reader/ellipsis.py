"""Properties named by their place alone: "the Gornan consulates in Port Vell, Sarn and Olm" are three consulates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from disputes.graph.model import MentionKind
from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.reader.labels import KINDS
from disputes.loaders.extractors.reader.members import Member
from disputes.loaders.extractors.rules.naming import singular

_LINKED = re.compile(r",?\s(?:and\s|or\s|as\swell\sas\s)?(?:in\s)?")
_SITED = re.compile(r"(?P<head>.*)(?P<link> (?:in|at) )(?P<site>(?:the )?[A-Z].*)")
_UNCOUNTED = frozenset("headquarters premises barracks quarters grounds".split())
"""Words that are their own singular."""


def with_heads(text: str, members: Sequence[Member]) -> list[Member]:
    """Give the members, each that goes on such a list by its whole name, the list's first in the singular."""
    found: list[Member] = []
    head: str | None = None
    for member in members:
        is_next = head is not None and found[-1].found.sentence == member.found.sentence
        linked = is_next and _LINKED.fullmatch(text, found[-1].span.end, member.span.start)
        if linked and head and _is_site(member):
            found[-1] = replace(found[-1], name=_single(found[-1].name))
            member = _sited(member, head)
        else:
            head = _head_of_several(member)
        found.append(member)
    return found


def _head_of_several(member: Member) -> str | None:
    """Give what stands before the place of each where several things are named by theirs: "consulate in "."""
    sited = _SITED.fullmatch(member.name) if member.type is NodeType.PROPERTY else None
    if sited is None or _singular(sited["head"]) == sited["head"]:
        return None
    return _singular(sited["head"]) + sited["link"]


def _is_site(member: Member) -> bool:
    """Whether the words are a place's name and nothing else, no noun that says what it is."""
    is_name = member.kind is MentionKind.NAME and all(word[:1].isupper() for word in member.name.split())
    return is_name and member.type in {NodeType.PROPERTY, NodeType.PLACE}


def _sited(member: Member, head: str) -> Member:
    found = member.found._replace(kind=KINDS.index(NodeType.PROPERTY))
    return replace(
        member, found=found, type=NodeType.PROPERTY, name=head + member.name, known=None, ruled=None, is_site=True
    )


def _single(name: str) -> str:
    """Give the name of one of them: "consulates in Port Vell" is the name of the first alone."""
    sited = _SITED.fullmatch(name)
    return _singular(sited["head"]) + sited["link"] + sited["site"] if sited else name


def _singular(words: str) -> str:
    return words if words.split()[-1].casefold() in _UNCOUNTED else singular(words)
