"""A sentence as a row of tokens, in which each mention is one token."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from disputes.graph.model import LocalEntity, Mention, MentionKind, Span
from disputes.graph.vocabulary import NodeType

WORD = re.compile(r"(?:[A-Za-z]\.){2,}|\w+?(?=n[’']t\b)|n[’']t\b|[’']\w+\b|\w+(?:[-’](?!s\b)\w+)*|[^\w\s]")
COMPOUND = re.compile(r"-[a-z]")
"""What makes an adjective of a name: "Gorna-ruled" is not Gorna."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign or a whole mention; `lower` is its text in lower case."""

    text: str
    lower: str
    span: Span
    mention: Mention | None = None
    entity: LocalEntity | None = None

    @property
    def is_word(self) -> bool:
        """Whether it is letters or digits, and no mention."""
        return self.mention is None and self.text[0].isalnum()

    @property
    def is_possessive_pronoun(self) -> bool:
        """Whether it is a mention such as "its"."""
        return self.mention is not None and self.lower in {"its", "his", "her", "their", "our", "my", "your", "whose"}


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence and its tokens. Outside, indices run over `tokens`, half-open as spans are."""

    span: Span
    tokens: tuple[Token, ...]
    is_headline: bool = False

    def lower(self, index: int) -> str:
        """Give the token's text in lower case, "" outside the line."""
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def entity(self, index: int) -> LocalEntity | None:
        """Give the entity that stands at `index`, if one does."""
        return self.tokens[index].entity if 0 <= index < len(self.tokens) else None

    def kind(self, index: int) -> NodeType | None:
        """Give the type of the entity at `index`, if one stands there."""
        entity = self.entity(index)
        return entity.type if entity else None

    def index_at(self, span: Span) -> int | None:
        """Give the index of the first token that `span` touches; None if it touches none."""
        return next((index for index, token in enumerate(self.tokens) if token.span.overlaps(span)), None)

    def mentions(self, start: int, end: int) -> list[int]:
        """Give the indices of the mentions in `[start, end)`."""
        return [index for index in range(max(start, 0), min(end, len(self.tokens))) if self.tokens[index].entity]


def line_of(
    text: str,
    span: Span,
    mentions: Iterable[Mention],
    entities: Mapping[str, LocalEntity],
    *,
    is_headline: bool = False,
) -> Line:
    """Cut the sentence at `span` into tokens; `mentions` are those within it, ordered and disjoint."""
    tokens: list[Token] = []
    at = span.start
    for mention in mentions:
        if COMPOUND.match(text, mention.span.end):
            continue
        tokens += _words(text, at, mention.span.start)
        words = mention.span.of(text)
        tokens.append(Token(words, words.lower(), mention.span, mention, entities[mention.local]))
        at = mention.span.end
    tokens += _words(text, at, span.end)
    return Line(span, tuple(_without_acronyms(tokens)), is_headline)


def _without_acronyms(tokens: list[Token]) -> Iterator[Token]:
    """Leave out "(AU)" after a name: it says nothing that the name does not."""
    skipped = 0
    for index, token in enumerate(tokens):
        if skipped:
            skipped -= 1
            continue
        around = [other.text for other in tokens[index : index + 3 : 2]]
        if around == ["(", ")"] and index and tokens[index - 1].mention and tokens[index + 1].text.isupper():
            skipped = 2
            continue
        yield token


def _words(text: str, start: int, end: int) -> list[Token]:
    found = WORD.finditer(text, start, end) if start < end else ()
    return [Token(match[0], match[0].lower(), Span(match.start(), match.end())) for match in found]


def mentions_within(spans: Sequence[Span], mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Share out the ordered mentions over the ordered spans; what lies across a border goes to none."""
    shared: list[list[Mention]] = [[] for _ in spans]
    place = 0
    for mention in mentions:
        while place < len(spans) and spans[place].end <= mention.span.start:
            place += 1
        if place < len(spans) and spans[place].covers(mention.span):
            shared[place].append(mention)
    return shared


def is_pronoun(token: Token) -> bool:
    """Whether the token is a mention by pronoun."""
    return token.mention is not None and token.mention.kind is MentionKind.PRONOUN
