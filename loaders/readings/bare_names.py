"""Names without the words of their state, so that "the Russian consulate" and "Russia's consulate" compare alike.

So do names of houses without the word for a house: "Ardmore mansion", "Ardmore estate", "Ardmore".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from disputes.graph.model import LocalEntity, Reading
from disputes.graph.resolution.names import content_words, words
from disputes.graph.vocabulary import NodeType
from disputes.loaders.gazetteer import names, nouns, states
from disputes.loaders.tokenizer import words_of

Phrase = tuple[str, ...]


def with_bare_names(reading: Reading) -> Reading:
    """Give the reading with `bare` set for each entity whose name has words of its state, or for a house, in it."""
    return replace(reading, entities=tuple(map(_with_bare_name, reading.entities)))


def _with_bare_name(local: LocalEntity) -> LocalEntity:
    if local.code is not None:
        return local
    bare = without(local.name, _state_phrases().get(local.state or "", ()))
    if local.type is NodeType.PROPERTY:
        bare = _without_house(bare)
    return local if bare == local.name else replace(local, bare=bare)


def without(name: str, phrases: Iterable[Phrase]) -> str:
    """Cut the first of `phrases` that stands in a name, unless nothing would be left that tells it from others.

    >>> without("Russia's consulate in Seattle", [("russia",), ("russian",)])
    'consulate in Seattle'
    >>> without("Russian", [("russian",)])
    'Russian'
    """
    parts = name.split()
    plain = ["".join(words(part.removesuffix("'s").removesuffix("’s"))) for part in parts]
    for phrase in phrases:
        for start in range(len(parts) - len(phrase) + 1):
            if tuple(plain[start : start + len(phrase)]) == phrase:
                kept = " ".join(parts[:start] + parts[start + len(phrase) :])
                return kept if content_words(kept) else name
    return name


def _without_house(name: str) -> str:
    """Cut the word for a house off a name of its own.

    >>> _without_house("Ardmore mansion"), _without_house("Long Island estate"), _without_house("summer house")
    ('Ardmore', 'Long Island estate', 'summer house')
    """
    *own, head = name.split()
    noun = nouns().longest([head], 0)
    is_house = noun is not None and noun[1].entry.id == "residence"
    is_own = all(word[:1].isupper() and word.isalpha() for word in own)
    if not own or not is_house or not is_own or names().longest(words_of(" ".join(own)), 0) is not None:
        return name
    return " ".join(own)


@cache
def _state_phrases() -> dict[str, tuple[Phrase, ...]]:
    """The names, adjectives and people of each state as words, by its code, the longest first."""
    return {
        code: tuple(
            sorted(
                {
                    tuple(map("".join, map(words, name.split())))
                    for name in (state.name, *state.forms, *state.adjectives, *state.people)
                },
                key=lambda phrase: (-len(phrase), phrase),
            )
        )
        for code, state in states().items()
    }
