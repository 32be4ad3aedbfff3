"""The model that ships hears short texts as it hears long ones, on whatever processor this is."""

from __future__ import annotations

import pytest

from disputes.graph.model import Article
from disputes.loaders.extractors.reader.extractor import ReaderExtractor


@pytest.fixture(scope="module")
def reader() -> ReaderExtractor:
    return ReaderExtractor()


@pytest.mark.parametrize(
    ("text", "names", "edges"),
    [
        ("Russia attacked Georgia.", {"Russia", "Georgia"}, {"ATTACKS"}),
        (
            "Canada ruled out sanctions on Chile, Foreign Minister Ana Weld said.",
            {"Canada", "Chile", "Ana Weld"},
            {"SERVES"},
        ),
        (
            "Egypt recalled its ambassador to Sudan. So did Jordan.",
            {"Egypt", "Sudan", "Jordan"},
            {"RESTRICTS"},
        ),
        ("Well, Norway is angry with Kenya. Yes, it is.", {"Norway", "Kenya"}, {"ACCUSES"}),
        (
            "The Peruvian embassy in Quito accused Ecuador of slander.",
            {"Peru", "Ecuador", "Quito", "Peruvian embassy in Quito"},
            {"ACCUSES"},
        ),
        ("Peru met Chile in Lima: they signed the agreement.", {"Peru", "Chile", "Lima", "agreement"}, {"MEETS"}),
    ],
)
def test_short_texts_are_read(reader: ReaderExtractor, text: str, names: set[str], edges: set[str]) -> None:
    reading = reader.read(Article("a", text, ""))
    assert {entity.name for entity in reading.entities} == names
    assert edges <= {str(found.type) for found in reading.assertions if not found.negated}
