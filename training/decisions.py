"""Fit what is decided after the model: how sure an assertion is, and how sure it must be to be kept.

    python -m training.decisions --out DIR [--plot FILE.svg] READER [READER ...]

Each reader is an exported model that was trained without one fold of the articles; it reads that fold. What it claims
is compared with the annotation. Writes `decisions.json` into DIR, and prints how confidence compares with how often it
is right, where the confidence in an article is by weights that were fitted to others.
"""

from __future__ import annotations

import argparse
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from sklearn.linear_model import LogisticRegression

from disputes.graph.errors import InputError
from disputes.graph.vocabulary import RULES, TIES, EdgeKind, EdgeType
from disputes.loaders.extractors.reader.extractor import ReaderExtractor
from disputes.loaders.extractors.reader.weighing import FILE, Decisions, Signs, Weight
from disputes.loaders.gazetteer import bodies
from training.corpus import AnnotatedArticle
from training.matching import Truth, article_of, edge_of, matched
from training.unseen import unseen_by

TYPES = tuple(EdgeType)
GROUPS = (frozenset(TIES), frozenset(set(EdgeType) - TIES))
"""The types that share the weights of their signs; each has a bias of its own, and its own trust in the rules."""
RULED = Signs._fields.index("ruled")
THRESHOLDS = np.arange(0.2, 0.65, 0.025)
SPARSER = {EdgeKind.TIE: 0.125, EdgeKind.CONTENTION: 0.1, EdgeKind.COOPERATION: 0.1}
"""By so much an edge must be surer than is best for the exercises: a page of news tells fewer, and fainter ones are
wrong more often there. Chosen by the development articles; see docs/reading.md.
"""
PARTS = 5
"""In so many parts articles are weighed, each by what was fitted to the others."""
PLACES = 4
"""To so many decimals weights are kept."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim about an article, and whether it is right. `relation` tells the relations of an article apart."""

    article: str
    relation: tuple[str, EdgeType, str]
    signs: Signs
    is_right: bool

    @property
    def type(self) -> EdgeType:
        """The type of the edge."""
        return self.relation[1]


def judged(readers: Sequence[Path]) -> Iterator[Judged]:
    """Read with each reader what it was not trained on, and judge its plain claims; raises as `unseen_by` does."""
    for folder in readers:
        reader = ReaderExtractor(folder)
        for annotated in unseen_by(folder):
            yield from _judged(reader, annotated)


def _judged(reader: ReaderExtractor, annotated: AnnotatedArticle) -> Iterator[Judged]:
    reading, claims = reader.claims(article_of(annotated))
    entity_of, truth = matched(annotated, reading), Truth(annotated)
    codes = {entity.key: entity.code for entity in reading.entities}
    for claim in claims:
        said = claim.said
        if not (said.negated or said.hypothetical):
            edge = edge_of(said, entity_of)
            is_known = said.type is EdgeType.PART_OF and _is_known(codes[said.source], codes[said.target])
            yield Judged(annotated.id, edge, claim.signs, is_known or truth.holds(*edge))


def _is_known(body: str | None, above: str | None) -> bool:
    """Whether the gazetteer says that a body belongs there: it is true, also where no annotator wrote it down."""
    found = bodies().get(body or "")
    return found is not None and above is not None and above in (f"state:{found.state}", f"org:{found.part_of}")


def fitted(claims: Sequence[Judged]) -> Mapping[EdgeType, Weight]:
    """Give the weights that make the claims' confidence the likeliest."""
    model = LogisticRegression(max_iter=1000).fit(_matrix(claims), [claim.is_right for claim in claims])
    constant, found = float(model.intercept_[0]), model.coef_[0]
    weights = {}
    for at, kind in enumerate(TYPES):
        group = next(number for number, types in enumerate(GROUPS) if kind in types)
        own = found[2 * len(TYPES) :].reshape(len(GROUPS), -1)[group].copy()
        own[RULED] += found[len(TYPES) + at]
        bias = round(constant + float(found[at]), PLACES)
        weights[kind] = Weight(bias, **dict(zip(Signs._fields, own.round(PLACES).tolist(), strict=True)))
    return weights


def _matrix(claims: Sequence[Judged]) -> np.ndarray:
    """Give a row a claim: its type, the rules' confidence by type, and its signs in the columns of the type's group."""
    width = len(Signs._fields)
    rows = np.zeros((len(claims), 2 * len(TYPES) + len(GROUPS) * width))
    for row, claim in zip(rows, claims, strict=True):
        at = TYPES.index(claim.type)
        row[at], row[len(TYPES) + at] = 1, claim.signs.ruled
        group = next(number for number, types in enumerate(GROUPS) if claim.type in types)
        start = 2 * len(TYPES) + group * width
        row[start : start + width] = claim.signs
    return rows


def left_out(claims: Sequence[Judged]) -> np.ndarray:
    """Give the confidence of each claim by weights that were fitted to other parts of the articles: ``[claims]``."""
    found = np.zeros(len(claims))
    parts = np.array([part_of(claim.article) for claim in claims])
    for part in set(parts.tolist()):
        decisions = Decisions(dict(fitted([claims[at] for at in np.flatnonzero(parts != part).tolist()])))
        for at in np.flatnonzero(parts == part).tolist():
            found[at] = decisions.confidence(claims[at].type, claims[at].signs)
    return found


def part_of(article: str) -> int:
    """Give the part, of PARTS, that an article is in, by its id."""
    return zlib.crc32(article.encode()) % PARTS


def wanted_in(articles: Iterable[AnnotatedArticle]) -> Mapping[EdgeKind, int]:
    """Give how many relations of each kind the articles tell, each counted once an article."""
    return Counter(RULES[kind].kind for article in articles for _, kind, _ in Truth(article).edges)


def decided(claims: Sequence[Judged], confidence: np.ndarray, wanted: Mapping[EdgeKind, int]) -> Decisions:
    """Give the decisions that suit the claims best; the others are as `left_out` and `wanted_in` give them."""
    return Decisions(dict(fitted(claims)), best_thresholds(claims, confidence, wanted))


def best_thresholds(
    claims: Sequence[Judged], confidence: np.ndarray, wanted: Mapping[EdgeKind, int]
) -> dict[EdgeKind, float]:
    """Give for each kind of edge the threshold that gives news the best F1 over an article's relations."""
    found = {}
    for kind in EdgeKind:
        best: dict[tuple[str, tuple[str, EdgeType, str]], tuple[float, bool]] = defaultdict(lambda: (0.0, False))
        for claim, sure in zip(claims, confidence.tolist(), strict=True):
            if RULES[claim.type].kind is kind:
                key = claim.article, claim.relation
                best[key] = max(best[key], (sure, claim.is_right))
        table = np.array(list(best.values()), dtype=float).reshape(-1, 2)
        best_here = max(THRESHOLDS, key=lambda least: _f1(table, least, wanted.get(kind, 0)))
        found[kind] = round(float(best_here) + SPARSER[kind], PLACES)
    return found


def _f1(table: np.ndarray, least: float, wanted: int) -> float:
    kept = table[:, 0] >= least
    return float(2 * table[kept, 1].sum() / max(1, kept.sum() + wanted))


def reliability(claims: Sequence[Judged], confidence: np.ndarray) -> Iterator[tuple[float, int, float, float]]:
    """Give for each tenth of confidence: where it begins, how many claims, their mean confidence, the share right."""
    right = np.array([claim.is_right for claim in claims], dtype=float)
    tenths = np.minimum((confidence * 10).astype(int), 9)
    for tenth in range(10):
        mine = tenths == tenth
        if mine.any():
            yield tenth / 10, int(mine.sum()), float(confidence[mine].mean()), float(right[mine].mean())


def plot(tenths: Sequence[tuple[float, int, float, float]], path: Path) -> None:
    """Draw what `reliability` gives: points on the diagonal are as sure as they are right."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(4.5, 4.5), layout="constrained")
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    _, counts, means, rights = zip(*tenths, strict=True)
    axes.scatter(means, rights, s=[count / 30 for count in counts], color="#1f5aa6", alpha=0.8)
    axes.set(xlabel="confidence", ylabel="share that is right", xlim=(0, 1), ylim=(0, 1), aspect="equal")
    figure.savefig(path)


def main(argv: Sequence[str] | None = None) -> None:
    """Fit by the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("readers", nargs="+", type=Path, help="exported models, each trained without one fold")
    parser.add_argument("--out", type=Path, required=True, help="folder of the model that is decided about")
    parser.add_argument("--plot", type=Path, help="picture of how confidence compares with being right")
    options = parser.parse_args(argv)
    try:
        wanted = wanted_in(article for folder in options.readers for article in unseen_by(folder))
        claims = list(judged(options.readers))
    except InputError as error:
        parser.error(str(error))
    confidence = left_out(claims)
    decisions = decided(claims, confidence, wanted)
    (options.out / FILE).write_bytes(msgspec.json.format(msgspec.json.encode(decisions)) + b"\n")
    print("confidence  claims  mean  right")
    tenths = list(reliability(claims, confidence))
    if options.plot:
        plot(tenths, options.plot)
    for start, count, mean, right in tenths:
        print(f"{start:.1f} - {start + 0.1:.1f}  {count:6}  {mean:.3f}  {right:.3f}")
    print("least:", {str(kind): least for kind, least in decisions.least.items()})


if __name__ == "__main__":
    main()
