"""Mentions cut to the words that name something."""

from __future__ import annotations

import pytest
from hearings import heard_in, hearing_of

from disputes.loaders.extractors.reader.trimming import trimmed


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("[[the Harbour Board|Organization]] met.", "Harbour Board"),
        ("[[Peru 's|State]] envoy left.", "Peru"),
        ("They left [[Port Vell .|Place]]", "Port Vell"),
        ("It held its [[own summit|Talks]].", "summit"),
    ],
)
def test_articles_marks_and_endings_are_cut_off(marked: str, words: str) -> None:
    assert [said for said, _ in heard_in(trimmed(hearing_of(marked)))] == [words]


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("The [[talks between Gorna|Talks]] and Birn failed.", "talks"),
        ("The [[talks between Gorna and Birn|Talks]] failed.", "talks between Gorna and Birn"),
        ("They signed an [[agreement to leave|Agreement]] and left.", "agreement"),
        ("His [[visit to Lima|Talks]] ended.", "visit to Lima"),
    ],
)
def test_half_a_phrase_is_cut_off(marked: str, words: str) -> None:
    assert [said for said, _ in heard_in(trimmed(hearing_of(marked)))] == [words]


@pytest.mark.parametrize("marked", ["He left [[.|State]]", "They signed[[:|Agreement]] all is well."])
def test_a_mark_alone_is_no_mention(marked: str) -> None:
    assert heard_in(trimmed(hearing_of(marked))) == []


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("A three-[[masted ship|Property]] sank.", "three-masted ship"),
        ("They gave back 1,[[100 masks|Property]] then.", "1,100 masks"),
        ("The Gorna-[[Birn Commission|Organization]] met.", "Gorna-Birn Commission"),
        ("The anti-[[Orel|Official]] camp won.", "Orel"),
        ("The one-[[Peru|State]] line stays.", "Peru"),
        ("The [[Harbour Board|Organization]]-led talks failed.", "Harbour Board"),
    ],
)
def test_what_begins_within_a_word_is_made_whole_unless_it_is_a_name_there(marked: str, words: str) -> None:
    assert [said for said, _ in heard_in(trimmed(hearing_of(marked)))] == [words]


@pytest.mark.parametrize(
    "marked", ["A [[five|Property]]-storey house.", "Some [[2|Property]].5 litres.", "[[-|Talks]]day"]
)
def test_a_thing_that_ends_within_a_word_is_none(marked: str) -> None:
    assert heard_in(trimmed(hearing_of(marked))) == []


@pytest.mark.parametrize(
    ("marked", "heard"),
    [
        ("President [[Vera A.|Official]] Orel spoke.", [("Vera A. Orel", "Official")]),
        ("President [[Vera A.|Official]] [[Orel|State]] spoke.", [("Vera A. Orel", "Official")]),
        ("They met [[Anna|Official]] Orel.", [("Anna", "Official")]),
    ],
)
def test_no_persons_name_ends_in_an_initial(marked: str, heard: list[tuple[str, str]]) -> None:
    assert heard_in(trimmed(hearing_of(marked))) == heard


def test_a_name_and_its_acronym_are_named_apart() -> None:
    heard = heard_in(trimmed(hearing_of("The [[Harbour League (HL|Organization]]) met.")))
    assert heard == [("Harbour League", "Organization"), ("HL", "Organization")]
    heard = heard_in(trimmed(hearing_of("The [[Harbour (Port) League|Organization]] met.")))
    assert heard == [("Harbour (Port) League", "Organization")]


@pytest.mark.parametrize("name", ["To Lam", "No Kwang Chol", "An Yong Nam"])
def test_a_given_name_may_be_a_small_word_elsewhere(name: str) -> None:
    hearing = hearing_of(f"President [[{name}|Official]] met [[No League|Organization]].")
    assert [words for words, _ in heard_in(trimmed(hearing))] == [name, "League"]
