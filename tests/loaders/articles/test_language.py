from __future__ import annotations

import pytest

from disputes.loaders.articles.language import SAMPLE, foreign_language, holds_sentence

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


def test_of_a_short_text_in_latin_letters_nothing_is_said() -> None:
    assert foreign_language(FOREIGN["fr"]) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Виллу закрыли.", "cyrillic"),
        ("أغلقت الفيلا", "arabic"),
        ("别墅关闭了", "cjk"),
        ("η βίλα έκλεισε", "greek"),
        ("The villa (вилла) was shut in Đà Nẵng.", None),
        ("2009", None),
    ],
)
def test_other_letters_tell_another_language_however_short_the_text(text: str, language: str | None) -> None:
    assert foreign_language(text) == language


@pytest.mark.parametrize(
    ("text", "is_sentence"),
    [("Hello", False), ("7 – 3!", False), ("a b c", False), ("Chad left.", True), ("别墅关闭了", True)],
)
def test_a_word_is_no_sentence(text: str, is_sentence: bool) -> None:
    assert holds_sentence(text) is is_sentence


def test_a_long_text_is_judged_by_more_than_its_beginning() -> None:
    assert foreign_language(ENGLISH * 10 + FOREIGN["fr"] * SAMPLE) == "fr"
