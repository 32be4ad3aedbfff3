"""Words and punctuation marks with their offsets."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"U\.\ S\.|(?:[A-Z]\.)+[A-Z]\b(?![.'’\w])|(?:[A-Z]\.){2,}"  # U.S.
    r"|\b(?i:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Adm|Brig|Sgt|St|Rev|Hon|Sen|Rep|Gov)\."
    r"|[A-Z]\.(?=\s[A-Z])"  # the initial in "M. Sen"
    r"|['’]s\b"
    r"|[^\W_]+(?:['’](?!s\b)[^\W_]+)*"
    r"|[^\w\s]|_"
)


class Token(NamedTuple):
    """A word or a mark and where it stands, half-open."""

    text: str
    start: int
    end: int


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """Give the tokens of ``text[start:end]``: hyphens, possessive endings and other marks stand alone.

    >>> [token.text for token in tokens_of("The U.S.-backed envoy's", 0, 23)]
    ['The', 'U.S.', '-', 'backed', 'envoy', "'s"]
    """
    return [Token(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text, start, end)]


def plain(word: str) -> str:
    """Give `word` with a straight apostrophe."""
    return word.replace("’", "'")


def words_of(phrase: str) -> tuple[str, ...]:
    """Give the words of a phrase as they are compared: with straight apostrophes."""
    return tuple(plain(token.text) for token in tokens_of(phrase, 0, len(phrase)))
