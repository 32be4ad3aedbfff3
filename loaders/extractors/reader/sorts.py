"""What sort of thing the noun of a description or a name tells: a court is no ministry, a call no summit.

Nouns of different sorts are never one thing in the annotated articles; other nouns ("group", "building") tell no sort.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from disputes.graph.vocabulary import NodeType

_PREPOSITIONS = frozenset("of for on in at with between to against from".split())
_SORTS = {
    NodeType.TALKS: (
        "talks meeting meetings summit negotiations conference dialogue consultations session forum",
        "call calls",
        "visit visits trip trips tour",
        "ceremony ceremonies funeral celebrations games",
    ),
    NodeType.AGREEMENT: (
        "agreement treaty pact accord convention protocol truce ceasefire contract plan",
        "resolution resolutions",
        "declaration declarations statement communique",
    ),
    NodeType.ORGANIZATION: (
        "ministry ministries department",
        "court courts tribunal judges bench",
        "parliament congress senate assembly legislature chamber",
        "council",
        "commission committee panel",
        "union bloc alliance",
        "party",
        "army military troops soldiers",
        "navy",
        "police",
        "bank",
        "company firm",
        "church",
        "museum",
        "university",
    ),
    NodeType.OFFICIAL: (
        "president",
        "minister premier",
        "secretary",
        "chancellor",
        "ambassador envoy",
        "spokesman spokeswoman spokesperson",
        "king emir sultan queen prince",
        "general admiral commander",
        "judge prosecutor",
        "mayor",
        "governor",
    ),
    NodeType.PROPERTY: (
        "embassy",
        "consulate",
        "residence",
        "school",
        "airport",
        "base",
        "camp",
        "ship ships vessel vessels tanker tankers boat boats frigate yacht",
        "aircraft plane planes helicopter helicopters drone drones jet",
        "dam",
        "bridge",
        "pipeline",
        "plant reactor",
        "canal",
    ),
}
_SORT = {(kind, word): nouns for kind, sorts in _SORTS.items() for nouns in sorts for word in nouns.split()}


def sort_of(words: Sequence[str], kind: NodeType) -> str | None:
    """Give the sort that the last telling noun before a preposition names; None where none does.

    >>> sort_of("phone call".split(), NodeType.TALKS) == sort_of("call for talks".split(), NodeType.TALKS)
    True
    """
    head = list(takewhile(lambda word: word not in _PREPOSITIONS, words))
    return next((_SORT[kind, word] for word in reversed(head) if (kind, word) in _SORT), None)
