"""Mentions cut to the words that name something, and made whole where they begin in the midst of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from disputes.graph.model import Span
from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.reader.decoding import Heard
from disputes.loaders.extractors.reader.hearing import Hearing
from disputes.loaders.extractors.rules.naming import begins_with_small_name

_LEADING = frozenset("the a an this that these those any no some another both all own".split())
_TRAILING = frozenset("the a an of and in to for".split())
_INITIAL = re.compile(r"[A-Z]\.")
_LAND = frozenset({NodeType.STATE, NodeType.PLACE})
"""What may be part of a word: "Gorna-based", "the Gornan-Birnish border"."""
_THINGS = frozenset({NodeType.PROPERTY, NodeType.AGREEMENT, NodeType.TALKS})


def trimmed(hearing: Hearing) -> Hearing:
    """Cut articles, marks and prepositions off both ends of mentions; what nothing is left of is none.

    Of half a phrase ("talks between Gorna") the thing is left. A mention that begins within a word or number is made
    whole ("three-masted ship"), as is a person's name that ends in an initial; a thing that ends within a word is none.
    """
    return hearing.with_heard(_trimmed(hearing))


def _trimmed(hearing: Hearing) -> Iterator[Heard]:
    for one in hearing.heard:
        spans = hearing.tagging.article.words[one.found.sentence]
        words = [word.of(hearing.text) for word in spans]
        first, last = _cut([word.casefold() for word in words], one.found.first, one.found.last)
        if one.kind == NodeType.OFFICIAL and begins_with_small_name(one.span.of(hearing.text)):
            first = one.found.first
        if one.kind in _THINGS:
            last = _without_half(words, first, last)
        if one.kind == NodeType.OFFICIAL:
            last = _with_surname(words, first, last)
        if last < first or (one.kind in _THINGS and _is_joined(words, spans, last + 1)):
            continue
        if one.kind not in _LAND:
            first = _whole(words, spans, first)
        parts = [(first, last)] if one.kind != NodeType.ORGANIZATION else _without_acronym(words, first, last)
        for start, end in parts:
            span = Span(spans[start].start, spans[end].end)
            yield Heard(one.found._replace(first=start, last=end), span, one.chance)


def _cut(words: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """Give the first and last word of what is left, the last before the first where nothing is."""
    if first == last and words[first].isalpha() and words[first] not in _LEADING | _TRAILING:
        return first, last
    while first <= last and (words[first] in _LEADING or _is_trailing(words[first])):
        first += 1
    while last >= first and _is_trailing(words[last]):
        last -= 1
    return first, last


def _is_trailing(word: str) -> bool:
    return word in _TRAILING or not (word[0].isalnum() or word in "%$€£")


def _without_half(words: Sequence[str], first: int, last: int) -> int:
    """Give the last word without half a phrase: "talks between Gorna", "an agreement to cease"."""
    between = next((at for at in range(last, first, -1) if words[at] == "between"), None)
    if between is not None and "and" not in words[between : last + 1]:
        return between - 1
    return last - 2 if last - 2 >= first and words[last - 1] == "to" and words[last].islower() else last


def _without_acronym(words: Sequence[str], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Give the name and the acronym in brackets after it apart: "Harbour League (HL)" is named twice."""
    if first + 1 < last and words[last - 1] == "(" and words[last].isupper():
        yield first, last - 2
        yield last, last
    else:
        yield first, last


def _with_surname(words: Sequence[str], first: int, last: int) -> int:
    """Go right from an initial to the surname: "Vera A." is half a name."""
    is_initial = first < last < len(words) - 1 and _INITIAL.fullmatch(words[last])
    return last + 1 if is_initial and words[last + 1].istitle() and words[last + 1].isalpha() else last


def _whole(words: Sequence[str], spans: Sequence[Span], first: int) -> int:
    """Go left to where the word or number begins; "anti-" and the like are no part of a name."""
    while _is_joined(words, spans, first - 1):
        if words[first][0].isupper() and words[first - 2][0].islower():
            break
        first -= 2
    return first


def _is_joined(words: Sequence[str], spans: Sequence[Span], mark: int) -> bool:
    """Whether the word at `mark` is a hyphen within a word, or a point within a number."""
    if not 0 < mark < len(words) - 1:
        return False
    before, after = words[mark - 1], words[mark + 1]
    if spans[mark + 1].start - spans[mark - 1].end > len(words[mark]):
        return False
    is_number = words[mark] in {".", ","} and before.isdigit() and after[0].isdigit()
    return is_number or (words[mark] == "-" and before.isalnum() and after.isalnum())
