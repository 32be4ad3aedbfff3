from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from disputes.graph.model import Span
from disputes.graph.vocabulary import EdgeType
from disputes.loaders.extractors.reader.candidates import REGIONS
from disputes.loaders.extractors.reader.decoding import Tagging
from disputes.loaders.extractors.reader.labels import EDGES, TAGS
from disputes.loaders.extractors.reader.windows import CASINGS, WINDOW_PIECES, Pieces, windowed
from training.corpus import read
from training.examples import IGNORED, NO, YES, Example, example_of

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SAMPLE = list(read(Path(__file__).parent / "articles.txt"))


@pytest.fixture(scope="module")
def letters(lettered: Tokenizer) -> Pieces:
    return Pieces.of(lettered, ("<s>", "</s>", "<pad>"))


@pytest.fixture(scope="module")
def example(letters: Pieces) -> Example:
    return example_of(SAMPLE[0], letters)


def said(example: Example, mention: int) -> str:
    found = example.mentions[mention]
    words = example.windowed.words[found.sentence]
    return Span(words[found.first].start, words[found.last].end).of(example.article.text)


def test_a_sentence_longer_than_a_window_is_cut_off(letters: Pieces) -> None:
    text = "a " * 600 + "b."
    article = windowed(text, [Span(0, len(text))], letters)
    assert [len(window.pieces) for window in article.windows] == [WINDOW_PIECES]


def test_the_piece_of_a_word_begins_with_its_first_letter(example: Example, letters: Pieces) -> None:
    for words, places in zip(example.windowed.words, example.windowed.places, strict=True):
        for word, place in zip(words, places, strict=True):
            piece = example.windowed.windows[place.window].pieces[place.piece]
            assert letters.tokenizer.id_to_token(piece) == word.of(example.article.text)[0].lower()


def test_casing_goes_with_each_piece(example: Example) -> None:
    first = example.windowed.windows[0]
    names = [CASINGS[casing] for casing in first.casing]
    assert names[:8] == ["none"] + ["first"] * 6 + ["lower"]
    assert names[len("greeceprotestsat") + 1] == "title"


def test_tags_give_back_all_mentions_and_titles(example: Example) -> None:
    article = example.article
    chances = tuple(np.eye(len(TAGS))[list(tags)] for tags in example.tags)
    found = Tagging(example.windowed, chances).mentions()
    marked = [mention.span.of(article.text) for mention in article.mentions]
    assert [heard.span.of(article.text) for heard in found] == [words.removeprefix("The ") for words in marked]
    assert TAGS[example.tags[0][0]] == "B-State"


def test_an_edge_stands_between_the_mentions_nearest_its_trigger(example: Example) -> None:
    accused = next(label for label in example.labels if EDGES[label.edge] is EdgeType.ACCUSES and label.trigger[0] > 1)
    source, target, _ = example.candidates.pairs[accused.pair]
    assert (said(example, source), said(example, target)) == ("Greece", "Turkey")


def test_other_mentions_of_an_end_are_left_out(example: Example) -> None:
    accuses = EDGES.index(EdgeType.ACCUSES)
    by_words = {
        (said(example, source), said(example, target)): example.links[row, accuses]
        for row, (source, target, sentence) in enumerate(example.candidates.pairs)
        if sentence == 1 and example.mentions[source].sentence == example.mentions[target].sentence == 1
    }
    assert by_words["Greece", "Turkey"] == YES
    assert by_words["it", "Turkey"] == IGNORED
    assert by_words["Turkey", "Greece"] == NO


def test_an_end_may_be_said_in_the_sentence_before(example: Example) -> None:
    serves = next(label for label in example.labels if EDGES[label.edge] is EdgeType.SERVES)
    source, target, sentence = example.candidates.pairs[serves.pair]
    assert (said(example, source), said(example, target)) == ("Kyriakos Doukas", "it")
    assert example.mentions[target].sentence == sentence - 1


def test_an_edge_without_direction_stands_in_both(letters: Pieces) -> None:
    example = example_of(SAMPLE[1], letters)
    meets = EDGES.index(EdgeType.MEETS)
    assert {
        (said(example, source), said(example, target))
        for row, (source, target, _) in enumerate(example.candidates.pairs)
        if example.links[row, meets] == YES
    } == {("Chile", "Peru"), ("Peru", "Chile")}


def test_words_lie_before_in_between_and_after_the_ends(example: Example) -> None:
    row = next(
        row
        for row, (source, target, sentence) in enumerate(example.candidates.pairs)
        if sentence == 0 and (said(example, source), said(example, target)) == ("Turkish", "Greece")
    )
    names = [REGIONS[region] for region in example.candidates.regions[row] if region >= 0]
    assert names == ["target", "backward", "backward", "source", "after", "after", "after"]


def test_what_stands_for_an_entity_is_sought_before_it(example: Example) -> None:
    for mention, row in enumerate(example.candidates.antecedents.tolist()):
        known = [other for other in row if other >= 0]
        assert known == list(range(mention - 1, -1, -1))
