"""Plain names out of the words of a text."""

from __future__ import annotations

import re

_DETERMINERS = (
    "the a an its his her their our this that these those any no some another both all "
    "two three four five six seven eight nine ten several"
)
_DETERMINER = re.compile(rf"^(?:(?:{'|'.join(_DETERMINERS.split())})\s+)+", re.I)
_SMALL_GIVEN_NAME = re.compile(r"(?:An|In|No|To)\s[A-Z]")


def begins_with_small_name(words: str) -> bool:
    """Whether a person's name begins with what elsewhere is a small word.

    >>> begins_with_small_name("To Lam"), begins_with_small_name("The President")
    (True, False)
    """
    return _SMALL_GIVEN_NAME.match(words) is not None


def without_determiner(name: str) -> str:
    """Give a name without the articles, possessives and counts before it.

    >>> without_determiner("its two summer houses")
    'summer houses'
    """
    return _DETERMINER.sub("", name)


def singular(words: str) -> str:
    """Give the singular of a phrase's last noun, or of the first for "consulates general".

    >>> singular("commercial missions"), singular("consulates general"), singular("embassies")
    ('commercial mission', 'consulate general', 'embassy')
    """
    plain = re.sub(r"ies\b", "y", words)
    if plain != words:
        return plain
    return re.sub(r"(\w{3,}[^s\W])s\b(?!.*s\b)", r"\1", words)
