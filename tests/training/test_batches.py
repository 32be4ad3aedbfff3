from __future__ import annotations

import random
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("torch")

from disputes.loaders.extractors.reader.windows import Pieces, Window
from training.batches import POOL, shuffled
from training.corpus import read
from training.examples import Example, example_of

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SAMPLE = next(read(Path(__file__).parent / "articles.txt"))


@pytest.fixture
def examples(lettered: Tokenizer) -> list[Example]:
    """Examples with one window each, of 1, 2, 3 … pieces."""
    example = example_of(SAMPLE, Pieces.of(lettered, ("<s>", "</s>", "<pad>")))
    return [
        replace(example, windowed=replace(example.windowed, windows=(Window((0,) * length, (0,) * length),)))
        for length in range(1, 2 * POOL * 4 + 3)
    ]


def lengths(batches: list[list[Example]]) -> list[list[int]]:
    return [[len(example.windowed.windows[0].pieces) for example in batch] for batch in batches]


def test_each_example_is_in_one_batch(examples: list[Example]) -> None:
    found = lengths(list(shuffled(examples, 4, random.Random(1))))
    assert sorted(chain(*found)) == list(range(1, len(examples) + 1))
    assert sorted(map(len, found)) == [2, *[4] * (2 * POOL)]


def test_windows_of_a_batch_are_of_about_one_length(examples: list[Example]) -> None:
    found = lengths(list(shuffled(examples, 4, random.Random(1))))
    filled_up = sum(max(batch) - length for batch in found for length in batch)
    order = list(range(1, len(examples) + 1))
    random.Random(1).shuffle(order)
    by_chance = [order[at : at + 4] for at in range(0, len(order), 4)]
    assert filled_up < sum(max(batch) - length for batch in by_chance for length in batch) / 3


def test_batches_differ_from_epoch_to_epoch_and_not_by_chance(examples: list[Example]) -> None:
    one, again, other = (lengths(list(shuffled(examples, 4, random.Random(seed)))) for seed in (1, 1, 2))
    assert one == again
    assert {frozenset(batch) for batch in one}.isdisjoint(frozenset(batch) for batch in other if len(batch) == 4)
