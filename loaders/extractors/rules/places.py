"""Ties that stand in two mentions side by side: "the base at Gorna", "a treaty between Gorna and Birn"."""

from __future__ import annotations

from collections.abc import Iterator

from disputes.graph.model import Span
from disputes.graph.vocabulary import RULES, EdgeType, NodeType
from disputes.loaders.extractors.rules.acts import LIKELY, Act, Setting
from disputes.loaders.extractors.rules.modality import Mood
from disputes.loaders.extractors.rules.objects import objects
from disputes.loaders.extractors.rules.phrases import coordinated
from disputes.loaders.extractors.rules.tokens import Line
from disputes.loaders.extractors.rules.verbs import is_modifier
from disputes.loaders.extractors.rules.words import word_class

WHERE = frozenset({"in", "at", "on", "near", "off", "outside"})
WHERE_HELD = frozenset({"in", "at"})
BETWEEN = frozenset({"between", "with", "among", "by"})
DESCRIPTION_TOKENS = 3


def neighbours_of(setting: Setting) -> Iterator[Act]:
    """Find the ties between mentions that only a preposition or a possessive parts."""
    line = setting.line
    for index in line.mentions(0, len(line.tokens)):
        kind = line.kind(index)
        if kind in (NodeType.PROPERTY, NodeType.TALKS):
            yield from _located(setting, index)
        if kind in (NodeType.TALKS, NodeType.AGREEMENT):
            yield from _between(setting, index)
        yield from _owned(setting, index)


def _located(setting: Setting, index: int) -> Iterator[Act]:
    line = setting.line
    for at in range(index + 1, min(index + 1 + DESCRIPTION_TOKENS, len(line.tokens))):
        if line.lower(at) in (WHERE if line.kind(index) is NodeType.PROPERTY else WHERE_HELD):
            if (place := _place(line, at + 1)) is not None:
                yield from _tie(setting, EdgeType.LOCATED_IN, index, place, line.tokens[at].span)
            return
        if not line.tokens[at].is_word or line.lower(at) in word_class("prepositions"):
            return


def _place(line: Line, start: int) -> int | None:
    """Give the place named from `start` on, a few words before it allowed."""
    for at in range(start, min(start + DESCRIPTION_TOKENS, len(line.tokens))):
        if line.kind(at) in (NodeType.PLACE, NodeType.STATE):
            return None if is_modifier(line, at) and line.kind(at) is NodeType.STATE else at
        if not line.tokens[at].is_word:
            return None
    return None


def _between(setting: Setting, index: int) -> Iterator[Act]:
    line = setting.line
    kind = EdgeType.PARTICIPATES_IN if line.kind(index) is NodeType.TALKS else EdgeType.PARTY_TO
    for at in range(index + 1, min(index + 1 + DESCRIPTION_TOKENS, len(line.tokens))):
        if line.lower(at) in BETWEEN:
            sides = setting.ends(objects(setting.clauses, at, line.lower(at)))
            for side in sides:
                yield from _tie(setting, kind, side.at, index, line.tokens[at].span)
            if line.lower(at) in {"between", "among"} and kind is EdgeType.PARTICIPATES_IN:
                for place, one in enumerate(sides):
                    for other in sides[place + 1 :]:
                        yield from _tie(setting, EdgeType.MEETS, one.at, other.at, line.tokens[at].span)
            return


def _owned(setting: Setting, index: int) -> Iterator[Act]:
    """Find what stands right after its owner: "Gorna's [dam]", "its [embassy]", "Gornan [consulates]"."""
    line = setting.line
    thing = index + 1
    if line.lower(thing) in {"'s", "’s", "'", "’"}:
        thing += 1
    while line.entity(thing) is None and thing - index <= DESCRIPTION_TOKENS and _describes(line, thing):
        thing += 1
    kind = {NodeType.PROPERTY: EdgeType.OWNS}.get(line.kind(thing) or NodeType.DISPUTE)
    if kind and is_modifier(line, index) and not _begins_anew(line, thing):
        for owned in coordinated(line, thing, len(line.tokens)):
            yield from _tie(setting, kind, index, owned, line.tokens[index].span)


def _begins_anew(line: Line, thing: int) -> bool:
    """Whether a determiner opens the thing's own phrase: "a Gornan guest left [a Birnan hotel]"."""
    return line.lower(thing).partition(" ")[0] in word_class("determiners")


def _describes(line: Line, at: int) -> bool:
    word = line.lower(at)
    return (
        at < len(line.tokens)
        and line.tokens[at].is_word
        and word not in word_class("prepositions") | word_class("coordinators")
    )


def _tie(setting: Setting, kind: EdgeType, source: int | None, target: int | None, trigger: Span) -> Iterator[Act]:
    if source is None or target is None:
        return
    first, second = setting.ends([source, target])
    if first.entity.key != second.entity.key and RULES[kind].joins(first.entity.type, second.entity.type):
        yield Act(kind, first, second, source, source + 1, trigger, Mood(), None, LIKELY)
