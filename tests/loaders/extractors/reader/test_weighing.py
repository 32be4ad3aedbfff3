from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes.graph.errors import InputError
from disputes.graph.model import Assertion, Span
from disputes.graph.vocabulary import RULES, EdgeKind, EdgeType, Event
from disputes.loaders.extractors.reader.edges import FAINT
from disputes.loaders.extractors.reader.weighing import (
    ECHO,
    FILE,
    Claim,
    Decisions,
    Signs,
    Weight,
    claims_of,
    load_decisions,
    log_odds,
)

HERE, THERE = Span(0, 20), Span(21, 40)
SERVES = Assertion("a", EdgeType.SERVES, "orel", "peru", Span(0, 4), HERE, confidence=0.8)
MEETS = replace(SERVES, type=EdgeType.MEETS)
MENTIONS = {"orel": 3, "peru": 5}


def claims(heard: list[Assertion], ruled: list[Assertion], mentions: dict[str, int] | None = None) -> list[Claim]:
    return list(claims_of(heard, ruled, MENTIONS if mentions is None else mentions))


def test_what_model_and_rules_say_in_one_sentence_is_one_claim() -> None:
    ruled = replace(SERVES, trigger=Span(5, 9), confidence=0.9, detail="minister")
    (claim,) = claims([SERVES], [ruled])
    assert claim.said == replace(SERVES, detail="minister")
    assert claim.signs == pytest.approx((log_odds(0.8), 0.9, math.log(4), 0.0))


def test_what_only_the_rules_say_is_said_in_their_words() -> None:
    (claim,) = claims([], [SERVES])
    assert claim.said == SERVES
    assert claim.signs == pytest.approx((log_odds(FAINT), 0.8, math.log(4), 0.0))


def test_what_only_the_model_hears_has_no_trust_of_the_rules() -> None:
    (claim,) = claims([SERVES], [replace(SERVES, target="chile")])[:1]
    assert claim.signs.ruled == 0.0


def test_a_sentence_is_told_how_sure_another_is_of_the_same() -> None:
    weak, sure = replace(SERVES, confidence=0.3), replace(SERVES, evidence=THERE, confidence=0.9)
    ruled = replace(SERVES, evidence=Span(41, 60))
    signs = [claim.signs.elsewhere for claim in claims([weak, sure], [ruled])]
    assert signs == pytest.approx([log_odds(0.9) - log_odds(0.3), 0.0, log_odds(0.9) - log_odds(FAINT)])


@pytest.mark.parametrize(
    ("here", "there", "is_ruled", "wanted"),
    [
        (ECHO - 0.05, 0.9, False, True),
        (ECHO + 0.05, 0.9, False, False),
        (ECHO - 0.05, 0.1, False, False),
        (ECHO - 0.05, 0.9, True, False),
    ],
)
def test_a_faint_sentence_echoes_a_surer_one(here: float, there: float, is_ruled: bool, wanted: bool) -> None:
    heard = [replace(SERVES, confidence=here), replace(SERVES, evidence=THERE, confidence=there)]
    assert claims(heard, [SERVES] if is_ruled else [])[0].is_echo is wanted


def test_of_several_edges_in_a_sentence_the_surest_counts() -> None:
    (claim,) = claims([replace(SERVES, confidence=0.3), SERVES, replace(SERVES, confidence=0.5)], [])
    assert claim.said == SERVES


def test_a_relation_without_direction_is_one_in_both() -> None:
    turned = replace(MEETS, source="peru", target="orel", confidence=0.9)
    (claim,) = claims([MEETS], [turned])
    assert (claim.said, claim.signs.ruled) == (MEETS, 0.9)
    assert len(claims([SERVES], [replace(turned, type=EdgeType.SERVES)])) == 2


def test_the_end_that_is_mentioned_less_counts() -> None:
    (claim,) = claims([SERVES], [], {"peru": 7})
    assert claim.signs.mentions == 0.0


def test_weights_without_decisions_are_the_models_odds() -> None:
    """A claim that the model gives .8 is .8 sure where nothing else is known of it."""
    assert Decisions().confidence(EdgeType.SERVES, Signs(log_odds(0.8), 0.0, 2.0, 3.0)) == pytest.approx(0.8)
    assert Decisions().confidence(EdgeType.SERVES, Signs(0.0, 1.0, 0.0, 0.0)) == pytest.approx(1 / (1 + math.exp(-2)))


def test_each_sign_has_the_weight_of_its_type() -> None:
    decisions = Decisions({EdgeType.SERVES: Weight(bias=-1.0, heard=0.5, ruled=2.0, mentions=0.25, elsewhere=-0.125)})
    odds = -1.0 + 0.5 * 2 + 2.0 * 0.5 + 0.25 * 4 - 0.125 * 8
    assert decisions.confidence(EdgeType.SERVES, Signs(2, 0.5, 4, 8)) == pytest.approx(1 / (1 + math.exp(-odds)))
    claim = Claim(SERVES, Signs(2, 0.5, 4, 8))
    assert claim.weighed(decisions) == replace(SERVES, confidence=round(1 / (1 + math.exp(-odds)), 3))


@pytest.mark.parametrize(("confidence", "wanted"), [(0.49, False), (0.5, True)])
def test_by_default_what_is_likelier_than_not_is_kept(confidence: float, wanted: bool) -> None:
    assert Decisions().keeps(replace(SERVES, confidence=confidence)) == wanted


def test_each_kind_of_edge_has_a_threshold_of_its_own() -> None:
    decisions = Decisions(least={EdgeKind.TIE: 0.3, EdgeKind.COOPERATION: 0.7})
    assert [decisions.keeps(replace(one, confidence=0.4)) for one in (SERVES, MEETS)] == [True, False]


def test_a_threshold_that_is_asked_for_holds_for_all_kinds() -> None:
    decisions = Decisions({EdgeType.SERVES: Weight(bias=1.0)}, {EdgeKind.TIE: 0.3})
    strict = decisions.at(0.9)
    assert {kind: strict.least[RULES[kind].kind] for kind in EdgeType} == dict.fromkeys(EdgeType, 0.9)
    assert strict.weights == decisions.weights
    assert decisions.at(None) is decisions
    assert strict.digest != decisions.digest


@given(st.floats(0, 1), st.floats(0, 1))
def test_log_odds_are_finite_and_keep_the_order(one: float, other: float) -> None:
    assert math.isfinite(log_odds(one))
    if one < other:
        assert log_odds(one) <= log_odds(other)


def written(folder: Path, text: str) -> Path:
    (folder / FILE).write_text(text, "utf-8")
    return folder


def test_a_model_without_decisions_has_plain_ones(tmp_path: Path) -> None:
    assert load_decisions(tmp_path) == Decisions()


def test_decisions_are_read_as_they_are_written(tmp_path: Path) -> None:
    text = '{"weights": {"SERVES": {"bias": -1, "heard": 0.5}}, "least": {"tie": 0.4}}'
    found = load_decisions(written(tmp_path, text))
    assert found == Decisions({EdgeType.SERVES: Weight(bias=-1.0, heard=0.5)}, {EdgeKind.TIE: 0.4})
    assert found.digest != Decisions().digest


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"weights": {"ADORES": {}}}',
        '{"weights": {"SERVES": {"heard": "much"}}}',
        '{"weights": {"SERVES": {"charm": 1}}}',
        '{"least": {"friendship": 0.5}}',
        '{"lest": {}}',
    ],
)
def test_broken_decisions_are_refused_by_file(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match="decisions") as mistake:
        load_decisions(written(tmp_path, text))
    assert mistake.value.path.endswith(FILE)


def test_the_event_is_that_of_the_phrase_that_the_rules_find() -> None:
    heard = replace(SERVES, type=EdgeType.RESTRICTS, event=Event.COERCE, intensity=-7.0)
    (claim,) = claims([heard], [replace(heard, event=Event.SANCTION, intensity=-6.5)])
    assert (claim.said.event, claim.said.intensity) == (Event.SANCTION, -6.5)
