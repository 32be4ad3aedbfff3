"""Properties named by their place alone: "the Gornan consulates in Port Vell, Sarn and Olm" are three consulates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from disputes.graph.model import MentionKind
from disputes.graph.vocabulary import NodeType
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
        if linked and head and member.type is NodeType.PROPERTY and _is_site(member):
            found[-1] = replace(found[-1], name=_single(found[-1].name))
            member = replace(member, name=head + member.name, is_site=True)
        else:
            sited = _SITED.fullmatch(member.name) if member.type is NodeType.PROPERTY else None
            head = _single(sited["head"]) if sited else None
        found.append(member)
    return found


def _is_site(member: Member) -> bool:
    """Whether the words are a name and nothing else: no noun that says what it is."""
    return member.kind is MentionKind.NAME and all(word[:1].isupper() for word in member.name.split())


def _single(name: str) -> str:
    """Give the name of one of them: "consulates in Port Vell" is the name of the first alone."""
    head, link, site = name.partition(" in ")
    return singular(head) + link + site
