from __future__ import annotations

from dataclasses import replace

import pytest

from disputes.graph.model import Assertion, Span
from disputes.graph.vocabulary import EdgeType
from disputes.loaders.extractors.reader.rivals import SHARE, without_rivals

STATES = ("peru", "chile")
EITHER = (EdgeType.SERVES, EdgeType.POSTED_TO)


def tie(kind: EdgeType, source: str, target: str, confidence: float) -> Assertion:
    return Assertion("a", kind, source, target, Span(0, 1), Span(0, 9), confidence=confidence)


def left(*ties: Assertion) -> list[tuple[str, str]]:
    return [(one.source, one.target) for one in without_rivals(ties, STATES)]


@pytest.mark.parametrize("kind", [EdgeType.SERVES, EdgeType.PART_OF, EdgeType.POSTED_TO, EdgeType.LOCATED_IN])
def test_of_two_targets_the_much_surer_one_is_kept(kind: EdgeType) -> None:
    assert left(tie(kind, "x", "one", 0.9), tie(kind, "x", "two", 0.9 * SHARE - 0.01)) == [("x", "one")]


def test_of_two_owners_the_much_surer_one_is_kept() -> None:
    assert left(tie(EdgeType.OWNS, "one", "x", 0.4), tie(EdgeType.OWNS, "two", "x", 0.9)) == [("two", "x")]
    assert len(left(tie(EdgeType.OWNS, "x", "one", 0.4), tie(EdgeType.OWNS, "x", "two", 0.9))) == 2


def test_rivals_that_are_about_as_sure_are_both_kept() -> None:
    assert len(left(tie(EdgeType.SERVES, "x", "one", 0.9), tie(EdgeType.SERVES, "x", "two", 0.9 * SHARE + 0.01))) == 2


def test_a_weak_sentence_of_the_surest_is_kept() -> None:
    assert left(tie(EdgeType.SERVES, "x", "one", 0.9), tie(EdgeType.SERVES, "x", "one", 0.1)) == [("x", "one")] * 2


@pytest.mark.parametrize("kind", [EdgeType.ACCUSES, EdgeType.PARTY_TO, EdgeType.LEADS])
def test_an_entity_may_have_many_ties_of_other_types(kind: EdgeType) -> None:
    assert len(left(tie(kind, "x", "one", 0.9), tie(kind, "x", "two", 0.1))) == 2


def test_ties_of_others_are_no_rivals() -> None:
    assert len(left(tie(EdgeType.SERVES, "x", "one", 0.9), tie(EdgeType.SERVES, "y", "two", 0.1))) == 2
    assert len(left(tie(EdgeType.SERVES, "x", "one", 0.9), tie(EdgeType.POSTED_TO, "x", "two", 0.1))) == 2


def test_what_is_denied_or_planned_has_no_rival_and_is_none() -> None:
    sure, weak = tie(EdgeType.SERVES, "x", "one", 0.9), tie(EdgeType.SERVES, "x", "two", 0.1)
    for change in ({"negated": True}, {"hypothetical": True}):
        assert len(left(sure, replace(weak, **change))) == 2
        assert len(left(replace(sure, **change), weak)) == 2


@pytest.mark.parametrize("sure", list(EITHER))
def test_nobody_is_posted_to_whom_he_serves(sure: EdgeType) -> None:
    one, other = (tie(kind, "x", "one", 0.8 if kind is sure else 0.79) for kind in EITHER)
    assert [kept.type for kept in without_rivals([one, other], ())] == [sure]
    assert len(list(without_rivals([one, replace(other, target="two"), replace(other, source="y")], ()))) == 3


@pytest.mark.parametrize("kind", [EdgeType.SERVES, EdgeType.LEADS, EdgeType.PART_OF])
@pytest.mark.parametrize("act", [EdgeType.ACCUSES, EdgeType.MEETS, EdgeType.THREATENS])
def test_nobody_does_anything_to_whom_he_acts_for_or_he_to_him(kind: EdgeType, act: EdgeType) -> None:
    acts_for, does = tie(kind, "x", "one", 0.8), tie(act, "x", "one", 0.79)
    for one in (does, replace(does, source="one", target="x"), replace(does, negated=True)):
        assert list(without_rivals([one, acts_for], ())) == [acts_for]


def test_a_surer_act_leaves_the_tie_and_stays() -> None:
    assert len(left(tie(EdgeType.SERVES, "x", "one", 0.5), tie(EdgeType.ACCUSES, "x", "one", 0.9))) == 2


def test_a_tie_that_a_surer_one_stands_against_binds_nobody() -> None:
    ties = tie(EdgeType.SERVES, "x", "peru", 0.9), tie(EdgeType.SERVES, "x", "chile", 0.8)
    assert left(*ties, tie(EdgeType.ACCUSES, "x", "chile", 0.5)) == [("x", "peru"), ("x", "chile")]


@pytest.mark.parametrize("kind", [EdgeType.OWNS, EdgeType.PARTICIPATES_IN])
def test_other_ties_with_whom_one_acts_for_are_kept(kind: EdgeType) -> None:
    assert len(left(tie(EdgeType.SERVES, "x", "one", 0.9), tie(kind, "x", "one", 0.3))) == 2


def test_nobody_attacks_what_is_his() -> None:
    owns, attacks = tie(EdgeType.OWNS, "peru", "ship", 0.8), tie(EdgeType.ATTACKS, "peru", "ship", 0.7)
    assert list(without_rivals([owns, attacks], STATES)) == [owns]
    assert len(left(owns, replace(attacks, source="chile"), replace(attacks, type=EdgeType.RESTRICTS))) == 3


@pytest.mark.parametrize("hostile", [EdgeType.ACCUSES, EdgeType.ATTACKS])
def test_one_sentence_does_not_tell_of_support_and_hostility(hostile: EdgeType) -> None:
    supports, harms = tie(EdgeType.SUPPORTS, "peru", "chile", 0.7), tie(hostile, "peru", "chile", 0.6)
    assert list(without_rivals([harms, supports], STATES)) == [supports]
    assert list(without_rivals([replace(harms, confidence=0.8), supports], STATES)) == [replace(harms, confidence=0.8)]
    for other in ({"evidence": Span(10, 19)}, {"source": "chile", "target": "peru"}, {"hypothetical": True}):
        assert len(left(supports, replace(harms, **other))) == 2


def test_what_is_told_of_whom_the_sentence_names_is_told_of_no_other() -> None:
    here = replace(tie(EdgeType.ACCUSES, "peru", "chile", 0.7), source_span=Span(0, 1), target_span=Span(4, 6))
    away = replace(here, target="cuba", target_span=Span(20, 24), confidence=0.6)
    assert list(without_rivals([here, away], STATES)) == [here]
    assert list(without_rivals([here, replace(away, target_span=None)], STATES)) == [here]
    for other in ({"confidence": 0.8}, {"source": "cuba", "target": "peru"}, {"type": EdgeType.REJECTS}):
        assert len(left(here, replace(away, **other))) == 2
    assert len(left(here, replace(away, target_span=Span(7, 8)))) == 2


def test_acts_of_and_towards_others_are_kept() -> None:
    ties = tie(EdgeType.SERVES, "x", "one", 0.9), tie(EdgeType.PART_OF, "y", "two", 0.9)
    assert len(left(*ties, tie(EdgeType.ACCUSES, "one", "y", 0.3), tie(EdgeType.REJECTS, "x", "two", 0.3))) == 4


def test_an_official_serves_the_surest_of_states() -> None:
    assert left(tie(EdgeType.SERVES, "x", "peru", 0.9), tie(EdgeType.SERVES, "x", "chile", 0.89)) == [("x", "peru")]
    assert len(left(tie(EdgeType.SERVES, "x", "peru", 0.9), tie(EdgeType.SERVES, "x", "chile", 0.9))) == 2
    assert len(left(tie(EdgeType.SERVES, "x", "peru", 0.9), tie(EdgeType.SERVES, "x", "navy", 0.89))) == 2


@pytest.mark.parametrize("kind", [EdgeType.SERVES, EdgeType.LEADS])
def test_who_acts_for_a_body_serves_its_state(kind: EdgeType) -> None:
    body = tie(kind, "x", "navy", 0.9), tie(EdgeType.PART_OF, "navy", "peru", 0.8)
    near = tie(EdgeType.SERVES, "x", "chile", 0.79)
    faint = tie(EdgeType.SERVES, "x", "peru", 0.7)
    assert left(*body, near) == [("x", "navy"), ("navy", "peru")]
    assert left(*body, near, faint)[2:] == [("x", "peru")]
    assert left(*body, replace(near, confidence=0.81))[2:] == [("x", "chile")]
    assert left(*body, replace(near, hypothetical=True))[2:] == [("x", "chile")]
