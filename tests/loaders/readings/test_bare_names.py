"""Names without the words that others may leave out."""

from __future__ import annotations

import pytest

from disputes.graph.model import LocalEntity, Reading
from disputes.graph.vocabulary import NodeType
from disputes.loaders.readings.bare_names import with_bare_names


def bare(name: str, kind: NodeType = NodeType.PROPERTY, state: str | None = None) -> str | None:
    (local,) = with_bare_names(Reading("a", "-", "-", (LocalEntity("a:0-1", kind, name, state=state),))).entities
    return local.bare


@pytest.mark.parametrize("name", ["Ardmore mansion", "Ardmore estate", "Ardmore villa"])
def test_a_house_is_called_by_its_own_name(name: str) -> None:
    assert bare(name) == "Ardmore"


@pytest.mark.parametrize(
    "name", ["Ardmore", "summer house", "Long Island estate", "Chile villa", "estate", "Ardmore Dam"]
)
def test_what_only_says_where_or_what_it_is_stays_whole(name: str) -> None:
    assert bare(name) is None


def test_the_words_of_the_state_are_left_out() -> None:
    assert bare("Chilean consulate in Bergen", state="state:cl") == "consulate in Bergen"
    assert bare("Chilean Navy", NodeType.ORGANIZATION, "state:cl") == "Navy"
