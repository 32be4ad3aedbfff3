"""What the mention half of the rules gives to the assertion half."""

from __future__ import annotations

from dataclasses import dataclass

from disputes.graph.model import Assertion, LocalEntity, Mention, Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the prose, or the headline."""

    span: Span
    is_headline: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The sentences, entities and mentions of one article.

    `mentions` are ordered by start and disjoint. `inner` are those that stand inside a longer one, or share its words:
    the state and the city in "Russian consulate in Seattle"; every entity has a mention in one of the two. `ties` are
    the edges that a name or a role phrase carries in itself (SERVES, POSTED_TO, LEADS, PART_OF, OWNS, LOCATED_IN).
    """

    sentences: tuple[Sentence, ...]
    entities: tuple[LocalEntity, ...]
    mentions: tuple[Mention, ...]
    ties: tuple[Assertion, ...]
    inner: tuple[Mention, ...] = ()
