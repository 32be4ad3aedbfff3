"""Names made comparable: folded to plain letters, to slugs, to the skeleton that transliterations share."""

from __future__ import annotations

import re

from anyascii import anyascii

_WORD = re.compile(r"[a-z0-9]+")
_EMPTY = frozenset({"the", "a", "an", "of", "in", "on", "at", "and", "for", "to", "s"})
_DIGRAPHS = (
    ("shch", "c"),
    ("sch", "s"),
    ("tch", "c"),
    ("dzh", "j"),
    ("ch", "c"),
    ("sh", "s"),
    ("zh", "j"),
    ("kh", "h"),
    ("ts", "c"),
    ("tz", "c"),
    ("ph", "f"),
    ("gh", "g"),
    ("ck", "k"),
    ("x", "ks"),
    ("q", "k"),
    ("w", "v"),
)


def words(name: str) -> tuple[str, ...]:
    """Give the words of `name` in plain lower-case letters, in order, without punctuation.

    >>> words("Recep Tayyip Erdoğan's U.S. visit")
    ('recep', 'tayyip', 'erdogan', 's', 'us', 'visit')
    """
    return tuple(_WORD.findall(anyascii(name).lower().replace(".", "").replace("'", " ")))


def content_words(name: str) -> tuple[str, ...]:
    """Give the words of `name` that tell it from others, plurals made singular.

    >>> content_words("the Ministry of Foreign Affairs")
    ('ministry', 'foreign', 'affair')
    """
    return tuple(singular(word) for word in words(name) if word not in _EMPTY)


def singular(word: str) -> str:
    """Cut the plural's ``s`` off a word of more than three letters, unless it ends in ``ss``."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def slug(name: str) -> str:
    """Give the part of an id that `name` makes.

    >>> slug("Alexander Darchiev")
    'alexander-darchiev'
    """
    return "-".join(words(name)) or "unnamed"


def skeleton(word: str) -> str:
    """Give what the transliterations of a name share: its first letter and its consonants.

    >>> skeleton("darchiev") == skeleton("darciev")
    True
    >>> skeleton("zelensky") == skeleton("zelenskyy") == skeleton("zelenskiy")
    True
    """
    for many, one in _DIGRAPHS:
        word = word.replace(many, one)
    consonants = re.sub(r"[aeiouyj]", "", word[1:])
    return word[:1] + re.sub(r"(.)\1+", r"\1", consonants)
