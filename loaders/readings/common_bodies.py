"""Bodies that many states have: "the Foreign Ministry" of one article is not that of another.

What such a body is called says nothing of whose it is; the article does, or nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from disputes.graph.model import LocalEntity, Reading
from disputes.graph.vocabulary import EdgeType, NodeType
from disputes.loaders.entries import Head
from disputes.loaders.gazetteer import nouns, portfolios
from disputes.loaders.tokenizer import words_of

_BESIDE = frozenset("supreme high central of for the appeals district regional city local lower upper".split())


def with_common_bodies(reading: Reading) -> Reading:
    """Give the reading with each body of a common name as the one of its state, or of its article alone."""
    states = _states_above(reading)
    return replace(reading, entities=tuple(_told_apart(local, states.get(local.key)) for local in reading.entities))


def _states_above(reading: Reading) -> Mapping[str, str]:
    """Give the code of the state that each body is said to be part of, by the body's key, where that is one state."""
    codes = {local.key: local.code for local in reading.entities if local.type is NodeType.STATE}
    above: dict[str, set[str]] = defaultdict(set)
    for one in reading.assertions:
        code = codes.get(one.target)
        if one.type is EdgeType.PART_OF and one.is_fact and code is not None:
            above[one.source].add(code)
    return {key: next(iter(found)) for key, found in above.items() if len(found) == 1}


def _told_apart(local: LocalEntity, state: str | None) -> LocalEntity:
    if local.type is not NodeType.ORGANIZATION or local.code is not None or local.state is not None:
        return local
    if not is_common(local.name):
        return local
    return replace(local, is_distinct=False) if state is None else replace(local, state=state)


def is_common(name: str) -> bool:
    """Whether words are what bodies of many states are called.

    >>> [is_common(name) for name in ("Foreign Ministry", "Ministry of Justice", "coast guard", "Harbour Board")]
    [True, True, True, False]
    """
    if name.islower():
        return True
    *others, last = [word.casefold() for word in words_of(name)] or [""]
    if last in portfolios() and "of" in others:  # "Ministry of Justice"
        last, *others = [*others, last]
    head = nouns().longest([last], 0)
    is_organ = head is not None and isinstance(head[1].entry, Head) and head[1].entry.is_state_organ
    return is_organ and set(others) <= portfolios() | _BESIDE
