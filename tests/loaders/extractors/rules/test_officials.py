"""Whom the rules take for officials, and whom these serve."""

import pytest
from ruled import MAN, entities, read, ties

from disputes.graph.model import MentionKind


@pytest.mark.parametrize("thing", ["Harbour Gazette", "Linden Point", "Corvus Palace", "Amber Prize", "Airbus A300s"])
def test_capitalised_things_are_no_persons(thing):
    assert (MAN, thing) not in entities(f"It was told of {thing} by a guest.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenyan Foreign Minister Amina Odera left.", {("Amina Odera", "SERVES", "Kenya")}),
        (
            "Greek President Petros Vlahos left.",
            {("Petros Vlahos", "SERVES", "Greece"), ("Petros Vlahos", "LEADS", "Greece")},
        ),
        (
            "Ana Lisova, Russia's newly appointed ambassador to the United States, spoke.",
            {("Ana Lisova", "SERVES", "Russia"), ("Ana Lisova", "POSTED_TO", "United States")},
        ),
        (
            "The new Danish ambassador to Poland, Niels Holm, resigned.",
            {("Niels Holm", "SERVES", "Denmark"), ("Niels Holm", "POSTED_TO", "Poland")},
        ),
        (
            "NATO Secretary General Ole Brandt arrived.",
            {("Ole Brandt", "SERVES", "NATO"), ("Ole Brandt", "LEADS", "NATO")},
        ),
        (
            "State Department spokeswoman Ruth Calder spoke.",
            {("Ruth Calder", "SERVES", "US State Department")},
        ),
        ("Egypt's Minister of Water Resources and Irrigation Hani Sabry spoke.", {("Hani Sabry", "SERVES", "Egypt")}),
        (
            "The Foreign Minister of Peru, Luz Quispe, spoke.",
            {("Luz Quispe", "SERVES", "Peru")},
        ),
        (
            "President Amina Odera of Kenya left.",
            {("Amina Odera", "SERVES", "Kenya"), ("Amina Odera", "LEADS", "Kenya")},
        ),
        (
            "Mona al-Deeb of the Palestinian Red Crescent wept.",
            {("Mona al-Deeb", "SERVES", "Palestinian Red Crescent")},
        ),
        ("Mr. Orlov left.", set()),
    ],
)
def test_an_office_ties_its_holder(text, expected):
    assert ties(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gen. Pavel Rudin left.", "Pavel Rudin"),
        ('"We are ready," said Mira Tolvanen.', "Mira Tolvanen"),
        ("Dr. Mona al-Deeb agreed.", "Mona al-Deeb"),
        ("Talks are led by Deputy Secretary of State, Carla Dune.", "Carla Dune"),
        ("Culture and Tourism Minister Kemal Aydan left.", "Kemal Aydan"),
        ("Foreign Minister Jean-Marc Delon left.", "Jean-Marc Delon"),
    ],
)
def test_a_name_stands_without_its_title(text, name):
    assert (MAN, name) in entities(text)


@pytest.mark.parametrize(
    ("text", "unsaid"),
    [
        ("President Orel said he would never accept Russian control of the strait.", ("Orel", "Russia")),
        ("President Jana Orel told reporters that Iranian threats would fail.", ("Jana Orel", "Iran")),
    ],
)
def test_an_adjective_after_a_president_is_not_his_state(text, unsaid):
    found = read(text)
    names = {entity.key: entity.name for entity in found.entities}
    assert unsaid not in {(names[tie.source], names[tie.target]) for tie in found.ties}


def test_short_names_and_pronouns_stand_for_the_official_named_before():
    text = "Kenyan President Amina Odera arrived. Odera smiled. Ms Odera left, and she did not return."
    found = read(text)
    officials = [entity for entity in found.entities if entity.type == MAN]
    assert [entity.name for entity in officials] == ["Amina Odera"]
    said = [(mention.span.of(text), mention.kind) for mention in found.mentions if mention.local == officials[0].key]
    name, pronoun = MentionKind.NAME, MentionKind.PRONOUN
    assert said == [("Amina Odera", name), ("Odera", name), ("Odera", name), ("she", pronoun)]


def test_his_is_left_unread_where_two_could_be_meant():
    text = "Kenyan Minister Abel Odera met Greek Minister Petros Vlahos at his house."
    assert all(mention.span.of(text) != "his" for mention in read(text).mentions)


def test_a_leader_told_by_the_state_is_the_one_named_before():
    text = "President Ann Hale met Russian President Oleg Rudin, but the US leader was angry. The US stayed."
    assert ("Ann Hale", "SERVES", "United States") in ties(text)
