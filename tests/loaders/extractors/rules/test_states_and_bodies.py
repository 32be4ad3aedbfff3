"""What the rules take for states and bodies, and whose these are."""

import pytest
from ruled import BODY, MAN, SITE, STATE, TALKS, entities, read, ties


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moscow said on Friday that it would answer.", {(STATE, "Russia")}),
        ("Talks were held in Moscow on Friday.", {(TALKS, "Moscow talks"), (SITE, "Moscow")}),
        ("Both Moscow and Washington have complained.", {(STATE, "Russia"), (STATE, "United States")}),
        ("Flights between Moscow and Washington resumed.", {(SITE, "Moscow"), (SITE, "Washington")}),
        ("The delegation arrived in Kyiv, and Kyiv's allies cheered.", {(SITE, "Kyiv"), (STATE, "Ukraine")}),
        ("A flood in Doha, Qatar, did harm.", {(SITE, "Doha"), (STATE, "Qatar")}),
        ("BEIJING, May 5 - China said no.", {(SITE, "Beijing"), (STATE, "China")}),
        ("Brussels objected.", {(BODY, "European Union")}),
        ("Belgium said that Brussels objected.", {(STATE, "Belgium")}),
        ("US authorities and the Russian side differ.", {(STATE, "United States"), (STATE, "Russia")}),
        ("The Poles and a Saudi lawyer left.", {(STATE, "Poland"), (STATE, "Saudi Arabia")}),
        ("The West and Europe hesitate.", set()),
    ],
)
def test_states_are_told_from_cities_and_from_what_is_neither(text, expected):
    assert entities(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jordan Orel, a farmer, moved to New Mexico.", {(MAN, "Jordan Orel"), (SITE, "New Mexico")}),
        ("Georgia and Jordan left.", {(STATE, "Georgia"), (STATE, "Jordan")}),
        ("Minister Chad Orel resigned.", {(MAN, "Chad Orel")}),
        ("The Washington Post writes from New York.", {(BODY, "Washington Post"), (SITE, "New York")}),
    ],
)
def test_names_that_are_also_states_are_read_by_their_neighbours(text, expected):
    assert entities(text) == expected


@pytest.mark.parametrize("text", ["Kosovo Serbs left.", "Chadian Libyans left."])
def test_a_people_in_another_state_is_not_its_own(text):
    assert len(entities(text)) == 1


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("Russia's Ministry of Foreign Affairs spoke.", "Russian Ministry of Foreign Affairs", "state:ru"),
        ("The Danish Foreign Ministry spoke.", "Danish Foreign Ministry", "state:dk"),
        ("The Iranian parliament voted.", "Iranian parliament", "state:ir"),
        ("The Supreme Court of Brazil ruled.", "Brazilian Supreme Court", "state:br"),
        ("The North Korean army fired.", "North Korean army", "state:kp"),
    ],
)
def test_a_body_is_named_by_its_state_and_is_part_of_it(text, name, state):
    body = next(entity for entity in read(text).entities if entity.type == BODY)
    assert (body.name, body.state) == (name, state)
    assert [kind for source, kind, _ in ties(text) if source == name] == ["PART_OF"]


def test_a_state_owns_what_begins_with_its_name_only_if_that_is_its_organ():
    school, police = "Norway Institute of Technology", "Norway Border Police"
    text = f"Norway was told that the {school} and {police} differ."
    assert (BODY, school) in entities(text)
    assert {tie for tie in ties(text) if tie[1] == "PART_OF"} == {("Norwegian Border Police", "PART_OF", "Norway")}


@pytest.mark.parametrize(
    ("text", "is_known"),
    [
        ("The Security Council met.", True),
        ("The UN Security Council met.", True),
        ("The National Security Council of Norway met.", False),
        ("Norway's Security Council met.", False),
        ("The Chilean Supreme National Security Council met.", False),
    ],
)
def test_a_council_of_a_state_is_not_the_united_nations(text, is_known):
    assert any(entity.code == "org:un-security-council" for entity in read(text).entities) is is_known


def test_the_congress_of_another_country_is_its_own():
    assert (BODY, "US Congress") not in entities("Peru's Congress met on Monday.")


def test_accents_are_no_part_of_a_known_name():
    assert entities("Bolívia and Chád differ.") == {(STATE, "Bolivia"), (STATE, "Chad")}


@pytest.mark.parametrize("word", ["TV", "GDP", "CEO"])
def test_a_short_form_is_no_body(word):
    assert not {name for kind, name in entities(f"The {word} said so, and his {word} too.") if kind == BODY}


def test_a_line_in_capitals_holds_no_acronyms():
    assert not {name for kind, name in entities("THE HARBOUR WOULD RETURN, ALL SAID.") if kind == BODY}


def test_a_full_name_and_its_acronym_are_one_body():
    found = read("The Zambezi Water Commission (ZWC) met. The ZWC decided nothing.")
    assert [(entity.name, "ZWC" in entity.aliases) for entity in found.entities] == [("Zambezi Water Commission", True)]
    assert len({mention.local for mention in found.mentions}) == 1


def test_an_acronym_means_what_the_article_says_it_does():
    found = read("The International Chamber of Commerce (ICC) met. Those of the ICC left for the NATO summit.")
    bodies = {(entity.name, entity.code) for entity in found.entities if entity.type.value == BODY}
    assert bodies == {("International Chamber of Commerce", None), ("NATO", "org:nato")}


def test_a_known_body_spelt_otherwise_is_the_same():
    found = read("The World Health Organisation (WHO) met. Those of the WHO left.")
    assert {entity.code for entity in found.entities} == {"org:who"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Congo agreed.", {"state:cd"}),
        ("The Republic of Congo agreed, and Congo left.", {"state:cg"}),
        ("Congolese ships left Brazzaville. Peru waits.", {"state:cg", "state:pe"}),
        ("The Republic of Congo and the DRC agreed. Congo left.", {"state:cg", "state:cd"}),
    ],
)
def test_a_shared_name_is_that_of_the_state_that_the_article_names(text, codes):
    assert {entity.code for entity in read(text).entities if entity.type.value == "State"} == codes


def test_a_known_body_has_its_code_and_belongs_to_the_state_the_article_names():
    found = read("The State Department denied it. The United States agreed.")
    assert {entity.code for entity in found.entities} == {"org:us-state-department", "state:us"}
    assert [tie.type.value for tie in found.ties] == ["PART_OF"]


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Its ministry in Delhi spoke for India.", "India"),
        ("Peru is calm, and its foreign ministry spoke.", "Peru"),
        ("Chile waits. In Lima, the Foreign Ministry spoke of Peru.", "Peru"),
    ],
)
def test_a_ministry_said_alone_is_of_the_state_beside_it(text, owner):
    assert [target for _, kind, target in ties(text) if kind == "PART_OF"] == [owner]


def test_a_ministry_in_a_capital_is_not_the_only_named_states():
    found = read("The Foreign Ministry in Lima rebuked Chile. In Santiago, the Foreign Ministry replied.")
    bodies = {(one.name, one.state) for one in found.entities if one.type.value == BODY}
    assert bodies == {("Peruvian Foreign Ministry", "state:pe"), ("Chilean Foreign Ministry", "state:cl")}
    assert [tie.type.value for tie in found.ties] == ["PART_OF"]


def test_a_comma_after_another_word_tells_no_state():
    found = read("Asked in Lima about it, the Foreign Ministry spoke of Chile.")
    assert "state:pe" not in {one.state for one in found.entities if one.type.value == BODY}
