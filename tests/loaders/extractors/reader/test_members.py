from __future__ import annotations

from dataclasses import replace

import pytest
from hearings import entity, members_of

from disputes.graph.model import LocalEntity, MentionKind
from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.reader.members import (
    Member,
    is_pronoun,
    known_name,
    plain_name,
    plain_words,
)

UNION = entity("European Union", NodeType.ORGANIZATION, "org:eu")


def member(marked: str, ruled: LocalEntity | None = None) -> Member:
    words = marked.split("[[")[1].split("|")[0]
    (found,) = members_of(marked, {words: ruled} if ruled else None)
    return found


@pytest.mark.parametrize("words", ["Peru", "Peruvian", "Peru's", "the Peruvian side", "Lima", "Peruvian authorities"])
def test_a_state_is_known_by_all_that_it_is_called(words: str) -> None:
    found = member(f"Then [[{words}|State]] objected.")
    assert (found.type, found.name, found.key) == (NodeType.STATE, "Peru", "state:pe")


@pytest.mark.parametrize("words", ["the Government", "the Republic", "Royal Government", "the Federation"])
def test_a_realm_with_a_capital_names_no_state(words: str) -> None:
    assert member(f"[[{words}|State]] objected.").kind is MentionKind.NOUN


@pytest.mark.parametrize("words", ["the Court", "the Ministry", "the Supreme Court"])
def test_a_body_with_a_capital_and_no_name_is_a_noun(words: str) -> None:
    assert member(f"[[{words}|Organization]] objected.").kind is MentionKind.NOUN


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("[[Vera Orel|Official]]", MentionKind.NAME),
        ("[[Minister Vera Orel|Official]]", MentionKind.NAME),
        ("[[the president|Official]]", MentionKind.NOUN),
        ("[[the Foreign Minister|Official]]", MentionKind.NOUN),
        ("[[the Peruvian envoy|Official]]", MentionKind.NOUN),
        ("[[the Peruvian Ambassador|Official]]", MentionKind.NOUN),
        ("[[former Peruvian president|Official]]", MentionKind.NOUN),
        ("[[New Zealand prime minister|Official]]", MentionKind.NOUN),
        ("[[Senior Peruvian officials|Official]]", MentionKind.NOUN),
        ("[[US ambassador to Peru|Official]]", MentionKind.NOUN),
        ("[[Peruvian president Vera Orel|Official]]", MentionKind.NAME),
        ("[[To Lam|Official]]", MentionKind.NAME),
        ("[[she|Official]]", MentionKind.PRONOUN),
        ("[[the Harbour Board|Organization]]", MentionKind.NAME),
        ("[[a harbour board|Organization]]", MentionKind.NOUN),
        ("[[the 12-mile zone|Place]]", MentionKind.NAME),
    ],
)
def test_how_a_mention_refers(marked: str, kind: MentionKind) -> None:
    assert member(f"Then {marked} came up.").kind is kind


def test_a_person_is_named_without_office_and_form_of_address() -> None:
    assert member("[[Foreign Minister Vera Orel|Official]] left.").names == ("Vera Orel",)
    assert plain_name("Mr. Orel's", NodeType.OFFICIAL) == "Orel"
    assert plain_name("the Harbour Board", NodeType.ORGANIZATION) == "Harbour Board"


def test_a_person_of_rank_is_looked_for_with_it_as_well() -> None:
    assert "Lady Orel" in member("[[Lady Orel's|Official]] ferry.").names


def test_what_stands_in_brackets_explains_the_words_before_them() -> None:
    board, short, other = members_of(
        "The [[Harbour Board|Organization]] ([[HB|Organization]]) met ([[HB|Organization]] says)."
    )
    assert (board.explains, short.explains, other.explains) == (None, board.span.end, None)


def test_the_rules_entity_is_kept_where_types_agree() -> None:
    board = entity("Harbour Board", NodeType.ORGANIZATION)
    assert member("The [[Harbour Board|Organization]] met.", board).ruled is board
    assert member("The [[Harbour Board|Property]] met.", board).ruled is None


def test_a_capital_may_stand_for_the_body_that_sits_there() -> None:
    found = member("[[Brussels|State]] objects.", UNION)
    assert (found.type, found.name, found.key) == (NodeType.ORGANIZATION, "European Union", "org:eu")
    assert found.ruled is UNION


def test_a_states_own_body_is_not_the_known_one_of_that_name() -> None:
    marked = "Peru's [[Security Council|Organization]] met."
    assert member(marked).key == "org:un-security-council"
    own = replace(entity("Peruvian Security Council", NodeType.ORGANIZATION), state="state:pe")
    found = member(marked, own)
    assert (found.name, found.known, found.ruled) == ("Security Council", None, own)


def test_what_the_article_means_by_an_acronym_is_no_known_body() -> None:
    club = entity("International Chamber of Commerce", NodeType.ORGANIZATION)
    (found,) = members_of("The [[ICC|Organization]] met.", {"ICC": club})
    assert (found.name, found.known, found.ruled) == ("ICC", None, club)


def test_a_name_is_that_of_the_state_that_the_rules_see() -> None:
    (found,) = members_of(
        "[[Congo|State]] left.", {"Congo": entity("Republic of the Congo", NodeType.STATE, "state:cg")}
    )
    assert (found.key, found.name) == ("state:cg", "Republic of the Congo")


@pytest.mark.parametrize(
    ("marked", "states"),
    [
        ("[[the Peruvian envoy to Chile|Official]]", {"state:pe", "state:cl"}),
        ("[[the embassy in Lima|Property]]", set()),
        ("[[Jordan Orel|Official]]", set()),
    ],
)
def test_the_states_that_words_name_are_known_capitals_and_persons_aside(marked: str, states: set[str]) -> None:
    assert member(f"Then {marked} came up.").states == states


@pytest.mark.parametrize(
    ("words", "kind", "code"),
    [
        ("ECUADOR", NodeType.STATE, "state:ec"),
        ("the African Union", NodeType.ORGANIZATION, "org:african-union"),
        ("Lima", NodeType.STATE, "state:pe"),
        ("Lima", NodeType.PLACE, None),
        ("Peru", NodeType.PLACE, "state:pe"),
        ("Peruvian ferry", NodeType.STATE, None),
        ("Peruvian government", NodeType.OFFICIAL, None),
        ("Georgia", NodeType.ORGANIZATION, None),
        ("Zephyria", NodeType.STATE, None),
        ("", NodeType.STATE, None),
    ],
)
def test_words_name_a_known_actor_where_its_type_fits(words: str, kind: NodeType, code: str | None) -> None:
    found = known_name(words, kind)
    assert (found and found.code) == code


def test_names_are_compared_without_article_accent_and_possessive_ending() -> None:
    assert plain_words("The  Çağlar-Örnek’s") == "caglar ornek"
    assert plain_words("the") == "the"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("us", True),
        ("Their", True),
        ("I've", True),
        ("they’d", True),
        ("US", False),
        ("US's", False),
        ("Orel's", False),
        ("Orel", False),
    ],
)
def test_pronouns_are_told_from_acronyms(words: str, wanted: bool) -> None:
    assert is_pronoun(words) == wanted


def test_a_known_name_that_is_shouted_is_a_name() -> None:
    assert member("[[PERU|State]] objected.").kind is MentionKind.NAME
