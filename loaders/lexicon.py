"""Reading lexicons: the words of the rules, kept as YAML beside the code.

Every lexicon starts with `title`, `language`, `source`, `licence` and `known_gaps`; its sections are lists of entries
that have an `id`. What a lexicon's entries look like is told by a msgspec struct, and a file that does not fit it is
refused, with the entry's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from threading import Lock
from typing import Any, TypeVar

import msgspec
import yaml

from disputes.graph.errors import InputError

PACKAGE = "disputes.loaders.lexicons"
_PLACE = re.compile(r" - at `\$\.(\w+)\[(\d+)\](.*)`$")


class Lexicon(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every lexicon says of itself."""

    title: str
    language: str
    source: str
    licence: str
    known_gaps: tuple[str, ...]


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing and the forms it is written in."""

    id: str
    forms: tuple[str, ...] = ()
    note: str | None = None


T = TypeVar("T", bound=Lexicon)
_CONVERTING = Lock()
"""msgspec breaks down where two threads meet a type for the first time at once."""


def read_lexicon(name: str, shape: type[T]) -> T:
    """Read the lexicon `name` that ships with the package ("states").

    Raises InputError for a file that does not fit `shape`. Parses on every call: keep what it gives.
    """
    return parse_lexicon(files(PACKAGE).joinpath(f"{name}.yaml").read_text("utf-8"), shape, f"{name}.yaml")


def parse_lexicon(text: str, shape: type[T], path: str) -> T:
    """Check the YAML in `text` against `shape`; `path` is what its mistakes are told of.

    Raises InputError that names the file, the entry and what is wrong with it.
    """
    try:
        raw = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise InputError(path, f"not YAML: {' '.join(str(error).split())}") from error
    try:
        with _CONVERTING:
            lexicon = msgspec.convert(raw, shape)
    except msgspec.ValidationError as error:
        raise InputError(path, _told(str(error), raw)) from error
    for section, twice in _repeated(raw):
        raise InputError(path, f"{section}: {twice!r} stands twice")
    return lexicon


def _told(message: str, raw: Any) -> str:
    """Give msgspec's message with the entry's id in place of its index."""
    place = _PLACE.search(message)
    if place is None:
        return message
    section, index, field = place[1], int(place[2]), place[3].lstrip(".")
    entry = raw[section][index]
    named = entry.get("id", f"number {index + 1}") if isinstance(entry, dict) else f"number {index + 1}"
    where = f"{section}, entry {named!r}" + (f", {field}" if field else "")
    return f"{where}: {message[: place.start()]}"


def _repeated(raw: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Give the ids that stand twice in a section."""
    for section, entries in raw.items():
        seen: set[str] = set()
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict) and "id" in entry:
                if entry["id"] in seen:
                    yield section, entry["id"]
                seen.add(entry["id"])
