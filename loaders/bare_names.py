"""Names without the words of their state, so that "the Russian consulate" and "Russia's consulate" compare alike."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from disputes.graph.model import LocalEntity, Reading
from disputes.graph.resolution.names import content_words, words
from disputes.loaders.gazetteer import states


def with_bare_names(reading: Reading) -> Reading:
    """Give the reading with `bare` set for each entity whose name has words of its state in it."""
    return replace(reading, entities=tuple(map(_with_bare_name, reading.entities)))


def _with_bare_name(local: LocalEntity) -> LocalEntity:
    if local.state is None or local.code is not None:
        return local
    bare = without(local.name, _state_words().get(local.state, frozenset()))
    return local if bare == local.name else replace(local, bare=bare)


def without(name: str, unwanted: frozenset[str]) -> str:
    """Cut words from a name, unless nothing would be left that tells it from others.

    >>> without("Russia's consulate in Seattle", frozenset({"russia", "russian"}))
    'consulate in Seattle'
    >>> without("Russian", frozenset({"russia", "russian"}))
    'Russian'
    """
    kept = " ".join(part for part in name.split() if not words(part) or not set(words(part)) - {"s"} <= unwanted)
    return kept if content_words(kept) else name


@cache
def _state_words() -> dict[str, frozenset[str]]:
    """The words of each state's names, adjectives and people, by its code."""
    return {
        code: frozenset(
            word
            for name in (state.name, *state.forms, *state.adjectives, *state.people)
            for word in words(name)
            if content_words(word)
        )
        for code, state in states().items()
    }
