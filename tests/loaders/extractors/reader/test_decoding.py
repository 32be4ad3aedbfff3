from __future__ import annotations

import numpy as np
import pytest
from hearings import heard_in, hearing_of

from disputes.graph.model import Span
from disputes.loaders.extractors.reader.decoding import Tagging, sigmoid, softmax
from disputes.loaders.extractors.reader.labels import KINDS, TAGS, tag_of
from disputes.loaders.extractors.reader.windows import Place, WindowedArticle


def test_mentions_stand_in_the_order_of_the_text_with_words_and_type() -> None:
    hearing = hearing_of(
        "[[Peru|State]] met [[Vera Orel|Official]].\nThe [[trade minister|Title]] left [[Lima|Place]]."
    )
    assert heard_in(hearing) == [
        ("Peru", "State"),
        ("Vera Orel", "Official"),
        ("trade minister", "Title"),
        ("Lima", "Place"),
    ]
    assert [one.found.sentence for one in hearing.heard] == [0, 0, 1, 1]


def test_names_side_by_side_are_two_mentions() -> None:
    assert heard_in(hearing_of("[[Peruvian|State]] [[Vera Orel|Official]] left.")) == [
        ("Peruvian", "State"),
        ("Vera Orel", "Official"),
    ]


def test_words_that_look_like_two_types_are_one_mention_of_the_likelier() -> None:
    """No word is likelier outside than inside, though "outside" is likelier than each type alone."""
    hearing = hearing_of("[[Harbour Board|Property .35 Organization .3]] spoke.")
    assert heard_in(hearing) == [("Harbour Board", "Property")]


def test_the_types_of_a_mention_are_weighed_over_all_its_words() -> None:
    hearing = hearing_of("Harbour Board spoke.")
    chances = hearing.tagging.chances[0]
    chances[0], chances[1] = 0, 0
    chances[0, tag_of("Property", True)], chances[0, tag_of("Organization", True)] = 0.6, 0.4
    chances[1, tag_of("Property", False)], chances[1, tag_of("Organization", False)] = 0.1, 0.9
    (heard,) = hearing.tagging.mentions()
    assert (heard.kind, heard.chance) == ("Organization", pytest.approx(0.65))


def test_a_mention_may_begin_with_a_word_that_goes_on() -> None:
    hearing = hearing_of("Peru left.")
    hearing.tagging.chances[0][0] = np.eye(len(TAGS))[tag_of("State", False)]
    assert [one.span for one in hearing.tagging.mentions()] == [Span(0, 4)]


def test_each_word_is_judged_by_its_first_piece() -> None:
    words = ((Span(0, 4), Span(5, 9)), (Span(10, 14),))
    places = ((Place(0, 1), Place(0, 4)), (Place(1, 2),))
    logits = np.zeros((2 * 6, len(TAGS)))
    logits[0 * 6 + 4, tag_of("State", True)] = logits[1 * 6 + 2, tag_of("Place", True)] = 9.0
    tagging = Tagging.of(WindowedArticle((), words, places), logits, 6)
    assert [[TAGS[int(row.argmax())] for row in rows if row.max() > 0.9] for rows in tagging.chances] == [
        ["B-State"],
        ["B-Place"],
    ]


def test_chances_of_all_types_and_of_none_make_one() -> None:
    kinds = hearing_of("[[Lima|Place .5 State .4]] left.").tagging.kinds(0, 0, 0)
    assert kinds.tolist() == pytest.approx([0.1, *({"Place": 0.5, "State": 0.4}.get(kind, 0.0) for kind in KINDS)])


def test_large_logits_do_not_overflow() -> None:
    assert softmax(np.array([1000.0, 0.0])).tolist() == [1.0, 0.0]
    assert sigmoid(np.array([30.0, -30.0])).round(6).tolist() == [1.0, 0.0]
