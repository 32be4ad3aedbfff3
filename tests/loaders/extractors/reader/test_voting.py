from __future__ import annotations

from hearings import heard_in, hearing_of

from disputes.loaders.extractors.reader.voting import with_one_type


def test_all_mentions_of_a_name_get_the_type_that_is_likeliest_over_all() -> None:
    hearing = hearing_of(
        "[[Zephyria|Place .5 State .4]] objects.\n[[The Zephyria|State]] left.\n[[Zephyria's|Place .5 State .4]] envoy."
    )
    assert {kind for _, kind in heard_in(hearing)} == {"Place", "State"}
    assert {kind for _, kind in heard_in(with_one_type(hearing))} == {"State"}


def test_one_sure_mention_outweighs_two_doubtful_ones() -> None:
    hearing = hearing_of("[[Orel|Place .5 Official .4]], [[Orel|Place .5 Official .4]], [[Orel|Official]].")
    assert heard_in(with_one_type(hearing)) == [("Orel", "Official")] * 3


def test_each_pronoun_is_what_it_is_heard_as() -> None:
    hearing = hearing_of("[[It|State .9]] and [[it|Organization .5]] and [[its|Property .5]] met.")
    assert with_one_type(hearing) == hearing


def test_a_capital_is_a_city_here_and_a_government_there() -> None:
    hearing = hearing_of("[[Lima|State]] objects.\nTrains leave [[Lima|Place]].")
    assert with_one_type(hearing) == hearing


def test_a_title_stays_a_title() -> None:
    hearing = hearing_of("The [[minister|Title .6]] and the [[minister|Official .9]] met.")
    assert heard_in(with_one_type(hearing))[0] == ("minister", "Title")


def test_who_is_called_by_a_title_is_no_title_for_it() -> None:
    hearing = hearing_of("[[President|Title]] [[Vera Orel|Official]] spoke.\nThe [[president|Official .9]] left.")
    assert heard_in(with_one_type(hearing))[-1] == ("president", "Official")


def test_an_acronym_in_brackets_is_what_it_is_short_for() -> None:
    hearing = hearing_of(
        "The [[Gornan Fishing Accord|Agreement]] ([[GFA|Organization .9]]) lapsed.\n[[GFA|Organization .8]] was old."
    )
    assert {kind for _, kind in heard_in(with_one_type(hearing))} == {"Agreement"}


def test_what_else_stands_in_brackets_is_its_own() -> None:
    hearing = hearing_of(
        "The [[Gornan Fishing Accord|Agreement]] ([[Gorna|State .9]]) and [[Orel|Official]] ([[PQ|State]])."
    )
    assert with_one_type(hearing) == hearing
