"""What speaking does: whoever says that a state lied accuses it, whoever says that it must act demands it.

An accusation that is denied in the same sentence is a refusal of the accuser: "Gorna accuses Birn, which denies it".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disputes.graph.model import LocalEntity, Span
from disputes.graph.vocabulary import CONTENTION, RULES, EdgeType
from disputes.loaders.extractors.rules.acts import UNSURE, Act, End, Setting
from disputes.loaders.extractors.rules.modality import Mood, mood_of_verb
from disputes.loaders.extractors.rules.quotations import Speech, speaker_at
from disputes.loaders.extractors.rules.subjects import subject
from disputes.loaders.extractors.rules.triggers import triggers_at
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
        if trigger.entry.of_speaker and not verb.is_passive:
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
            asked = [act for act in told if act.type in ANSWERED & CONTENTION and act.at < verb.index]
            asked = [act for act in asked if same_side(act.target.entity, end.entity) and not act.mood.negated]
            for act in asked[-1:]:
                mood = mood_of_verb(setting.clauses, verb)
                yield Act(
                    EdgeType.REJECTS,
                    end,
                    act.source,
                    verb.index,
                    verb.index + 1,
                    trigger.span(setting.line),
                    mood,
                    trigger.entry,
                    UNSURE,
                )
