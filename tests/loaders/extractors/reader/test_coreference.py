from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hearings import ARTICLE, antecedents_of, entity, hearing_of, members_of

from disputes.graph.model import Span
from disputes.graph.vocabulary import EdgeType, NodeType
from disputes.loaders.extractors.reader.apart import in_context
from disputes.loaders.extractors.reader.coreference import Cluster, clusters_of
from disputes.loaders.extractors.reader.edges import Edge
from disputes.loaders.extractors.reader.members import Member

UNSURE: Mapping[int, Mapping[int, float]] = {}


def numbers(members: Sequence[Member], chances: Mapping[int, Mapping[int, float]] = UNSURE) -> list[int | None]:
    """Give which entity each member is, counted in the order of the text."""
    found = clusters_of(members, *antecedents_of(len(members), chances))
    order = [cluster for cluster in dict.fromkeys(found) if cluster is not None]
    return [None if cluster is None else order.index(cluster) for cluster in found]


def only_cluster(marked: str, chances: Mapping[int, Mapping[int, float]] = UNSURE) -> Cluster:
    members = members_of(marked)
    (found,) = set(clusters_of(members, *antecedents_of(len(members), chances)))
    assert found is not None
    return found


@pytest.mark.parametrize(
    "marked",
    [
        "[[Peru|State]] objects; [[Peruvian|State]] ships left; [[Lima|State]] waits.",
        "[[Vera Orel|Official]] spoke. Later [[Orel|Official]] left.",
        "[[Orel|Official]] spoke. [[Ms. Vera Orel|Official]] left.",
        "The [[Harbour Board|Organization]] met; [[the Harbour Board’s|Organization]] chief left.",
        "The [[National Board of Harbours|Organization]] met. The [[NBH|Organization]] is new.",
        "The [[NBH|Organization]] met. The [[National Board of Harbours|Organization]] is new.",
        "The [[Harbour League|Organization]] ([[HL|Organization]]) met.",
        "The [[League of Ports|Organization]] ([[Portliga|Organization]]) met.",
    ],
)
def test_names_of_one_entity_are_one(marked: str) -> None:
    assert set(numbers(members_of(marked))) == {0}


@pytest.mark.parametrize(
    "marked",
    [
        "[[Peru|State]] met [[Ecuador|State]].",
        "[[Vera Orel|Official]] met [[Ivo Orel|Official]].",
        "The [[Harbour Board|Organization]] met the [[Harbour Union|Organization]].",
        "The [[Harbour League|Organization]] met the ([[Peruvian|State]]) envoy.",
        "[[Orel|Place]] is [[Vera Orel|Official]]'s town.",
        "The [[Peruvian Navy|Organization]] met the [[Chilean Navy|Organization]].",
    ],
)
def test_names_of_two_entities_are_two(marked: str) -> None:
    assert numbers(members_of(marked)) == [0, 1]


def test_a_surname_is_the_last_person_of_that_name() -> None:
    marked = "[[Vera Orel|Official]] met [[Ivo Orel|Official]]. Then [[Orel|Official]] left."
    assert numbers(members_of(marked)) == [0, 1, 1]


@pytest.mark.parametrize(
    ("other", "wanted"),
    [("Anton Orel", [0, 0, 1]), ("Vera A. Orel", [0, 0, 0]), ("V. Orel", [0, 0, 0]), ("Verra Orel", [0, 0, 0])],
)
def test_a_relative_is_not_who_was_called_by_the_surname_alone(other: str, wanted: list[int]) -> None:
    marked = f"[[Vera Orel|Official]] left. [[Orel|Official]] met [[{other}|Official]]."
    assert numbers(members_of(marked), {2: {0: 0.9}}) == wanted


def test_the_same_name_goes_before_a_part_of_one() -> None:
    marked = "[[Orel|Official]] met [[Ivo Sand|Official]] and [[Vera Orel|Official]]. [[Ivo Sand|Official]] left."
    assert numbers(members_of(marked)) == [0, 1, 0, 1]


def test_what_the_rules_take_for_one_is_one() -> None:
    board = entity("Harbour Board", NodeType.ORGANIZATION)
    marked = "The [[Harbour Board|Organization]] met. The [[Portliga|Organization]] is new."
    assert numbers(members_of(marked, {"Harbour Board": board, "Portliga": board})) == [0, 0]


def test_a_description_is_the_person_that_the_rules_take_it_for() -> None:
    orel = entity("Vera Orel", NodeType.OFFICIAL)
    marked = "[[Vera Orel|Official]] met [[Ivo Sand|Official]]. [[The envoy|Official]] left."
    assert numbers(members_of(marked, {"Vera Orel": orel, "The envoy": orel}), {2: {1: 0.9}}) == [0, 1, 0]


def test_bodies_of_one_name_are_two_where_the_rules_tell_two_states() -> None:
    one, other = (entity("Foreign Ministry", NodeType.ORGANIZATION, at=at) for at in (4, 30))
    theirs = {"Foreign Ministry": replace(one, state="pe"), "Its Ministry": replace(other, state="cl")}
    marked = "The [[Foreign Ministry|Organization]] replied. [[Its Ministry|Organization]] waits."
    assert numbers(members_of(marked, theirs), {1: {0: 0.9}}) == [0, 1]
    assert numbers(members_of(marked, theirs | {"Its Ministry": other}), {1: {0: 0.9}}) == [0, 0]


def test_a_pronoun_stands_for_what_the_model_thinks_likeliest() -> None:
    members = members_of("[[Vera Orel|Official]] met [[Ivo Sand|Official]]. [[He|Official]] left.")
    assert numbers(members, {2: {0: 0.2, 1: 0.7}}) == [0, 1, 1]


def test_chances_of_one_entity_add_up() -> None:
    marked = "[[Vera Orel|Official]] met [[Ivo Sand|Official]]. [[Orel|Official]] spoke. [[She|Official]] left."
    assert numbers(members_of(marked), {3: {0: 0.3, 1: 0.4, 2: 0.3}}) == [0, 1, 0, 0]


def test_a_pronoun_prefers_anyone_to_nobody() -> None:
    """Where an official is heard there is one: the likeliest before it, even if none is likelier."""
    members = members_of("[[Vera Orel|Official]] spoke. [[She|Official]] left.")
    assert numbers(members, {1: {0: 0.1}}) == [0, 0]


@pytest.mark.parametrize("words", ["It", "The minister", "Both states"])
def test_what_refers_to_nothing_before_it_is_nobody(words: str) -> None:
    kind = "Official" if words == "The minister" else "State"
    assert numbers(members_of(f"[[{words}|{kind}]] objects to the [[ferry|Property]].")) == [None, 0]


def test_what_stands_for_nobody_is_nobodys_antecedent() -> None:
    members = members_of("[[The minister|Official]] left. [[He|Official]] is ill.")
    assert numbers(members, {1: {0: 0.9}}) == [None, None]


def test_a_thing_that_is_described_is_the_one_before_or_a_new_one() -> None:
    members = members_of("[[A ferry|Property]] sank. [[The ferry|Property]] was old.")
    assert numbers(members, {1: {0: 0.7}}) == [0, 0]
    assert numbers(members, {1: {0: 0.3}}) == [0, 1]


def test_a_noun_with_a_capital_is_decided_by_the_model_not_by_name() -> None:
    marked = "[[Peru|State]] met [[Chile|State]]. [[The Government|State]] objects. [[The Government|State]] left."
    assert numbers(members_of(marked), {2: {0: 0.9}, 3: {1: 0.9}}) == [0, 1, 0, 1]


def test_a_mention_stands_for_none_of_another_type() -> None:
    members = members_of("[[Peru|State]] met [[Vera Orel|Official]]. [[It|State]] objects.")
    assert numbers(members, {2: {0: 0.1, 1: 0.9}}) == [0, 1, 0]


def test_a_name_is_never_a_known_actor_of_another_name() -> None:
    members = members_of("[[Peru|State]] met [[Zephyria|State]] and [[Chile|State]].")
    assert numbers(members, {1: {0: 0.9}, 2: {0: 0.9, 1: 0.9}}) == [0, 1, 2]


def test_what_is_one_states_is_never_anothers() -> None:
    members = members_of("The [[Peruvian embassy|Property]] opened. The [[Chilean embassy|Property]] closed.")
    assert numbers(members, {1: {0: 0.9}}) == [0, 1]
    members = members_of("The [[Peruvian embassy in Chile|Property]] opened. The [[embassy in Chile|Property]] closed.")
    assert numbers(members, {1: {0: 0.9}}) == [0, 0]


def test_a_description_without_a_state_may_be_any_states() -> None:
    members = members_of("The [[Peruvian embassy|Property]] opened. The [[embassy|Property]] is new.")
    assert numbers(members, {1: {0: 0.9}}) == [0, 0]


def test_no_members_have_no_cluster() -> None:
    assert clusters_of([], np.zeros((0, 1)), np.zeros((0, 0), dtype=np.int64)) == []


def test_an_entity_bears_its_fullest_name_and_the_others_as_aliases() -> None:
    found = only_cluster("[[Orel|Official]] spoke; [[Vera Orel|Official]], so [[she|Official]] says.", {2: {1: 1.0}})
    made = found.entity(ARTICLE)
    assert (made.key, made.name, made.aliases, made.code) == (f"{ARTICLE}:0-4", "Vera Orel", ("Orel",), None)


def test_a_known_actor_bears_its_known_name_and_code() -> None:
    made = only_cluster("[[Lima|State]] objects. [[Peruvian|State]] ships left.").entity(ARTICLE)
    assert (made.name, made.code, made.is_distinct) == ("Peru", "state:pe", True)


def test_what_is_only_described_means_something_in_its_article_alone() -> None:
    assert not only_cluster("[[A ferry|Property]] sank.").entity(ARTICLE).is_distinct
    assert only_cluster("[[The Aurora|Property]] sank.").entity(ARTICLE).is_distinct


def test_an_entity_has_the_names_and_the_state_that_the_rules_know() -> None:
    board = replace(entity("National Harbour Board", NodeType.ORGANIZATION), state="state:pe")
    (member,) = members_of("The [[Harbour Board|Organization]] met.", {"Harbour Board": board})
    (found,) = clusters_of([member], *antecedents_of(1, UNSURE))
    assert found is not None
    made = found.entity(ARTICLE)
    assert (made.name, made.aliases, made.state) == ("National Harbour Board", ("Harbour Board",), "state:pe")


def test_what_lies_here_is_not_what_lies_there() -> None:
    members = members_of("The [[pier in Sarn|Property]] opened. The [[pier at Olm|Property]] closed.")
    assert numbers(members, {1: {0: 0.9}}) == [0, 1]
    members = members_of("The [[pier in Sarn|Property]] opened. The [[pier|Property]] is new.")
    assert numbers(members, {1: {0: 0.9}}) == [0, 0]


@pytest.mark.parametrize(
    ("one", "other", "kind", "wanted"),
    [
        ("talks", "the meeting", "Talks", [0, 0]),
        ("talks", "a call", "Talks", [0, 1]),
        ("a visit", "the trip", "Talks", [0, 0]),
        ("the treaty", "a UN resolution", "Agreement", [0, 1]),
        ("the treaty", "the pact", "Agreement", [0, 0]),
        ("the accord", "the text", "Agreement", [0, 0]),
        ("Labour Party", "parliament", "Organization", [0, 1]),
        ("Harbour Council of the Coast Union", "the council", "Organization", [0, 0]),
        ("the court", "the judges", "Organization", [0, 0]),
        ("the embassy", "the building", "Property", [0, 0]),
        ("the embassy", "the ship", "Property", [0, 1]),
    ],
)
def test_sorts_of_things_that_are_never_one_are_two(one: str, other: str, kind: str, wanted: list[int]) -> None:
    members = members_of(f"[[Vera Orel|Official]] spoke of [[{one}|{kind}]] and [[{other}|{kind}]].")
    assert numbers(members, {2: {1: 0.9}})[1:] == [1 + each for each in wanted]


def test_names_without_a_word_in_common_are_not_one_things() -> None:
    members = members_of("They signed in [[Sarn|Place]]. Ships left [[Olm|Place]] for [[Port Sarn|Place]].")
    assert numbers(members, {1: {0: 0.9}, 2: {0: 0.9, 1: 0.1}}) == [0, 1, 0]


def test_what_tells_the_sort_alone_in_common_is_not_enough() -> None:
    members = members_of(
        "They left [[Sarn Airport|Property]] for [[Olm Airport|Property]] and [[Sarn International Airport|Property]]."
    )
    assert numbers(members, {1: {0: 0.9}, 2: {0: 0.9, 1: 0.1}}) == [0, 1, 0]
    alone = members_of("They spoke of the [[Harbour Games|Talks]]. The [[Games|Talks]] begin.")
    assert numbers(alone, {1: {0: 0.9}}) == [0, 0]


def test_a_described_person_is_nobody_where_the_model_thinks_so() -> None:
    members = members_of("[[Vera Orel|Official]] spoke.\nThe [[Peruvian envoy|Official]] left.")
    assert numbers(members, {1: {0: 0.4}}) == [0, None]
    assert numbers(members, {1: {0: 0.6}}) == [0, 0]


def test_a_word_in_common_is_not_enough_where_the_rules_take_names_for_two() -> None:
    orels = {name: entity(name, NodeType.OFFICIAL, at=at) for at, name in enumerate(("Vera Orel", "Viktor Orel"))}
    marked = "[[Vera Orel|Official]] met [[Viktor Orel|Official]]."
    assert numbers(members_of(marked), {1: {0: 0.9}}) == [0, 0]
    assert numbers(members_of(marked, orels), {1: {0: 0.9}}) == [0, 1]


@pytest.mark.parametrize(
    ("called", "chance", "wanted"),
    [
        ("[[Peruvian|State]] [[envoy|Official]]", 0.9, 0),
        ("[[Peru|State]]'s [[envoy|Official]]", 0.9, 0),
        ("[[Chilean|State]] [[envoy|Official]]", 0.9, None),
        ("[[Chile|State]]'s [[envoy|Official]]", 0.9, None),
        ("[[Chilean|State]] [[envoy|Official]]", 0.3, 0),
        ("[[Chile|State]], the [[envoy|Official]]", 0.9, 0),
    ],
)
def test_who_serves_one_state_is_no_envoy_of_another(called: str, chance: float, wanted: int | None) -> None:
    marked = f"[[Vera Orel|Official]] of [[Peru|State]] left.\nThe {called} spoke."
    serves = Edge(0, 0, EdgeType.SERVES, 1, chance, Span(0, 1), 0.0, 0.0, None, None)
    members = in_context(hearing_of(marked).text, members_of(marked), [serves], ())
    assert numbers(members, {3: {0: 0.9}})[3] == wanted


@pytest.mark.parametrize(("other", "wanted"), [("Peruvian|State", 0), ("Chilean|State", 1), ("Zephyrian|State", 1)])
def test_what_a_state_stands_before_is_that_states(other: str, wanted: int) -> None:
    marked = f"[[Peru|State]] lost a [[Peruvian|State]] [[tanker|Property]].\nA [[{other}]] [[tanker|Property]] sank."
    members = in_context(hearing_of(marked).text, members_of(marked), [], ())
    found = clusters_of(members, *antecedents_of(5, {4: {2: 0.9}}))
    assert (found[4] is found[2]) is (wanted == 0)


def test_a_name_is_whose_it_is_whatever_state_he_is_told_to_serve() -> None:
    marked = "[[Vera Orel|Official]] of [[Peru|State]] left.\nThe [[Chilean|State]] [[Vera Orel|Official]] spoke."
    serves = Edge(0, 0, EdgeType.SERVES, 1, 0.9, Span(0, 1), 0.0, 0.0, None, None)
    assert numbers(in_context(hearing_of(marked).text, members_of(marked), [serves], ()))[3] == 0


@pytest.mark.parametrize(
    ("called", "wanted"),
    [("prime minister", 0), ("president", 1), ("premier", 0), ("leader", 1), ("ambassador", None)],
)
def test_whom_a_title_stands_beside_is_called_by_no_other(called: str, wanted: int | None) -> None:
    marked = (
        "[[Vera Orel|Official]], the Gornan [[prime minister|Title]], met [[President|Title]] [[Ivo Sand|Official]].\n"
        f"[[Ada Brun|Official]] blamed the [[{called}|Official]]."
    )
    hearing = hearing_of(marked)
    told = in_context(hearing.text, members_of(marked), [], hearing.titles)
    assert numbers(told, {3: {0: 0.4, 1: 0.5}})[3] == wanted
