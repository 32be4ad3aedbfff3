"""Who acts is not the state by whose adjective he is called: what "Gornan militias" do, Gorna does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from disputes.graph.model import Assertion, Span
from disputes.graph.vocabulary import VERBS, NodeType
from disputes.loaders.extractors.rules.clauses import Clauses
from disputes.loaders.gazetteer import name_of

_PRIVATE = frozenset(
    "activists airline airlines analysts athletes banks businesses citizens civilians clubs companies company "
    "demonstrators dissidents exiles experts farmers firm firms fishermen guerrillas gunmen insurgents investors "
    "jihadists journalists militants militia militias nationals newspaper newspapers opposition people pirates "
    "politicians population protesters public rebels refugees residents settlers students tourists villagers voters "
    "workers".split()
)
REACH = 3
"""So many words after an adjective the noun stands at most: "Gornan armed opposition groups"."""


def without_private(assertions: Iterable[Assertion], clauses: dict[Span, Clauses]) -> Iterator[Assertion]:
    """Leave out the acts of a state's people, rebels and companies; what is done to them is done to the state.

    `clauses` are by sentence.
    """
    for one in assertions:
        if one.type not in VERBS or not _is_private(one.source_span, clauses[one.evidence]):
            yield one


def _is_private(span: Span | None, clauses: Clauses) -> bool:
    """Whether the words at `span` are a state's, and say only where those are from who act."""
    line = clauses.line
    at = None if span is None else line.index_at(span)
    if at is None or line.kind(at) is not NodeType.STATE:
        return False
    name = name_of(line.tokens[at].text)
    if name is None:
        return False
    reach = REACH if name.sort == "adjective" else 1
    place = next((index for index in range(at + 1, at + 1 + reach) if line.lower(index) in _PRIVATE), None)
    if place is None or clauses.has_verb(at + 1, place):
        return False
    return all(line.lower(index).isalpha() for index in range(at + 1, place))
