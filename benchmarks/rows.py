"""Invented entities and assertions, made as they are asked for, with as much on each as the product has."""

from __future__ import annotations

import random
from collections.abc import Iterator

from writers import Node

from disputes.graph.store.ledger import Edge
from disputes.graph.vocabulary import CONTENTION, NodeType

KINDS = tuple(kind for kind in NodeType if kind is not NodeType.DISPUTE)
TYPES = tuple(sorted(CONTENTION))
EVIDENCE = "The ministry of Northland rebuked the envoys of Southland over the harbour, its spokesman said on day {}."


def nodes(count: int, mark: str) -> Iterator[Node]:
    """Make entities; all ids begin with `mark`."""
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        name = f"{kind} of Northland, the {number}th"
        ids = [f"{mark}{number}", f"{mark}{kind.lower()}:{number}"]
        yield kind, {"id": ids[0], "ids": ids, "name": name, "aliases": [name], "block": f"{kind}/{number}"}


def edges(count: int, ends: int, mark: str, *, is_even: bool) -> Iterator[Edge]:
    """Make assertions, each between two of the first `ends` nodes.

    These are any two, or as in the news the nth with a chance in proportion to 1/n.
    """
    chance = random.Random(count)
    for number in range(count):
        source, target = (_drawn(chance, ends, is_even=is_even) for _ in range(2))
        evidence = EVIDENCE.format(number)
        article = f"{number // 10:016x}"
        properties = {
            "id": f"{mark}{number:016x}",
            "article": article,
            "evidence": evidence,
            "start": 10,
            "end": 10 + len(evidence),
            "trigger": "rebuked",
            "trigger_start": 36,
            "trigger_end": 43,
            "source_local": f"{article}:14-35",
            "target_local": f"{article}:44-67",
            "source_start": 14,
            "source_end": 35,
            "target_start": 44,
            "target_end": 67,
            "negated": False,
            "hypothetical": False,
            "fact": True,
            "issue": "diplomatic property",
            "intensity": -2.0,
            "action": "rebuke",
            "confidence": 0.9,
        }
        yield f"{mark}{source}", f"{mark}{target}", TYPES[number % len(TYPES)], properties


def _drawn(chance: random.Random, ends: int, *, is_even: bool) -> int:
    return chance.randrange(ends) if is_even else int(ends ** chance.random()) - 1
