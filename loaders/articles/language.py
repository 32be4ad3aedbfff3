"""Whether a text is English."""

from __future__ import annotations

import re

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

    >>> foreign_language("Ankara")
    """
    if len(text.strip()) < SHORTEST:
        return None
    sample = _sample(text)
    if _small_words(sample) >= LEAST_SMALL_WORDS:
        return None
    from py3langid import classify

    language: str = classify(sample)[0]
    return None if language == "en" else language


def _small_words(text: str) -> float:
    words = re.findall(r"\w+", text.lower())
    return sum(word in SMALL_WORDS for word in words) / max(1, len(words))


def _sample(text: str) -> str:
    if len(text) <= 3 * SAMPLE:
        return text
    middle = len(text) // 2
    return "\n".join((text[:SAMPLE], text[middle : middle + SAMPLE], text[-SAMPLE:]))
