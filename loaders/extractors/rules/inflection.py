"""The forms of English verbs and nouns, made by rule from their lemma."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from enum import Enum

VOWELS = "aeiou"
SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")


class Form(Enum):
    """What a form of a verb can be. A regular past is also the participle."""

    BASE = "base"
    PRESENT = "present"
    PAST = "past"
    PARTICIPLE = "participle"
    GERUND = "gerund"


def plural(noun: str) -> str:
    """Give the regular plural, or third person, of a word.

    >>> plural("embassy"), plural("lunch"), plural("day")
    ('embassies', 'lunches', 'days')
    """
    if noun.endswith("y") and noun[-2:-1] not in VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if SIBILANT.search(noun) or noun == "go" else "s")


def verb_forms(
    lemma: str, irregular: Mapping[str, Sequence[str]], doubling: Collection[str]
) -> dict[str, frozenset[Form]]:
    """Give each form of the verb with what it can be; `irregular` has past and participle, where they differ.

    >>> sorted(verb_forms("ban", {}, {"ban"}))
    ['ban', 'banned', 'banning', 'bans']
    """
    past = irregular.get(lemma, [_with_ending(lemma, "ed", doubling)])
    spelled = [
        (lemma, Form.BASE),
        (plural(lemma), Form.PRESENT),
        (past[0], Form.PAST),
        (past[-1], Form.PARTICIPLE),
        (_with_ending(lemma, "ing", doubling), Form.GERUND),
    ]
    return {word: frozenset(form for other, form in spelled if other == word) for word, _ in spelled}


def _with_ending(lemma: str, ending: str, doubling: Collection[str]) -> str:
    if lemma in doubling:
        return lemma + lemma[-1] + ending
    if lemma.endswith("ie") and ending == "ing":
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1] + ending
    if lemma.endswith("e") and ending == "ed":
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS and ending == "ed":
        return lemma[:-1] + "ied"
    return lemma + ending
