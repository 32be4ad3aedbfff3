"""How well exported models read what they were not trained on, from text and sentences to edges.

    python -m training.quality READER [READER ...] [--articles FILE [FILE ...]]

Each reads the annotated articles of the files, or else what was held out of it: this in parts, with decisions that are
fitted to the other parts. Headline and boilerplate are told. Prints precision, recall and F1 over all readers: of
entities, of ties, and of verbs. Edges count once an article, as plain facts; "in_place" are the verbs again, each time
that a sentence says so. Needs no torch.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from disputes.graph.errors import InputError
from disputes.graph.model import Reading
from disputes.graph.vocabulary import TIES, VERBS
from disputes.loaders.extractors.reader.extractor import ReaderExtractor
from training.corpus import AnnotatedArticle, read_all
from training.decisions import PARTS, decided, judged, left_out, part_of, wanted_in
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
    acts = [(one.evidence, edge_of(one, entity_of)) for one in reading.assertions if one.type in VERBS and one.is_fact]
    told = [place for place in truth.placed if place[1][1] in VERBS]
    tallies["in_place"] = Tally(
        sum(any(truth.is_one(act, place) for place in told) for act in acts),
        len(acts),
        sum(any(truth.is_one(act, place) for act in acts) for place in told),
        len(told),
    )
    return tallies


def measured(readers: Sequence[Path], articles: Sequence[AnnotatedArticle] | None = None) -> Mapping[str, Tally]:
    """Read `articles` with each reader, or by default what was held out of it: raises as `unseen_by` does."""
    total: dict[str, Tally] = defaultdict(Tally)
    for folder in readers:
        for extractor, given in [(ReaderExtractor(folder), articles)] if articles is not None else _apart(folder):
            for annotated in given:
                for name, tally in tallied(annotated, extractor.read(article_of(annotated))).items():
                    total[name] += tally
    return total


def _apart(folder: Path) -> Iterator[tuple[ReaderExtractor, Sequence[AnnotatedArticle]]]:
    """Give each part of what was held out of a reader, and the reader with decisions fitted to the other parts."""
    extractor, articles = ReaderExtractor(folder), unseen_by(folder)
    claims = list(judged([folder]))
    for part in range(PARTS):
        others = [article for article in articles if part_of(article.id) != part]
        theirs = [one for one in claims if part_of(one.article) != part]
        extractor.decisions = decided(theirs, left_out(theirs), wanted_in(others))
        yield extractor, [article for article in articles if part_of(article.id) == part]


def main(argv: Sequence[str] | None = None) -> None:
    """Measure by the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("readers", nargs="+", type=Path, help="folders of exported models")
    parser.add_argument("--articles", nargs="+", type=Path, help="files of annotated articles")
    options = parser.parse_args(argv)
    try:
        articles = read_all(options.articles) if options.articles else None
        if articles == []:
            parser.error("the files hold no article")
        tallies = measured(options.readers, articles)
    except InputError as error:
        parser.error(str(error))
    print(f"{'':10}{'precision':>10}{'recall':>8}{'F1':>7}{'wanted':>8}")
    for name, tally in tallies.items():
        print(f"{name:10}{tally.precision:10.3f}{tally.recall:8.3f}{tally.f1:7.3f}{tally.wanted:8}")


if __name__ == "__main__":
    main()
