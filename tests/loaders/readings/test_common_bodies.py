"""Bodies of a common name: whose they are, or of which article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from disputes.graph.model import Assertion, LocalEntity, Reading, Span
from disputes.graph.vocabulary import EdgeType, NodeType
from disputes.loaders.readings.common_bodies import is_common, with_common_bodies

PERU = LocalEntity("a:0-4", NodeType.STATE, "Peru", code="state:pe")
CHILE = LocalEntity("a:5-9", NodeType.STATE, "Chile", code="state:cl")
MINISTRY = LocalEntity("a:10-20", NodeType.ORGANIZATION, "Foreign Ministry")
OF_PERU = Assertion("a", EdgeType.PART_OF, MINISTRY.key, PERU.key, Span(0, 1), Span(0, 9))


def told(body: LocalEntity, *ties: Assertion) -> LocalEntity:
    """Give what becomes of a body in an article with these ties."""
    return with_common_bodies(Reading("a", "-", "-", (PERU, CHILE, body), (), ties)).entities[-1]


def test_a_body_of_a_common_name_is_that_of_the_state_that_it_is_part_of() -> None:
    assert told(MINISTRY, OF_PERU) == replace(MINISTRY, state="state:pe")


@pytest.mark.parametrize(
    "ties",
    [
        (),
        (replace(OF_PERU, negated=True),),
        (OF_PERU, replace(OF_PERU, target=CHILE.key)),
        (replace(OF_PERU, type=EdgeType.ACCUSES),),
    ],
)
def test_whose_state_nobody_tells_is_of_its_article_alone(ties: tuple[Assertion, ...]) -> None:
    assert told(MINISTRY, *ties) == replace(MINISTRY, is_distinct=False)


@pytest.mark.parametrize(
    "body",
    [
        replace(MINISTRY, name="Harbour Board"),
        replace(MINISTRY, name="Peruvian Foreign Ministry", state="state:pe"),
        replace(MINISTRY, name="Senate", code="org:senate"),
        replace(MINISTRY, type=NodeType.PROPERTY, name="ministry"),
    ],
)
def test_other_bodies_stay_as_they_are(body: LocalEntity) -> None:
    assert told(body) == body


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Federal Court", True),
        ("Constitutional Court", True),
        ("Ministry of Foreign Affairs", True),
        ("Supreme Court", True),
        ("tribunal", True),
        ("Lima Police", False),
        ("Orel Commission", False),
        ("Gazprom", False),
        ("", False),
    ],
)
def test_what_bodies_of_many_states_are_called(name: str, wanted: bool) -> None:
    assert is_common(name) == wanted
