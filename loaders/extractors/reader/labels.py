"""The closed sets as the model numbers them, and what of them can go together."""

from __future__ import annotations

import numpy as np

from disputes.graph.vocabulary import READ_TYPES, RULES, EdgeType, Issue, NodeType

TITLE = "Title"
KINDS = (*(str(kind) for kind in READ_TYPES), TITLE)
TAGS = ("O", *(f"{begin}-{kind}" for kind in KINDS for begin in "BI"))
EDGES = tuple(EdgeType)
ISSUES = ("", *(str(issue) for issue in Issue))


def tag_of(kind: str, is_first: bool) -> int:
    """Give the index in TAGS of a mention's first or later word.

    >>> TAGS[tag_of("State", True)], TAGS[tag_of("Title", False)]
    ('B-State', 'I-Title')
    """
    return 1 + 2 * KINDS.index(kind) + (not is_first)


def ontology() -> np.ndarray:
    """Give which edges may join which types: booleans ``[source type, target type, edge type]``, titles included."""
    allowed = np.zeros((len(KINDS), len(KINDS), len(EDGES)), dtype=bool)
    for edge, kind in enumerate(EDGES):
        for source in RULES[kind].sources - {NodeType.DISPUTE}:
            for target in RULES[kind].targets - {NodeType.DISPUTE}:
                allowed[KINDS.index(source), KINDS.index(target), edge] = True
    return allowed
