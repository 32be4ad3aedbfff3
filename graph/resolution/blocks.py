"""Which local entities can be one: those of one block, and no others.

A block is a string that is a function of a local entity alone, so that what is in one never depends on what came first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from disputes.graph.model import LocalEntity
from disputes.graph.resolution.names import content_words, skeleton, words
from disputes.graph.vocabulary import NodeType

_KIN = {"ministry": "ministry", "affair": "", "department": "department", "defence": "defense", "centre": "center"}
_TALK_WORDS = frozenset(
    "talk negotiation meeting summit round visit hearing conference session consultation dialogue discussion second "
    "first third new latest".split()
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A local entity as resolution sees it.

    `block` is None for an entity that needs no decision: a known actor, or one that means something only within its
    article. `bare` is its name without the words of its state; `date` is its article's ISO date.
    """

    local: LocalEntity
    bare: str
    block: str | None
    date: str | None = None


def candidate(local: LocalEntity, state_names: Iterable[str] = (), date: str | None = None) -> Candidate:
    """Make the candidate of `local`; `state_names` are the words its article uses for its state ("Russia", "Russian").

    Cost: a few string operations.
    """
    bare = _without(local.name, state_names) if local.state else local.name
    return Candidate(local, bare, _block(local, bare), date)


def _block(local: LocalEntity, bare: str) -> str | None:
    if local.code or not local.is_distinct:
        return None
    if local.type is NodeType.OFFICIAL:
        surname = words(local.name)[-1:] or ("",)
        return f"{local.type}/{skeleton(surname[0])}"
    if local.type is NodeType.TALKS:
        key = _key(word for word in content_words(local.name) if word not in _TALK_WORDS)
        return f"{local.type}/{key}" if key else None
    owner = "" if local.type is NodeType.PROPERTY else f"{local.state or ''}/"
    return f"{local.type}/{owner}{_key(content_words(bare))}"


def _key(found: Iterable[str]) -> str:
    return " ".join(sorted({_KIN.get(word, word) for word in found} - {""}))


def _without(name: str, others: Iterable[str]) -> str:
    """Cut the words of `others` from `name`, unless nothing would be left."""
    unwanted = {word for other in others for word in words(other)}
    kept = [part for part in name.split() if not set(words(part)) or not set(words(part)) - {"s"} <= unwanted]
    return " ".join(kept) if any(content_words(part) for part in kept) else name
