"""Whether a text is English."""

from __future__ import annotations

SHORTEST = 200
"""Code points; of a shorter text the language cannot be told surely, and it is taken for English."""
SAMPLE = 2000
"""Code points at the beginning, in the middle and at the end that are looked at."""

ENGLISH = frozenset({"en", "pcm", "sco"})
"""English, and Nigerian Pidgin and Scots, for which many foreign names make English be taken."""


def foreign_language(text: str) -> str | None:
    """Give the code of the language (``fr``) of a text that is not English, None for English.

    >>> foreign_language("Ankara")
    """
    if len(text.strip()) < SHORTEST:
        return None
    from py3langid import classify

    language: str = classify(_sample(text))[0]
    return None if language in ENGLISH else language


def _sample(text: str) -> str:
    if len(text) <= 3 * SAMPLE:
        return text
    middle = len(text) // 2
    return "\n".join((text[:SAMPLE], text[middle : middle + SAMPLE], text[-SAMPLE:]))
