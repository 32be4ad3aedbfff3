"""One type a name, over the whole article."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import numpy as np

from disputes.loaders.extractors.reader.hearing import Hearing
from disputes.loaders.extractors.reader.labels import KINDS, TITLE
from disputes.loaders.extractors.reader.members import capitals, is_pronoun, plain_words

_IS_ENTITY = np.array([kind != TITLE for kind in KINDS])


def with_one_type(hearing: Hearing) -> Hearing:
    """Give all mentions of one name the type that the model thinks likeliest over all of them.

    A title is none of them, nor does it make one of the president who is spoken of by his title alone.
    """
    votes: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(len(KINDS)))
    names = [plain_words(one.span.of(hearing.text)) for one in hearing.heard]
    for name, one in zip(names, hearing.heard, strict=True):
        if one.kind != TITLE:
            sentence, first, last, _ = one.found
            votes[name] += hearing.tagging.kinds(sentence, first, last)[1:] * _IS_ENTITY
    heard = [
        one
        if is_pronoun(one.span.of(hearing.text)) or one.kind == TITLE or name in capitals()
        else replace(one, found=one.found._replace(kind=int(votes[name].argmax())))
        for name, one in zip(names, hearing.heard, strict=True)
    ]
    return replace(hearing, heard=tuple(heard))
