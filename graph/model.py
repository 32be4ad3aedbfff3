"""Articles, mentions, assertions, entities, disputes: what the stages hand to each other.

All are frozen. A span is half-open and counts code points of the article's stored text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from disputes.graph.vocabulary import EdgeType, Event, Issue, NodeType

ID_DIGITS = 16


class Span(NamedTuple):
    """A half-open stretch ``[start, end)`` of a text, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Give the words of `text` that the span covers.

        >>> Span(0, 6).of("Moscow said")
        'Moscow'
        """
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies within this one."""
        return self.start <= other.start and other.end <= self.end


def hashed(*parts: object) -> str:
    """Give the identifier of `parts`: hexadecimal digits of their SHA-256.

    >>> hashed("a", 1) == hashed("a", 1) != hashed("a1")
    True
    """
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:ID_DIGITS]


@dataclass(frozen=True, slots=True)
class Article:
    """One text and where it was found.

    `id` is a hash of `text`; `sources` lists where the text was found: a URL, else the id that its record carries,
    else an absolute path. `date` is an ISO date (``2025-07-10``). `headline` is the span of the title, where the text
    begins with it. `boilerplate` are the spans that are not the article's prose, ordered and disjoint.
    """

    id: str
    text: str
    title: str
    sources: tuple[str, ...] = ()
    date: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    headline: Span | None = None
    boilerplate: tuple[Span, ...] = ()


def article_id(text: str) -> str:
    """Give the id of the article with this text, the same wherever the text comes from."""
    return hashed(text)


class MentionKind(StrEnum):
    """How a mention refers."""

    NAME = "name"
    NOUN = "noun"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """An entity within one article.

    `key` is the article and the span of its first mention (``ARTICLE:START-END``); `name` is its fullest name in plain
    English, without article and title; `aliases` are the other names the article uses. `code` is the id of a known
    actor (``state:ru``), for which the name is the known one. `is_distinct` is false where the name means something
    only within its article ("the embassies", "an agreement on banking"); such an entity is joined to no other.
    `state` is the code of the state it acts for or belongs to, where the article says so, and `bare` the name without
    the words of that state ("consulate in Seattle" of the Russian one), where it has any.
    """

    key: str
    type: NodeType
    name: str
    aliases: tuple[str, ...] = ()
    code: str | None = None
    is_distinct: bool = True
    state: str | None = None
    bare: str | None = None


def local_key(article: str, first: Span, among: NodeType | None = None) -> str:
    """Give the key of the local entity that is first mentioned at `first` of the article.

    Where the same words stand for two entities ("consulates in Port Vell and Sarn": Sarn, and the consulate there),
    the second's key has its type as well.
    """
    key = f"{article}:{first.start}-{first.end}"
    return key if among is None else f"{key}:{among}"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the article that stand for a local entity; `local` is that entity's key."""

    span: Span
    kind: MentionKind
    local: str


@dataclass(frozen=True, slots=True)
class Assertion:
    """One edge as one place of one article states it.

    `source` and `target` are keys of local entities; `source_span` and `target_span` are where they are said, None
    where they are not said in the words. `trigger` is the verb, noun or title that says the relation, `evidence` the
    sentence or sentences around it. `speaker` names who is reported as saying it (None: the article itself), and
    `speaker_local` is that speaker's local entity, where it is one. `detail` is the role of a SERVES or the action of
    a RESTRICTS, in the article's words. `intensity` is on PLOVER's scale (-10 … +10), `confidence` in [0, 1].
    """

    article: str
    type: EdgeType
    source: str
    target: str
    trigger: Span
    evidence: Span
    source_span: Span | None = None
    target_span: Span | None = None
    speaker: str | None = None
    speaker_local: str | None = None
    negated: bool = False
    hypothetical: bool = False
    issue: Issue | None = None
    event: Event | None = None
    intensity: float | None = None
    date: str | None = None
    detail: str | None = None
    confidence: float = 1.0

    @property
    def id(self) -> str:
        """A hash of article, type, both ends and trigger: the same words give the same id."""
        ends = (self.source_span or self.source, self.target_span or self.target)
        return hashed(self.article, self.type, *ends, self.trigger)

    @property
    def is_fact(self) -> bool:
        """Whether it is said to be so: neither denied nor merely planned, asked for or feared."""
        return not (self.negated or self.hypothetical)


@dataclass(frozen=True, slots=True)
class Reading:
    """What an extractor found in one article.

    `extractor` and `version` say who read it. Keys, spans and ends all refer to the article and to `entities`.
    """

    article: str
    extractor: str
    version: str
    entities: tuple[LocalEntity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    assertions: tuple[Assertion, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A canonical entity: a set of local ones.

    `aliases` are all its names, the chosen one first; `ids` are all ids it can be found by, its own first. `block` is
    the resolution block that it was decided in, None for known actors, who are decided by their code. `state` is the
    code of the state it acts for or belongs to.
    """

    id: str
    type: NodeType
    name: str
    aliases: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    block: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two parties and the issue they contend over, derived from `assertions` (how many).

    `parties` are two entity ids in order; `stakes` the ids of the properties, places and agreements at stake;
    `first` and `last` the ISO dates of the earliest and latest article that tells of it; `intensity` the mean over
    the assertions on PLOVER's scale.
    """

    id: str
    name: str
    parties: tuple[str, str]
    issue: Issue
    stakes: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    intensity: float = 0.0
    assertions: int = 0


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Give the names without repetition, in the order of their first occurrence.

    >>> distinct(["Russia", "Moscow", "Russia"])
    ('Russia', 'Moscow')
    """
    return tuple(dict.fromkeys(names))
