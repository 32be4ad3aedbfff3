import pytest

from disputes.graph.vocabulary import NodeType
from disputes.loaders.gazetteer import bodies, names, states
from disputes.loaders.tokenizer import words_of


def found(phrase):
    words = words_of(phrase)
    match = names().longest(words, 0)
    return (words[: match[0]], match[1]) if match else None


@pytest.mark.parametrize(
    ("phrase", "code", "sort"),
    [
        ("Russia", "state:ru", "name"),
        ("Russian Federation", "state:ru", "name"),
        ("U.S.", "state:us", "name"),
        ("US", "state:us", "name"),
        ("UAE", "state:ae", "name"),
        ("DPRK", "state:kp", "name"),
        ("DRC", "state:cd", "name"),
        ("Emirati", "state:ae", "adjective"),
        ("Poles", "state:pl", "people"),
        ("Russians", "state:ru", "people"),
        ("Kyiv", "state:ua", "capital"),
        ("Côte d’Ivoire", "state:ci", "name"),
        ("Norway", "state:no", "name"),
        ("Palestinian", "state:ps", "adjective"),
        ("Hong Kong", "state:hk", "name"),
        ("Abkhazia", "state:abkhazia", "name"),
    ],
)
def test_a_form_stands_for_its_state(phrase, code, sort):
    words, name = found(phrase)
    assert (" ".join(words), name.code, name.sort) == (" ".join(words_of(phrase)), code, sort)


@pytest.mark.parametrize(
    ("phrase", "type_", "matched"),
    [
        ("New Mexico border", NodeType.PLACE, 2),
        ("Washington Post reporter", NodeType.ORGANIZATION, 2),
        ("New York", NodeType.PLACE, 2),
        ("North Korean troops", NodeType.STATE, 2),
        ("South Sudan", NodeType.STATE, 2),
        ("Guinea-Bissau", NodeType.STATE, 3),
        ("UN Security Council", NodeType.ORGANIZATION, 3),
        ("Vienna Convention on Diplomatic Relations", NodeType.AGREEMENT, 5),
    ],
)
def test_the_longest_name_wins(phrase, type_, matched):
    words, name = found(phrase)
    assert (name.type, len(words)) == (type_, matched)


@pytest.mark.parametrize("phrase", ["us", "turkey", "West", "Europe", "polish"])
def test_words_that_only_look_like_a_state_are_none(phrase):
    assert found(phrase) is None


def test_every_body_is_part_of_something_known():
    for body in bodies().values():
        assert body.state is None or f"state:{body.state}" in states(), body.id
        assert body.part_of is None or f"org:{body.part_of}" in bodies(), body.id


def test_no_form_stands_for_two_states():
    owners = {}
    for code, state in states().items():
        for form in {state.name, *state.forms, *state.adjectives, *state.people, *state.capitals}:
            assert owners.setdefault(form, code) == code, form
