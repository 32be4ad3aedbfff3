"""The lines of a page that are not the article's prose, found by the patterns of lexicons/boilerplate.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import msgspec
import yaml

from disputes.graph.errors import InputError
from disputes.graph.model import Span
from disputes.loaders.articles.lines import Line, lines_of, stripped

Where = Literal["line", "start", "end"]

LEXICON = "boilerplate.yaml"
LONGEST_LINE = 500
"""Code points; what is longer is a paragraph of prose, and only its start and end are looked at."""
LONGEST_HEAD = 200
"""Code points at the beginning of a paragraph in which a dateline is looked for."""
LONGEST_TAIL = 260
"""Code points at the end of a paragraph in which boilerplate is looked for."""
SENTENCE_END = r"""(?<=[.!?…"”’'\])])\s+"""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pattern: what it looks like and where it counts."""

    id: str
    regex: str
    where: tuple[Where, ...] = ("line",)
    below_title: bool = False
    note: str | None = None


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it is, its entries not yet looked at."""

    title: str
    language: str
    source: str
    licence: str
    known_gaps: tuple[str, ...]
    fragments: dict[str, str]
    entries: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """An entry made ready; a place where it does not count has no pattern."""

    id: str
    below_title: bool
    line: re.Pattern[str] | None = None
    start: re.Pattern[str] | None = None
    end: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of boilerplate, the entry that knew it, and what it tells (`author`, `date`, `publisher`)."""

    span: Span
    entry: str
    tells: Mapping[str, str] = field(default_factory=dict)


def read_patterns(content: str, name: str = LEXICON) -> tuple[Pattern, ...]:
    """Make the patterns of a lexicon's YAML ready.

    Raises InputError where the file or one of its entries is wrong; `name` and the entry's id stand in it.
    """
    try:
        head = msgspec.convert(yaml.safe_load(content), Head, strict=True)
    except (yaml.YAMLError, msgspec.ValidationError) as exc:
        raise InputError(name, str(exc)) from exc
    fragments: dict[str, str] = {}
    for key, regex in head.fragments.items():
        fragments[key] = f"(?:{_filled(regex, fragments, name, f'fragment {key!r}')})"
    patterns: dict[str, Pattern] = {}
    for number, raw in enumerate(head.entries, 1):
        pattern = _pattern(raw, fragments, name, number)
        if pattern.id in patterns:
            raise InputError(name, f"entry {pattern.id!r} is there twice")
        patterns[pattern.id] = pattern
    return tuple(patterns.values())


@cache
def default_patterns() -> tuple[Pattern, ...]:
    """Give the patterns that come with the package, read once."""
    return read_patterns((files("disputes.loaders.lexicons") / LEXICON).read_text("utf-8"))


def is_boilerplate(words: str, patterns: Iterable[Pattern], *, below_title: bool) -> bool:
    """Whether the whole line `words` is boilerplate; patterns that could be a headline only count below the title."""
    return _whole(words, patterns, below_title) is not None


def find_boilerplate(text: str, headline: Span | None, patterns: Iterable[Pattern]) -> list[Mark]:
    """Mark the boilerplate of `text`, in order and disjoint; the headline is never marked."""
    below_title = list(patterns)
    anywhere = [pattern for pattern in below_title if not pattern.below_title]
    marks: list[Mark] = []
    for line in lines_of(text):
        if headline is not None and line.span.overlaps(headline):
            continue
        below = headline is None or line.span.start >= headline.end
        marks += _marks_of(text, line, below_title if below else anywhere)
    return marks


def _marks_of(text: str, line: Line, patterns: list[Pattern]) -> Iterator[Mark]:
    if line.is_continued:
        return
    words = line.span.of(text)
    if (whole := _whole(words, patterns, below_title=True)) is not None:
        yield Mark(line.span, *whole)
        return
    start, end = line.span
    if (head := _head(words, patterns)) is not None:
        length, entry, tells = head
        yield Mark(Span(start, start + length), entry, tells)
        start += length
    tails: list[Mark] = []
    while (tail := _tail(text, start, end, patterns)) is not None:
        tails.append(tail)
        end = tail.span.start
    if tails and (left := stripped(text, Span(start, end))) and (whole := _whole(left.of(text), patterns, True)):
        yield Mark(left, *whole)
    yield from reversed(tails)


def _whole(words: str, patterns: Iterable[Pattern], below_title: bool) -> tuple[str, dict[str, str]] | None:
    if len(words) > LONGEST_LINE:
        return None
    for pattern in patterns:
        if pattern.line is None or (pattern.below_title and not below_title):
            continue
        if found := pattern.line.fullmatch(words):
            return pattern.id, _told(found)
    return None


def _head(words: str, patterns: Iterable[Pattern]) -> tuple[int, str, dict[str, str]] | None:
    beginning = words[:LONGEST_HEAD]
    for pattern in patterns:
        if pattern.start is not None and (found := pattern.start.match(beginning)):
            return found.end(), pattern.id, _told(found)
    return None


def _tail(text: str, start: int, end: int, patterns: Iterable[Pattern]) -> Mark | None:
    """Find the boilerplate that ends at `end`; the earliest start wins, so that a tail is taken whole."""
    tail = text[max(start, end - LONGEST_TAIL) : end].rstrip()
    offset = max(start, end - LONGEST_TAIL)
    best: Mark | None = None
    for pattern in patterns:
        if pattern.end is not None and (found := pattern.end.search(tail)):
            span = Span(offset + found.start("it"), offset + len(tail))
            if best is None or span.start < best.span.start:
                best = Mark(span, pattern.id, _told(found))
    return best


def _told(found: re.Match[str]) -> dict[str, str]:
    return {key: value for key, value in found.groupdict().items() if value and key != "it"}


def _pattern(raw: object, fragments: Mapping[str, str], name: str, number: int) -> Pattern:
    label = f"entry {raw['id']!r}" if isinstance(raw, dict) and "id" in raw else f"entry {number}"
    try:
        entry = msgspec.convert(raw, Entry, strict=True)
        regex = _filled(entry.regex, fragments, name, label)
        return Pattern(
            entry.id,
            entry.below_title,
            line=re.compile(regex) if "line" in entry.where else None,
            start=re.compile(rf"(?:{regex})(?=\s)") if "start" in entry.where else None,
            end=re.compile(rf"{SENTENCE_END}(?P<it>{regex})$") if "end" in entry.where else None,
        )
    except (msgspec.ValidationError, re.error) as exc:
        raise InputError(name, f"{label}: {exc}") from exc


def _filled(regex: str, fragments: Mapping[str, str], name: str, label: str) -> str:
    """Put the fragments in; ``{2,4}`` stays, for it is no name."""

    def fragment(found: re.Match[str]) -> str:
        if found[1] not in fragments:
            raise InputError(name, f"{label} uses {found[0]}, which is no fragment above it")
        return fragments[found[1]]

    return re.sub(r"\{([a-z_]+)\}", fragment, regex)
