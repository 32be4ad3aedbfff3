"""Persons' names that are heard in parts."""

from __future__ import annotations

from hearings import heard_in, hearing_of

from disputes.loaders.extractors.reader.adjoining import with_whole_names


def test_a_name_heard_in_two_parts_is_one() -> None:
    hearing = with_whole_names(hearing_of("President [[Vera A.|Official]] [[Orel|Official]] spoke."))
    assert [words for words, *_ in heard_in(hearing)] == ["Vera A. Orel"]


def test_names_with_a_word_or_mark_between_stay_apart() -> None:
    for between in (" and ", ", "):
        hearing = hearing_of(f"[[Vera Orel|Official]]{between}[[Ilse Varga|Official]] spoke.")
        assert len(heard_in(with_whole_names(hearing))) == 2


def test_only_persons_are_joined() -> None:
    hearing = with_whole_names(hearing_of("The [[Peruvian|State]] [[Orel|Official]] spoke."))
    assert len(heard_in(hearing)) == 2
