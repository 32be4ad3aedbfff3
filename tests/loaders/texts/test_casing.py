"""Text in one sort of letters is written as other text is, and other text is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes.loaders.texts.casing import with_casing
from disputes.loaders.texts.small_words import is_word

WRITTEN = [
    "The Russian foreign minister, Oleg Drunov, accused the United States on Tuesday.",
    "NATO and the EU supported Ada Birn's proposal in May 2014, he said.",
    "US envoys told us that the US fleet had left; France's president will visit Addis Ababa.",
    "Mr. Orel and Ms. Kessler met U.S. soldiers at 5 p.m. in Geneva, and I saw them.",
    "King Karel XIV asked the EU, which the king supports, to close its office.",
]


@pytest.mark.parametrize("sentence", WRITTEN)
@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_names_get_their_capitals_back_and_words_stay_small(sentence: str, change) -> None:
    assert with_casing(change(sentence)) == sentence


@pytest.mark.parametrize(
    "text",
    [
        *WRITTEN,
        "NATO. EU, UN.",
        "HE LEFT",
        "MOSCOW, June 3 (NORTHLINE) - The envoy left.",
        "俄罗斯外交部长周二指责",
        "",
    ],
)
def test_text_in_both_sorts_of_letters_stays_as_it_is(text: str) -> None:
    assert with_casing(text) == text


def test_a_sentence_in_capitals_is_written_as_the_rest_of_the_text_writes_its_words() -> None:
    rest = "The spokesman of McQuarry Shipping met Rose Brown, who said little."
    assert with_casing(f"MCQUARRY SHIPPING ATTACKS BROWN AGAIN\n\n{rest}") == (
        f"McQuarry Shipping attacks Brown again\n\n{rest}"
    )


def test_a_wrapped_line_begins_no_sentence() -> None:
    assert with_casing("THE ENVOY OF NORWAY SAID THE\nPORT IS SHUT. HE LEFT THEN.\n\nBIRN DID NOT.") == (
        "The envoy of Norway said the\nport is shut. He left then.\n\nBirn did not."
    )


@given(st.text(max_size=80), st.sampled_from([str, str.upper, str.lower]))
def test_no_letter_moves(text: str, change) -> None:
    text = change(text)
    found = with_casing(text)
    assert len(found) == len(text)
    assert [char.casefold() for char in found] == [char.casefold() for char in text]


@pytest.mark.parametrize(
    ("word", "is_small"),
    [
        ("reporters", True),
        ("nationalization", True),
        ("said", True),
        ("may", True),
        ("tuesday", False),
        ("orel", False),
    ],
)
def test_english_words_are_known_with_their_endings(word: str, is_small: bool) -> None:
    assert is_word(word) is is_small
