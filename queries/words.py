"""The words of a text as a search compares them, where they stand, and how well they fit what is looked for.

Words are compared without case, accents and the full stops of abbreviations. A word that is looked for fits a whole
word, or the beginning of one if it has some letters of its own: "sanction" finds "sanctions".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from disputes.graph.errors import QueryError

LEAST_BEGINNING = 3
"""From so many letters on, a word may be the beginning of a longer one."""
BEGINNING = 0.5
"""What the beginning of a word counts for, where a whole word counts 1."""
MOST_WORDS = 20
MOST_LETTERS = 100

_ABBREVIATION = re.compile(r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])")
_WORD = re.compile(r"[a-z0-9]+")
_NEITHER = "[^0-9a-z]"
_FOREIGN = "[^ -~]"


@dataclass(frozen=True, slots=True)
class Fit:
    """How words that are looked for stand in a text.

    `weight` is the sum of what each counts for, `window` the length in words of the shortest run that has them all.
    """

    weight: float
    window: int


def words(text: str) -> list[str]:
    """Give the words of a text in the form in which they are compared.

    >>> words("The U.S. closed São Tomé’s embassy.")
    ['the', 'us', 'closed', 'sao', 'tome', 's', 'embassy']
    """
    joined = _ABBREVIATION.sub(lambda match: match[0].replace(".", ""), text)
    if not joined.isascii():
        joined = "".join(sign if sign.isascii() else _spelled(sign) for sign in joined)
    return _WORD.findall(joined.lower())


def wanted_words(text: str) -> list[str]:
    """Give the words that a person looks for, each once. Raises QueryError for none, too many, or too long ones."""
    wanted = list(dict.fromkeys(words(text)))
    if not wanted:
        raise QueryError(f"there is no word in {text!r} to search for")
    if len(wanted) > MOST_WORDS or max(map(len, wanted)) > MOST_LETTERS:
        raise QueryError(f"search for {MOST_WORDS} words at most, of {MOST_LETTERS} letters at most")
    return wanted


def pattern(word: str) -> str:
    r"""Give a regular expression that fits any text, in small letters, that has the word in any spelling.

    It fits some others too, so what it finds is a choice to look at with `fit`: a sign beyond ASCII may stand for any
    letters, whatever an index or an engine makes of it. It is made of what Lucene, Java and Rust read alike.

    >>> pattern("us")
    '(.*[^0-9a-z])?(u\\.?s([^0-9a-z].*)?|(u\\.?)?[^ -~].*)'
    """
    rest = ".*" if _may_be_beginning(word) else f"({_NEITHER}.*)?"
    until_foreign = ""
    for letter in reversed(word[:-1]):
        until_foreign = rf"({letter}\.?{until_foreign})?"
    spelled = r"\.?".join(word)
    return f"(.*{_NEITHER})?({spelled}{rest}|{until_foreign}{_FOREIGN}.*)"


def fit(wanted: Sequence[str], found: Sequence[str]) -> Fit | None:
    """Tell how the words that are looked for stand among those of a text; None unless each of them does."""
    weight = 0.0
    places = []
    for word in wanted:
        whole = [place for place, other in enumerate(found) if other == word]
        begun = [place for place, other in enumerate(found) if other.startswith(word)] if not whole else []
        if not whole and not (begun and _may_be_beginning(word)):
            return None
        weight += 1 if whole else BEGINNING
        places.append(whole or begun)
    return Fit(weight, _shortest_run(places))


def _may_be_beginning(word: str) -> bool:
    return len(word) >= LEAST_BEGINNING


def _shortest_run(places: Sequence[Sequence[int]]) -> int:
    """Give the length of the shortest run that has a place of each of the lists."""
    tagged = sorted((place, index) for index, each in enumerate(places) for place in each)
    last: dict[int, int] = {}
    lengths = []
    for place, index in tagged:
        last[index] = place
        if len(last) == len(places):
            lengths.append(place - min(last.values()) + 1)
    return min(lengths)


@cache
def _spelled(sign: str) -> str:
    """Give the letters or digits that a sign beyond ASCII is compared by; a mark on a letter is left out."""
    from unicodedata import combining

    from anyascii import anyascii

    if not (sign.isalpha() or sign.isdecimal()):
        return "" if combining(sign) else " "
    return "".join(_WORD.findall(anyascii(sign).lower()))
