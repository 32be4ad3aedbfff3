"""What sort of talks or agreement a noun says that something is: a call is no summit, a resolution no treaty.

Sorts are what the annotated articles never take for one: of talks, meetings, negotiations and summits all may be.
"""

from __future__ import annotations

from collections.abc import Sequence

from disputes.graph.vocabulary import NodeType

_NOUNS = {
    NodeType.TALKS: ("call calls", "visit visits trip trips tour", "ceremony ceremonies funeral celebrations games"),
    NodeType.AGREEMENT: ("resolution resolutions", "declaration declarations statement communique"),
}
_OTHER = {
    NodeType.TALKS: "talks meeting meetings summit negotiations conference dialogue consultations session forum",
    NodeType.AGREEMENT: "agreement treaty pact accord convention protocol truce ceasefire contract plan",
}


def sort_of(words: Sequence[str], kind: NodeType) -> str | None:
    """Give the sort that the last telling word names; None where none does, or a type has no sorts.

    >>> sort_of(["phone", "call"], NodeType.TALKS) == sort_of(["peace", "talks"], NodeType.TALKS)
    False
    """
    return next((_SORTS[kind, word] for word in reversed(words) if (kind, word) in _SORTS), None)


_SORTS = {
    (kind, word): nouns for kind, sorts in _NOUNS.items() for nouns in (*sorts, _OTHER[kind]) for word in nouns.split()
}
