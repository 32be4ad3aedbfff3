from __future__ import annotations

from collections.abc import Mapping

import pytest
from hearings import ARTICLE, antecedents_of, hearing_of, members_of

from disputes.graph.model import Article, LocalEntity
from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.reader.coreference import clusters_of
from disputes.loaders.extractors.reader.ellipsis import with_heads
from disputes.loaders.extractors.reader.inside import CERTAIN, Insides, told_by_names
from disputes.loaders.extractors.reader.union import known_by_name


def told(
    marked: str, chances: Mapping[int, Mapping[int, float]] | None = None
) -> tuple[str, list[LocalEntity], Insides]:
    """Give the text, the entities of the mentions, and what their names tell."""
    hearing = hearing_of(marked)
    members = with_heads(hearing.text, members_of(marked))
    clusters = clusters_of(members, *antecedents_of(len(members), chances or {}))
    made = {cluster: cluster.entity(ARTICLE) for cluster in clusters if cluster is not None}
    entities = [None if cluster is None else made[cluster] for cluster in clusters]
    lines = [sentence.span for sentence in hearing.found.sentences]
    article = Article(ARTICLE, hearing.text, "")
    return (
        hearing.text,
        list(made.values()),
        told_by_names(article, lines, members, entities, known_by_name(made.values())),
    )


def ties(marked: str) -> set[tuple[str, str, str]]:
    _, made, inside = told(marked)
    names = {each.key: each.name for each in (*made, *inside.entities.values())}
    return {(names[one.source], str(one.type), names[one.target]) for one in inside.assertions}


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        (
            "The [[Peruvian consulate in Chile|Property]] closed.",
            {
                ("Peru", "OWNS", "Peruvian consulate in Chile"),
                ("Peruvian consulate in Chile", "LOCATED_IN", "Chile"),
            },
        ),
        (
            "The [[Peruvian consulate in Port Vell|Property]] closed.",
            {
                ("Peru", "OWNS", "Peruvian consulate in Port Vell"),
                ("Peruvian consulate in Port Vell", "LOCATED_IN", "Port Vell"),
            },
        ),
        (
            "The [[talks at Port Vell|Talks]] failed.",
            {("talks at Port Vell", "LOCATED_IN", "Port Vell")},
        ),
        ("The [[ferry in Quito|Property]] sank.", {("ferry in Quito", "LOCATED_IN", "Quito")}),
        ("The [[Peruvian Harbour Board|Organization]] met.", {("Peruvian Harbour Board", "PART_OF", "Peru")}),
        ("The [[Royal Jordanian Board|Organization]] met.", {("Royal Jordanian Board", "PART_OF", "Jordan")}),
        ("[[Peru|State]]'s [[Harbour Board|Organization]] met.", {("Harbour Board", "PART_OF", "Peru")}),
        ("[[Peruvian|State]] [[ferry|Property]] sank.", {("Peru", "OWNS", "ferry")}),
        ("[[Peru|State]] and the [[Harbour Board|Organization]] met.", set()),
        ("[[Its|State]] [[Harbour Board|Organization]] met.", set()),
        ("[[Vera Orel|Official]]'s [[ferry|Property]] sank.", set()),
        ("[[Lima Harbour Board|Organization]] met.", set()),
        ("The [[Peru Institute of Tides|Organization]] met.", set()),
        ("[[Peru Shipping|Organization]] sails.", set()),
        ("The [[Peruvian People's Party|Organization]] met.", set()),
        ("[[Peruvian|State]] [[insurgents|Organization]] met.", set()),
        ("The anti-[[Peruvian bloc|Organization]] met.", set()),
        ("The anti-[[Peruvian|State]] [[command|Organization]] met.", set()),
        ("[[Peru's Harbour Union|Organization]] met.", {("Peru's Harbour Union", "PART_OF", "Peru")}),
        ("The [[Peruvian Union Ministry|Organization]] met.", {("Peruvian Union Ministry", "PART_OF", "Peru")}),
        ("They told [[Peru|State]] [[Tides International|Organization]] had left.", set()),
        ("They told [[Peru|State]] [[NATO|Organization]] had left.", set()),
        ("[[Peru|State]] [[Border Police|Organization]] met.", {("Border Police", "PART_OF", "Peru")}),
        ("Talks in [[Peru|State]]\n[[Border Police|Organization]] met.", set()),
        ("They showed [[Peru|State]] [[Killenworth|Property]].", set()),
        ("[[US|State]] [[embassy|Property]] staff left.", {("United States", "OWNS", "embassy")}),
        ("The [[Peru Border Police|Organization]] met.", {("Peru Border Police", "PART_OF", "Peru")}),
        ("The [[Peru Harbour Force|Organization]] met.", {("Peru Harbour Force", "PART_OF", "Peru")}),
        ("[[Peru's Institute of Tides|Organization]] met.", {("Peru's Institute of Tides", "PART_OF", "Peru")}),
        ("The [[Peru consulate|Property]] closed.", {("Peru", "OWNS", "Peru consulate")}),
        ("The [[ferry in port|Property]] sank.", set()),
        ("[[Peruvian envoy|Official]] left.", set()),
    ],
)
def test_what_a_name_tells_of_its_owner_and_place(marked: str, wanted: set[tuple[str, str, str]]) -> None:
    assert ties(marked) == wanted


def test_a_capital_in_a_name_is_the_city() -> None:
    _, _, inside = told("The [[ferry in Quito|Property]] sank.")
    assert [(one.type, one.name, one.code) for one in inside.entities.values()] == [(NodeType.PLACE, "Quito", None)]


def test_what_is_named_by_its_place_alone_lies_there() -> None:
    told_of = ties("[[Olm|Place]] is calm. The [[piers in Sarn|Property]] and [[Olm|Property]] closed.")
    assert told_of == {("pier in Sarn", "LOCATED_IN", "Sarn"), ("pier in Olm", "LOCATED_IN", "Olm")}


def test_a_state_inside_a_name_is_the_articles_own() -> None:
    _, made, inside = told("[[Peru|State]] objects. The [[Peruvian Harbour Board|Organization]] met.")
    assert {one.target for one in inside.assertions} == {made[0].key}
    assert not inside.entities and not inside.mentions


def test_what_stands_inside_names_alone_is_one_entity_with_a_mention() -> None:
    text, _, inside = told("The [[Peruvian Harbour Board|Organization]] met.\nA [[Peruvian ferry|Property]] sank.")
    (state,) = inside.entities.values()
    assert (state.name, state.code) == ("Peru", "state:pe")
    assert [(mention.span.of(text), mention.local) for mention in inside.mentions] == [("Peruvian", state.key)]
    assert state.key == f"{ARTICLE}:4-12"


def test_a_tie_is_evidenced_by_its_line_and_said_by_both_names() -> None:
    text, _, inside = told("It rained.\nThe [[Peruvian Harbour Board|Organization]] met.")
    (tie,) = inside.assertions
    assert tie.evidence.of(text) == "The Peruvian Harbour Board met."
    assert tie.trigger.of(text) == "Peruvian Harbour Board"
    assert tie.target_span is not None and tie.target_span.of(text) == "Peruvian"
    assert tie.confidence == CERTAIN


@pytest.mark.parametrize(
    ("described", "wanted"),
    [
        ("Peruvian premier", {("Vera Orel", "Peru", "premier")}),
        ("New Zealand prime minister", {("Vera Orel", "New Zealand", "prime minister")}),
        ("former Peruvian premier", set()),
        ("Peruvian opposition leader", set()),
        ("Peruvian poet", set()),
        ("foreign minister", set()),
    ],
)
def test_who_is_called_by_an_office_of_a_state_serves_it(described: str, wanted: set[tuple[str, str, str]]) -> None:
    text, made, inside = told(f"[[Vera Orel|Official]] spoke.\nThe [[{described}|Official]] left.", {1: {0: 0.9}})
    names = {each.key: each.name for each in (*made, *inside.entities.values())}
    assert {(names[one.source], names[one.target], one.detail) for one in inside.offices} == wanted
    assert all(one.trigger.of(text) == one.detail for one in inside.offices)
