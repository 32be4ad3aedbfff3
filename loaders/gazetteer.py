"""Known names and the words that head descriptions, found in a text's words by longest match."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Generic, TypeVar

from disputes.graph.vocabulary import NodeType
from disputes.loaders.entries import (
    Agreements,
    Bodies,
    Body,
    Head,
    Heads,
    Places,
    Properties,
    Roles,
    State,
    States,
    Words,
)
from disputes.loaders.lexicon import Entry, read_lexicon
from disputes.loaders.tokenizer import words_of


@dataclass(frozen=True, slots=True)
class Name:
    """What a known name stands for. `sort` is "name", "adjective", "people" or "capital" for a state's names."""

    type: NodeType
    name: str
    code: str | None = None
    sort: str = "name"
    part_of: str | None = None
    also_person: bool = False

    @property
    def is_state(self) -> bool:
        """Whether it names a state, and neither its capital nor, elsewhere, a person."""
        return self.type is NodeType.STATE and self.sort != "capital" and not self.also_person


V = TypeVar("V")


class Trie(Generic[V]):
    """Phrases by their words, to find the longest one that starts at a word; accents do not count."""

    def __init__(self, phrases: Iterable[tuple[str, V]]) -> None:
        self._ends: dict[tuple[str, ...], V] = {}
        self._starts: dict[str, int] = {}
        for phrase, value in phrases:
            words = tuple(map(_unaccented, words_of(phrase)))
            self._ends.setdefault(words, value)
            self._starts[words[0]] = max(self._starts.get(words[0], 0), len(words))

    def longest(self, words: Sequence[str], start: int) -> tuple[int, V] | None:
        """Give where the longest phrase that starts at `start` ends, and its value."""
        most = self._starts.get(_unaccented(words[start]), 0)
        phrase = tuple(map(_unaccented, words[start : start + most]))
        for length in range(len(phrase), 0, -1):
            value = self._ends.get(phrase[:length])
            if value is not None:
                return start + length, value
        return None


def _unaccented(word: str) -> str:
    """Give a word without accents.

    >>> _unaccented("Bolívia")
    'Bolivia'
    """
    if word.isascii():
        return word
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


@cache
def states() -> dict[str, State]:
    """Give the states by code ("state:ru")."""
    return {f"state:{entry.id}": entry for entry in read_lexicon("states", States).entries}


@cache
def no_persons() -> frozenset[str]:
    """Give the words that begin or end the names of things, not of persons."""
    return frozenset(form for entry in read_lexicon("no_persons", Words).entries for form in entry.forms)


@cache
def bodies() -> dict[str, Body]:
    """Give the known organizations by code ("org:nato")."""
    return {f"org:{entry.id}": entry for entry in read_lexicon("bodies", Bodies).entries}


@cache
def names() -> Trie[Name]:
    """Give all known names. Where two share a form, the organization, then the agreement, state and place wins."""
    return Trie(_all_names())


def name_of(words: str) -> Name | None:
    """Give what `words`, of which there must be some, are the known name of, all of them."""
    parts = words_of(words)
    found = names().longest(parts, 0)
    return found[1] if found is not None and found[0] == len(parts) else None


def name_forms() -> Iterator[str]:
    """Give all known names as they are written, those that win over others with the same letters first."""
    return (form for form, _ in _all_names())


def _all_names() -> Iterator[tuple[str, Name]]:
    return chain(_body_names(), _pact_names(), _state_names(), _place_names())


def _state_names() -> Iterator[tuple[str, Name]]:
    for code, state in states().items():
        yield from _sorted_names(code, state, "name", (state.name, *state.forms))
        yield from _sorted_names(code, state, "adjective", state.adjectives)
        yield from _sorted_names(code, state, "people", (*state.people, *map(_plural, state.adjectives)))
        yield from _sorted_names(code, state, "capital", state.capitals)


def _sorted_names(code: str, state: State, sort: str, forms: Iterable[str]) -> Iterator[tuple[str, Name]]:
    places = also_persons()
    for form in forms:
        person = (sort == "name" and state.also_person) or form in places
        yield form, Name(NodeType.STATE, state.name, code, sort, also_person=person)


def _plural(adjective: str) -> str:
    return adjective + "s" if adjective.endswith(("an", "i", "ian")) else adjective


def _body_names() -> Iterator[tuple[str, Name]]:
    for code, body in bodies().items():
        above = f"state:{body.state}" if body.state else f"org:{body.part_of}" if body.part_of else None
        for form in (body.name, *body.forms):
            yield form, Name(NodeType.ORGANIZATION, body.name, code, part_of=above)


def _pact_names() -> Iterator[tuple[str, Name]]:
    for pact in read_lexicon("agreements", Agreements).named:
        for form in (pact.name, *pact.forms):
            yield form, Name(NodeType.AGREEMENT, pact.name, f"agreement:{pact.id}")


def _place_names() -> Iterator[tuple[str, Name]]:
    for site in read_lexicon("places", Places).entries:
        for form in (*filter(None, [site.name]), *site.forms):
            yield form, Name(NodeType.PLACE, site.name or form, also_person=form in also_persons())


@cache
def also_persons() -> frozenset[str]:
    """Give the names of places that are persons' names as well."""
    return frozenset(form for site in read_lexicon("places", Places).entries if site.also_person for form in site.forms)


@dataclass(frozen=True, slots=True)
class Noun:
    """A word or phrase that heads a description or shapes a sentence. `section` says of which lexicon it is."""

    section: str
    entry: Entry
    form: str


@cache
def nouns() -> Trie[Noun]:
    """Give the head nouns, the roles and the small words, all in lower case."""
    return Trie(
        [
            *_nouns("role", read_lexicon("roles", Roles).entries),
            *_nouns("property", read_lexicon("properties", Properties).entries),
            *_nouns("agreement", read_lexicon("agreements", Agreements).entries),
            *_nouns("talks", read_lexicon("talks", Heads).entries),
            *_nouns("body", read_lexicon("body_heads", Heads).entries),
            *_nouns("site", read_lexicon("places", Places).heads),
            *_nouns("word", read_lexicon("pronouns", Words).entries),
        ]
    )


def heads_in(words: Sequence[str]) -> Iterator[Head]:
    """Give what is known of the nouns that head descriptions, from each of `words` on; they are in lower case."""
    for at in range(len(words)):
        found = nouns().longest(words, at)
        if found is not None and isinstance(found[1].entry, Head):
            yield found[1].entry


@cache
def portfolios() -> frozenset[str]:
    """Give the words that say what a minister is minister of, in lower case."""
    return frozenset(read_lexicon("roles", Roles).portfolios)


@cache
def describing_words() -> tuple[frozenset[str], tuple[str, ...]]:
    """Give the adjectives before properties, and the endings that other adjectives have."""
    lexicon = read_lexicon("properties", Properties)
    return frozenset(lexicon.adjectives), lexicon.endings


def _nouns(section: str, entries: Iterable[Entry]) -> Iterator[tuple[str, Noun]]:
    for entry in entries:
        for form in entry.forms:
            yield form.casefold(), Noun(section, entry, form.casefold())
