"""A line, its verbs, and where clauses begin and end."""

from __future__ import annotations

from dataclasses import dataclass

from disputes.loaders.extractors.rules.tokens import Line
from disputes.loaders.extractors.rules.verbs import Shape, Verb, verbs_of
from disputes.loaders.extractors.rules.words import word_class

QUOTES = frozenset({'"', "“", "”", "«", "»"})
STOPS = frozenset({";", "(", ")", "—", "–"}) | QUOTES
"""Signs that no phrase reaches over."""


@dataclass(frozen=True, slots=True)
class Clauses:
    """A line and its verbs, in order."""

    line: Line
    verbs: tuple[Verb, ...]

    @classmethod
    def of(cls, line: Line) -> Clauses:
        """Find the verbs of the line."""
        return cls(line, verbs_of(line))

    def before(self, index: int) -> Verb | None:
        """Give the last verb before `index`."""
        return next((verb for verb in reversed(self.verbs) if verb.index < index), None)

    def after(self, index: int) -> Verb | None:
        """Give the first verb whose group begins at or after `index`."""
        return next((verb for verb in self.verbs if verb.index > index and verb.start >= index), None)

    def finite_before(self, index: int) -> Verb | None:
        """Give the last finite verb before `index`."""
        return next((verb for verb in reversed(self.verbs) if verb.index < index and verb.shape is Shape.FINITE), None)

    def governor(self, verb: Verb) -> Verb | None:
        """Give the verb that an infinitive or gerund hangs on: the one before, where no sign parts the two."""
        found = self.before(verb.start)
        return found if found and not self.is_cut(found.index + 1, verb.start) else None

    def is_cut(self, start: int, end: int) -> bool:
        """Whether a sign stands in `[start, end)` that no phrase reaches over."""
        return any(self.line.lower(place) in STOPS for place in range(start, end))

    def has_verb(self, start: int, end: int) -> bool:
        """Whether a verb stands in `[start, end)`."""
        return any(start <= verb.index < end for verb in self.verbs)

    def start(self, place: int) -> int:
        """Go left from `place` to where its clause begins: after a verb, a conjunction or a sign."""
        for at in range(place - 1, -1, -1):
            word = self.line.lower(at)
            if word in STOPS or word == ":" or word in word_class("subordinators"):
                return at + 1
            if any(verb.index == at and verb.shape is not Shape.REDUCED for verb in self.verbs):
                return at + 1
        return 0

    def end(self, start: int) -> int:
        """Go right from `start` to where the phrases end that hang on a verb: at a verb, a conjunction or a sign."""
        for at in range(start, len(self.line.tokens)):
            word = self.line.lower(at)
            if word in STOPS or (word in word_class("subordinators") and word not in word_class("prepositions")):
                return at
            if any(verb.index == at and verb.shape is not Shape.GERUND for verb in self.verbs):
                return at
        return len(self.line.tokens)
