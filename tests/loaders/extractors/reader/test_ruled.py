from __future__ import annotations

from hearings import entity, heard_in, hearing_of

from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.reader.ruled import with_ruled

BOARD = entity("Harbour Board", NodeType.ORGANIZATION)
RULED = {"Harbour Board": BOARD}


def test_what_the_rules_find_is_added_where_the_model_thinks_it_possible() -> None:
    hearing = hearing_of("The [[Harbour Board|Organization .3]] met.", RULED)
    assert heard_in(hearing) == []
    assert heard_in(with_ruled(hearing)) == [("Harbour Board", "Organization")]


def test_what_only_the_rules_find_is_not_added() -> None:
    assert heard_in(with_ruled(hearing_of("The [[Harbour Board|Property .3]] met.", RULED))) == []


def test_a_part_is_made_whole() -> None:
    marked = "The [[Harbour|Organization .4]] [[Board|Organization]] met."
    assert heard_in(hearing_of(marked, RULED)) == [("Board", "Organization")]
    assert heard_in(with_ruled(hearing_of(marked, RULED))) == [("Harbour Board", "Organization")]


def test_a_part_of_another_type_stays_as_it_is_heard() -> None:
    marked = "The [[Harbour|Place .7 Organization .3]] [[Board|Organization .4]] met."
    assert heard_in(with_ruled(hearing_of(marked, RULED))) == [("Harbour", "Place")]


def test_what_is_heard_longer_than_the_rules_have_it_stays_long() -> None:
    marked = "The [[Royal Harbour Board|Organization]] met."
    assert heard_in(with_ruled(hearing_of(marked, RULED))) == [("Royal Harbour Board", "Organization")]


def test_two_persons_are_not_made_one() -> None:
    hearing = hearing_of(
        "They told [[Orel|Official]] [[Sand|Official]] left.", {"Orel Sand": entity("Orel Sand", NodeType.OFFICIAL)}
    )
    assert with_ruled(hearing) == hearing
