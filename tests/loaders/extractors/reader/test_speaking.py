"""Who "I" is in what somebody is reported as saying."""

from __future__ import annotations

import pytest
from hearings import ARTICLE, entity, hearing_of, members_of

from disputes.graph.model import Article, Mention
from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.reader.speaking import with_speakers
from disputes.loaders.extractors.rules.assertions import lines_of

OREL, SAND = (entity(name, NodeType.OFFICIAL, at=at) for at, name in enumerate(("Vera Orel", "Ivo Sand")))
GORNA = entity("Gorna", NodeType.STATE, at=9)
KNOWN = {one.name: one for one in (OREL, SAND, GORNA)}


def heard_as(marked: str, pronoun: str, wrong: str | None) -> list[str | None]:
    """Give who the mentions of `pronoun` are, which coreference took for `wrong`."""
    hearing, members = hearing_of(marked), members_of(marked)
    words = [member.span.of(hearing.text) for member in members]
    named = [KNOWN.get(wrong or "") if word == pronoun else KNOWN[word] for word in words]
    mentions = [
        Mention(member.span, member.kind, one.key)
        for member, one in zip(members, named, strict=True)
        if one is not None
    ]
    sentences = [(sentence.span, False) for sentence in hearing.found.sentences]
    lines = lines_of(Article(ARTICLE, hearing.text, ""), sentences, mentions, list(KNOWN.values()))
    found = with_speakers(members, named, lines)
    return [one and one.name for one, word in zip(found, words, strict=True) if word == pronoun]


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ('[[Ivo Sand|Official]] left.\n"[[I|Official]] want peace," [[Vera Orel|Official]] said.', "Vera Orel"),
        ('[[Ivo Sand|Official]] left.\n[[Vera Orel|Official]] said: "[[I|Official]] want peace."', "Vera Orel"),
        ("[[Ivo Sand|Official]] left. [[I|Official]] saw [[Vera Orel|Official]].", "Ivo Sand"),
        ('[[Ivo Sand|Official]] left.\n"[[I|Official]] want peace," [[Gorna|State]] said.', "Ivo Sand"),
        ('[[Ivo Sand|Official]] left.\n"[[I|State]] want peace," [[Vera Orel|Official]] said.', "Ivo Sand"),
    ],
)
def test_i_is_the_official_who_speaks(marked: str, wanted: str) -> None:
    assert heard_as(marked, "I", "Ivo Sand") == [wanted]


def test_who_was_nobody_is_the_speaker() -> None:
    marked = '"[[I|Official]] want peace," [[Vera Orel|Official]] said.\n[[Ivo Sand|Official]] left.'
    assert heard_as(marked, "I", None) == ["Vera Orel"]


def test_others_are_left_as_they_are() -> None:
    marked = '[[Ivo Sand|Official]] left.\n"[[He|Official]] is gone," [[Vera Orel|Official]] said.'
    assert heard_as(marked, "He", "Ivo Sand") == ["Ivo Sand"]
