from __future__ import annotations

import pytest
from hearings import hearing_of, members_of

from disputes.loaders.extractors.reader.listing import owned_in_lists


def owned(marked: str) -> list[tuple[str, str]]:
    members = members_of(marked)
    pairs = owned_in_lists(hearing_of(marked).text, members)
    return [(members[owner].name, members[thing].name) for owner, thing in pairs]


@pytest.mark.parametrize(
    "marked",
    [
        "It closed six [[Peruvian|State]] properties, including the [[Olm villa|Property]], [[Sarn pier|Property]].",
        "It took [[Peru|State]]'s old buildings: the [[Olm villa|Property]] and [[Sarn pier|Property]].",
        "It seized [[Peruvian|State]] estates such as the [[Olm villa|Property]] in [[Vell|Place]] "
        "and the [[Sarn pier|Property]] near [[Tor|Place]].",
    ],
)
def test_the_things_of_a_state_are_listed(marked: str) -> None:
    assert owned(marked) == [("Peru", "Olm villa"), ("Peru", "Sarn pier")]


@pytest.mark.parametrize(
    "marked",
    [
        "[[Peruvian|State]] songs, including the [[Olm villa|Property]], sailed.",  # a list of other things
        "[[Peru|State]] closed properties in [[Vell|Place]], including the [[Olm villa|Property]].",
        "[[Peruvian|State]] properties near the [[Olm villa|Property]] burn.",
        "[[Peruvian|State]] property, such as it is, and the [[Olm villa|Property]] burn.",
    ],
)
def test_what_is_no_list_of_the_states_things_has_no_owner(marked: str) -> None:
    assert owned(marked) == []


def test_a_list_ends_where_something_else_begins() -> None:
    marked = "[[Peruvian|State]] buildings, namely [[Olm villa|Property]], [[Chile|State]], [[Sarn pier|Property]]"
    assert owned(marked) == [("Peru", "Olm villa")]
