"""Entities whose words name nothing: "2009", "proposed", "August", "I've"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from disputes.graph.model import LocalEntity, Reading
from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.rules.inflection import Form
from disputes.loaders.extractors.rules.offices import office_in
from disputes.loaders.extractors.rules.words import forms_at, word_class
from disputes.loaders.gazetteer import names, nouns
from disputes.loaders.readings.merging import without
from disputes.loaders.tokenizer import words_of

_CONTRACTION = re.compile(r"(?:I|you|we|they|he|she|it|who|that|there)['’](?:ve|re|d|ll|m|s)", re.IGNORECASE)
_LOOSE = "prepositions", "determiners", "coordinators"
_MARKS = ' \t\n,;:.!?"“”‘*_|<>='
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))


def with_names(reading: Reading) -> Reading:
    """Give the reading without the entities that no words name, and the others without names that are none.

    Where the first name is none, the first of the aliases that is one takes its place. Who has a name of his own is not
    called by his office besides.
    """
    kept = {local.key: _named(local) for local in reading.entities}
    lost = {key for key, local in kept.items() if local is None}
    entities = tuple(local for local in kept.values() if local is not None)
    return replace(without(reading, lost), entities=entities)


def _named(local: LocalEntity) -> LocalEntity | None:
    if local.code is not None:
        aliases = tuple(dict.fromkeys(name for alias in local.aliases for name in _names_in(alias)))
        return replace(local, aliases=aliases)
    found = list(dict.fromkeys(name for said in (local.name, *local.aliases) for name in _names_in(said)))
    if local.type is NodeType.OFFICIAL:
        if all(map(office_in, found)):
            return None
        found = [name for name in found if office_in(name) is None] or found
    return replace(local, name=found[0], aliases=tuple(found[1:])) if found else None


def _names_in(said: str) -> Iterator[str]:
    """Give the name that the words are without loose marks and small words at their ends, if they are one."""
    name = _tidied(said)
    if any(map(str.isalpha, name)) and not _names_nothing(name):
        yield name


def _tidied(said: str) -> str:
    name = said.strip(_MARKS if not said.endswith(".") else _MARKS.replace(".", ""))
    for opening, closing in _BRACKETS:
        if name.count(opening) != name.count(closing):
            name = name.replace(opening, "").replace(closing, "").strip()
    parts = name.split()
    while len(parts) > 1 and parts[-1] in _loose_words():
        parts.pop()
    return " ".join(parts)


def _loose_words() -> frozenset[str]:
    return frozenset().union(*map(word_class, _LOOSE))


def _names_nothing(name: str) -> bool:
    """Whether words are but a small word, a month, a short form such as "TV", a participle, or begin in mid-phrase."""
    if _CONTRACTION.fullmatch(name):
        return True
    first, *more = name.split()
    if more:
        return first in word_class("prepositions")
    if names().longest(words_of(name), 0) is not None:
        return False
    noun = nouns().longest([name.casefold()], 0)
    entry = noun[1].entry.id if noun is not None and noun[1].section == "word" else None
    if entry == "short" or (entry in _NAMELESS and name in (name.lower(), name.capitalize())):
        return True
    return name.islower() and name.endswith("ed") and Form.PARTICIPLE in forms_at(name)


_NAMELESS = frozenset("day month thing determiner preposition conjunction number adverb verb".split())
"""Entries of pronouns.yaml whose words are never a name, however they are written."""
