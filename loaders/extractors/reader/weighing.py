"""How sure an assertion is: what the model hears and what the rules find, weighed together.

The weights are fitted to annotated articles that the model was not trained on, so that of the assertions that are said
to be .8 sure some 80 % are right.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from disputes.graph.errors import InputError
from disputes.graph.model import Assertion
from disputes.graph.vocabulary import RULES, EdgeKind, EdgeType
from disputes.loaders.extractors.reader.edges import FAINT

FILE = "decisions.json"


class Weight(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The logistic weights of one edge type: of the model's log-odds, and of the rules' confidence (0: not found)."""

    bias: float = 0.0
    heard: float = 1.0
    ruled: float = 2.0


class Decisions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is learnt after the model: weights by edge type, and how sure an assertion of a kind must be to be kept."""

    weights: dict[EdgeType, Weight] = {}
    least: dict[EdgeKind, float] = {}

    def confidence(self, kind: EdgeType, heard: float, ruled: float) -> float:
        """Give how sure an edge of a type is that the model hears with this chance."""
        weight = self.weights.get(kind, _PLAIN)
        odds = weight.bias + weight.heard * log_odds(heard) + weight.ruled * ruled
        return 1.0 / (1.0 + math.exp(-odds))

    def keeps(self, assertion: Assertion) -> bool:
        """Whether an assertion is sure enough."""
        return assertion.confidence >= self.least.get(RULES[assertion.type].kind, 0.5)


_PLAIN = Weight()


def log_odds(chance: float) -> float:
    """Give the logarithm of the odds; what is fainter than FAINT is taken for that faint."""
    clipped = min(max(chance, FAINT), 1 - 1e-3)
    return math.log(clipped / (1 - clipped))


def load_decisions(folder: Path) -> Decisions:
    """Read what was learnt for the model in `folder`; plain weights where nothing was."""
    path = folder / FILE
    if not path.exists():
        return Decisions()
    try:
        return msgspec.json.decode(path.read_bytes(), type=Decisions)
    except msgspec.MsgspecError as error:
        raise InputError(path, f"does not hold a reader's decisions: {error}") from error


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence says of two entities: by the model, by the rules, or by both."""

    heard: Assertion | None = None
    ruled: Assertion | None = None

    def weighed(self, decisions: Decisions) -> Assertion:
        """Give the assertion with its confidence: in the model's words, the rules' where it hears nothing."""
        one = self.heard or self.ruled
        if one is None:
            raise ValueError("a claim is made by somebody")
        heard = self.heard.confidence if self.heard else 0.0
        ruled = self.ruled.confidence if self.ruled else 0.0
        if self.heard and self.ruled:
            one = replace(self.heard, detail=self.ruled.detail or self.heard.detail)
        return replace(one, confidence=decisions.confidence(one.type, heard, ruled))


def claims_of(heard: Iterable[Assertion], ruled: Iterable[Assertion]) -> Iterator[Claim]:
    """Bring together what the model and the rules say of the same ends in the same sentence, the surest of each."""
    mine, theirs = _surest(heard), _surest(ruled)
    for key in dict.fromkeys((*mine, *theirs)):
        yield Claim(mine.get(key), theirs.get(key))


def _surest(assertions: Iterable[Assertion]) -> Mapping[object, Assertion]:
    found: dict[object, Assertion] = {}
    for one in assertions:
        ends: object = (one.source, one.target)
        if RULES[one.type].symmetric:
            ends = frozenset({one.source, one.target})
        key = one.type, ends, one.evidence
        if key not in found or found[key].confidence < one.confidence:
            found[key] = one
    return found
