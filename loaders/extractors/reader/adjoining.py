"""A person's name that is heard in parts: "Vera A." and "Orel" are one, and so are "Mei" and "kei" of "Mei-kei"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from disputes.graph.model import Span
from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.reader.decoding import Heard
from disputes.loaders.extractors.reader.hearing import Hearing
from disputes.loaders.extractors.rules.words import forms_of, word_class

_WITHIN = re.compile(r"-|(?:-[a-z]+)?(?: [A-Z]\.)* ")
"""What stands between the parts of one name: a blank, initials, a hyphen and the small word after it."""


def with_whole_names(hearing: Hearing) -> Hearing:
    """Make one mention of persons' names that no mark, verb or conjunction stands between.

    Two names stand so where one is told of the other: "Orel warned Sand Varga would leave".
    """
    joined: list[Heard] = []
    alone = frozenset(_alone(hearing))
    for one in hearing.heard:
        if joined and _goes_on(hearing.text, joined[-1], one) and not _are_two(hearing, joined[-1], one, alone):
            first = joined[-1]
            found = first.found._replace(last=one.found.last)
            joined[-1] = Heard(found, Span(first.span.start, one.span.end), min(first.chance, one.chance))
        else:
            joined.append(one)
    return replace(hearing, heard=tuple(joined))


def _alone(hearing: Hearing) -> Iterator[str]:
    """Give the words that are a person's whole name somewhere."""
    for at, one in enumerate(hearing.heard):
        beside = hearing.heard[max(0, at - 1) : at + 2]
        if one.kind == NodeType.OFFICIAL and not any(
            _goes_on(hearing.text, first, second) for first, second in pairwise(beside)
        ):
            yield one.span.of(hearing.text)


def _are_two(hearing: Hearing, first: Heard, second: Heard, alone: frozenset[str]) -> bool:
    """Whether two persons' names follow each other, rather than two parts of one."""
    if hearing.text[first.span.end : second.span.start] != " ":
        return False
    names = [one.span.of(hearing.text) for one in (first, second)]
    words = hearing.tagging.article.words[first.found.sentence]
    before = words[first.found.first - 1].of(hearing.text).casefold() if first.found.first else ""
    return names[0] in alone or all(" " in name for name in names) or before in _telling()


@cache
def _telling() -> frozenset[str]:
    """Give the forms of verbs that somebody is told something by."""
    return frozenset(form for verb in word_class("object_control") for form in forms_of(verb))


def _goes_on(text: str, first: Heard, second: Heard) -> bool:
    is_person = first.kind == second.kind == NodeType.OFFICIAL
    if not is_person or first.found.sentence != second.found.sentence:
        return False
    between = text[first.span.end : second.span.start]
    is_title = all(word[:1].isupper() for word in first.span.of(text).split())
    return is_title and bool(_WITHIN.fullmatch(between)) and (between == "-" or second.span.of(text)[:1].isupper())
