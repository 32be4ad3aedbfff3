"""Which of the issues the words around an act tell of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from disputes.graph.vocabulary import Issue
from disputes.loaders.extractors.rules.tokens import Line
from disputes.loaders.extractors.rules.words import issue_words

LONGEST = 3
NEAR_TOKENS = 8
ARTICLE_WEIGHT = 3.0
DEFAULT_WEIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Topics:
    """The issue words of a line: at which token, and of which issue."""

    hits: tuple[tuple[int, Issue], ...]

    def weigh(self, index: int, shares: Mapping[Issue, float], default: Issue | None) -> Issue | None:
        """Give the issue that weighs most for the act at token `index`.

        A word weighs the more the nearer it stands, the act's own issue as much as a word beside it, and what the
        article as a whole speaks of (`shares` of its issue words) turns the scale. None where nothing tells.
        """
        weights = {issue: ARTICLE_WEIGHT * share for issue, share in shares.items()}
        for at, issue in self.hits:
            weights[issue] = weights.get(issue, 0) + 1 / (1 + abs(at - index) / NEAR_TOKENS)
        if default:
            weights[default] = weights.get(default, 0) + DEFAULT_WEIGHT
        return min(weights, key=lambda issue: (-weights[issue], issue)) if weights else None


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


def shares(lines: Iterable[Topics]) -> dict[Issue, float]:
    """Give each issue's share of the article's issue words."""
    counts = Counter(issue for topics in lines for _, issue in topics.hits)
    return {issue: count / counts.total() for issue, count in counts.items()}
