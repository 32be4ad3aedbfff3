"""One type a name, over the whole article."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

import numpy as np

from disputes.loaders.extractors.reader.acronyms import is_short_for
from disputes.loaders.extractors.reader.hearing import Hearing
from disputes.loaders.extractors.reader.labels import KINDS, TITLE
from disputes.loaders.extractors.reader.members import capitals, explained, is_pronoun, plain_words

_IS_ENTITY = np.array([kind != TITLE for kind in KINDS])


def with_one_type(hearing: Hearing) -> Hearing:
    """Give all mentions of one name the type that the model thinks likeliest over all of them.

    An acronym is what the name is that it stands in brackets after: "the Gornan Fishing Accord (GFA)". A title is none
    of them, nor does it make one of the president who is spoken of by his title alone.
    """
    votes: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(len(KINDS)))
    words = [one.span.of(hearing.text) for one in hearing.heard]
    names = [plain_words(each) for each in words]
    full = _explained(hearing, words)
    for name, one in zip(names, hearing.heard, strict=True):
        if one.kind != TITLE:
            sentence, first, last, _ = one.found
            votes[name] += hearing.tagging.kinds(sentence, first, last)[1:] * _IS_ENTITY
    heard = [
        one
        if is_pronoun(said) or one.kind == TITLE or name in capitals()
        else replace(one, found=one.found._replace(kind=int(votes[full.get(name, name)].argmax())))
        for said, name, one in zip(words, names, hearing.heard, strict=True)
    ]
    return replace(hearing, heard=tuple(heard))


def _explained(hearing: Hearing, words: list[str]) -> dict[str, str]:
    """Give the full name, as it is compared, of each acronym that stands in brackets after it."""
    full: dict[str, str] = {}
    for at, (before, one) in enumerate(pairwise(hearing.heard), 1):
        is_named = before.kind != TITLE and not is_pronoun(words[at - 1])
        if is_named and explained(hearing.text, one.span) == before.span.end and is_short_for(words[at], words[at - 1]):
            full.setdefault(plain_words(words[at]), plain_words(words[at - 1]))
    return full
