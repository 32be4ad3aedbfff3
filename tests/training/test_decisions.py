from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("sklearn")

from disputes.graph.vocabulary import TIES, EdgeKind, EdgeType
from disputes.loaders.extractors.reader.weighing import Decisions, Signs
from training.decisions import (
    PARTS,
    PLACES,
    SPARSER,
    THRESHOLDS,
    Judged,
    best_thresholds,
    fitted,
    left_out,
    part_of,
    reliability,
)

BIASED = {EdgeType.SERVES: 0.5, EdgeType.ACCUSES: -1.5, EdgeType.MEETS: 0.0}


def drawn(count: int = 3000, seed: int = 1) -> list[Judged]:
    """Give claims that are right as often as made-up weights say."""
    rng = random.Random(seed)
    found = []
    for number in range(count):
        kind = rng.choice(list(BIASED))
        signs = Signs(rng.gauss(0, 2), rng.choice((0.0, 0.9)), rng.random(), rng.random())
        odds = BIASED[kind] + signs.heard + (3 if kind in TIES else 1) * signs.ruled + signs.mentions - signs.elsewhere
        is_right = rng.random() < 1 / (1 + np.exp(-odds))
        found.append(Judged(f"article {number % 40}", (f"e{number}", kind, "pe"), signs, is_right))
    return found


CLAIMS = drawn()
PART = np.array([part_of(each.article) for each in CLAIMS])
WEIGHTS = fitted(CLAIMS)


@pytest.mark.parametrize("kind", list(BIASED))
def test_weights_have_the_sign_of_what_they_stand_for(kind: EdgeType) -> None:
    weight = WEIGHTS[kind]
    assert weight.heard == pytest.approx(1.0, abs=0.2)
    assert weight.ruled > 0.5
    assert weight.mentions > 0.3
    assert weight.elsewhere < -0.3


def test_types_differ_by_their_bias_and_by_their_trust_in_the_rules() -> None:
    assert WEIGHTS[EdgeType.ACCUSES].bias < WEIGHTS[EdgeType.MEETS].bias
    assert WEIGHTS[EdgeType.SERVES].ruled > WEIGHTS[EdgeType.ACCUSES].ruled + 1
    accuses, meets = WEIGHTS[EdgeType.ACCUSES], WEIGHTS[EdgeType.MEETS]
    assert (accuses.heard, accuses.mentions, accuses.elsewhere) == (meets.heard, meets.mentions, meets.elsewhere)


def test_every_type_has_weights_with_few_decimals() -> None:
    assert set(WEIGHTS) == set(EdgeType)
    numbers = [getattr(weight, name) for weight in WEIGHTS.values() for name in ("bias", *Signs._fields)]
    assert numbers == [round(number, PLACES) for number in numbers]


def test_confidence_is_how_often_it_is_right() -> None:
    fresh, made = drawn(seed=2), Decisions(dict(WEIGHTS))
    confidence = np.array([made.confidence(each.type, each.signs) for each in fresh])
    for _, count, mean, right in reliability(fresh, confidence):
        assert mean == pytest.approx(right, abs=0.1 if count > 100 else 0.3)


@pytest.mark.parametrize("part", range(PARTS))
def test_what_is_right_in_a_part_does_not_change_its_own_confidence(part: int) -> None:
    own = part == PART
    turned = [replace(each, is_right=each.is_right != mine) for each, mine in zip(CLAIMS, own, strict=True)]
    before, after = left_out(CLAIMS), left_out(turned)
    assert np.array_equal(before[own], after[own])
    assert not np.isclose(before[~own], after[~own]).any()


def test_what_a_part_alone_would_teach_is_not_known_in_it() -> None:
    """In part 0 what is heard is wrong; by the other parts it is right."""
    turned = [
        replace(each, is_right=(each.signs.heard > 0) == (part > 0)) for each, part in zip(CLAIMS, PART, strict=True)
    ]
    confidence = left_out(turned)
    apart = [at for at in np.flatnonzero(PART == 0).tolist() if abs(turned[at].signs.heard) > 1]
    assert all((confidence[at] > 0.5) == (turned[at].signs.heard > 0) for at in apart)
    assert confidence.shape == (len(turned),)


def test_the_parts_are_about_equal() -> None:
    sizes = np.bincount([part_of(f"story-{number}") for number in range(1000)], minlength=PARTS)
    assert len(sizes) == PARTS
    assert sizes.min() > 0.7 * 1000 / PARTS


def claim(article: str, relation: str, is_right: bool, kind: EdgeType = EdgeType.SERVES) -> Judged:
    return Judged(article, (relation, kind, "pe"), Signs(0, 0, 0, 0), is_right)


def test_the_threshold_of_a_kind_keeps_what_is_right_and_leaves_out_the_rest() -> None:
    claims = [claim("one", "x", True), claim("one", "y", True), claim("one", "z", False), claim("two", "x", False)]
    least = best_thresholds(claims, np.array([0.9, 0.5, 0.4, 0.3]), {EdgeKind.TIE: 2})[EdgeKind.TIE]
    assert 0.4 < least - SPARSER[EdgeKind.TIE] <= 0.5


def test_where_much_is_never_claimed_more_of_the_faint_is_kept() -> None:
    """Of two claims, the fainter is right one time in three: little to lose where most is missed in any case."""
    claims = [claim(str(at), "x", True) for at in range(6)]
    claims += [claim(str(at), "y", at % 3 == 0) for at in range(6)]
    confidence = np.array([0.6] * 6 + [0.3] * 6)
    few, many = (best_thresholds(claims, confidence, {EdgeKind.TIE: wanted})[EdgeKind.TIE] for wanted in (8, 40))
    assert many - SPARSER[EdgeKind.TIE] <= 0.3 < few - SPARSER[EdgeKind.TIE]


def test_each_kind_of_edge_has_its_own_threshold() -> None:
    claims = [
        claim("one", "x", True),
        claim("one", "y", False),
        claim("one", "x", True, EdgeType.ACCUSES),
        claim("one", "y", False, EdgeType.ACCUSES),
    ]
    least = best_thresholds(claims, np.array([0.35, 0.3, 0.6, 0.55]), dict.fromkeys(EdgeKind, 1))
    assert 0.3 < least[EdgeKind.TIE] - SPARSER[EdgeKind.TIE] <= 0.35
    assert 0.55 < least[EdgeKind.CONTENTION] - SPARSER[EdgeKind.CONTENTION] <= 0.6
    assert set(least) == set(EdgeKind)
    best = [value - SPARSER[kind] for kind, value in least.items()]
    assert set(np.round(best, PLACES)) <= set(THRESHOLDS.round(PLACES).tolist())


def test_a_relation_counts_once_an_article_with_its_surest_sentence() -> None:
    """Ten sentences of one wrong relation cost no more than one: two right ones outweigh it."""
    wrong = [claim("one", "z", False)] * 10
    claims = [claim("one", "x", True), claim("one", "y", True), *wrong]
    confidence = np.array([0.9, 0.3, *[0.4] * 10])
    assert best_thresholds(claims, confidence, {EdgeKind.TIE: 2})[EdgeKind.TIE] - SPARSER[EdgeKind.TIE] <= 0.3


def test_the_table_of_reliability_counts_every_claim_once() -> None:
    confidence = np.array([0.0, 0.05, 0.1, 0.55, 0.95, 1.0])
    claims = [claim("one", str(at), at > 2) for at in range(6)]
    table = list(reliability(claims, confidence))
    assert [(start, count) for start, count, _, _ in table] == [(0.0, 2), (0.1, 1), (0.5, 1), (0.9, 2)]
    assert [right for *_, right in table] == [0.0, 0.0, 1.0, 1.0]
    assert sum(count * mean for _, count, mean, _ in table) == pytest.approx(confidence.sum())
