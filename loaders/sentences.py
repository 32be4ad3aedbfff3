"""The sentences of an article's prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from disputes.graph.model import Article, Span

_LINE_END = re.compile(r"(?<=[.!?:\"”’)\]])[^\S\n]*\n|\n\s*\n")
_UNFINISHED = re.compile(
    r"(?:(?<!\.)\b(?:[ap]\.m|vs|No|Art|Lt|Gov|Sen|Rep|Brig|Maj|Adm|Capt|[A-Z])\.|^\W*\d{1,2}\.)\s*$"
)
_AFTER_MAY = re.compile(r"""(?<=\bMay\.)(?=\s+["“‘']?[A-Z])""")
"""The one month that is not cut short where it ends a sentence: sentencex takes it for an abbreviation."""
_SURROGATES = re.compile(r"[\ud800-\udfff]")
LONGEST_SENTENCE = 800
"""In characters: what has no full stop for longer is a list or a table, and is cut where a phrase may end.

The longest true sentence in a hundred articles of news has 611; a reader's window holds this many.
"""
_CUTS = ("; ", "\n", ", ", " ")
"""Where an endless sentence is cut, the best first."""


def sentences_of(article: Article) -> Iterator[tuple[Span, bool]]:
    """Give each sentence of the prose, in order, and whether it is the headline.

    Spans are trimmed of white space. The headline is one sentence; boilerplate is in none.
    """
    headline = article.headline
    if headline is not None and _trimmed(article.text, headline):
        yield _trimmed(article.text, headline), True
    for stretch in prose_of(article):
        for span in split(article.text, stretch):
            yield span, False


def prose_of(article: Article) -> Iterator[Span]:
    """Give the stretches of text between headline and boilerplate."""
    start = 0
    for gap in sorted([*article.boilerplate, *([article.headline] if article.headline else [])]):
        if gap.start > start:
            yield Span(start, gap.start)
        start = max(start, gap.end)
    if start < len(article.text):
        yield Span(start, len(article.text))


def split(text: str, stretch: Span) -> Iterator[Span]:
    """Split `stretch` of `text` into sentences.

    A line that ends like a sentence ends one, as does an empty line; other line breaks are taken for wrapping.

    >>> [span.of("The U.S. left. Mr. Orel stayed.") for span in split("The U.S. left. Mr. Orel stayed.", Span(0, 31))]
    ['The U.S. left.', 'Mr. Orel stayed.']
    """
    for paragraph in _paragraphs(text, stretch):
        start = paragraph.start
        for end in _ends(paragraph.of(text)):
            span = _trimmed(text, Span(start, paragraph.start + end))
            start = paragraph.start + end
            yield from _bounded(text, span)


def _bounded(text: str, span: Span) -> Iterator[Span]:
    """Give `span`, cut in pieces where it is longer than any sentence is: reading stays linear."""
    start = span.start
    while span.end - start > LONGEST_SENTENCE:
        end, half = start + LONGEST_SENTENCE, start + LONGEST_SENTENCE // 2
        cut = next((at + len(sign) for sign in _CUTS if (at := text.rfind(sign, half, end)) > 0), end)
        if piece := _trimmed(text, Span(start, cut)):
            yield piece
        start = cut
    if piece := _trimmed(text, Span(start, span.end)):
        yield piece


def _paragraphs(text: str, stretch: Span) -> Iterator[Span]:
    start = stretch.start
    for gap in _LINE_END.finditer(text, stretch.start, stretch.end):
        yield Span(start, gap.start())
        start = gap.end()
    yield Span(start, stretch.end)


def _ends(paragraph: str) -> Iterator[int]:
    """Give the offset after each sentence, with those that end in an abbreviation joined to the next."""
    if not paragraph.strip():
        return
    from sentencex import segment

    end = 0
    pieces = segment("en", _SURROGATES.sub("?", paragraph))
    for piece in chain.from_iterable(map(_AFTER_MAY.split, pieces)):
        end += len(piece)
        if not _UNFINISHED.search(piece):
            yield end
    if end < len(paragraph) or _UNFINISHED.search(paragraph):
        yield len(paragraph)


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))
