"""How well exported models read what they were not trained on, from plain text to edges, as a user would have it.

    python -m training.quality READER [READER ...]

Each reads what was held out of it, or the fresh articles where nothing was. Prints precision, recall and F1 over all
readers: of entities, of ties, and of verbs. Edges count once an article, as plain facts. Needs no torch.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from disputes.graph.model import Reading
from disputes.graph.vocabulary import TIES, VERBS
from disputes.loaders.extractors.reader.extractor import ReaderExtractor
from training.corpus import AnnotatedArticle
from training.matching import Truth, article_of, edge_of, matched
from training.unseen import unseen_by

KINDS = {"ties": frozenset(TIES), "verbs": frozenset(VERBS)}


@dataclass(frozen=True, slots=True)
class Tally:
    """Of what is `said`, so much is `right`; of what is `wanted`, so much is `found`.

    The two differ where several edges say what one of the annotation does: one of the official, one of his state.
    """

    right: int = 0
    said: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right, self.said + other.said, self.found + other.found, self.wanted + other.wanted
        )

    @property
    def precision(self) -> float:
        """The share of the said that is right."""
        return self.right / max(1, self.said)

    @property
    def recall(self) -> float:
        """The share of the wanted that is found."""
        return self.found / max(1, self.wanted)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def tallied(annotated: AnnotatedArticle, reading: Reading) -> Mapping[str, Tally]:
    """Compare a reading with the annotation."""
    entity_of, truth = matched(annotated, reading), Truth(annotated)
    mentioned = {mention.entity for mention in annotated.mentions if mention.entity is not None}
    known = len(entity_of)
    tallies = {
        "entities": Tally(known, len(reading.entities), len(mentioned & set(entity_of.values())), len(mentioned))
    }
    for name, types in KINDS.items():
        said = {edge_of(one, entity_of) for one in reading.assertions if one.type in types and one.is_fact}
        wanted = [edge for edge in truth.edges if edge[1] in types]
        found = truth.among(said)
        tallies[name] = Tally(
            sum(truth.holds(*edge) for edge in said), len(said), sum(edge in found for edge in wanted), len(wanted)
        )
    return tallies


def measured(readers: Sequence[Path]) -> Mapping[str, Tally]:
    """Read with each reader what it was not trained on; raises as `unseen_by` does."""
    total: dict[str, Tally] = defaultdict(Tally)
    for folder in readers:
        extractor = ReaderExtractor(folder)
        for annotated in unseen_by(folder):
            for name, tally in tallied(annotated, extractor.read(article_of(annotated))).items():
                total[name] += tally
    return total


def main(argv: Sequence[str] | None = None) -> None:
    """Measure by the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("readers", nargs="+", type=Path, help="folders of exported models")
    tallies = measured(parser.parse_args(argv).readers)
    print(f"{'':10}{'precision':>10}{'recall':>8}{'F1':>6}{'wanted':>8}")
    for name, tally in tallies.items():
        print(f"{name:10}{tally.precision:10.2f}{tally.recall:8.2f}{tally.f1:6.2f}{tally.wanted:8}")


if __name__ == "__main__":
    main()
