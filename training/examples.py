"""Annotated articles as examples: windows, and what the model should answer. Needs no torch."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from disputes.graph.model import Span
from disputes.graph.vocabulary import RULES
from disputes.loaders.extractors.reader.candidates import Candidates, FoundMention, candidates_of
from disputes.loaders.extractors.reader.labels import EDGES, ISSUES, KINDS, TITLE, ontology, tag_of
from disputes.loaders.extractors.reader.windows import Pieces, WindowedArticle, windowed, words_within
from training.corpus import AnnotatedArticle, GoldEdge

ONTOLOGY = ontology()
YES, NO, IGNORED = 1, 0, -1


@dataclass(frozen=True, slots=True)
class EdgeLabel:
    """A pair of mentions that an edge joins. `trigger` are the first and the last word; `speaker` is an entity."""

    pair: int
    edge: int
    trigger: tuple[int, int]
    negated: bool
    hypothetical: bool
    issue: int
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Example:
    """One article. `tags` are by sentence and word; `entities` are those of `mentions`.

    `links` is ``[pairs, edge types]``: YES, NO, or IGNORED where another mention of the same entity bears the edge or
    the ontology knows no such edge. `unreached` counts the edges that no pair of mentions can bear.
    """

    article: AnnotatedArticle
    windowed: WindowedArticle
    tags: tuple[tuple[int, ...], ...]
    mentions: tuple[FoundMention, ...]
    entities: tuple[str, ...]
    candidates: Candidates
    links: np.ndarray
    labels: tuple[EdgeLabel, ...]
    unreached: int


def example_of(article: AnnotatedArticle, pieces: Pieces) -> Example:
    """Give the example that `article` makes."""
    split = windowed(article.text, article.sentences, pieces)
    tags = [[0] * len(words) for words in split.words]
    mentions, entities = [], []
    types = {entity.id: str(entity.type) for entity in article.entities}
    for gold in sorted(article.mentions, key=lambda mention: mention.span):
        first, last = _named(article.text, split.words[gold.sentence], gold.span)
        if last < first:
            continue  # cut off with the end of a sentence that is longer than a window
        kind = TITLE if gold.entity is None else types[gold.entity]
        tags[gold.sentence][first : last + 1] = [tag_of(kind, at == first) for at in range(first, last + 1)]
        if gold.entity is not None:
            mentions.append(FoundMention(gold.sentence, first, last, KINDS.index(kind)))
            entities.append(gold.entity)
    candidates = candidates_of(article.text, split, mentions)
    links, labels, unreached = _links(article, split, mentions, entities, candidates)
    return Example(
        article,
        split,
        tuple(map(tuple, tags)),
        tuple(mentions),
        tuple(entities),
        candidates,
        links,
        labels,
        unreached,
    )


def directions_of(edge: GoldEdge) -> list[tuple[str, str]]:
    """Give the ends of `edge`; an edge without direction between two actors has them in both orders."""
    ends = [(edge.source, edge.target)]
    return [*ends, (edge.target, edge.source)] if RULES[edge.type].symmetric else ends


def _named(text: str, words: tuple[Span, ...], span: Span) -> tuple[int, int]:
    """Give the first and last word of a mention, without the article before it: some annotators mark it, some don't."""
    first, last = words_within(words, span)
    while first < last and words[first].of(text).lower() in _ARTICLES:
        first += 1
    return first, last


_ARTICLES = frozenset({"the", "a", "an"})


def _links(
    article: AnnotatedArticle,
    split: WindowedArticle,
    mentions: list[FoundMention],
    entities: list[str],
    candidates: Candidates,
) -> tuple[np.ndarray, tuple[EdgeLabel, ...], int]:
    kinds = np.array([mention.kind for mention in mentions], dtype=np.int64)
    sources, targets = candidates.pairs[:, 0], candidates.pairs[:, 1]
    links = np.where(ONTOLOGY[kinds[sources], kinds[targets]], NO, IGNORED) if len(mentions) else np.zeros((0, 19), int)
    by_ends = defaultdict(list)
    for row, (source, target, sentence) in enumerate(candidates.pairs.tolist()):
        if entities[source] == entities[target]:
            links[row] = IGNORED
        else:
            by_ends[sentence, entities[source], entities[target]].append(row)
    labels, unreached = [], 0
    for edge in article.edges:
        trigger = words_within(split.words[edge.sentence], edge.trigger)
        directions = [by_ends[edge.sentence, source, target] for source, target in directions_of(edge)]
        if not directions[0] or trigger[1] < trigger[0]:
            unreached += 1
            continue
        kind = EDGES.index(edge.type)
        for rows in directions:
            row = min(rows, key=lambda row: _remoteness(candidates.pairs[row].tolist(), mentions, trigger), default=-1)
            if row < 0:
                continue
            links[rows, kind] = np.where(links[rows, kind] == YES, YES, IGNORED)
            links[row, kind] = YES
            labels.append(_label(edge, row, trigger))
    return links, tuple(labels), unreached


def _label(edge: GoldEdge, row: int, trigger: tuple[int, int]) -> EdgeLabel:
    issue = ISSUES.index(edge.issue or "")
    return EdgeLabel(row, EDGES.index(edge.type), trigger, edge.negated, edge.hypothetical, issue, edge.speaker)


def _remoteness(pair: list[int], mentions: list[FoundMention], trigger: tuple[int, int]) -> int:
    """Give how far both ends are from the trigger, in words; each sentence between counts as many."""
    source, target, sentence = pair
    return sum(
        min(abs(mentions[end].first - trigger[1]), abs(mentions[end].last - trigger[0]))
        if mentions[end].sentence == sentence
        else 1000 * (sentence - mentions[end].sentence) - mentions[end].first
        for end in (source, target)
    )
