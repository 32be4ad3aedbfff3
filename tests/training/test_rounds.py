from __future__ import annotations

from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from disputes.loaders.extractors.reader.windows import Pieces
from training.augment import Names
from training.corpus import read, read_all
from training.examples import Example
from training.rounds import Rounds

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SAMPLE = list(read(Path(__file__).parent / "articles.txt"))


@pytest.fixture(scope="module")
def rounds(lettered: Tokenizer) -> Rounds:
    return Rounds(SAMPLE, Pieces.of(lettered, ("<s>", "</s>", "<pad>")), Names.of(read_all()), 1.0, 1)


def texts(epochs: list[list[Example]]) -> list[list[str]]:
    return [[example.article.text for example in examples] for examples in epochs]


def test_the_same_seed_gives_the_same_examples(rounds: Rounds) -> None:
    assert texts(list(rounds.epochs(1, 3, 0))) == texts(list(rounds.epochs(1, 3, 0)))


def test_another_seed_gives_others(rounds: Rounds) -> None:
    assert texts(list(rounds.epochs(1, 1, 0))) != texts(list(replace(rounds, seed=2).epochs(1, 1, 0)))


def test_names_are_other_ones_in_each_epoch(rounds: Rounds) -> None:
    first, second = texts(list(rounds.epochs(1, 2, 0)))
    assert all(one != other for one, other in zip(first, second, strict=True))


def test_a_run_that_goes_on_gets_what_it_would_have_got(rounds: Rounds) -> None:
    assert texts(list(rounds.epochs(2, 3, 0))) == texts(list(rounds.epochs(1, 3, 0)))[1:]
    assert list(rounds.epochs(3, 2, 0)) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_workers_give_what_is_given_without(rounds: Rounds, workers: int) -> None:
    alone, together = list(rounds.epochs(1, 2, 0)), list(rounds.epochs(1, 2, workers))
    assert texts(together) == texts(alone)
    for one, other in zip(chain(*alone), chain(*together), strict=True):
        assert one.windowed == other.windowed
        assert (one.tags, one.mentions, one.labels) == (other.tags, other.mentions, other.labels)
        assert np.array_equal(one.links, other.links)


def test_without_swaps_articles_are_as_they_are_annotated(rounds: Rounds) -> None:
    plain = replace(rounds, swap=0.0)
    assert texts(list(plain.epochs(1, 1, 0))) == [[article.text for article in SAMPLE]]
