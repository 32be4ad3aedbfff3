"""Who "the two countries", "both sides" and "each other" are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.rules.tokens import Line
from disputes.loaders.extractors.rules.words import word_class

THE_ALONE = frozenset({"sides", "delegations"})


def the_two(lines: Sequence[Line]) -> tuple[str, str] | None:
    """Give the keys of the two states that an article is about, None where a third is as present as the second."""
    counts = Counter(
        token.entity.key
        for line in lines
        for token in line.tokens
        if token.entity and token.entity.type is NodeType.STATE
    )
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if len(ranked) < 2 or (len(ranked) > 2 and ranked[2][1] * 2 > ranked[1][1]):
        return None
    return ranked[0][0], ranked[1][0]


def names_both(line: Line, start: int, end: int) -> bool:
    """Whether the stretch says "both sides", "the two countries" or the like."""
    for at in range(max(start, 0), end):
        if line.lower(at) in word_class("pairs"):
            before = {line.lower(at - 1), line.lower(at - 2)}
            if before & {"both", "two"} or (line.lower(at - 1) == "the" and line.lower(at) in THE_ALONE):
                return True
        if (
            line.lower(at) == "both"
            and line.lower(at + 1) not in {"of"}
            and line.entity(at + 1) is None
            and at + 1 == end
        ):
            return True
    return False


def is_each_other(line: Line, at: int) -> bool:
    """Whether "each other" or "one another" stands at `at`."""
    return (line.lower(at), line.lower(at + 1)) in {("each", "other"), ("one", "another")}
