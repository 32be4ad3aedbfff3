"""An HTML page becomes an article."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from disputes.graph.errors import InputError
from disputes.graph.model import Article
from disputes.loaders.articles.assembly import assemble
from disputes.loaders.articles.header import Facts

_TALKATIVE = ("trafilatura", "htmldate", "charset_normalizer", "readability", "justext", "courlan")
_UNSEEN = ["//*[@hidden]", "//*[contains(translate(@style, ' ', ''), 'display:none')]"]
"""Parts of a page that no browser shows."""
FEWEST_WORDS = 12
"""A page with fewer tells nothing of anybody."""


def read_page(html: str, *, where: str, source: str, fallback: str) -> Article:
    """Take title, author, date, site and body from a page, without touching the network.

    The text is the title, an empty line and the body, or the body alone where it begins with the title. A fragment
    in which no article's body is found is taken whole. Raises InputError where the page has next to no words.
    """
    import trafilatura
    from trafilatura.settings import Document

    if "<body" not in html.lower():
        html = f"<html><body>{html}</body></html>"
    with _silenced():
        page = trafilatura.bare_extraction(html, include_comments=False, with_metadata=True, prune_xpath=_UNSEEN)
        body = page.text if isinstance(page, Document) else None
        body = body or trafilatura.html2txt(html)
    if len(body.split()) < FEWEST_WORDS:
        raise InputError(where, "no article is found on the page; save its text as .txt instead")
    page = page if isinstance(page, Document) else Document()
    known = Facts(title=_line(page.title), date=page.date, publisher=_line(page.sitename), author=_line(page.author))
    text = body if known.title is None or body.startswith(known.title) else f"{known.title}\n\n{body}"
    known = Facts(known.title, known.date, known.publisher, known.author, page.url or None)
    return assemble(text, where=where, source=source, fallback=fallback, known=known)


def _line(words: str | None) -> str | None:
    return " ".join(words.split()) or None if words else None


@contextmanager
def _silenced() -> Iterator[None]:
    """Keep the libraries' log lines from stderr: what matters of them comes back as an error."""
    loggers = [logging.getLogger(name) for name in _TALKATIVE]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
