"""The examples of each epoch: the articles, some of them with other names, anew each time. Needs no torch."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

from disputes.loaders.extractors.reader.windows import Pieces
from training.augment import Names, swapped
from training.corpus import AnnotatedArticle
from training.examples import Example, example_of


@dataclass(frozen=True, slots=True)
class Rounds:
    """Gives the examples of an epoch. `swap` is the share of articles that get other names; `seed` decides which."""

    articles: Sequence[AnnotatedArticle]
    pieces: Pieces
    names: Names
    swap: float
    seed: int

    def epochs(self, first: int, last: int, workers: int) -> Iterator[list[Example]]:
        """Give the examples of epochs `first` to `last`; with `workers` processes, the next while one is used."""
        wanted = range(first, last + 1)
        if not workers:
            yield from ([self._example(epoch, at) for at in range(len(self.articles))] for epoch in wanted)
            return
        with ProcessPoolExecutor(workers, initializer=_take, initargs=(self,)) as pool:
            asked = deque[Iterator[Example]]()
            for epoch in wanted:
                asked.append(pool.map(partial(_given, epoch), range(len(self.articles)), chunksize=16))
                if epoch > first:
                    yield list(asked.popleft())
            yield from map(list, asked)

    def _example(self, epoch: int, at: int) -> Example:
        article = self.articles[at]
        rng = random.Random(f"{self.seed} {epoch} {article.id}")
        renamed = swapped(article, self.names, rng) if rng.random() < self.swap else article
        return example_of(renamed, self.pieces)


_ROUNDS: list[Rounds] = []
"""What a worker process works for."""


def _take(rounds: Rounds) -> None:
    _ROUNDS.append(rounds)


def _given(epoch: int, at: int) -> Example:
    return _ROUNDS[-1]._example(epoch, at)
