"""What is heard as a state and is none, and what is none and heard as one's official."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.reader.decoding import Heard
from disputes.loaders.extractors.reader.hearing import Hearing
from disputes.loaders.extractors.reader.labels import KINDS
from disputes.loaders.extractors.reader.members import known_name, plain_words
from disputes.loaders.gazetteer import names, nouns
from disputes.loaders.tokenizer import words_of

_PLACE, _STATE = KINDS.index(NodeType.PLACE), KINDS.index(NodeType.STATE)
STRANGE = 0.1
"""A state by an unknown name is another thing that the model thinks at least so likely."""


def without_strangers(hearing: Hearing) -> Hearing:
    """Make places of the regions that are heard as states, and leave out what is a creed or a quarter of the world.

    Of "the New Zealand premier", "New Zealand" is a state, also where it is heard as a person.
    """
    return replace(hearing, heard=tuple(_without_strangers(hearing)))


def _without_strangers(hearing: Hearing) -> Iterator[Heard]:
    for one in hearing.heard:
        words = one.span.of(hearing.text)
        if one.kind == NodeType.OFFICIAL and _is_state(words):
            yield replace(one, found=one.found._replace(kind=_STATE))
            continue
        if one.kind != NodeType.STATE or known_name(words, NodeType.STATE) is not None:
            yield one
            continue
        site = names().longest(words_of(words), 0)
        if site is not None and site[1].type is NodeType.PLACE and site[0] == len(words_of(words)):
            yield replace(one, found=one.found._replace(kind=_PLACE))
        elif not _is_world(words):
            yield replace(one, found=one.found._replace(kind=_second(hearing, one))) if _is_name(words) else one


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
