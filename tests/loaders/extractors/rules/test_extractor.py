import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from disputes.graph.model import Article, Span, article_id
from disputes.graph.vocabulary import RULES, VERBS
from disputes.loaders.extractors.rules.extractor import RulesExtractor

WHO = [
    "France",
    "Kyiv",
    "the Turkish foreign ministry",
    "President Ada Olm of Chile",
    "Italian and Greek officials",
    "its embassy in Rome",
    "the treaty",
    "talks in Geneva",
    "both sides",
    "he",
    "Norway, Sweden and Denmark",
]
DOES = [
    "accused",
    "has expelled",
    "will meet",
    "did not sign",
    "was seized by",
    "lifted sanctions on",
    "called on",
    "said that",
    "denied attacking",
    "and",
    ", which",
    "held talks with",
    "sanctions against",
    "must leave",
    "of",
    "threatened to close",
    "belongs to",
    '"',
    '," said',
    "according to",
    "each other",
    "including",
]
SENTENCES = st.lists(st.sampled_from([*WHO, *DOES, ",", "on Monday"]), min_size=2, max_size=12).map(" ".join)
TEXTS = st.lists(SENTENCES.map(lambda words: words + "."), min_size=1, max_size=6).map(" ".join)


def article(text, **facts):
    return Article(article_id(text), text, "", **facts)


def read(text, **facts):
    return RulesExtractor().read(article(text, **facts))


@given(TEXTS)
@example("France accused Kyiv both sides its embassy in Rome denied attacking.")
def test_every_assertion_obeys_the_ontology_and_its_spans(text):
    reading = read(text)
    types = {entity.key: entity.type for entity in reading.entities}
    for one in reading.assertions:
        assert one.source != one.target
        assert RULES[one.type].joins(types[one.source], types[one.target])
        assert one.evidence.covers(one.trigger)
        assert one.trigger.of(text)
        for span in (one.source_span, one.target_span):
            assert span is None or one.evidence.covers(span)
        assert one.speaker_local is None or one.speaker_local in types


@given(TEXTS)
def test_the_same_article_gives_the_same_reading(text):
    assert read(text) == read(text)


@given(TEXTS)
def test_no_two_assertions_share_an_id(text):
    ids = [one.id for one in read(text).assertions]
    assert len(ids) == len(set(ids))


@given(st.text(max_size=300))
def test_any_text_can_be_read(text):
    assert read(text).article == article_id(text)


def test_names_and_assertions_come_together():
    text = "France has expelled the Turkish ambassador. Ankara denounced the move."
    reading = read(text)
    names = {entity.key: entity.name for entity in reading.entities}
    told = {(names[one.source], one.type.value, names[one.target]) for one in reading.assertions}
    assert ("France", "RESTRICTS", "Turkey") in told
    assert (reading.extractor, reading.version) == ("rules", "1")


@pytest.mark.parametrize("marked", [True, False])
def test_boilerplate_asserts_nothing(marked):
    text = "France accused Turkey."
    reading = read(text, boilerplate=(Span(0, len(text)),) if marked else ())
    assert bool(reading.assertions) is not marked


def acts(text):
    """Give who does what to whom, by names."""
    found = read(text)
    names = {entity.key: entity.name for entity in found.entities}
    return {(names[one.source], one.type.value, names[one.target]) for one in found.assertions if one.type in VERBS}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Peruvian embassy in Quito accused Ecuador of slander.", {("Peru", "ACCUSES", "Ecuador")}),
        ("Chile was accused by the Peruvian consulate in Lota.", {("Peru", "ACCUSES", "Chile")}),
        ("Chile closed the Peruvian embassy.", {("Chile", "RESTRICTS", "Peruvian embassy")}),
        ("The Peruvian ferry accused Ecuador of slander.", set()),
    ],
)
def test_a_state_acts_by_its_missions(text, wanted):
    assert acts(text) == wanted
