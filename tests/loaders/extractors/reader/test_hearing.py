from __future__ import annotations

import pytest
from hearings import entity, heard_in, hearing_of

from disputes.graph.model import Span
from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.reader.labels import TITLE


def test_words_are_asked_for_as_a_mention_with_the_chance_of_the_type() -> None:
    hearing = hearing_of("Then [[Lima|Place .6 State .3]] fell.")
    found = hearing.heard_at(Span(5, 9), "State")
    assert found is not None
    assert (found.kind, found.span, found.chance) == ("State", Span(5, 9), pytest.approx(0.3))


def test_a_mention_is_of_whole_words() -> None:
    found = hearing_of("The Harbour Board met.").heard_at(Span(6, 13), "Organization")
    assert found is not None
    assert found.span == Span(4, 17)


def test_what_is_in_no_sentence_is_no_mention() -> None:
    assert hearing_of("Lima fell.\n\nQuito fell.").heard_at(Span(10, 12), "State") is None


def test_of_overlapping_mentions_the_longest_is_kept() -> None:
    hearing = hearing_of("[[Harbour|Place]] Board of [[Lima|State]] met.")
    whole = hearing.heard_at(Span(0, 21), "Organization")
    assert whole is not None
    assert heard_in(hearing.with_heard([*hearing.heard, whole])) == [("Harbour Board of Lima", "Organization")]


def test_mentions_are_put_in_the_order_of_the_text() -> None:
    hearing = hearing_of("[[Lima|State]] met [[Quito|State]].")
    assert hearing.with_heard(reversed(hearing.heard)) == hearing


def test_a_hearing_may_be_left_without_mentions() -> None:
    assert hearing_of("[[Lima|State]] fell.").with_heard([]).heard == ()


def test_the_rules_name_what_ends_where_the_words_do() -> None:
    board = entity("Harbour Board", NodeType.ORGANIZATION)
    ruled = hearing_of("The Harbour Board met.", {"Harbour Board": board}).ruled()
    assert ruled.at(Span(4, 17)) is ruled.at(Span(0, 17)) is ruled.at(Span(12, 17)) is board
    assert ruled.at(Span(4, 11)) is None


def test_offices_are_told_from_entities() -> None:
    hearing = hearing_of(f"The [[foreign minister|{TITLE}]] met [[Vera Orel|Official]].")
    assert [span.of(hearing.text) for span in hearing.titles] == ["foreign minister"]


def test_two_names_that_the_rules_take_for_one_are_not_it() -> None:
    both = entity("Orel Sand", NodeType.OFFICIAL)
    hearing = hearing_of("They told [[Orel|Official]] [[Sand|Official]] had left.", {"Orel Sand": both})
    assert [hearing.ruled().at(one.span) for one in hearing.heard] == [None, None]


@pytest.mark.parametrize(
    ("words", "known", "code"),
    [
        ("Peruvian Red Cross", "Red Cross", None),
        ("humanitarian Red Cross", "Red Cross", "org:red-cross"),
        ("UN Security Council", "Security Council", "org:un-security-council"),
    ],
)
def test_a_states_own_body_is_not_the_known_one_of_that_name(words: str, known: str, code: str | None) -> None:
    body = entity(known, NodeType.ORGANIZATION, code or "org:red-cross")
    hearing = hearing_of(f"The [[{words}|Organization]] met.", {known: body})
    assert hearing.ruled().at(hearing.heard[0].span) == (body if code else None)
