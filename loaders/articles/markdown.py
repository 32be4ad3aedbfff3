"""The marks of a Markdown file, and its blocks that are no prose: code, tables, comments, scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disputes.graph.model import Span
from disputes.loaders.articles.boilerplate import Mark
from disputes.loaders.articles.header import HEADING_MARK

_BLOCK = re.compile(
    r"^ {0,3}(?P<fence>`{3,20}|~{3,20})[^\n]*\n(?:.*?^ {0,3}(?P=fence)[^\S\n]*$|.*)"
    r"|<!--(?:(?!<!--).)*?-->"
    r"|(?i:<(?P<unread>script|style)\b(?:(?!<(?:script|style)\b).)*?</(?P=unread)>)"
    r"|^(?=[^\n|]*\|)[^\n]*+\n(?=[^|\n]*\|)(?=[ \t|:]*-)[ \t|:\r-]*+$(?:\n(?=[^\n|]*\|)[^\n]*+)*"
    r"|^(?:[ \t]*+\|[^\n]*\|[ \t\r]*+(?:\n|\Z))+"
    r"|(?:(?<=\n\n)|(?<=\n\r\n))(?:(?: {4}|\t)[^\n]*(?:\n|\Z)(?:[^\S\n]*\n(?= {4}|\t))*)+",
    re.DOTALL | re.MULTILINE,
)
"""Fenced code, a comment, a script or a style, a table, rows that bars begin and end, indented code."""
_ITEM = r"(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?"
_LINE = re.compile(
    rf"^(?P<heading>{HEADING_MARK.pattern}).*$"
    r"|^!\[[^\]\n]*\]\([^)\n]*\)[ \t\r]*$|^(?:[-*_][ \t]*){3,}\r?$|^(?:=+|-{2,})[ \t\r]*$"
    rf"|^[ \t]*(?:(?:>[ \t]?)+(?:{_ITEM})?|{_ITEM})"
    r"|^\[[^\]\n]+\]:[ \t]*\S+.*$",
    re.MULTILINE,
)
"""A heading, a picture, a rule or an underline, the beginning of an item or a quotation, a link's target."""
_ITEM_ABOVE = re.compile(rf"^[ \t]*{_ITEM}")


def markdown_marks(text: str, begin: int) -> tuple[Mark, ...]:
    """Mark what is no words from `begin` on: code, tables, the ``##`` of headings, pictures, rules, dashes of items.

    What is marked ends a sentence, so that each item is one, and a heading is none with the line below it. Marks within
    sentences stay, as do links, which hold words.
    """
    marks: list[Mark] = []
    at = begin
    for block in _BLOCK.finditer(text, begin):
        if _is_indented(block.group()) and _goes_on_item(text, begin, block.start()):
            continue
        marks += _line_marks(text, at, block.start())
        marks.append(Mark(Span(*block.span()), "markdown"))
        at = block.end()
    return (*marks, *_line_marks(text, at, len(text)))


def _line_marks(text: str, start: int, end: int) -> Iterator[Mark]:
    for found in _LINE.finditer(text, start, end):
        if found["heading"] is None:
            yield Mark(Span(*found.span()), "markdown")
            continue
        yield Mark(Span(*found.span("heading")), "markdown")
        if text[found.end() : end].lstrip("\r")[1:2].strip():
            yield Mark(Span(found.end(), found.end() + 1), "markdown")


def _is_indented(block: str) -> bool:
    return block.startswith(("    ", "\t"))


def _goes_on_item(text: str, begin: int, start: int) -> bool:
    """Whether the paragraph before `start` is an item's, so that what is indented goes on with it."""
    above = text[begin:start].rstrip().rpartition("\n\n")[2]
    return any(map(_ITEM_ABOVE.match, above.splitlines()))
