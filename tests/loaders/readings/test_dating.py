from __future__ import annotations

import pytest

from disputes.graph.model import Article, Assertion, LocalEntity, Reading, Span, article_id, local_key
from disputes.graph.vocabulary import EdgeType, NodeType
from disputes.loaders.readings.dating import with_dates


def dated(text: str, kind: EdgeType = EdgeType.REJECTS, date: str | None = None) -> str | None:
    article = Article(article_id(text), text, "")
    ends = [local_key(article.id, span) for span in (Span(0, 1), Span(1, 2))]
    entities = tuple(LocalEntity(key, NodeType.STATE, key) for key in ends)
    said = Assertion(article.id, kind, *ends, Span(0, 1), Span(0, len(text)), date=date)
    return with_dates(article, Reading(article.id, "r", "1", entities, (), (said,))).assertions[0].date


@pytest.mark.parametrize(
    "text",
    [
        "On 23 April 2021 Peru left the pact.",
        "Peru left the pact on Friday, April 23, 2021, a minister said.",
        "Peru left the pact of 4 May 1990 on the 23rd April 2021.",
    ],
)
def test_an_act_has_the_day_that_its_sentence_tells(text: str) -> None:
    assert dated(text) == "2021-04-23"


@pytest.mark.parametrize(
    "text",
    [
        "Peru left the pact of 4 May 1990.",
        "Peru left on Friday.",
        "Peru left on 23 April 2021, Chile on 24 April 2021.",
        "Peru left on 31 February 2021.",
    ],
)
def test_where_no_one_day_is_told_there_is_none(text: str) -> None:
    assert dated(text) is None


def test_a_day_that_the_reader_has_found_stays_and_who_is_who_has_none() -> None:
    text = "On 23 April 2021 Peru left the pact."
    assert dated(text, date="2020-01-01") == "2020-01-01"
    assert dated(text, kind=EdgeType.PART_OF) is None
