"""The front matter of a Markdown file."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import yaml

from disputes.graph.errors import InputError
from disputes.graph.model import Span
from disputes.loaders.articles.boilerplate import Mark
from disputes.loaders.articles.header import Facts

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?P<yaml>.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
MOST_CHARACTERS = 300
"""Of a title, a name, an address in front matter."""
_KEYS = {
    "title": ("title", "headline"),
    "date": ("date", "published"),
    "author": ("author", "authors", "byline"),
    "publisher": ("publisher", "sitename", "source"),
    "url": ("url", "link"),
}


def front_matter(text: str, where: str) -> tuple[Facts, tuple[Mark, ...]]:
    """Read the YAML between two lines ``---`` at the beginning, and mark it as boilerplate; nothing where none is.

    Raises InputError where it is no YAML.
    """
    found = _FRONT_MATTER.match(text)
    if found is None:
        return Facts(), ()
    try:
        values = yaml.safe_load(found["yaml"])
    except yaml.YAMLError as exc:
        raise InputError(where, f"its front matter is no YAML: {' '.join(str(exc).split())}") from exc
    if not isinstance(values, dict):
        return Facts(), ()
    facts = {name: _words(values, keys) for name, keys in _KEYS.items()}
    return Facts(**facts), (Mark(Span(*found.span()), "front-matter"),)


def _words(values: dict[Any, Any], keys: tuple[str, ...]) -> str | None:
    """Give the first of `keys` that is there, as words: a list is joined, a date is ISO."""
    for key in keys:
        value = values.get(key)
        if isinstance(value, list):
            value = ", ".join(str(item) for item in value if isinstance(item, str | int))
        if isinstance(value, date):
            value = value.isoformat()
        if isinstance(value, str | int) and str(value).strip():
            return str(value).strip()[:MOST_CHARACTERS]
    return None
