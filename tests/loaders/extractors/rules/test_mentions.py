"""Where the rules find mentions, in whatever text."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruled import STATE, entities, read

from disputes.graph.model import Article, Span, article_id
from disputes.graph.vocabulary import RULES
from disputes.loaders.extractors.rules.mentions import find


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


def test_boilerplate_holds_no_mention():
    text = "Photo: Kenyan President Amina Odera\n\nGreece left."
    found = read(text, boilerplate=(Span(0, 35),))
    assert [entity.name for entity in found.entities] == ["Greece"]


def test_a_text_without_a_full_stop_is_read_to_its_end():
    assert (STATE, "Russia") in entities("Russia accused the United States of espionage, " * 2000)


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
