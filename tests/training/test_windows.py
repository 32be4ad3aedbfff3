import pytest

from disputes.graph.model import Span
from disputes.loaders.extractors.reader.candidates import LIKENESSES, likeness
from disputes.loaders.extractors.reader.windows import CASINGS, Extent, casing_of, packed, words_within

LENGTHS = [30, 50, 60, 20, 90, 10, 10, 70]


def size(extent: Extent) -> int:
    return sum(LENGTHS[extent.context : extent.end])


@pytest.mark.parametrize(("limit", "context"), [(120, 0), (120, 20), (120, 60), (200, 80), (1000, 80)])
def test_each_sentence_is_scored_once_in_a_window_it_fits_in(limit: int, context: int) -> None:
    extents = packed(LENGTHS, limit, context)
    scored = [sentence for extent in extents for sentence in range(extent.start, extent.end)]
    assert scored == list(range(len(LENGTHS)))
    assert all(size(extent) <= limit for extent in extents)
    assert all(sum(LENGTHS[extent.context : extent.start]) <= context for extent in extents)


def test_the_sentences_before_a_window_are_its_context() -> None:
    assert packed([30, 50, 60, 50], limit=120, context=60)[1:] == [Extent(1, 2, 3), Extent(2, 3, 4)]


def test_windows_are_of_about_one_length() -> None:
    assert [extent.end - extent.start for extent in packed([10] * 12, limit=100, context=0)] == [6, 6]


def test_an_article_without_sentences_has_no_window() -> None:
    assert packed([]) == []


@pytest.mark.parametrize(
    ("word", "is_first", "casing"),
    [
        ("The", True, "first"),
        ("Lima", False, "title"),
        ("A", False, "title"),
        ("U.S.", False, "upper"),
        ("’s", False, "lower"),
    ],
)
def test_casing_is_told_apart(word: str, is_first: bool, casing: str) -> None:
    assert CASINGS[casing_of(word, is_first)] == casing


def test_names_are_compared_by_their_words() -> None:
    full = ("foreign", "ministry")
    others = [full, ("ministry",), ("foreign",), ("foreign", "office")]
    assert [LIKENESSES[likeness(full, other)] for other in others] == ["same", "last", "part", "word"]


@pytest.mark.parametrize(
    ("span", "wanted"),
    [
        (Span(0, 14), (0, 2)),
        (Span(6, 7), (1, 1)),
        (Span(3, 6), (0, 1)),
        (Span(4, 5), (1, 0)),
        (Span(20, 25), (3, 2)),
    ],
)
def test_the_words_that_a_span_touches(span: Span, wanted: tuple[int, int]) -> None:
    assert words_within([Span(0, 4), Span(5, 9), Span(10, 14)], span) == wanted
