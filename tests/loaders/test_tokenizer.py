import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes.loaders.tokenizer import tokens_of


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("the U.S. envoy", ["the", "U.S.", "envoy"]),
        ("Mr. Orel's boat", ["Mr.", "Orel", "'s", "boat"]),
        ("US-Russia ties", ["US", "-", "Russia", "ties"]),
        ("N'Djamena’s port", ["N'Djamena", "’s", "port"]),
        ("M. Sen spoke.", ["M.", "Sen", "spoke", "."]),
    ],
)
def test_text_splits_into_words_and_marks(text, tokens):
    assert [token.text for token in tokens_of(text, 0, len(text))] == tokens


@given(st.text())
def test_tokens_stand_where_they_say_and_leave_out_only_blanks(text):
    tokens = tokens_of(text, 0, len(text))
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(before.end <= after.start for before, after in itertools.pairwise(tokens))
    gaps = zip([0, *(t.end for t in tokens)], [*(t.start for t in tokens), len(text)], strict=True)
    assert all(not text[start:end].strip() for start, end in gaps)
