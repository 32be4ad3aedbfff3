import pytest

from disputes.graph.errors import InputError
from disputes.graph.vocabulary import CONTENTION, RULES
from disputes.loaders.extractors.rules import words
from disputes.loaders.lexicon import parse_lexicon

HEAD = "{title: t, language: en, source: s, licence: MIT, known_gaps: [], entries: [%s]}"


def test_every_slot_is_an_object_a_clause_or_a_preposition():
    slots = words.word_class("prepositions") | {"object", "that"}
    entries = [*words.verb_entries(), *words.noun_entries()]
    assert {slot for entry in entries for slot in entry.target} <= slots


def test_every_entry_has_words_of_one_sort_and_an_id_of_its_own():
    for entries, here, elsewhere in [
        (words.verb_entries(), "verbs", "nouns"),
        (words.noun_entries(), "nouns", "verbs"),
    ]:
        assert all(getattr(entry, here) and not getattr(entry, elsewhere) for entry in entries)
        assert len({entry.id for entry in entries}) == len(entries)


def test_no_phrase_stands_twice_in_an_entry():
    for entry in (*words.verb_entries(), *words.noun_entries()):
        phrases = entry.verbs or entry.nouns
        assert len(set(phrases)) == len(phrases), entry.id


def test_every_entry_could_join_something():
    for entry in (*words.verb_entries(), *words.noun_entries()):
        for kind in entry.types:
            assert entry.target_types is None or entry.target_types & RULES[kind].targets, entry.id
            assert entry.source_types is None or entry.source_types & RULES[kind].sources, entry.id


def test_every_contention_has_a_verb_and_a_noun():
    assert {kind for entry in words.verb_entries() for kind in entry.types} >= CONTENTION
    assert {kind for entry in words.noun_entries() for kind in entry.types} >= CONTENTION


def test_no_word_tells_of_two_issues():
    issues = words.read_lexicon("issues", words.Issues).issues
    phrases = [phrase for listed in issues.values() for phrase in listed]
    assert sorted(phrases) == sorted(set(phrases))


@pytest.mark.parametrize(
    "entry", ["{id: a, types: [SHOUTS]}", "{id: a, types: [ACCUSES], verb: [accuse]}", "{types: [ACCUSES]}"]
)
def test_a_mistake_in_an_entry_is_refused_with_the_file_named(entry):
    with pytest.raises(InputError, match=r"verbs\.yaml"):
        parse_lexicon(HEAD % entry, words.Entries, "verbs.yaml")


def test_an_unknown_word_in_ed_may_be_a_past_unless_it_is_known_not_to_be():
    assert words.forms_at("blorped")
    assert not words.forms_at("hundred")
    assert not words.forms_at("blorp")
