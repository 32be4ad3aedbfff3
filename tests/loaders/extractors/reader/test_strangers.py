from __future__ import annotations

import pytest
from hearings import heard_in, hearing_of

from disputes.loaders.extractors.reader.strangers import without_strangers


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("[[Crimea|State]]", [("Crimea", "Place")]),
        ("[[Kuril Islands|State]]", [("Kuril Islands", "Place")]),
        ("[[western|State]]", []),
        ("[[the Arab|State]]", []),
        ("[[Peru|State]]", [("Peru", "State")]),
        ("[[Peruvian|State .5 Official .4]]", [("Peruvian", "State")]),
        ("[[the Peruvian side|State]]", [("the Peruvian side", "State")]),
        ("[[Orel|State .7 Official .2]]", [("Orel", "Official")]),
        ("[[Zephyria|State .9 Place .05]]", [("Zephyria", "State")]),
        ("[[both countries|State .6 Official .3]]", [("both countries", "State")]),
        ("[[it|State]]", [("it", "State")]),
        ("[[New Zealand|Official]]", [("New Zealand", "State")]),
        ("[[the Peruvian|Official]]", [("the Peruvian", "State")]),
        ("[[Lima|Official]]", [("Lima", "Official")]),
    ],
)
def test_what_is_heard_as_a_state_and_is_none(marked: str, wanted: list[tuple[str, str]]) -> None:
    assert heard_in(without_strangers(hearing_of(f"Yesterday {marked} replied."))) == wanted


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("on a trip to [[Asia|Talks]]", []),
        ("on a visit to [[Ireland|Talks]]", [("Ireland", "State")]),
        ("over the deal of [[Crimea|Agreement]]", [("Crimea", "Place")]),
        ("at a base in [[Peru|Property]]", [("Peru", "State")]),
        ("at the [[embassy|Property]] in [[Lima|Property]]", [("embassy", "Property"), ("Lima", "Property")]),
        (
            "at [[embassies in Peru|Property]] and [[Mali|Property]]",
            [("embassies in Peru", "Property"), ("Mali", "Property")],
        ),
        ("at the [[Ireland talks|Talks]]", [("Ireland talks", "Talks")]),
    ],
)
def test_a_thing_is_not_called_by_a_lands_bare_name(marked: str, wanted: list[tuple[str, str]]) -> None:
    assert heard_in(without_strangers(hearing_of(f"She spoke {marked} then."))) == wanted


def test_other_types_are_left_alone() -> None:
    hearing = hearing_of("[[Crimea|Organization]] and [[western|Property]] and [[Orel|Place .6 Official .3]].")
    assert without_strangers(hearing) == hearing
