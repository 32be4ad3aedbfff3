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

_LINKED = re.compile(r",? (?:and |or |as well as )?(?:in )?|, ")
_SITED = re.compile(r"(?P<head>.* (?:in|at) )(?:the )?[A-Z].*")


def with_heads(text: str, members: Sequence[Member]) -> list[Member]:
    """Give the members, each that goes on such a list by its whole name, the list's first in the singular."""
    found: list[Member] = []
    head: str | None = None
    for member in members:
        is_next = head is not None and found[-1].found.sentence == member.found.sentence
        linked = is_next and _LINKED.fullmatch(text, found[-1].span.end, member.span.start)
        if linked and head and _is_site(member, head):
            found[-1] = replace(found[-1], name=_single(found[-1].name))
            member = _sited(member, _single(head))
        else:
            sited = _SITED.fullmatch(member.name) if member.type is NodeType.PROPERTY else None
            head = sited["head"] if sited else None
        found.append(member)
    return found


def _is_site(member: Member, head: str) -> bool:
    """Whether the words are a name and nothing else, no noun that says what it is; a place after several things."""
    is_name = member.kind is MentionKind.NAME and all(word[:1].isupper() for word in member.name.split())
    is_one_of_several = member.type is NodeType.PLACE and _single(head) != head
    return is_name and (member.type is NodeType.PROPERTY or is_one_of_several)


def _sited(member: Member, head: str) -> Member:
    found = member.found._replace(kind=KINDS.index(NodeType.PROPERTY))
    return replace(
        member, found=found, type=NodeType.PROPERTY, name=head + member.name, known=None, ruled=None, is_site=True
    )


def _single(name: str) -> str:
    """Give the name of one of them: "consulates in Port Vell" is the name of the first alone."""
    head, link, site = name.partition(" in ")
    return singular(head) + link + site
