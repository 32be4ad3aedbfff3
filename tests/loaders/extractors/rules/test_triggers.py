import pytest

from disputes.graph.model import Span
from disputes.loaders.extractors.rules.tokens import line_of
from disputes.loaders.extractors.rules.triggers import noun_triggers, triggers_at
from disputes.loaders.extractors.rules.verbs import verbs_of


def line(text):
    return line_of(text, Span(0, len(text)), [], {})


def entries(text, verb):
    read = line(text)
    found = next(one for one in verbs_of(read) if read.lower(one.index) == verb)
    return [trigger.entry.types[0].value for trigger in triggers_at(read, found)]


@pytest.mark.parametrize(
    ("text", "verb", "type_"),
    [
        ("They imposed harsh new restrictions on it", "imposed", "RESTRICTS"),
        ("They turned the offer down", "turned", "REJECTS"),
        ("They took part in it", "took", "PARTICIPATES_IN"),
        ("They opened fire on it", "opened", "ATTACKS"),
    ],
)
def test_words_may_stand_apart(text, verb, type_):
    assert entries(text, verb)[0] == type_


def test_a_gap_does_not_reach_over_a_comma():
    assert "ATTACKS" not in entries("They opened, under fire, the door", "opened")


def test_the_longer_entry_comes_first():
    found = entries("They lifted the ban on it", "lifted")
    assert found[0] == "YIELDS"


def test_a_noun_is_found_in_its_plural():
    assert [trigger.entry.types[0].value for trigger in noun_triggers(line("sanctions on it"), 0)] == ["RESTRICTS"]


def test_the_span_of_a_trigger_is_its_words():
    text = "They imposed new restrictions on it"
    read = line(text)
    (verb,) = verbs_of(read)
    assert next(iter(triggers_at(read, verb))).span(read).of(text) == "imposed new restrictions"
