"""Persons' names that are heard in parts."""

from __future__ import annotations

import pytest
from hearings import heard_in, hearing_of

from disputes.loaders.extractors.reader.adjoining import with_whole_names


def test_a_name_heard_in_two_parts_is_one() -> None:
    hearing = with_whole_names(hearing_of("President [[Vera A.|Official]] [[Orel|Official]] spoke."))
    assert [words for words, *_ in heard_in(hearing)] == ["Vera A. Orel"]


@pytest.mark.parametrize(
    "marked",
    [
        "[[Mei|Official]]-[[kei Orel|Official]]",
        "[[Mei-kei|Official]] [[Orel|Official]]",
        "[[Mei|Official]]-kei [[Orel|Official]]",
        "[[Vera|Official]] A. B. [[Orel|Official]]",
    ],
)
def test_hyphens_and_initials_are_part_of_a_name(marked: str) -> None:
    (words, _), *rest = heard_in(with_whole_names(hearing_of(f"Then {marked} spoke.")))
    assert words.endswith(" Orel") and words[:1] in "MV" and not rest


def test_names_with_a_word_or_mark_between_stay_apart() -> None:
    for between in (" and ", ", "):
        hearing = hearing_of(f"[[Vera Orel|Official]]{between}[[Ilse Varga|Official]] spoke.")
        assert len(heard_in(with_whole_names(hearing))) == 2


def test_only_persons_are_joined() -> None:
    hearing = with_whole_names(hearing_of("The [[Peruvian|State]] [[Orel|Official]] spoke."))
    assert len(heard_in(hearing)) == 2


@pytest.mark.parametrize(
    "marked",
    [
        "They told [[Orel|Official]] [[Sand|Official]] had left.",
        "[[Ilse Varga|Official]] hears [[Orel|Official]] [[Sand|Official]] has left.\nOnly [[Orel|Official]] stayed.",
        "They see [[Vera Orel|Official]] [[Ivo Sand|Official]] has left.",
    ],
)
def test_two_persons_one_of_whom_somebody_is_told_of_stay_apart(marked: str) -> None:
    hearing = hearing_of(marked)
    assert with_whole_names(hearing) == hearing


def test_a_surname_that_stands_alone_elsewhere_is_still_part_of_the_whole_name() -> None:
    hearing = with_whole_names(hearing_of("[[Vera|Official]] [[Orel|Official]] spoke.\n[[Orel|Official]] left."))
    assert [words for words, _ in heard_in(hearing)] == ["Vera Orel", "Orel"]
