"""What the beginning of a text says of the article: its title, and by its boilerplate its date, author, publisher."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from disputes.graph.model import Span
from disputes.loaders.articles.boilerplate import Mark, Pattern, is_boilerplate
from disputes.loaders.articles.dates import iso_date
from disputes.loaders.articles.lines import Line, ends_sentence, lines_of, stripped

LONGEST_TITLE = 220
"""Code points."""
MOST_TITLE_LINES = 3
TITLE_WORDS = 12
"""How many of a text's first words stand for a title where it has none."""
HEADING_MARK = re.compile(r"#{1,6}[ \t]+")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an article besides its text; `date` as it was found, in any form."""

    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None


def find_headline(text: str, patterns: Sequence[Pattern], skipped: Sequence[Span] = ()) -> Span | None:
    """Find the title that `text` begins with: a first line, or a short first paragraph, that ends as no sentence does.

    Boilerplate before it, and what lies in `skipped`, is passed over. None where the text begins with prose.
    """
    lines = [line for line in lines_of(text) if not any(span.covers(line.span) for span in skipped)]
    rest = _from_title(text, lines, patterns)
    if len(rest) < 2:
        return None
    block = _first_block(text, rest, patterns)
    last = block[-1] if _is_title_of_several_lines(text, block) else block[0]
    heading = HEADING_MARK.match(block[0].span.of(text))
    span = Span(block[0].span.start + (heading.end() if heading else 0), last.span.end)
    if heading is not None:
        return Span(span.start, block[0].span.end)
    is_wrapped = any(line.is_continued for line in block[1:]) and last is block[0]
    return None if is_wrapped or not _could_be_title(span.of(text)) else span


def locate_title(text: str, title: str, patterns: Sequence[Pattern], skipped: Sequence[Span] = ()) -> Span | None:
    """Give the span of a known `title`, where `text` begins with it after boilerplate and `skipped`."""
    lines = [line for line in lines_of(text) if not any(span.covers(line.span) for span in skipped)]
    for line in _from_title(text, lines, patterns, title)[:1]:
        heading = HEADING_MARK.match(line.span.of(text))
        start = line.span.start + (heading.end() if heading else 0)
        if text.startswith(title, start) and text[start + len(title) : start + len(title) + 1] in ("", "\n", "\r"):
            return Span(start, start + len(title))
    return None


def title_from(text: str, headline: Span | None, marks: Iterable[Mark], fallback: str) -> str:
    """Give a title that is never empty: the headline, else the first words of the prose, else `fallback`."""
    if headline is not None:
        return " ".join(headline.of(text).split())
    covered = [mark.span for mark in marks]
    for line in lines_of(text):
        start = line.span.start
        for span in covered:
            if span.start <= start < span.end:
                start = span.end
        words = stripped(text, Span(min(start, line.span.end), line.span.end)).of(text).split()
        if any(character.isalnum() for word in words for character in word):
            return " ".join(words[:TITLE_WORDS]) + ("…" if len(words) > TITLE_WORDS else "")
    return fallback


def facts_in(text: str, headline: Span | None, marks: Sequence[Mark]) -> Facts:
    """Collect what the boilerplate around the title tells; for the date the rest of the text counts too."""
    end = _end_of_head(text, headline, marks)
    head = [mark for mark in marks if mark.span.start <= end]
    return Facts(
        date=next((day for mark in (*head, *marks) if (day := iso_date(mark.tells.get("date", "")))), None),
        publisher=_first(head, "publisher"),
        author=_first(head, "author"),
    )


def _first(marks: Iterable[Mark], what: str) -> str | None:
    return next((mark.tells[what].strip() for mark in marks if what in mark.tells), None)


def _end_of_head(text: str, headline: Span | None, marks: Sequence[Mark]) -> int:
    """Give where the first line of prose begins."""
    covered = {mark.span for mark in marks}
    for line in lines_of(text):
        if line.span not in covered and not (headline is not None and line.span.overlaps(headline)):
            return line.span.start
    return len(text)


def _from_title(text: str, lines: list[Line], patterns: Sequence[Pattern], title: str | None = None) -> list[Line]:
    """Leave out the boilerplate before the title."""
    for index, line in enumerate(lines):
        words = line.span.of(text)
        if words == title or not is_boilerplate(words, patterns, below_title=False):
            return lines[index:]
    return []


def _first_block(text: str, lines: Sequence[Line], patterns: Sequence[Pattern]) -> list[Line]:
    """Give the first line and those that follow without an empty line, or boilerplate, between."""
    block = [lines[0]]
    for line in lines[1:]:
        if not line.is_joined or is_boilerplate(line.span.of(text), patterns, below_title=True):
            break
        block.append(line)
    return block


def _is_title_of_several_lines(text: str, block: Sequence[Line]) -> bool:
    last = block[-1].span
    is_short = len(block) <= MOST_TITLE_LINES and last.end - block[0].span.start <= LONGEST_TITLE
    return is_short and not any(ends_sentence(line.span.of(text)) for line in block)


def _could_be_title(words: str) -> bool:
    return len(words) <= LONGEST_TITLE and not ends_sentence(words) and not words.endswith((",", ";", ":"))
