"""Persons who are called by their office: "the former Gornan minister" is a description, "Vera Orel" a name."""

from __future__ import annotations

from disputes.loaders.gazetteer import Noun, names, nouns, portfolios
from disputes.loaders.tokenizer import words_of


def office_in(words: str) -> bool | None:
    """Tell whether a description has an office in it; None where a word of it is a person's own name.

    >>> [office_in(words) for words in ("former Peruvian minister", "Leaders", "Peruvian", "Minister Orel")]
    [True, True, False, None]
    """
    parts = words_of(words)
    small = [part.casefold() for part in parts]
    at, has_role = 0, False
    while at < len(parts):
        known, noun = names().longest(parts, at), _noun_at(small, at)
        if known is not None and not known[1].also_person:
            at = known[0]
        elif noun is not None:
            at, has_role = noun[0], has_role or noun[1].section == "role"
        elif small[at] in portfolios() or parts[at].islower():
            at += 1
        else:
            return None
    return has_role


def _noun_at(small: list[str], at: int) -> tuple[int, Noun] | None:
    """Give the role or small word that begins at `at`, in the singular or the plural."""
    for words in (small, [word.removesuffix("s") for word in small]):
        noun = nouns().longest(words, at)
        if noun is not None and noun[1].section in {"role", "word"}:
            return noun
    return None
