"""Articles read at once by threads and by processes: in order, and alike."""

from __future__ import annotations

from functools import partial

import pytest
from extractors import Faulty

from disputes.graph.errors import DisputesError, InputError
from disputes.graph.model import Article, Reading, article_id
from disputes.loaders.extractors.choice import make_extractor
from disputes.loaders.workers import FEW_ARTICLES, MOST_THREADS, read_all

TEXT = "Russia closed the French consulate in Kazan on Monday {}. France rejected the decision."


def articles(count: int) -> list[Article]:
    texts = [TEXT.format(f"({number})") for number in range(count)]
    return [
        Article(article_id(text), text, f"No. {number}", sources=(f"{number}",)) for number, text in enumerate(texts)
    ]


@pytest.mark.parametrize(("frees_lock", "workers"), [(True, 1), (True, 2), (False, 2), (True, MOST_THREADS + 1)])
def test_a_fault_costs_its_article_and_the_order_stays(frees_lock: bool, workers: int) -> None:
    given = articles(FEW_ARTICLES + 12)
    results = list(read_all(given, partial(Faulty, frees_lock=frees_lock), workers))
    assert [article for article, _ in results] == given
    failed = [number for number, (_, reading) in enumerate(results) if isinstance(reading, InputError)]
    assert failed == list(range(0, len(given), 3))
    assert {str(results[number][1]) for number in failed[:1]} == {
        "0: the extractor 'faulty' failed: ValueError: a fault"
    }


@pytest.mark.parametrize(("frees_lock", "workers"), [(True, 1), (True, 2), (False, 2)])
def test_an_extractor_that_cannot_read_at_all_says_so_once(frees_lock: bool, workers: int) -> None:
    make = partial(Faulty, frees_lock=frees_lock, is_broken=True)
    with pytest.raises(InputError, match="the model: is broken"):
        list(read_all(articles(FEW_ARTICLES + 12), make, workers))


def test_a_worker_process_that_is_ended_is_told_of() -> None:
    make = partial(Faulty, frees_lock=False, is_deadly=True)
    with pytest.raises(DisputesError, match="fewer workers"):
        list(read_all(articles(FEW_ARTICLES + 12), make, 2))


def test_threads_and_one_alone_read_the_same() -> None:
    given = articles(6)
    make = partial(make_extractor, "reader")
    alone = list(read_all(given, make, 1))
    assert list(read_all(given, make, 3)) == alone
    assert all(isinstance(reading, Reading) and reading.assertions for _, reading in alone)
