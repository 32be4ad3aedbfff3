"""Names by their first letters: "NHB" of the "National Harbour Board"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache


def is_acronym_of(short: str, name: Iterable[str]) -> bool:
    """Whether `short` is made of the first letters of a name's words, small words left out or not.

    >>> is_acronym_of("NHB", ["national", "harbour", "board"]), is_acronym_of("NHB", ["national", "board"])
    (True, False)
    """
    letters = short.replace(".", "").casefold()
    words = list(name)
    return short.isupper() and letters in {_initials(words), _initials(_large(words))}


def is_short_for(short: str, name: str) -> bool:
    """Whether `short`, mostly of capitals, has letters of `name` in their order, beginning with its first.

    >>> [is_short_for("HaSaT", name) for name in ("Harbour Safety Treaty", "the treaty")]
    [True, False]
    """
    letters = iter(name.casefold())
    is_short = " " not in short and sum(map(str.isupper, short)) > 1
    return is_short and short[0].casefold() == next(letters) and all(one in letters for one in short[1:].casefold())


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words)


def _large(words: Iterable[str]) -> Iterator[str]:
    return (word for word in words if word not in _small_words())


@cache
def _small_words() -> frozenset[str]:
    return frozenset("of for the and on in to de la".split())
