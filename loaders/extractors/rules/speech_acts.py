"""What speaking does: whoever says that a state lied accuses it, whoever says that it must act demands it.

An accusation that is denied in the same sentence refuses the accuser: "Gorna accuses Birn, which denies it".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from disputes.graph.model import LocalEntity, Span
from disputes.graph.vocabulary import RULES, EdgeType
from disputes.loaders.extractors.rules.acts import UNSURE, Act, End, Setting
from disputes.loaders.extractors.rules.modality import Mood, mood_of_verb
from disputes.loaders.extractors.rules.quotations import Speech, speaker_at
from disputes.loaders.extractors.rules.subjects import subject
from disputes.loaders.extractors.rules.triggers import triggers_at
from disputes.loaders.extractors.rules.verb_acts import fits
from disputes.loaders.extractors.rules.verbs import Verb
from disputes.loaders.extractors.rules.words import word_class

ANSWERED = frozenset({EdgeType.ACCUSES, EdgeType.DEMANDS, EdgeType.CLAIMS})


def spoken_acts(setting: Setting, speeches: Sequence[Speech], by_key: dict[str, LocalEntity]) -> Iterator[Act]:
    """Find the accusations and demands that the speakers of the line make by what they say."""
    for verb in setting.clauses.verbs:
        speaker = speaker_at(speeches, verb.index)
        entity = by_key.get(speaker.local) if speaker and speaker.local else None
        if entity is not None:
            yield from _accusations(setting, verb, End(entity))
            yield from _demands(setting, verb, End(entity))


def _accusations(setting: Setting, verb: Verb, speaker: End) -> Iterator[Act]:
    for trigger in triggers_at(setting.line, verb):
        if trigger.entry.of_speaker and not verb.is_passive and fits(setting, trigger):
            mood = mood_of_verb(setting.clauses, verb)
            if mood.negated or mood.hypothetical:
                return
            for end in _opposite(setting, verb, speaker, EdgeType.ACCUSES):
                span = trigger.span(setting.line)
                yield Act(
                    EdgeType.ACCUSES, speaker, end, trigger.start, trigger.end, span, Mood(), trigger.entry, UNSURE
                )
            return


def _demands(setting: Setting, verb: Verb, speaker: End) -> Iterator[Act]:
    """Read "Gorna must withdraw" in someone's mouth."""
    line = setting.line
    words = [line.lower(at) for at in range(verb.start, verb.index)]
    if "must" not in words or verb.is_passive or word_class("negations") & set(words):
        return
    for end in _opposite(setting, verb, speaker, EdgeType.DEMANDS):
        span = Span(line.tokens[verb.start].span.start, line.tokens[verb.index].span.end)
        yield Act(EdgeType.DEMANDS, speaker, end, verb.start, verb.index + 1, span, Mood(), None, UNSURE)


def _opposite(setting: Setting, verb: Verb, speaker: End, kind: EdgeType) -> list[End]:
    """Give the subjects that the speaker does not belong to."""
    return [
        end
        for end in setting.ends(subject(setting.clauses, verb))
        if not same_side(end.entity, speaker.entity) and RULES[kind].joins(speaker.entity.type, end.entity.type)
    ]


def same_side(one: LocalEntity, other: LocalEntity) -> bool:
    """Whether both are one entity, or act for one state, as far as the article says."""
    sides = {one.code or one.key, one.state} - {None}
    return bool(sides & ({other.code or other.key, other.state} - {None}))


def answers(setting: Setting, told: Sequence[Act]) -> Iterator[Act]:
    """Find who is refused where a denial names nobody: whoever accused or asked before, in this line."""
    for verb in setting.clauses.verbs:
        trigger = next((trigger for trigger in triggers_at(setting.line, verb) if trigger.entry.answers), None)
        if trigger is None or verb.is_passive or any(act.at == verb.index for act in told):
            continue
        for end in setting.ends(subject(setting.clauses, verb)):
            asked = _last_of((act for act in told if act.at < verb.index), end)
            if asked and RULES[EdgeType.REJECTS].joins(end.entity.type, asked.source.entity.type):
                mood, span = mood_of_verb(setting.clauses, verb), trigger.span(setting.line)
                ends = (EdgeType.REJECTS, end, asked.source)
                yield Act(*ends, trigger.start, trigger.end, span, mood, trigger.entry, UNSURE)


def _last_of(acts: Iterable[Act], asked: End) -> Act | None:
    """Give the last of the acts that asks something of `asked`, or accuses him."""
    found = [act for act in acts if act.type in ANSWERED and same_side(act.target.entity, asked.entity)]
    return next((act for act in reversed(found) if not act.mood.negated), None)
