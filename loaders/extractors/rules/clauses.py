"""A line, its verbs, and where clauses begin and end."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter

from disputes.loaders.extractors.rules.tokens import Line
from disputes.loaders.extractors.rules.verbs import Shape, Verb, verbs_of
from disputes.loaders.extractors.rules.words import word_class

QUOTES = frozenset({'"', "“", "”", "«", "»"})
STOPS = frozenset({";", "(", ")", "—", "–"}) | QUOTES
"""Signs that no phrase reaches over."""
_INDEX = attrgetter("index")


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
        place = self._count_before(index)
        return self.verbs[place - 1] if place else None

    def after(self, index: int) -> Verb | None:
        """Give the first verb whose group begins at or after `index`."""
        later = self.verbs[self._count_before(index + 1) :]
        return next((verb for verb in later if verb.start >= index), None)

    def finite_before(self, index: int) -> Verb | None:
        """Give the last finite verb before `index`."""
        earlier = self.verbs[: self._count_before(index)]
        return next((verb for verb in reversed(earlier) if verb.shape is Shape.FINITE), None)

    def at(self, index: int) -> Verb | None:
        """Give the verb at `index`, if one stands there."""
        place = self._count_before(index)
        return self.verbs[place] if place < len(self.verbs) and self.verbs[place].index == index else None

    def _count_before(self, index: int) -> int:
        return bisect_left(self.verbs, index, key=_INDEX)

    def governor(self, verb: Verb) -> Verb | None:
        """Give the verb that an infinitive or gerund hangs on: the one before, where no sign parts the two."""
        found = self.before(verb.start)
        return found if found and not self.is_cut(found.index + 1, verb.start) else None

    def is_cut(self, start: int, end: int) -> bool:
        """Whether a sign stands in `[start, end)` that no phrase reaches over."""
        return any(self.line.lower(place) in STOPS for place in range(start, end))

    def has_verb(self, start: int, end: int) -> bool:
        """Whether a verb stands in `[start, end)`."""
        return self._count_before(start) < self._count_before(end)

    def start(self, place: int) -> int:
        """Go left from `place` to where its clause begins: after a verb, a conjunction or a sign."""
        for at in range(place - 1, -1, -1):
            word = self.line.lower(at)
            if word in STOPS or word == ":" or word in word_class("subordinators"):
                return at + 1
            verb = self.at(at)
            if verb is not None and verb.shape is not Shape.REDUCED:
                return at + 1
        return 0

    def end(self, start: int) -> int:
        """Go right from `start` to where the phrases end that hang on a verb: at a verb, a conjunction or a sign."""
        for at in range(start, len(self.line.tokens)):
            word = self.line.lower(at)
            if word in STOPS or (word in word_class("subordinators") and word not in word_class("prepositions")):
                return at
            verb = self.at(at)
            if verb is not None and verb.shape is not Shape.GERUND:
                return at
        return len(self.line.tokens)
