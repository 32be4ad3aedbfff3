from __future__ import annotations

from pathlib import Path

import pytest

from disputes.graph.model import LocalEntity, Mention, MentionKind, Reading, Span, article_id
from disputes.graph.vocabulary import EdgeType, NodeType
from disputes.loaders.extractors.rules.mentions import find
from training.corpus import AnnotatedArticle, read
from training.matching import Truth, article_of, matched

SAMPLE = list(read(Path(__file__).parent / "articles.txt"))
STORY = """# story | wire | trade
@ pe State Peru
@ ec State Ecuador
@ orel Official Vera Orel
@ board Organization Harbour Board
@ mfa Organization Ministry of Ports
@ ferry Property ferry
H [[Peru|pe]] and [[Ecuador|ec]] quarrel
B PORT VELL (Ships) -
S [[Vera Orel|orel]] of the [[Harbour Board|board]] in the [[Ministry of Ports|mfa]] of [[Peru|pe]] met [[Ecuador|ec]].
> orel SERVES board | of
> board PART_OF mfa | in
> mfa PART_OF pe | of
> orel MEETS ec | met
S [[Ecuador|ec]] accused [[her|orel]] and may seize the [[ferry|ferry]]; [[it|ec]] did not threaten [[Peru|pe]].
> ec ACCUSES orel | accused
> ec RESTRICTS ferry | may seize | hyp
> ec THREATENS pe | threaten | neg
S The [[ferry|ferry]] is [[Peru|pe]]'s.
> pe OWNS ferry | is
"""


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> AnnotatedArticle:
    path = tmp_path_factory.mktemp("story") / "articles.txt"
    path.write_text(STORY, "utf-8")
    return next(read(path))


@pytest.fixture(scope="module")
def truth(story: AnnotatedArticle) -> Truth:
    return Truth(story)


def test_an_article_has_its_headline_and_what_is_no_prose_apart(story: AnnotatedArticle) -> None:
    article = article_of(story)
    assert article.headline is not None
    assert article.headline.of(article.text) == "Peru and Ecuador quarrel"
    assert [span.of(article.text) for span in article.boilerplate] == ["PORT VELL (Ships) -"]
    assert article.id == article_id(article.text)


def test_an_article_that_begins_with_prose_has_no_headline(tmp_path: Path) -> None:
    path = tmp_path / "articles.txt"
    path.write_text("# one | wire | trade\nB By a reader\nS It rained.\nB The end.\n", "utf-8")
    article = article_of(next(read(path)))
    assert article.headline is None
    assert [span.of(article.text) for span in article.boilerplate] == ["By a reader", "The end."]


@pytest.mark.parametrize("annotated", SAMPLE, ids=lambda annotated: annotated.id)
def test_the_sentences_that_are_read_are_those_that_are_annotated(annotated: AnnotatedArticle) -> None:
    found = find(article_of(annotated)).sentences
    assert tuple(sentence.span for sentence in found) == annotated.sentences
    assert [sentence.is_headline for sentence in found] == [True] + [False] * (len(found) - 1)


def reading_of(story: AnnotatedArticle, *entities: tuple[NodeType, list[str]]) -> Reading:
    """Give a reading of entities by the words of their mentions, whose keys are those words joined."""
    article = article_of(story)
    locals_, mentions = [], []
    for kind, words in entities:
        key = "/".join(words)
        locals_.append(LocalEntity(key, kind, words[0]))
        for each in words:
            start = article.text.index(each)
            mentions.append(Mention(Span(start, start + len(each)), MentionKind.NAME, key))
    return Reading(article.id, "by hand", "1", tuple(locals_), tuple(mentions))


def test_an_entity_is_the_annotated_one_whose_mentions_it_shares(story: AnnotatedArticle) -> None:
    reading = reading_of(
        story, (NodeType.STATE, ["Peru"]), (NodeType.OFFICIAL, ["Vera Orel", "her"]), (NodeType.PROPERTY, ["the ferry"])
    )
    assert matched(story, reading) == {"Peru": "pe", "Vera Orel/her": "orel", "the ferry": "ferry"}


def test_an_entity_of_another_type_is_another(story: AnnotatedArticle) -> None:
    assert matched(story, reading_of(story, (NodeType.PLACE, ["Peru"]))) == {}


def test_an_entity_of_no_annotated_words_is_nobody(story: AnnotatedArticle) -> None:
    assert matched(story, reading_of(story, (NodeType.PLACE, ["PORT VELL"]))) == {}


def test_each_entity_is_matched_once_with_the_one_that_shares_most(story: AnnotatedArticle) -> None:
    reading = reading_of(
        story, (NodeType.OFFICIAL, ["Vera"]), (NodeType.OFFICIAL, ["Vera Orel", "her"]), (NodeType.STATE, ["it"])
    )
    assert matched(story, reading) == {"Vera Orel/her": "orel", "it": "ec"}


@pytest.mark.parametrize(
    ("source", "kind", "target"),
    [
        ("ec", EdgeType.ACCUSES, "orel"),
        ("ec", EdgeType.ACCUSES, "board"),
        ("ec", EdgeType.ACCUSES, "pe"),
        ("orel", EdgeType.MEETS, "ec"),
        ("ec", EdgeType.MEETS, "orel"),
        ("pe", EdgeType.MEETS, "ec"),
        ("ec", EdgeType.MEETS, "mfa"),
        ("orel", EdgeType.SERVES, "board"),
        ("pe", EdgeType.OWNS, "ferry"),
    ],
)
def test_what_is_said_of_who_acts_for_another_holds_for_both(
    truth: Truth, source: str, kind: EdgeType, target: str
) -> None:
    assert truth.holds(source, kind, target)


@pytest.mark.parametrize(
    ("source", "kind", "target"),
    [
        ("orel", EdgeType.ACCUSES, "ec"),
        ("ec", EdgeType.DEMANDS, "orel"),
        ("ec", EdgeType.RESTRICTS, "ferry"),
        ("ec", EdgeType.THREATENS, "pe"),
        ("orel", EdgeType.SERVES, "mfa"),
        ("board", EdgeType.PART_OF, "pe"),
        ("mfa", EdgeType.OWNS, "ferry"),
        ("ferry", EdgeType.OWNS, "pe"),
        ("?unknown", EdgeType.ACCUSES, "orel"),
        ("orel", EdgeType.MEETS, "pe"),
    ],
)
def test_what_is_denied_supposed_turned_round_or_lifted_too_far_does_not_hold(
    truth: Truth, source: str, kind: EdgeType, target: str
) -> None:
    assert not truth.holds(source, kind, target)


def test_the_plain_facts_are_kept_once_each(truth: Truth) -> None:
    assert ("ec", EdgeType.MEETS, "orel") in truth.edges
    assert len(truth.edges) == 6
