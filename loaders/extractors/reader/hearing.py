"""An article while its mentions are being set right: what the model hears, what the rules find."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from disputes.graph.model import LocalEntity, Span
from disputes.loaders.extractors.reader.candidates import FoundMention
from disputes.loaders.extractors.reader.decoding import Heard, Tagging
from disputes.loaders.extractors.reader.labels import KINDS, TITLE
from disputes.loaders.extractors.reader.members import states_in
from disputes.loaders.extractors.reader.windows import words_within
from disputes.loaders.extractors.rules.findings import Found
from disputes.loaders.gazetteer import bodies


@dataclass(frozen=True, slots=True)
class Hearing:
    """`heard` are ordered and disjoint; `found` is what the rules find in the same sentences."""

    text: str
    tagging: Tagging
    found: Found
    heard: tuple[Heard, ...]

    @classmethod
    def of(cls, text: str, tagging: Tagging, found: Found) -> Hearing:
        """Begin with what the model hears."""
        return cls(text, tagging, found, tuple(tagging.mentions()))

    def heard_at(self, span: Span, kind: str) -> Heard | None:
        """Give the words at `span` as a mention of a type, with the chance that the model gives it.

        None where they are in no sentence.
        """
        article = self.tagging.article
        for sentence, words in enumerate(article.words):
            if words and words[0].start < span.end and span.start < words[-1].end:
                first, last = words_within(words, span)
                if last < first:
                    return None
                chance = float(self.tagging.kinds(sentence, first, last)[1 + KINDS.index(kind)])
                whole = Span(words[first].start, words[last].end)
                return Heard(FoundMention(sentence, first, last, KINDS.index(kind)), whole, chance)
        return None

    @property
    def titles(self) -> tuple[Span, ...]:
        """Where offices are named: "foreign minister"."""
        return tuple(one.span for one in self.heard if one.kind == TITLE)

    def with_heard(self, heard: Iterable[Heard]) -> Hearing:
        """Give the hearing with other mentions: in the order of the text, of overlapping ones the longest."""
        kept: list[Heard] = []
        for one in sorted(heard, key=lambda one: (one.span.start - one.span.end, one.span.start)):
            at = bisect_left(kept, one.span, key=lambda other: other.span)
            if not any(one.span.overlaps(other.span) for other in kept[max(0, at - 1) : at + 1]):
                kept.insert(at, one)
        return replace(self, heard=tuple(kept))

    def ruled(self) -> Ruled:
        """Give what the rules take the words for."""
        entities = {entity.key: entity for entity in self.found.entities}
        spans = {mention.span: entities[mention.local] for mention in self.found.mentions}
        return Ruled(self.text, spans, frozenset(one.span.start for one in self.heard))


@dataclass(frozen=True, slots=True)
class Ruled:
    """The entities that the rules find in a text, by the disjoint spans of their mentions.

    `starts` is where the mentions begin that are heard.
    """

    text: str
    spans: Mapping[Span, LocalEntity]
    starts: frozenset[int]

    def at(self, span: Span) -> LocalEntity | None:
        """Give what the rules take the words at `span` for, or longer or shorter words that end where these do.

        Longer words in which another mention begins are two names that the rules take for one.
        """
        if span in self.spans:
            return self.spans[span]
        other, found = next(((other, one) for other, one in self.spans.items() if other.end == span.end), (span, None))
        is_of_two = any(other.start <= start < span.start for start in self.starts)
        return None if found is None or is_of_two or self._is_another(span, other, found) else found

    def _is_another(self, span: Span, other: Span, found: LocalEntity) -> bool:
        """Whether the words before a known body's name make another of it: "the Gornan Red Cross"."""
        body = bodies().get(found.code or "")
        states = states_in(self.text[span.start : other.start])
        return body is not None and bool(states) and f"state:{body.state}" not in states


Stage = Callable[[Hearing], Hearing]
