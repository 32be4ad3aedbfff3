"""Which local entities can be one: those of one block, and no others.

A block is a string that is a function of a local entity alone, so that what is in one never depends on what came first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from disputes.graph.model import LocalEntity
from disputes.graph.resolution.names import content_words, skeleton, words
from disputes.graph.vocabulary import NodeType

_KIN = {"ministry": "ministry", "affair": "", "department": "department", "defence": "defense", "centre": "center"}
_SITE_WORDS = frozenset({"general", "building", "premises", "compound"})
"""A consulate general, its building and its compound are the consulate, told with more or less care."""
_TALK_WORDS = frozenset(
    "talk negotiation meeting summit round visit hearing conference session consultation dialogue discussion second "
    "first third new latest".split()
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A local entity as resolution sees it.

    `block` is None for an entity that needs no decision: a known actor, or one that means something only within its
    article. `date` is its article's ISO date. It stands for as many local entities that look alike as it has `votes`.
    """

    local: LocalEntity
    block: str | None
    date: str | None = None
    votes: int = 1

    @property
    def bare(self) -> str:
        """The name without the words of its state."""
        return self.local.bare or self.local.name


def candidate(local: LocalEntity, date: str | None = None) -> Candidate:
    """Make the candidate of `local` in an article of that date. Cost: a few string operations."""
    return Candidate(local, _block(local, local.bare or local.name), date)


def votes(candidates: Iterable[Candidate], ballot: Callable[[Candidate], str | None]) -> Counter[str]:
    """Count the votes of candidates for what `ballot` reads from each; those for None are not cast."""
    counted: Counter[str] = Counter()
    for one in candidates:
        if (choice := ballot(one)) is not None:
            counted[choice] += one.votes
    return counted


def _block(local: LocalEntity, bare: str) -> str | None:
    if local.code or not local.is_distinct:
        return None
    if local.type is NodeType.OFFICIAL:
        surname = words(local.name)[-1:] or ("",)
        return f"{local.type}/{skeleton(surname[0])}"
    if local.type is NodeType.TALKS:
        key = _key(word for word in content_words(local.name) if word not in _TALK_WORDS)
        return f"{local.type}/{key}" if key else None
    if local.type is NodeType.PROPERTY:
        return f"{local.type}/{_key(word for word in content_words(bare) if word not in _SITE_WORDS)}"
    return f"{local.type}/{local.state or ''}/{_key(content_words(bare))}"


def _key(found: Iterable[str]) -> str:
    return " ".join(sorted({_KIN.get(word, word) for word in found} - {""}))
