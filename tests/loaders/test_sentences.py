import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes.graph.model import Article, Span, article_id
from disputes.loaders.sentences import LONGEST_SENTENCE, sentences_of, split


@pytest.mark.parametrize(
    "sentences",
    [
        ["The U.S. envoy left.", "Mr. Orel stayed."],
        ["Gen. Rudin met Lt. Col. Brun.", "They spoke of No. 10."],
        ['"We will not go. Never," he said.', '"Not today."'],
        ["It began at 5 p.m. Friday.", "Nobody came."],
        ["He signed Art. 5 of it on Jan. 7.", "See St. Gallen."],
        ["M. Sen was asked.", "Was he there?", "Yes!"],
        ["Prices rose in May.", "On 5 May 2020 it ended.", "He spoke to Theresa May."],
    ],
)
def test_sentences_end_at_stops_and_not_at_abbreviations(sentences):
    text = " ".join(sentences)
    assert [span.of(text) for span in split(text, Span(0, len(text)))] == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("A line ends here.\nAnother begins.", ["A line ends here.", "Another begins."]),
        ("A line that\nis wrapped.", ["A line that\nis wrapped."]),
        ("No stop\n\nA paragraph.", ["No stop", "A paragraph."]),
        ("  \n ", []),
    ],
)
def test_lines_and_paragraphs_end_sentences(text, sentences):
    assert [span.of(text) for span in split(text, Span(0, len(text)))] == sentences


def test_the_headline_is_one_sentence_and_boilerplate_is_in_none():
    text = "Dam opens. At last\n\nBy our staff\n\nThe dam opened. It leaks."
    article = Article(article_id(text), text, "", headline=Span(0, 18), boilerplate=(Span(20, 32),))
    assert [(span.of(text), is_headline) for span, is_headline in sentences_of(article)] == [
        ("Dam opens. At last", True),
        ("The dam opened.", False),
        ("It leaks.", False),
    ]


@pytest.mark.parametrize(("sign", "end"), [("; ", ";"), ("\n", "x"), (", ", ","), (" ", "x")])
def test_what_has_no_end_is_cut_where_a_phrase_may_end(sign, end):
    text = sign.join(["Ada left and Bo stayx"] * 300)
    spans = list(split(text, Span(0, len(text))))
    assert max(span.end - span.start for span in spans) <= LONGEST_SENTENCE
    assert len(spans) < 2.2 * len(text) / LONGEST_SENTENCE
    assert all(span.of(text).endswith(end) for span in spans[:-1]) or sign == " "
    assert not _outside(text, spans)


@given(st.text(alphabet=st.characters(codec=None), max_size=200))
def test_sentences_are_ordered_and_hold_every_word(text):
    spans = list(split(text, Span(0, len(text))))
    assert all(span.start < span.end and span.of(text) == span.of(text).strip() for span in spans)
    assert all(before.end <= after.start for before, after in itertools.pairwise(spans))
    assert not _outside(text, spans)


def _outside(text, spans):
    """Give what is in no sentence, without blanks."""
    ends = zip([0, *(span.end for span in spans)], [*(span.start for span in spans), len(text)], strict=True)
    return "".join(text[start:end] for start, end in ends).strip()
