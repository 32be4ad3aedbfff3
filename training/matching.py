"""Which annotated entity each entity of a reading is, and which of its edges are right. Needs no torch."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import product

from disputes.graph.model import Article, Assertion, Reading, Span, article_id
from disputes.graph.vocabulary import RULES, VERBS, EdgeType
from disputes.loaders.extractors.rules.officials import folded
from training.corpus import AnnotatedArticle, GoldEdge

Edge = tuple[str, EdgeType, str]
"""Source, type and target of a plain fact."""
_ACTING = frozenset({EdgeType.SERVES, EdgeType.PART_OF})


def article_of(annotated: AnnotatedArticle) -> Article:
    """Give the article as a loader would: what is no sentence is boilerplate."""
    ends = [0, *(sentence.end for sentence in annotated.sentences)]
    starts = [*(sentence.start for sentence in annotated.sentences), len(annotated.text)]
    gaps = (_stripped(annotated.text, Span(end, start)) for end, start in zip(ends, starts, strict=True))
    return Article(
        article_id(annotated.text),
        annotated.text,
        "",
        headline=annotated.sentences[0] if annotated.has_headline else None,
        boilerplate=tuple(gap for gap in gaps if gap.start < gap.end),
    )


def matched(annotated: AnnotatedArticle, reading: Reading) -> dict[str, str]:
    """Give the annotated entity of each entity of `reading`, by key.

    It is the one that shares most mentions with it; of those that share none, the one of the same name: what stands
    inside a longer name has no mention of its own in the annotation.
    """
    types = {entity.key: entity.type for entity in reading.entities}
    wanted = {entity.id: entity.type for entity in annotated.entities}
    shared: Counter[tuple[str, str]] = Counter()
    for mention in reading.mentions:
        for gold in annotated.mentions:
            if gold.entity is not None and mention.span.overlaps(gold.span):
                shared[mention.local, gold.entity] += types[mention.local] is wanted[gold.entity]
    found: dict[str, str] = {}
    for (key, entity), count in shared.most_common():
        if count and key not in found and entity not in found.values():
            found[key] = entity
    named = {(entity.type, folded(entity.name)): entity.id for entity in annotated.entities}
    for entity in reading.entities:
        known = next(
            (named[key] for name in (entity.name, *entity.aliases) if (key := (entity.type, folded(name))) in named),
            None,
        )
        if entity.key not in found and known is not None and known not in found.values():
            found[entity.key] = known
    return found


def edge_of(said: Assertion, entity_of: Mapping[str, str]) -> Edge:
    """Give an assertion as an edge of annotated entities; an end that is none of them has a name of its own."""
    source, target = (entity_of.get(end, f"?{end}") for end in (said.source, said.target))
    return source, said.type, target


class Truth:
    """What is said in an article. A verb may be said of an official or of the state that he acts for."""

    def __init__(self, annotated: AnnotatedArticle) -> None:
        plain = [edge for edge in annotated.edges if not (edge.negated or edge.hypothetical)]
        self.edges = frozenset(map(_told, plain))
        self._direct: dict[str, set[str]] = defaultdict(set)
        for source, kind, target in self.edges:
            if kind in _ACTING:
                self._direct[source].add(target)
        self._lifted = frozenset(lifted for edge in self.edges for lifted in self._readings(edge))
        self.placed = [(annotated.sentences[edge.sentence], _told(edge)) for edge in plain]

    def holds(self, source: str, kind: EdgeType, target: str) -> bool:
        """Whether the article says so."""
        return not self._lifted.isdisjoint(self._readings(ordered(source, kind, target)))

    def is_one(self, said: tuple[Span, Edge], other: tuple[Span, Edge]) -> bool:
        """Whether two places that touch say the same."""
        (here, edge), (there, wanted) = said, other
        is_same = edge[1] is wanted[1] and not set(self._readings(ordered(*edge))).isdisjoint(self._readings(wanted))
        return is_same and here.overlaps(there)

    def among(self, said: Iterable[Edge]) -> frozenset[Edge]:
        """Give the edges of the article that `said` says."""
        lifted = {reading for edge in said for reading in self._readings(ordered(*edge))}
        return frozenset(edge for edge in self.edges if not lifted.isdisjoint(self._readings(edge)))

    def _readings(self, edge: Edge) -> Iterable[Edge]:
        source, kind, target = edge
        if kind not in VERBS:
            return [edge]
        ends = product(self._acting_for(source), self._acting_for(target))
        return [ordered(one, kind, other) for one, other in ends if one != other]

    def _acting_for(self, actor: str) -> set[str]:
        """Give an actor and all that it acts for."""
        found, todo = {actor}, [actor]
        while todo:
            fresh = self._direct.get(todo.pop(), set()) - found
            found |= fresh
            todo += fresh
        return found


def ordered(source: str, kind: EdgeType, target: str) -> Edge:
    """Give an edge to compare: one without direction has its ends in the order of the alphabet."""
    if RULES[kind].symmetric and source > target:
        source, target = target, source
    return source, kind, target


def _told(edge: GoldEdge) -> Edge:
    return ordered(edge.source, edge.type, edge.target)


def _stripped(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))
