from __future__ import annotations

from disputes.loaders.extractors.reader.acronyms import is_acronym_of


def test_an_acronym_may_leave_small_words_out() -> None:
    assert is_acronym_of("NBH", ["national", "board", "of", "harbours"])
    assert is_acronym_of("N.B.O.H.", ["national", "board", "of", "harbours"])
    assert not is_acronym_of("NBH", ["national", "harbours"])
    assert not is_acronym_of("nbh", ["national", "board", "of", "harbours"])
