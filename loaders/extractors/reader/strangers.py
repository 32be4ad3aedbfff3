"""What is heard as a state and is none, and what is none and heard as one's official, or as a thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.reader.decoding import Heard
from disputes.loaders.extractors.reader.hearing import Hearing
from disputes.loaders.extractors.reader.labels import KINDS
from disputes.loaders.extractors.reader.members import known_name, plain_words
from disputes.loaders.gazetteer import name_of, nouns

_PLACE, _STATE = KINDS.index(NodeType.PLACE), KINDS.index(NodeType.STATE)
_LAND = {NodeType.PLACE: _PLACE, NodeType.STATE: _STATE}
_NAMED_OTHERWISE = frozenset({NodeType.PROPERTY, NodeType.AGREEMENT, NodeType.TALKS})
_LISTED = re.compile(r"(?:,|\band|\bor)\s(?:in\s|the\s)*$")
STRANGE = 0.1
"""A state by an unknown name is another thing that the model thinks at least so likely."""


def without_strangers(hearing: Hearing) -> Hearing:
    """Make places of the regions that are heard as states, and leave out what is a creed or a quarter of the world.

    Of "the New Zealand premier", "New Zealand" is a state, also where it is heard as a person; nor are "talks in Asia"
    called "Asia", or "a base in Peru" is "Peru".
    """
    return replace(hearing, heard=tuple(_without_strangers(hearing)))


def _without_strangers(hearing: Hearing) -> Iterator[Heard]:
    for one in hearing.heard:
        words = one.span.of(hearing.text)
        if one.kind == NodeType.OFFICIAL and _is_state(words):
            yield replace(one, found=one.found._replace(kind=_STATE))
            continue
        if one.kind in _NAMED_OTHERWISE:
            yield from _without_land(hearing, one)
            continue
        if one.kind != NodeType.STATE or known_name(words, NodeType.STATE) is not None:
            yield one
            continue
        site = name_of(words)
        if site is not None and site.type is NodeType.PLACE:
            yield replace(one, found=one.found._replace(kind=_PLACE))
        elif not _is_world(words):
            yield replace(one, found=one.found._replace(kind=_second(hearing, one))) if _is_name(words) else one


def _without_land(hearing: Hearing, one: Heard) -> Iterator[Heard]:
    """Give a thing, or the land by whose bare name it is heard: "a trip to Asia" is not called "Asia".

    Buildings are called by where they lie in lists, "the embassies in Peru and Mali", and cities' by their city's name.
    """
    words = one.span.of(hearing.text)
    land = name_of(words)
    if one.kind == NodeType.PROPERTY:
        is_named = land is not None and land.is_state and land.sort == "name"
        is_listed = _LISTED.search(hearing.text, max(0, one.span.start - 20), one.span.start)
        land = land if is_named and not is_listed else None
    elif _is_world(words):
        return
    yield one if land is None else replace(one, found=one.found._replace(kind=_LAND.get(land.type, one.found.kind)))


def _is_state(words: str) -> bool:
    """Whether the words are a state's name or adjective and nothing else, nor a person's name."""
    known = known_name(words, NodeType.STATE)
    return known is not None and known.is_state


def _is_name(words: str) -> bool:
    """Whether a state that no gazetteer knows is called by a name: the model may take a surname for one."""
    return words[:1].isupper()


def _second(hearing: Hearing, one: Heard) -> int:
    """Give the likeliest type but State, where the model thinks of another at all; a state like others else."""
    chances = hearing.tagging.kinds(one.found.sentence, one.found.first, one.found.last)[1:].copy()
    chances[_STATE] = min(chances[_STATE], STRANGE)
    return int(chances.argmax())


def _is_world(words: str) -> bool:
    small = plain_words(words).split()
    found = nouns().longest(small, 0) if small else None
    return found is not None and found[1].entry.id == "world" and found[0] == len(small)
