"""Whether a text is English."""

from __future__ import annotations

import re
import unicodedata

FEWEST_WORDS = 2
"""A text with fewer holds no sentence."""
SHORTEST = 200
"""Code points; of a shorter text the language cannot be told surely, and it is taken for English."""
SAMPLE = 2000
"""Code points at the beginning, in the middle and at the end that are looked at."""
SMALL_WORDS = frozenset("the of and to that for with said from by has after their".split())
"""Common in English, and hardly words of another language."""
LEAST_SMALL_WORDS = 0.1
"""The share of them that makes a text English, however many foreign names it has; English news has about a fifth."""


def foreign_language(text: str) -> str | None:
    """Give the code of the language (``fr``) of a text that is not English, None for English.

    A text in letters that are not Latin is in another however short it is; of a short one the letters are told.

    >>> foreign_language("Ankara"), foreign_language("Анкара не ответила")
    (None, 'cyrillic')
    """
    sample = _sample(text)
    script, is_short = _foreign_script(sample), len(text.strip()) < SHORTEST
    if is_short or (script is None and _small_words(sample) >= LEAST_SMALL_WORDS):
        return script
    from py3langid import classify

    language: str = classify(sample)[0]
    return script if language == "en" else language


def holds_sentence(text: str) -> bool:
    """Whether a text has words enough for a sentence, in whatever language.

    >>> holds_sentence("Hello!"), holds_sentence("Iran attacked.")
    (False, True)
    """
    words = re.findall(r"[^\W\d_]{2,}", text)
    return len(words) >= FEWEST_WORDS or (_foreign_script(text) is not None and bool(words))


def _foreign_script(text: str) -> str | None:
    """Give the script of most letters, in small letters, if it is not Latin."""
    others = [char for char in text if char > "\u024f" and char.isalpha() and "LATIN" not in unicodedata.name(char, "")]
    if 2 * len(others) <= sum(map(str.isalpha, text)):
        return None
    return unicodedata.name(others[0], "unknown").partition(" ")[0].lower()


def _small_words(text: str) -> float:
    words = re.findall(r"\w+", text.lower())
    return sum(word in SMALL_WORDS for word in words) / max(1, len(words))


def _sample(text: str) -> str:
    if len(text) <= 3 * SAMPLE:
        return text
    middle = len(text) // 2
    return "\n".join((text[:SAMPLE], text[middle : middle + SAMPLE], text[-SAMPLE:]))
