from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spellings import texts

from disputes.graph.errors import QueryError
from disputes.queries.words import MOST_LETTERS, MOST_WORDS, Fit, fit, pattern, wanted_words, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norland closed it.", "norland closed it"),
        ("The U.S. and the U.S.-led U.N.", "the us and the us led un"),
        ("It ended.Nobody spoke", "it ended nobody spoke"),
        ("Norland’s and O'Hara's", "norland s and o hara s"),
        ("Łódź, Straße, İlham, São Tomé", "lodz strasse ilham sao tome"),
        ("Ines\u0301", "ines"),
        ("Мария", "mariya"),
        ("an S-400 in 2031, 3.5 km² for €5m", "an s 400 in 2031 3 5 km for 5m"),
        ("… – ?!", ""),
    ],
)
def test_words_are_compared_without_case_accents_and_signs(text: str, expected: str) -> None:
    assert words(text) == expected.split()


@given(texts)
def test_words_are_their_own_form(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)


@given(texts, st.data())
def test_a_pattern_fits_whatever_has_the_word(text: str, data: st.DataObject) -> None:
    found = words(text)
    if found:
        word = data.draw(st.sampled_from(found))
        start = word[: data.draw(st.integers(1, len(word)))]
        if fit([start], found):
            assert re.fullmatch(pattern(start), text.lower(), re.DOTALL)


@pytest.mark.parametrize("text", ["visas", "a.us", "us1", "cause", "sub"])
def test_a_pattern_leaves_other_words_out(text: str) -> None:
    assert not re.fullmatch(pattern("us"), text) or "us" in words(text)


class TestFit:
    @pytest.mark.parametrize(
        ("wanted", "text", "expected"),
        [
            ("villa", "the villa", Fit(1, 1)),
            ("villa sealed", "sealed was the villa", Fit(2, 4)),
            ("villa sealed", "villa and villa sealed", Fit(2, 2)),
            ("sanction", "new sanctions", Fit(0.5, 1)),
            ("sanction", "sanctions as a sanction", Fit(1, 1)),
            ("vil villa", "villa", Fit(1.5, 1)),
            ("us", "used", None),
            ("villa sealed", "a villa", None),
            ("sealed", "seal", None),
        ],
    )
    def test_counts_whole_words_and_beginnings_in_the_shortest_run(
        self, wanted: str, text: str, expected: Fit | None
    ) -> None:
        assert fit(wanted.split(), text.split()) == expected


class TestWanted:
    def test_is_each_word_once(self) -> None:
        assert wanted_words("The villa, the VILLA") == ["the", "villa"]

    @pytest.mark.parametrize("text", ["", "  ", "?!", "’"])
    def test_must_have_a_word(self, text: str) -> None:
        with pytest.raises(QueryError, match="no word"):
            wanted_words(text)

    @pytest.mark.parametrize(
        "text", [" ".join(f"w{number}" for number in range(MOST_WORDS + 1)), "w" * (MOST_LETTERS + 1)]
    )
    def test_is_not_without_end(self, text: str) -> None:
        with pytest.raises(QueryError, match=f"{MOST_WORDS} words at most"):
            wanted_words(text)
