"""A text and what is known of it become an `Article`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from disputes.graph.errors import InputError
from disputes.graph.model import Article, Span, article_id
from disputes.loaders.articles.boilerplate import Mark, Pattern, default_patterns, find_boilerplate
from disputes.loaders.articles.dates import iso_date
from disputes.loaders.articles.header import Facts, facts_in, find_headline, locate_title, title_from
from disputes.loaders.articles.language import foreign_language, holds_sentence

LARGEST_ARTICLE_BYTES = 5_000_000
"""Of one article's file or record; books and dumps are no articles."""


def source_of(file: Path) -> str:
    r"""Give a file's absolute path as the source that is kept; what of it is no UTF-8 is written as ``\xff``."""
    return os.fsencode(file.absolute()).decode("utf-8", "backslashreplace")


def assemble(
    text: str,
    *,
    where: str,
    source: str | None,
    fallback: str,
    known: Facts = Facts(),  # noqa: B008 - frozen
    marked: Sequence[Mark] = (),
) -> Article:
    """Make the article of `text`, which is stored as it is.

    What is `known` goes before what the text says of itself. `where` names the text in errors, `source` is where it
    was found if it has no URL (None: nowhere that could be looked up again), `fallback` its title if nothing better is
    there, and `marked` the boilerplate that its format knows already.

    Raises InputError where the text is empty, not English or no sentence.
    """
    _check(text, where)
    patterns = default_patterns()
    headline = _headline(text, known.title, patterns, [mark.span for mark in marked])
    marks = _merged(marked, find_boilerplate(text, headline, patterns))
    found = facts_in(text, headline, marks)
    return Article(
        id=article_id(text),
        text=text,
        title=known.title or title_from(text, headline, marks, fallback),
        sources=tuple(found_at for found_at in (known.url or source,) if found_at),
        date=iso_date(known.date or "") or found.date,
        publisher=known.publisher or found.publisher,
        author=known.author or found.author,
        url=known.url,
        headline=headline,
        boilerplate=tuple(mark.span for mark in marks),
    )


def _check(text: str, where: str) -> None:
    if not text.strip():
        raise InputError(where, "is empty")
    if (language := foreign_language(text)) is not None:
        raise InputError(where, f"is not English but seems to be in {language!r}; only English is read")
    if not holds_sentence(text):
        raise InputError(where, "holds no sentence")


def _headline(text: str, title: str | None, patterns: Sequence[Pattern], skipped: Sequence[Span]) -> Span | None:
    if title is not None:
        return locate_title(text, title, patterns, skipped)
    return find_headline(text, patterns, skipped)


def _merged(marked: Sequence[Mark], found: Sequence[Mark]) -> list[Mark]:
    """Put both in order; where they overlap, those that the format knows stay."""
    kept = [mark for mark in found if not any(mark.span.overlaps(other.span) for other in marked)]
    return sorted((*marked, *kept), key=lambda mark: mark.span)
