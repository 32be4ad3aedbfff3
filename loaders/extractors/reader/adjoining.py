"""A person's name that is heard in parts: "Vera A." and "Orel" are one, and so are "Mei" and "kei" of "Mei-kei"."""

from __future__ import annotations

import re
from dataclasses import replace

from disputes.graph.model import Span
from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.reader.decoding import Heard
from disputes.loaders.extractors.reader.hearing import Hearing

_WITHIN = re.compile(r"-|(?:-[a-z]+)?(?: [A-Z]\.)* ")
"""What stands between the parts of one name: a blank, initials, a hyphen and the small word after it."""


def with_whole_names(hearing: Hearing) -> Hearing:
    """Make one mention of persons' names that no mark, verb or conjunction stands between: no sentence names two so."""
    joined: list[Heard] = []
    for one in hearing.heard:
        if joined and _goes_on(hearing.text, joined[-1], one):
            first = joined[-1]
            found = first.found._replace(last=one.found.last)
            joined[-1] = Heard(found, Span(first.span.start, one.span.end), min(first.chance, one.chance))
        else:
            joined.append(one)
    return replace(hearing, heard=tuple(joined))


def _goes_on(text: str, first: Heard, second: Heard) -> bool:
    is_person = first.kind == second.kind == NodeType.OFFICIAL
    if not is_person or first.found.sentence != second.found.sentence:
        return False
    between = text[first.span.end : second.span.start]
    is_title = all(word[:1].isupper() for word in first.span.of(text).split())
    return is_title and bool(_WITHIN.fullmatch(between)) and (between == "-" or second.span.of(text)[:1].isupper())
