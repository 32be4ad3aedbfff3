"""Which of the issues the words around an act tell of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from disputes.graph.vocabulary import Issue
from disputes.loaders.extractors.rules.tokens import Line
from disputes.loaders.extractors.rules.words import issue_words

LONGEST = 3
DOMINANT_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Topics:
    """The issue words of a line: at which token, and of which issue."""

    hits: tuple[tuple[int, Issue], ...]

    def nearest(self, index: int, within: int) -> Issue | None:
        """Give the issue told nearest to the token, after it rather than before; None where none is `within` tokens."""
        near = [(abs(at - index), at < index, issue) for at, issue in self.hits if abs(at - index) <= within]
        return min(near)[2] if near else None


def topics_of(line: Line) -> Topics:
    """Find the issue words of the line, those within mentions too; the longest phrase wins."""
    words = [(index, word) for index, token in enumerate(line.tokens) for word in token.lower.split()]
    hits: list[tuple[int, Issue]] = []
    at = 0
    while at < len(words):
        length, issue = _longest(words, at)
        if issue:
            hits.append((words[at][0], issue))
        at += length
    return Topics(tuple(hits))


def _longest(words: list[tuple[int, str]], at: int) -> tuple[int, Issue | None]:
    for length in range(min(LONGEST, len(words) - at), 0, -1):
        if issue := issue_words().get(tuple(word for _, word in words[at : at + length])):
            return length, issue
    return 1, None


def dominant(lines: Iterable[Topics]) -> Issue | None:
    """Give the issue that the article speaks of most, if it has two words in five for it."""
    counts = Counter(issue for topics in lines for _, issue in topics.hits)
    if not counts:
        return None
    issue, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return issue if count >= 2 and count >= DOMINANT_SHARE * counts.total() else None
