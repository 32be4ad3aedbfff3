"""Hearings written by hand: what a model would hear of the words, without a model.

A line is a sentence. Marked words are a mention, with the types that the model thinks of and how sure it is of each:
``[[Lima|Place .5 State .4]] blames [[Quito|State]]``. What a word's chances leave over is the chance that it is in no
mention; words without a mark are in none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from disputes.graph.model import LocalEntity, Mention, MentionKind, Span, local_key
from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.reader.decoding import Tagging
from disputes.loaders.extractors.reader.hearing import Hearing
from disputes.loaders.extractors.reader.labels import TAGS, TITLE, tag_of
from disputes.loaders.extractors.reader.members import Member, member_of
from disputes.loaders.extractors.reader.windows import WindowedArticle, words_within
from disputes.loaders.extractors.rules.findings import Found, Sentence
from disputes.loaders.tokenizer import tokens_of

ARTICLE = "a"
_MARK = re.compile(r"\[\[([^|\]]+)\|([^\]]+)\]\]")
_CERTAIN = 0.97


def hearing_of(marked: str, ruled: Mapping[str, LocalEntity] | None = None) -> Hearing:
    """Give the hearing of a marked text; `ruled` is what the rules take words for, at the first place they stand."""
    text, marks = _unmarked(marked)
    lines = [Span(*match.span()) for match in re.finditer(r".+", text)]
    words = tuple(tuple(Span(token.start, token.end) for token in tokens_of(text, *line)) for line in lines)
    chances = tuple(np.eye(1, len(TAGS)).repeat(len(line), 0) for line in words)
    for span, kinds in marks:
        sentence = next(at for at, line in enumerate(lines) if line.covers(span))
        first, last = words_within(words[sentence], span)
        for word in range(first, last + 1):
            chances[sentence][word, 0] = 1 - sum(kinds.values())
            for kind, chance in kinds.items():
                chances[sentence][word, tag_of(kind, word == first)] = chance
    return Hearing.of(text, Tagging(WindowedArticle((), words, ()), chances), _found(text, lines, ruled or {}))


def heard_in(hearing: Hearing) -> list[tuple[str, str]]:
    """Give the words and the type of each heard mention."""
    return [(one.span.of(hearing.text), one.kind) for one in hearing.heard]


def members_of(marked: str, ruled: Mapping[str, LocalEntity] | None = None) -> list[Member]:
    """Give the members that the marked words are, titles left out."""
    hearing = hearing_of(marked, ruled)
    spans = hearing.ruled()
    return [
        member_of(hearing.text, one.found, one.span, spans.at(one.span)) for one in hearing.heard if one.kind != TITLE
    ]


def entity(name: str, kind: NodeType, code: str | None = None, at: int = 0) -> LocalEntity:
    """Give an entity of ARTICLE that is first named `at` an offset."""
    return LocalEntity(local_key(ARTICLE, Span(at, at + len(name))), kind, name, code=code)


def antecedents_of(count: int, chances: Mapping[int, Mapping[int, float]]) -> tuple[np.ndarray, np.ndarray]:
    """Give the model's logits about `count` members, and the candidates that they are about.

    `chances` are, by member, how likely it stands for what each earlier one does; the rest is the chance of none.
    """
    candidates = np.array([[before if before < at else -1 for before in range(count)] for at in range(count)])
    likely = np.full((count, 1 + count), 1e-9)
    for at in range(count):
        mine = chances.get(at, {})
        likely[at, 0] = max(1e-9, 1 - sum(mine.values()))
        for before, chance in mine.items():
            likely[at, 1 + before] = chance
    return np.log(likely), candidates


def _unmarked(marked: str) -> tuple[str, list[tuple[Span, Mapping[str, float]]]]:
    """Give the plain text, and the marked spans with the chance of each type."""
    marks: list[tuple[Span, Mapping[str, float]]] = []
    text, last = "", 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        marks.append((Span(len(text), len(text) + len(match[1])), _chances(match[2])))
        text += match[1]
        last = match.end()
    return text + marked[last:], marks


def _chances(said: str) -> Mapping[str, float]:
    """Give the chances that a mark says; one type alone is as good as certain."""
    parts = said.split()
    return dict(zip(parts[::2], map(float, parts[1::2]), strict=True)) if len(parts) > 1 else {said: _CERTAIN}


def _found(text: str, lines: list[Span], ruled: Mapping[str, LocalEntity]) -> Found:
    starts = {words: text.index(words) for words in ruled}
    mentions = [
        Mention(Span(starts[words], starts[words] + len(words)), MentionKind.NAME, found.key)
        for words, found in ruled.items()
    ]
    sentences = tuple(Sentence(line, False) for line in lines)
    return Found(sentences, tuple(dict.fromkeys(ruled.values())), tuple(sorted(mentions, key=lambda one: one.span)), ())
