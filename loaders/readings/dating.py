"""When an act was done, where its sentence tells the day."""

from __future__ import annotations

from dataclasses import replace

from disputes.graph.model import Article, Assertion, Reading
from disputes.graph.vocabulary import VERBS
from disputes.loaders.articles.dates import day_told


def with_dates(article: Article, reading: Reading) -> Reading:
    """Give the reading with the day of each act whose sentence tells one; who is who has none."""

    def dated(one: Assertion) -> Assertion:
        is_open = one.date is None and one.type in VERBS
        return replace(one, date=day_told(one.evidence.of(article.text))) if is_open else one

    return replace(reading, assertions=tuple(map(dated, reading.assertions)))
