"""Words that name nothing are no entities, and no aliases of others."""

from __future__ import annotations

import pytest

from disputes.graph.model import LocalEntity, Mention, MentionKind, Reading, Span
from disputes.graph.vocabulary import NodeType
from disputes.loaders.readings.nameless import with_names


def names(kind: NodeType, *said: str) -> tuple[str, ...]:
    local = LocalEntity("a:0-1", kind, said[0], said[1:])
    reading = Reading("a", "-", "-", (local,), (Mention(Span(0, 1), MentionKind.NAME, local.key),))
    found = with_names(reading)
    assert len(found.mentions) == len(found.entities)
    return tuple(name for one in found.entities for name in (one.name, *one.aliases))


@pytest.mark.parametrize(
    "said", ["2009", "8", "August", "TV", "I've", "they’re", "proposed", "of the Board", "[", "which"]
)
def test_what_names_nothing_is_left_out(said: str) -> None:
    assert names(NodeType.AGREEMENT, said) == ()


@pytest.mark.parametrize("said", ["G7", "May Orel", "LeT", "US", "1993 Accord", "Turkey", "deal", "Board of Trade"])
def test_what_names_something_stays(said: str) -> None:
    assert names(NodeType.ORGANIZATION, said) == (said,)


def test_an_alias_takes_the_place_of_a_name_that_is_none() -> None:
    assert names(NodeType.AGREEMENT, "proposed", "water bill", "2009") == ("water bill",)


@pytest.mark.parametrize(
    ("said", "name"),
    [("pact between the", "pact"), ("Orel Group)", "Orel Group"), ("*Gorna*", "Gorna"), ("Orel Jr.", "Orel Jr.")],
)
def test_loose_ends_are_cut_off(said: str, name: str) -> None:
    assert names(NodeType.AGREEMENT, said) == (name,)


@pytest.mark.parametrize("said", ["former President", "Leaders", "Former Syrian minister of defense"])
def test_an_office_is_no_persons_name(said: str) -> None:
    assert names(NodeType.OFFICIAL, said) == ()


def test_a_person_may_be_called_by_a_word() -> None:
    assert names(NodeType.OFFICIAL, "Major Hope Orel", "president") == ("Major Hope Orel",)
