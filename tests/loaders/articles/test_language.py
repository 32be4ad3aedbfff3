from __future__ import annotations

import pytest

from disputes.loaders.articles.language import SAMPLE, foreign_language

NAMES = "Nóirín Gaughran, Juraj Martiš, Wołodymyr Szczęsny and Recep Çelik met Nguyễn Văn Đức for talks in Chișinău. "
ENGLISH = "The two ministries met on Monday and did not agree on the villa. "
FOREIGN = {
    "fr": "Les deux ministères se sont réunis lundi sans parvenir à un accord sur la villa. ",
    "de": "Die beiden Ministerien trafen sich am Montag und einigten sich nicht über die Villa. ",
    "nl": "De twee ministeries kwamen maandag bijeen en werden het niet eens over de villa of het park. ",
    "ru": "Два министерства встретились в понедельник и не договорились, кому достанется вилла. ",
}


@pytest.mark.parametrize("text", [ENGLISH * 5, NAMES * 5, ENGLISH.upper() * 5, ENGLISH * 500])
def test_english_passes_however_many_foreign_names_it_has(text: str) -> None:
    assert foreign_language(text) is None


@pytest.mark.parametrize("language", FOREIGN)
def test_another_language_is_named(language: str) -> None:
    assert foreign_language(FOREIGN[language] * 4) == language


def test_of_a_short_text_nothing_is_said() -> None:
    assert foreign_language(FOREIGN["fr"]) is None


def test_a_long_text_is_judged_by_more_than_its_beginning() -> None:
    assert foreign_language(ENGLISH * 10 + FOREIGN["fr"] * SAMPLE) == "fr"
