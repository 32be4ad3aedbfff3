"""Mentions cut to the words that name something."""

from __future__ import annotations

import pytest
from hearings import heard_in, hearing_of

from disputes.loaders.extractors.reader.trimming import trimmed


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("[[the Harbour Board|Organization]] met.", "Harbour Board"),
        ("[[Peru 's|State]] envoy left.", "Peru"),
        ("They left [[Port Vell .|Place]]", "Port Vell"),
    ],
)
def test_articles_marks_and_endings_are_cut_off(marked: str, words: str) -> None:
    assert [said for said, _ in heard_in(trimmed(hearing_of(marked)))] == [words]


def test_a_mark_alone_is_no_mention() -> None:
    assert heard_in(trimmed(hearing_of("He left [[.|State]]"))) == []
