"""Who is hit is not who is blamed, nor is he helped against whom help is given.

"Condemned the attack on Gorna" accuses nobody that it names, and "its help against Gorna" is none for Gorna.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from disputes.graph.model import Assertion, Span
from disputes.graph.vocabulary import EdgeType
from disputes.loaders.extractors.rules.clauses import Clauses
from disputes.loaders.extractors.rules.noun_acts import right_after
from disputes.loaders.extractors.rules.objects import objects
from disputes.loaders.extractors.rules.triggers import noun_triggers

_HARM = frozenset({EdgeType.ATTACKS, EdgeType.RESTRICTS})
_BY = frozenset("aggression ambush assault attack intervention incursion offensive raid strike war".split())
"""Nouns whose "of" may stand before who does it: "the aggression of Gorna"."""


def without_victims(assertions: Iterable[Assertion], clauses: dict[Span, Clauses]) -> Iterator[Assertion]:
    """Leave out accusations of who is named as the victim of what is condemned, and support against whom it is given.

    `clauses` are by sentence.
    """
    for one in assertions:
        is_victim = _IS_VICTIM.get(one.type)
        if is_victim is None or not is_victim(one, clauses[one.evidence]):
            yield one


def _is_hit(one: Assertion, clauses: Clauses) -> bool:
    """Whether the target stands after the noun of a harm, from its preposition up to the name's head."""
    line = clauses.line
    start = line.index_at(one.trigger)
    end = None if one.target_span is None else line.index_at(one.target_span)
    if start is None or end is None or line.tokens[end].is_possessive_pronoun:
        return False  # "their attacks on their own citizens" are theirs
    return any(
        end <= head
        for index in range(start + 1, end)
        if not clauses.has_verb(start + 1, index)
        for harm in noun_triggers(line, index)
        if _HARM.intersection(harm.entry.types)
        for head in right_after(clauses, harm.end, _hit_after(line.lower(index), harm.entry.target))
    )


def _hit_after(noun: str, slots: Sequence[str]) -> tuple[str, ...]:
    """Give the prepositions that whom a noun of a harm is done to stands after."""
    return tuple(slot for slot in slots if slot != "of" or noun not in _BY)


def _is_opposed(one: Assertion, clauses: Clauses) -> bool:
    """Whether the target stands after "against"."""
    at = None if one.target_span is None else clauses.line.index_at(one.target_span)
    return at is not None and any(
        at in objects(clauses, before, "against") for before in range(at) if clauses.line.lower(before) == "against"
    )


_IS_VICTIM: dict[EdgeType, Callable[[Assertion, Clauses], bool]] = {
    EdgeType.ACCUSES: _is_hit,
    EdgeType.SUPPORTS: _is_opposed,
}
