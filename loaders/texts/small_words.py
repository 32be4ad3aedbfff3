"""Which words English writes small, inside a sentence."""

from __future__ import annotations

import re
from functools import cache

from disputes.loaders.extractors.rules.words import forms_at
from disputes.loaders.gazetteer import nouns
from disputes.loaders.lexicon import Lexicon, read_lexicon

_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ed", ""), ("ed", "e"),
    ("ing", ""), ("ing", "e"), ("ly", ""), ("er", ""), ("er", "e"),
)  # fmt: skip
_SHORTEST_STEM = 4
_FORMED = re.compile(
    r"\w{3,}(?:[ts]ion|ity|ment|ness|ship|ical|able|ible|ology|graphy|ism|ist|ous|ful|less|ative|wards?)s?"
)
"""Words whose endings names hardly have."""


class SmallWords(Lexicon, frozen=True, kw_only=True):
    """small_words.yaml"""

    words: str


def is_word(word: str) -> bool:
    """Whether English writes a word, given in small letters, small inside a sentence.

    >>> [is_word(word) for word in ("reporters", "tuesday", "orel")]
    [True, False, False]
    """
    if is_day(word):
        return word in {"may", "march"}
    if is_small_word(word) or forms_at(word) or word in small_words():
        return True
    return _is_formed(word) or _FORMED.fullmatch(word) is not None


def is_small_word(word: str) -> bool:
    """Whether a word is a pronoun, a preposition or another of the lexicons' nouns and small words."""
    noun = nouns().longest([word], 0)
    return noun is not None and noun[1].entry.id != "world"


def is_day(word: str) -> bool:
    """Whether a word is a day's or a month's name."""
    noun = nouns().longest([word], 0)
    return word == "may" or (noun is not None and noun[1].entry.id in {"day", "month"})


def is_title(word: str) -> bool:
    """Whether a word is a form of address or a short one with its full stop: "mr", "gen."."""
    return word.rstrip(".") in {"mr", "mrs", "ms", "dr"} or (word.endswith(".") and len(word) > 2)


def _is_formed(word: str, endings: int = 2) -> bool:
    """Whether a word is another's with an ending, or two: "report-er-s"."""
    stems = [word.removesuffix(ending) + rest for ending, rest in _ENDINGS if word.endswith(ending)]
    long = [stem for stem in stems if len(stem) >= _SHORTEST_STEM]
    return any(stem in small_words() or (endings > 1 and _is_formed(stem, endings - 1)) for stem in long)


@cache
def small_words() -> frozenset[str]:
    """Give the words of small_words.yaml."""
    return frozenset(read_lexicon("small_words", SmallWords).words.split())
