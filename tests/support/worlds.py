"""Small invented articles with the readings of an ideal reader, for tests of what happens after the reading.

A text is made of sentences ``SOURCE verb TARGET.``; each sentence is one assertion between two of the pool's entities.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import strategies as st

from disputes.graph.model import (
    Article,
    Assertion,
    LocalEntity,
    Mention,
    MentionKind,
    Reading,
    Span,
    article_id,
    local_key,
)
from disputes.graph.vocabulary import RULES, EdgeType, Issue, NodeType

World = list[tuple[Article, Reading]]
Actor = tuple[NodeType, str, str | None, str | None, bool]
"""Type, name, code, state, whether the name is distinct."""

POOL: tuple[Actor, ...] = (
    (NodeType.STATE, "Arland", "state:ar", None, True),
    (NodeType.STATE, "Borduria", "state:bo", None, True),
    (NodeType.ORGANIZATION, "Arlandic Foreign Ministry", None, "state:ar", True),
    (NodeType.ORGANIZATION, "Harbour League", None, None, True),
    (NodeType.OFFICIAL, "Alexander Darvitch", None, "state:ar", True),
    (NodeType.OFFICIAL, "Aleksandr Darvich", None, "state:ar", True),
    (NodeType.OFFICIAL, "Alexander Darvitch", None, None, True),
    (NodeType.OFFICIAL, "Darvitch", None, "state:ar", True),
    (NodeType.OFFICIAL, "Anna Darvitch", None, "state:bo", True),
    (NodeType.PROPERTY, "Arlandic consulate in Klow", None, "state:ar", True),
    (NodeType.PROPERTY, "embassies", None, None, False),
    (NodeType.TALKS, "Klow talks", None, None, True),
    (NodeType.PLACE, "Klow", None, None, True),
)


def made(sentences: Sequence[tuple[Actor, EdgeType, Actor]], date: str | None, source: str) -> tuple[Article, Reading]:
    """Make an article of the sentences, with its reading."""
    text, spans = "", []
    for one, kind, other in sentences:
        start = len(text)
        first = Span(start, start + len(one[1]))
        verb = Span(first.end + 1, first.end + 1 + len(kind))
        second = Span(verb.end + 1, verb.end + 1 + len(other[1]))
        text += f"{one[1]} {kind.lower()} {other[1]}. "
        spans.append((Span(start, second.end + 1), first, verb, second))
    ident = article_id(text)
    keys: dict[Actor, str] = {}
    mentions = []
    for (one, _, other), (_, first, _, second) in zip(sentences, spans, strict=True):
        for actor, span in ((one, first), (other, second)):
            key = keys.setdefault(actor, local_key(ident, span))
            mentions.append(Mention(span, MentionKind.NAME, key))
    assertions = [
        Assertion(
            article=ident,
            type=kind,
            source=keys[one],
            target=keys[other],
            trigger=verb,
            evidence=evidence,
            source_span=first,
            target_span=second,
            speaker=one[1],
            speaker_local=keys[one],
            issue=Issue.DIPLOMATIC_PROPERTY,
            intensity=RULES[kind].intensity,
        )
        for (one, kind, other), (evidence, first, verb, second) in zip(sentences, spans, strict=True)
    ]
    article = Article(ident, text, f"Title {source}", sources=(source,), date=date)
    return article, Reading(
        ident,
        "ideal",
        "1",
        tuple(
            LocalEntity(key, kind, name, (), code, distinct, state)
            for (kind, name, code, state, distinct), key in keys.items()
        ),
        tuple(mentions),
        tuple(assertions),
    )


def _sentences() -> st.SearchStrategy[tuple[Actor, EdgeType, Actor]]:
    every = [
        (one, kind, other)
        for one in POOL
        for other in POOL
        for kind in EdgeType
        if one[:2] != other[:2] and RULES[kind].joins(one[0], other[0])
    ]
    return st.sampled_from(every)


@st.composite
def worlds(draw: st.DrawFn, *, most: int = 5) -> World:
    """Draw some articles with different texts, each with a source of its own."""
    texts = draw(st.lists(st.lists(_sentences(), min_size=1, max_size=4), min_size=1, max_size=most))
    dates = st.sampled_from([None, "2025-04-10", "2025-04-12", "2025-09-01"])
    found = [made(sentences, draw(dates), f"source:{number}") for number, sentences in enumerate(texts)]
    return list({article.id: (article, reading) for article, reading in found}.values())


def many(count: int, chance: random.Random) -> World:
    """Make articles of three accusations each among the whole pool: most decide on who is who in the same blocks."""
    pairs = [(one, other) for one in POOL for other in POOL if RULES[EdgeType.ACCUSES].joins(one[0], other[0])]
    every = [(one, EdgeType.ACCUSES, other) for one, other in pairs if one[:2] != other[:2]]
    return [made(chance.sample(every, 3), "2025-04-10", f"source:{number}") for number in range(count)]
