"""How well a model reads articles that it was not trained on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from torch import Tensor

from disputes.graph.vocabulary import TIES, VERBS
from disputes.loaders.extractors.reader.candidates import FoundMention
from disputes.loaders.extractors.reader.labels import EDGES, KINDS, TITLE, ontology
from training.answers import Model, answered, encoded, mentions_in, without_titles
from training.corpus import GoldEdge
from training.devices import returned
from training.examples import Example
from training.losses import Targets, targets_of
from training.matching import Edge, ordered
from training.model import Answers

ONTOLOGY = ontology()
THRESHOLD = 0.5


@dataclass(slots=True)
class Count:
    """Right, wrong and missed answers."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, found: AbstractSet[object], wanted: AbstractSet[object]) -> None:
        """Count what was found against what was to be found."""
        self.right += len(found & wanted)
        self.wrong += len(found - wanted)
        self.missed += len(wanted - found)

    @property
    def precision(self) -> float:
        """The share of the found that is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of what was to be found that is found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


@dataclass(slots=True)
class Scores:
    """Counts by name; for what is one choice of several (speaker, issue, antecedent), `recall` is the accuracy."""

    counts: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))

    def rows(self) -> dict[str, dict[str, float]]:
        """Give precision, recall, F1 and number of each count."""
        return {
            name: {
                "p": round(count.precision, 4),
                "r": round(count.recall, 4),
                "f1": round(count.f1, 4),
                "n": count.right + count.missed,
            }
            for name, count in sorted(self.counts.items())
        }


def score(model: Model, examples: Sequence[Example], padding: int, threshold: float = THRESHOLD) -> Scores:
    """Score mentions, and edges between found mentions (``edge``) and between annotated ones (``given``)."""
    model.eval()
    scores = Scores()
    for example in examples:
        tagging, vectors, length = encoded(model, example.windowed, padding)
        found = mentions_in(tagging)
        _score_mentions(scores, example, found)
        entity_of = dict(zip(example.mentions, example.entities, strict=True))
        for name, mentions in (("edge", without_titles(found)), ("given", list(example.mentions))):
            edges: set[_Edge] = set()
            if mentions:
                text = example.article.text
                asked, answers = answered(model, text, example.windowed, vectors, length, mentions)
                edges = _edges(mentions, asked.pairs.tolist(), answers, entity_of, threshold)
                if name == "given":
                    _score_choices(scores, answers, targets_of([example], returned(asked), length))
            _score_edges(scores, name, edges, {_gold(edge) for edge in example.article.edges})
    return scores


_Edge = tuple[int, str, str, str, bool]
"""Sentence, type, source, target, whether it is a plain fact."""


def _score_mentions(scores: Scores, example: Example, found: list[FoundMention]) -> None:
    wanted = set(example.mentions)
    scores.counts["mention"].add(set(without_titles(found)), wanted)
    for kind, name in enumerate(KINDS):
        if name != TITLE:
            said, true = ({each for each in group if each.kind == kind} for group in (found, wanted))
            scores.counts[f"mention {name}"].add(said, true)


def _edges(
    mentions: list[FoundMention],
    pairs: list[list[int]],
    answers: Answers,
    entity_of: dict[FoundMention, str],
    threshold: float,
) -> set[_Edge]:
    chances = answers.edges.sigmoid()
    found = set()
    for row, kind in (chances[..., 0] > threshold).nonzero().tolist():
        source, target, sentence = pairs[row]
        ends = mentions[source], mentions[target]
        if not ONTOLOGY[ends[0].kind, ends[1].kind, kind]:
            continue
        first, second = (entity_of.get(end, f"?{end}") for end in ends)
        if first != second:
            is_plain = bool((chances[row, kind, 1:] < 0.5).all())
            found.add(_edge(sentence, ordered(first, EDGES[kind], second), is_plain))
    return found


def _gold(edge: GoldEdge) -> _Edge:
    plain = not (edge.negated or edge.hypothetical)
    return _edge(edge.sentence, ordered(edge.source, edge.type, edge.target), plain)


def _edge(sentence: int, edge: Edge, is_plain: bool) -> _Edge:
    source, kind, target = edge
    return sentence, str(kind), source, target, is_plain


def _score_edges(scores: Scores, name: str, found: set[_Edge], wanted: set[_Edge]) -> None:
    plain, wanted_plain = ({edge for edge in group if edge[-1]} for group in (found, wanted))
    scores.counts[name].add(plain, wanted_plain)
    scores.counts[f"{name} marked"].add(found - plain, wanted - wanted_plain)
    for group, kinds in {"ties": TIES, "verbs": VERBS, **{str(kind): {kind} for kind in EDGES}}.items():
        if name == "edge" or group in ("ties", "verbs"):
            said, true = ({edge for edge in edges if edge[1] in kinds} for edges in (plain, wanted_plain))
            scores.counts[f"{name} {group}"].add(said, true)


def _score_choices(scores: Scores, answers: Answers, targets: Targets) -> None:
    """Score what is answered about the edges that there are."""
    labels = targets.labels
    pair, kind, issue = labels[:, 0], labels[:, 1], labels[:, 4]
    modes = answers.edges[pair, kind, 1:] > 0
    for at, name in enumerate(("negated", "hypothetical")):
        said, true = (set(flags.nonzero().flatten().tolist()) for flags in (modes[:, at], labels[:, 2 + at]))
        scores.counts[name].add(said, true)
    speaks = _chosen(answers.speakers[pair], targets.speakers)
    is_told = targets.speakers[:, 0]
    for name, right in {
        "trigger": _chosen(answers.triggers[pair, kind], targets.triggers),
        "issue": (answers.issues[pair].argmax(-1) == issue)[issue > 0],
        "speaker": speaks[~is_told],
        "no speaker": speaks[is_told],
        "antecedent": _chosen(answers.antecedents, targets.antecedents),
    }.items():
        scores.counts[name].right += int(right.sum())
        scores.counts[name].missed += int((~right).sum())


def _chosen(logits: Tensor, right: Tensor) -> Tensor:
    """Whether the best answer of each row is one of the right ones."""
    return right.gather(1, logits.argmax(-1, keepdim=True)).squeeze(1)
