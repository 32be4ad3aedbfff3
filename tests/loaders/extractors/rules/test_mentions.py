import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes.graph.model import Article, MentionKind, Span, article_id
from disputes.graph.vocabulary import RULES
from disputes.loaders.extractors.rules.mentions import find


def read(text, **facts):
    return find(Article(article_id(text), text, "", **facts))


def entities(text):
    return {(entity.type.value, entity.name) for entity in read(text).entities}


def ties(text):
    found = read(text)
    names = {entity.key: entity.name for entity in found.entities}
    return {(names[tie.source], tie.type.value, names[tie.target]) for tie in found.ties}


STATE, BODY, MAN, SITE = "State", "Organization", "Official", "Place"
THING, PACT, TALKS = "Property", "Agreement", "Talks"


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


@pytest.mark.parametrize("thing", ["Harbour Gazette", "Linden Point", "Corvus Palace", "Amber Prize", "Airbus A300s"])
def test_capitalised_things_are_no_persons(thing):
    assert (MAN, thing) not in entities(f"It was told of {thing} by a guest.")


def test_the_city_that_hosts_a_meeting_names_it():
    assert (TALKS, "Istanbul consultations") in entities("Istanbul hosted consultations between Chad and Mali.")


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


@pytest.mark.parametrize("text", ["Kosovo Serbs left.", "Chadian Libyans left."])
def test_a_people_in_another_state_is_not_its_own(text):
    assert len(entities(text)) == 1


def test_accents_are_no_part_of_a_known_name():
    assert entities("Bolívia and Chád differ.") == {(STATE, "Bolivia"), (STATE, "Chad")}


@pytest.mark.parametrize("word", ["TV", "GDP", "CEO"])
def test_a_short_form_is_no_body(word):
    assert not {name for kind, name in entities(f"The {word} said so, and his {word} too.") if kind == BODY}


def test_a_full_name_and_its_acronym_are_one_body():
    found = read("The Zambezi Water Commission (ZWC) met. The ZWC decided nothing.")
    assert [(entity.name, "ZWC" in entity.aliases) for entity in found.entities] == [("Zambezi Water Commission", True)]
    assert len({mention.local for mention in found.mentions}) == 1


def test_a_known_body_has_its_code_and_belongs_to_the_state_the_article_names():
    found = read("The State Department denied it. The United States agreed.")
    assert {entity.code for entity in found.entities} == {"org:us-state-department", "state:us"}
    assert [tie.type.value for tie in found.ties] == ["PART_OF"]


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


def test_boilerplate_holds_no_mention():
    text = "Photo: Kenyan President Amina Odera\n\nGreece left."
    found = read(text, boilerplate=(Span(0, 35),))
    assert [entity.name for entity in found.entities] == ["Greece"]


WORDS = st.sampled_from(
    (
        "the a its his Russian Russia's Moscow Greek President Minister Amina Odera Odera's embassy embassies "
        "consulates in at on of to and , . ( ) ZWC Zambezi Water Commission ministry talks agreement Seattle said "
        'tanker Stella Polaris river River including properties two he she it the US leader ambassador court U.S. - – "'
    ).split()
)


def check(text, **facts):
    article = Article(article_id(text), text, "", **facts)
    found = find(article)
    assert found == find(article)
    spans = [mention.span for mention in found.mentions]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(before.end <= after.start for before, after in itertools.pairwise(spans))
    keys = [entity.key for entity in found.entities]
    assert len(keys) == len(set(keys))
    assert {mention.local for mention in (*found.mentions, *found.inner)} == set(keys)
    types = {entity.key: entity.type for entity in found.entities}
    for tie in found.ties:
        assert tie.source != tie.target
        assert RULES[tie.type].joins(types[tie.source], types[tie.target])
        assert tie.evidence.covers(tie.trigger)


@given(st.lists(WORDS, max_size=60))
def test_whatever_the_order_of_its_words_an_article_gives_disjoint_mentions_and_sound_ties(words):
    check(" ".join(words))


@given(st.text(alphabet=st.characters(codec=None), max_size=120))
def test_any_text_at_all_is_read(text):
    check(text)


@given(st.lists(WORDS, min_size=3, max_size=30), st.integers(1, 40))
def test_any_headline_is_read(words, end):
    text = " ".join(words)
    check(text, headline=Span(0, min(end, len(text))))


@pytest.mark.parametrize(
    ("text", "noun", "name"),
    [
        ("The Danish Foreign Ministry spoke. Nobody believed the ministry.", "the ministry", "Danish Foreign Ministry"),
        ("The Greek tanker Stella Polaris sank. Oil left the vessel.", "the vessel", "Greek tanker Stella Polaris"),
        ("Talks in Istanbul ended. It was the meeting they wanted.", "the meeting", "Istanbul talks"),
        ("Kenyan Minister Amina Odera spoke. Crowds met the minister.", "the minister", "Amina Odera"),
        ("NATO and Norway met. Norway left the alliance.", "the alliance", "NATO"),
    ],
)
def test_a_noun_stands_for_the_entity_named_before(text, noun, name):
    found = read(text)
    names = {entity.key: entity.name for entity in found.entities}
    assert (noun, name) in {(mention.span.of(text), names[mention.local]) for mention in found.mentions}


def test_what_stands_inside_a_longer_mention_is_kept_beside():
    text = "The Russian consulates in Basra and Erbil were shut."
    found = read(text)
    names = {entity.key: entity.name for entity in found.entities}
    assert [(mention.span.of(text), names[mention.local]) for mention in found.mentions] == [
        ("The Russian consulates in Basra", "Russian consulate in Basra"),
        ("Erbil", "Russian consulate in Erbil"),
    ]
    assert {(mention.span.of(text), names[mention.local]) for mention in found.inner} == {
        ("Russian", "Russia"),
        ("Basra", "Basra"),
        ("consulates in Basra and Erbil", "Russian consulate in Erbil"),
        ("Erbil", "Erbil"),
    }


@pytest.mark.parametrize(
    ("text", "owner"),
    [("Its ministry in Delhi spoke for India.", "India"), ("Peru is calm, and its foreign ministry spoke.", "Peru")],
)
def test_a_ministry_said_alone_is_of_the_state_beside_it(text, owner):
    assert [target for _, kind, target in ties(text) if kind == "PART_OF"] == [owner]


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


def test_the_congress_of_another_country_is_its_own():
    assert (BODY, "US Congress") not in entities("Peru's Congress met on Monday.")


def test_a_line_in_capitals_holds_no_acronyms():
    assert not {name for kind, name in entities("THE HARBOUR WOULD RETURN, ALL SAID.") if kind == BODY}


def test_a_text_without_a_full_stop_is_read_to_its_end():
    assert (STATE, "Russia") in entities("Russia accused the United States of espionage, " * 2000)
