"""How sure an assertion is: what the model hears and what the rules find, weighed together.

The weights are fitted to annotated articles that the model was not trained on, so that of the assertions that are said
to be .8 sure some 80 % are right.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import msgspec

from disputes.graph.errors import InputError
from disputes.graph.model import Assertion, Span, hashed
from disputes.graph.vocabulary import RULES, EdgeKind, EdgeType
from disputes.loaders.extractors.reader.edges import FAINT

FILE = "decisions.json"
ECHO = 0.25
"""What a surer sentence says, too, must be heard in a sentence by so much: what is fainter is told there one time in
seven, and heard for the sake of the pair alone.
"""
PLACES = 3
"""To so many decimals a confidence is told: it is known no better."""


class Weight(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The logistic weights of one edge type, for the fields of Signs."""

    bias: float = 0.0
    heard: float = 1.0
    ruled: float = 2.0
    mentions: float = 0.0
    elsewhere: float = 0.0


class Signs(NamedTuple):
    """What speaks for a claim.

    `heard` are the model's log-odds; `ruled` is the rules' confidence, 0 where they find nothing; `mentions` is the
    logarithm of how often the article mentions the end that it mentions less; `elsewhere` is by how much the log-odds
    of the same relation in another sentence are higher.
    """

    heard: float
    ruled: float
    mentions: float
    elsewhere: float


class Decisions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is learnt after the model: weights by edge type, and how sure an assertion of a kind must be to be kept."""

    weights: dict[EdgeType, Weight] = {}
    least: dict[EdgeKind, float] = {}

    @property
    def digest(self) -> str:
        """What tells these decisions from others."""
        return hashed(msgspec.json.encode(self).decode())[:6]

    def at(self, least: float | None) -> Decisions:
        """Give the decisions with `least` for all kinds of edges, if it is given."""
        return self if least is None else msgspec.structs.replace(self, least=dict.fromkeys(EdgeKind, least))

    def confidence(self, kind: EdgeType, signs: Signs) -> float:
        """Give how sure an edge of a type is that these signs speak for."""
        weight = self.weights.get(kind, _PLAIN)
        odds = weight.bias + sum(getattr(weight, name) * value for name, value in signs._asdict().items())
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

    said: Assertion
    signs: Signs

    @property
    def is_echo(self) -> bool:
        """Whether the sentence only names those of whom a surer one says it: its words are no evidence."""
        return self.signs.elsewhere > 0 and self.signs.heard < log_odds(ECHO) and not self.signs.ruled

    def weighed(self, decisions: Decisions) -> Assertion:
        """Give the assertion with its confidence."""
        return replace(self.said, confidence=round(decisions.confidence(self.said.type, self.signs), PLACES))


_Relation = tuple[EdgeType, frozenset[str] | tuple[str, str]]


def claims_of(heard: Iterable[Assertion], ruled: Iterable[Assertion], mentions: Mapping[str, int]) -> Iterator[Claim]:
    """Bring together what the model and the rules say of the same ends in the same sentence, the surest of each.

    It is said in the model's words, in the rules' where the model hears nothing. `mentions` is how often the article
    mentions each entity, by key.
    """
    mine, theirs = _surest(heard), _surest(ruled)
    best: dict[_Relation, float] = defaultdict(float)
    for (relation, _), one in mine.items():
        best[relation] = max(best[relation], one.confidence)
    for key in dict.fromkeys((*mine, *theirs)):
        said = _joined(mine.get(key), theirs.get(key))
        odds = log_odds(mine[key].confidence if key in mine else 0.0)
        signs = Signs(
            odds,
            theirs[key].confidence if key in theirs else 0.0,
            math.log(1 + min(mentions.get(said.source, 0), mentions.get(said.target, 0))),
            log_odds(best[key[0]]) - odds,
        )
        yield Claim(said, signs)


def _joined(heard: Assertion | None, ruled: Assertion | None) -> Assertion:
    if heard is not None and ruled is not None:
        # The rules know the whole phrase that says it: "take to court" is another event than "take".
        return replace(heard, detail=ruled.detail or heard.detail, event=ruled.event, intensity=ruled.intensity)
    one = heard or ruled
    assert one is not None
    return one


def _surest(assertions: Iterable[Assertion]) -> Mapping[tuple[_Relation, Span], Assertion]:
    found: dict[tuple[_Relation, Span], Assertion] = {}
    for one in assertions:
        is_symmetric = RULES[one.type].symmetric
        ends = frozenset({one.source, one.target}) if is_symmetric else (one.source, one.target)
        key = (one.type, ends), one.evidence
        if key not in found or found[key].confidence < one.confidence:
            found[key] = one
    return found
