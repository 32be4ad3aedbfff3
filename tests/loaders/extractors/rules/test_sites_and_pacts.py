"""What the rules take for properties, agreements, talks and places."""

import pytest
from ruled import PACT, SITE, STATE, TALKS, THING, entities, read, ties


def test_every_member_of_a_list_of_places_is_a_property():
    text = "The Russian consulates in San Francisco and Seattle were shut."
    assert {name for kind, name in entities(text) if kind == THING} == {
        "Russian consulate in San Francisco",
        "Russian consulate in Seattle",
    }
    assert ties(text) == {
        ("Russia", "OWNS", "Russian consulate in San Francisco"),
        ("Russia", "OWNS", "Russian consulate in Seattle"),
        ("Russian consulate in San Francisco", "LOCATED_IN", "San Francisco"),
        ("Russian consulate in Seattle", "LOCATED_IN", "Seattle"),
    }


def test_a_list_after_including_has_the_owner_of_its_head():
    text = "Five Russian properties, including the Fairhaven estate on Long Island and the Old Mill villa in Maryland."
    owned = {target for source, kind, target in ties(text) if (source, kind) == ("Russia", "OWNS")}
    assert owned == {"Russian properties", "Fairhaven estate on Long Island", "Old Mill villa in Maryland"}


@pytest.mark.parametrize(
    ("text", "name", "is_distinct"),
    [
        ("Norway spoke to Russia of rules at the embassy in Moscow.", "Norwegian embassy in Moscow", True),
        ("The former Taiwanese embassy in Managua is empty.", "Taiwanese embassy in Managua", True),
        ("Both sides reopen embassies.", "embassies", False),
        ("Russia wants two summer houses.", "summer houses", False),
        ("The Greek tanker Stella Polaris sank. Stella Polaris was old.", "Greek tanker Stella Polaris", True),
        ("The Polaris, a Greek tanker, sank.", "Polaris", True),
        ("Egypt discusses the embassy.", "embassy", False),
        ("Norway will shut the Moscow embassy.", "Norwegian embassy in Moscow", True),
    ],
)
def test_a_property_is_named_by_owner_and_place(text, name, is_distinct):
    properties = [entity for entity in read(text).entities if entity.type == THING]
    assert [(entity.name, entity.is_distinct) for entity in properties] == [(name, is_distinct)]


def test_a_noun_in_a_headline_verb_phrase_has_no_owner():
    assert entities("Norway, Danish discuss embassy staffing.") == {(STATE, "Norway"), (STATE, "Denmark")}


@pytest.mark.parametrize(
    ("text", "name", "is_distinct"),
    [
        ("They signed an agreement on banking access.", "agreement on banking access", False),
        ("They want a lasting truce between Chad and Mali.", "lasting truce", False),
        ("They signed an agreement to lift the ban.", "agreement", False),
        ("The Lubana agreement stands.", "Lubana agreement", True),
        ("Resolution 1244 stands.", "Resolution 1244", True),
        (
            "The Vienna Convention on Diplomatic Relations forbids it.",
            "Vienna Convention on Diplomatic Relations",
            True,
        ),
        ("A truce holds.", "truce", False),
    ],
)
def test_an_agreement_is_named_or_described(text, name, is_distinct):
    assert [(entity.name, entity.is_distinct) for entity in read(text).entities if entity.type == PACT] == [
        (name, is_distinct)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Talks in Istanbul ended. The talks were short.",
        "They flew to the Istanbul talks. The negotiations, the second of their kind... The talks ended.",
        "Both arrived in Istanbul on Thursday for talks. The talks ended.",
    ],
)
def test_one_meeting_is_one_entity_named_by_its_city(text):
    meetings = [entity for entity in read(text).entities if entity.type == TALKS]
    assert [(entity.name, entity.is_distinct) for entity in meetings] == [("Istanbul talks", True)]
    assert ("Istanbul talks", "LOCATED_IN", "Istanbul") in ties(text)


def test_the_city_that_hosts_a_meeting_names_it():
    assert (TALKS, "Istanbul consultations") in entities("Istanbul hosted consultations between Chad and Mali.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Water rose in Ljutomer.", "Ljutomer"),
        ("The Drava River rose.", "Drava River"),
        ("The town of Ormoz flooded.", "Ormoz"),
        ("Ships left the Gulf of Oman.", "Gulf of Oman"),
        ("Gaza is besieged.", "Gaza Strip"),
    ],
)
def test_places_are_listed_or_told_by_their_words(text, name):
    assert (SITE, name) in entities(text)


def test_months_and_days_are_no_places():
    assert entities("It happened in May, and in January on a Friday.") == set()
