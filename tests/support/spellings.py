"""Texts of the signs that engines split, fold or drop in ways of their own, for tests of what a word is."""

from __future__ import annotations

from hypothesis import strategies as st

_PLAIN = [*"ab us.", "U.S.", "b.", "a_", "-7", "\n", "’s"]
_FOREIGN = ["é", "e\u0301", "ß", "İ", "ə", "Я", "北", "カ", "ก", "²", "ª", "\u00ad", "\u212a"]

texts = st.lists(st.sampled_from(_PLAIN + _FOREIGN), min_size=1, max_size=12).map("".join)
