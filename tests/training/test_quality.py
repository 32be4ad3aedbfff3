from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("sklearn")

from disputes.graph.model import Assertion, LocalEntity, Mention, MentionKind, Reading, Span
from disputes.graph.vocabulary import EdgeType, NodeType
from training.corpus import AnnotatedArticle, read
from training.quality import Tally, tallied

STORY = """# story | wire | trade
@ pe State Peru
@ ec State Ecuador
@ orel Official Vera Orel
S [[Vera Orel|orel]] of [[Peru|pe]] accused [[Ecuador|ec]] and may sue [[it|ec]].
> orel SERVES pe | of
> orel ACCUSES ec | accused
> orel ACCUSES ec | may sue | hyp
S [[Ecuador|ec]] rejected [[her|orel]] words.
> ec REJECTS orel | rejected
"""
TYPES = {"Peru": NodeType.STATE, "Ecuador": NodeType.STATE, "Vera Orel": NodeType.OFFICIAL, "Lima": NodeType.PLACE}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> AnnotatedArticle:
    path = tmp_path_factory.mktemp("story") / "articles.txt"
    path.write_text(STORY, "utf-8")
    return next(read(path))


def reading_of(story: AnnotatedArticle, *edges: tuple[str, EdgeType, str]) -> Reading:
    """Give a reading with these plain facts and their ends, by name."""
    names = dict.fromkeys(name for source, _, target in edges for name in (source, target))
    at = {name: max(0, story.text.find(name)) for name in names}
    mentions = [Mention(Span(at[name], at[name] + len(name)), MentionKind.NAME, name) for name in names]
    whole = Span(0, len(story.text))
    return Reading(
        "a",
        "test",
        "1",
        tuple(LocalEntity(name, TYPES[name], name) for name in names),
        tuple(sorted(mentions, key=lambda one: one.span)),
        tuple(Assertion("a", kind, source, target, Span(0, 1), whole) for source, kind, target in edges),
    )


def test_what_is_right_and_what_is_missed_is_counted(story: AnnotatedArticle) -> None:
    found = reading_of(story, ("Vera Orel", EdgeType.SERVES, "Ecuador"), ("Vera Orel", EdgeType.ACCUSES, "Ecuador"))
    tallies = tallied(story, found)
    assert tallies["entities"] == Tally(2, 2, 2, 3)
    assert tallies["ties"] == Tally(0, 1, 0, 1)
    assert tallies["verbs"] == Tally(1, 1, 1, 2)


def test_an_act_in_place_is_right_where_a_sentence_says_so(story: AnnotatedArticle) -> None:
    (accused,) = reading_of(story, ("Peru", EdgeType.ACCUSES, "Ecuador")).assertions
    first, second = story.sentences
    for place, wanted in ((first, Tally(1, 1, 1, 2)), (second, Tally(0, 1, 0, 2))):
        found = reading_of(story, ("Peru", EdgeType.ACCUSES, "Ecuador"))
        tallies = tallied(story, replace(found, assertions=(replace(accused, evidence=place),)))
        assert tallies["in_place"] == wanted
        assert tallies["verbs"] == Tally(1, 1, 1, 2)


def test_an_act_said_of_an_official_and_of_his_state_is_one_act(story: AnnotatedArticle) -> None:
    found = reading_of(story, ("Vera Orel", EdgeType.ACCUSES, "Ecuador"), ("Peru", EdgeType.ACCUSES, "Ecuador"))
    assert tallied(story, found)["verbs"] == Tally(2, 2, 1, 2)


def test_an_entity_that_the_article_lacks_is_wrong_and_so_are_its_edges(story: AnnotatedArticle) -> None:
    tallies = tallied(story, reading_of(story, ("Ecuador", EdgeType.CLAIMS, "Lima")))
    assert tallies["entities"] == Tally(1, 2, 1, 3)
    assert tallies["verbs"] == Tally(0, 1, 0, 2)


def test_shares_are_of_what_there_is() -> None:
    tally = Tally(1, 2, 1, 4) + Tally(1, 2, 2, 4)
    assert (tally.precision, tally.recall) == (0.5, 0.375)
    assert tally.f1 == pytest.approx(2 * 0.5 * 0.375 / 0.875)
    assert Tally().f1 == 0.0
