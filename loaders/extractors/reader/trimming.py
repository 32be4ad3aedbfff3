"""Mentions cut to the words that name something."""

from __future__ import annotations

from collections.abc import Iterator

from disputes.graph.model import Span
from disputes.loaders.extractors.reader.decoding import Heard
from disputes.loaders.extractors.reader.hearing import Hearing

_LEADING = frozenset("the a an this that these those any no some another both all".split())
_TRAILING = frozenset("the a an of and in to for 's ’s ' ’ , . ( ) - – \" “ ”".split())


def trimmed(hearing: Hearing) -> Hearing:
    """Cut articles, marks and prepositions off both ends of mentions; what nothing is left of is none."""
    return hearing.with_heard(_trimmed(hearing))


def _trimmed(hearing: Hearing) -> Iterator[Heard]:
    for one in hearing.heard:
        sentence, first, last, _ = one.found
        words = [word.of(hearing.text).casefold() for word in hearing.tagging.article.words[sentence]]
        if first == last and words[first].isalpha() and words[first] not in _LEADING | _TRAILING:
            yield one
            continue
        while first <= last and (words[first] in _LEADING or words[first] in _TRAILING):
            first += 1
        while last >= first and words[last] in _TRAILING:
            last -= 1
        if first <= last:
            spans = hearing.tagging.article.words[sentence]
            yield Heard(
                one.found._replace(first=first, last=last), Span(spans[first].start, spans[last].end), one.chance
            )
