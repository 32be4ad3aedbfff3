from __future__ import annotations

from dataclasses import replace

import pytest
from hearings import ARTICLE, entity

from disputes.graph.model import Article, Assertion, LocalEntity, Span
from disputes.graph.vocabulary import EdgeType, Event, Issue, NodeType
from disputes.loaders.extractors.reader.assertions import assertions_of
from disputes.loaders.extractors.reader.edges import Edge

TEXT = "Peru spoke. It detained the crew, Chile said."
SENTENCES = [Span(0, 11), Span(12, 45)]
SPANS = [Span(0, 4), Span(12, 14), Span(24, 32), Span(34, 39)]
PERU, CHILE = entity("Peru", NodeType.STATE), entity("Chile", NodeType.STATE, at=34)
CREW = entity("crew", NodeType.ORGANIZATION, at=28)
ENTITIES = [PERU, PERU, CREW, CHILE]
EDGE = Edge(1, 1, EdgeType.RESTRICTS, 2, 0.8, Span(15, 23), 0.1, 0.2, 3, Issue.TRADE)


def asserted(*edges: Edge, entities: list[LocalEntity | None] | None = None) -> list[Assertion]:
    article = Article(ARTICLE, TEXT, "")
    return list(assertions_of(article, SENTENCES, SPANS, entities or [*ENTITIES], edges))


def test_an_edge_is_said_of_the_entities_of_its_mentions() -> None:
    (found,) = asserted(EDGE)
    assert (found.source, found.type, found.target) == (PERU.key, EdgeType.RESTRICTS, CREW.key)
    assert found.evidence.of(TEXT) == "It detained the crew, Chile said."
    assert (found.source_span, found.target_span) == (SPANS[1], SPANS[2])
    assert (found.speaker, found.speaker_local) == ("Chile", CHILE.key)
    assert (found.issue, found.confidence) == (Issue.TRADE, 0.8)


def test_the_words_that_say_it_tell_the_event() -> None:
    (found,) = asserted(EDGE)
    assert (found.trigger.of(TEXT), found.detail, found.event) == ("detained", "detained", Event.COERCE)
    assert asserted(replace(EDGE, type=EdgeType.ACCUSES))[0].detail is None


def test_an_end_in_an_earlier_sentence_has_no_place_in_the_evidence() -> None:
    (found,) = asserted(replace(EDGE, source=0))
    assert (found.source, found.source_span) == (PERU.key, None)


@pytest.mark.parametrize(("chance", "wanted"), [(0.6, True), (0.4, False)])
def test_it_is_denied_or_supposed_if_that_is_likelier(chance: float, wanted: bool) -> None:
    (found,) = asserted(replace(EDGE, negated=chance, hypothetical=1 - chance))
    assert (found.negated, found.hypothetical) == (wanted, not wanted)


def test_a_tie_is_about_no_issue() -> None:
    (found,) = asserted(replace(EDGE, source=2, target=0, type=EdgeType.PART_OF))
    assert (found.issue, found.event) == (None, None)


def test_nothing_is_said_of_an_entity_and_itself() -> None:
    assert asserted(replace(EDGE, target=0)) == []


def test_nothing_is_said_of_a_mention_that_stands_for_nobody() -> None:
    assert asserted(EDGE, entities=[PERU, None, CREW, CHILE]) == []
    assert asserted(EDGE, entities=[PERU, PERU, None, CHILE]) == []


def test_a_speaker_who_is_nobody_is_none() -> None:
    (found,) = asserted(EDGE, entities=[PERU, PERU, CREW, None])
    assert (found.speaker, found.speaker_local) == (None, None)


def test_an_entity_of_another_type_than_its_mention_keeps_the_ontology() -> None:
    place = entity("crew", NodeType.PLACE, at=28)
    accuses = replace(EDGE, type=EdgeType.ACCUSES)
    assert asserted(accuses, entities=[PERU, PERU, place, CHILE]) == []


def test_the_surest_comes_first() -> None:
    found = asserted(EDGE, replace(EDGE, type=EdgeType.ATTACKS, chance=0.9), replace(EDGE, source=3, chance=0.85))
    assert [one.confidence for one in found] == [0.9, 0.85, 0.8]
