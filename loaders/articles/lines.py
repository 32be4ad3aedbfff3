"""The lines of a text, as spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disputes.graph.model import Span

SENTENCE_ENDS = tuple(".!?:;…\"”’')]")
WRAPPED = range(45, 101)
"""Lengths of a line that was broken because the next word would not have fitted."""

_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the blanks around it.

    `is_joined`: no empty line parts it from the line before. `is_continued`: it goes on a sentence that was broken at
    the end of the line before, because the text is wrapped.
    """

    span: Span
    is_joined: bool
    is_continued: bool


def lines_of(text: str) -> Iterator[Line]:
    """Give the lines of `text` that hold more than blanks, in order."""
    before: Span | None = None
    is_continued = False
    for found in _LINE.finditer(text):
        span = stripped(text, Span(*found.span()))
        if span.start == span.end:
            continue
        is_joined = before is not None and _breaks(text[before.end : span.start]) == 1
        is_continued = before is not None and is_joined and _is_broken_off(before.of(text), span.of(text), is_continued)
        yield Line(span, is_joined, is_continued)
        before = span


def stripped(text: str, span: Span) -> Span:
    """Give the span without the blanks at its ends.

    >>> stripped("  a b ", Span(0, 6))
    Span(start=2, end=5)
    """
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - len(words) + len(words.rstrip())))


def ends_sentence(words: str) -> bool:
    """Whether the words end as a sentence does; an abbreviation such as "U.N." does not count.

    >>> ends_sentence("Talks end."), ends_sentence("Envoy complains to the U.N."), ends_sentence("Who won?")
    (True, False, False)
    """
    return words.endswith((".", ".”", '."', ".'", ".’", ".)")) and not re.search(r"\b(?:[A-Z]\.){2,}$", words)


def _breaks(gap: str) -> int:
    return gap.count("\n") or gap.count("\r")


def _is_broken_off(before: str, line: str, was_continued: bool) -> bool:
    """Whether `line` goes on the sentence of the line before it."""
    if before.endswith(SENTENCE_ENDS) and not before.endswith((":", ";")):
        return False
    return line[0].islower() or (was_continued and len(before) in WRAPPED)
