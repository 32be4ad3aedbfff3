"""Acts that verbs tell."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from disputes.graph.vocabulary import CONTENTION, TIES, EdgeType, NodeType
from disputes.loaders.extractors.rules.acts import UNSURE, Act, End, Setting, acts_between, any_joins, mutual_acts
from disputes.loaders.extractors.rules.modality import Mood, mood_of_verb
from disputes.loaders.extractors.rules.objects import agent, fronted, objects, officials
from disputes.loaders.extractors.rules.phrases import members
from disputes.loaders.extractors.rules.sides import is_each_other
from disputes.loaders.extractors.rules.subjects import patient, subject
from disputes.loaders.extractors.rules.tokens import Line
from disputes.loaders.extractors.rules.triggers import GAP_TOKENS, Trigger, triggers_at
from disputes.loaders.extractors.rules.verbs import Verb
from disputes.loaders.extractors.rules.words import Entry

SIDES_TOKENS = 4
ASKING = frozenset({"to", "not", "for"})
"""What must follow whoever is asked: "told Gorna to leave"."""


def verb_acts(setting: Setting, verb: Verb) -> Iterator[Act]:
    """Find the acts of the entries that the verb fits.

    Of two ends only the longest entry says what one does to the other, but all say their ties: "chair" is both to
    lead talks and to take part.
    """
    said: set[object] = set()
    for trigger in triggers_at(setting.line, verb):
        acts = [act for act in _of_trigger(setting, trigger, verb) if _claim(act) not in said]
        said |= {_claim(act) for act in acts}
        yield from acts


def _claim(act: Act) -> tuple[object, ...]:
    return (*act.ends, act.type) if act.type in TIES else act.ends


def _of_trigger(setting: Setting, trigger: Trigger, verb: Verb) -> Iterator[Act]:
    if trigger.entry.of_speaker or not fits(setting, trigger):
        return
    mood = _mood(setting, trigger.entry, verb)
    if mood is not None:
        yield from (_passive if verb.is_passive else _active)(setting, trigger, verb, mood)


def _mood(setting: Setting, entry: Entry, verb: Verb) -> Mood | None:
    """Give how the act is told; None for an entry that only a denial fits."""
    mood = mood_of_verb(setting.clauses, verb)
    if entry.only == "negated":
        return replace(mood, negated=False) if mood.negated else None
    return replace(mood, negated=not mood.negated) if entry.stance == "negated" else mood


def _subject(setting: Setting, verb: Verb) -> list[End]:
    places = subject(setting.clauses, verb)
    found = setting.ends(places) if verb.is_passive else setting.doers(places)
    return found or setting.both(verb.start - SIDES_TOKENS, verb.start)


def _active(setting: Setting, trigger: Trigger, verb: Verb, mood: Mood) -> Iterator[Act]:
    sources = _subject(setting, verb)
    targets = _targets(setting, trigger, sources, trigger.entry.target) or _fronted(setting, trigger.entry, verb)
    acts = list(acts_between(setting, trigger, sources, targets, mood))
    yield from acts
    yield from _held_in(setting, trigger, acts)
    yield from _signed_together(acts)
    shared = _is_reciprocal(setting.line, trigger) or _is_shared(setting, trigger, sources, targets)
    if trigger.entry.mutual or shared:
        yield from mutual_acts(setting, trigger, sources, mood)


def _passive(setting: Setting, trigger: Trigger, verb: Verb, mood: Mood) -> Iterator[Act]:
    entry = trigger.entry
    patients = _subject(setting, verb) or setting.ends(patient(setting.clauses, verb))
    agents = setting.doers(agent(setting.clauses, verb))
    if not any_joins(entry, agents, patients):
        agents = _officials_by(setting, verb) or agents
    if "object" not in entry.target or not any_joins(entry, agents, patients):
        patients = _targets(setting, trigger, agents, [slot for slot in entry.target if slot != "object"])
    doers = {end.at for end in agents}
    yield from acts_between(setting, trigger, agents, [end for end in patients if end.at not in doers], mood)


def _held_in(setting: Setting, trigger: Trigger, acts: list[Act]) -> Iterator[Act]:
    """Find where talks are, when their parties meet there: "met in Geneva for talks"."""
    talks = {act.target.entity.key: act.target for act in acts if act.type is EdgeType.PARTICIPATES_IN}
    places = [
        end for end in setting.ends(objects(setting.clauses, trigger.end, "in")) if end.entity.type is NodeType.PLACE
    ]
    for talk in talks.values():
        for place in places[:1]:
            span = trigger.span(setting.line)
            yield Act(EdgeType.LOCATED_IN, talk, place, trigger.start, trigger.end, span, Mood(), None, UNSURE)


def _signed_together(acts: list[Act]) -> Iterator[Act]:
    """Give the agreement between each two who make one and the same."""
    makers = [act for act in acts if act.type is EdgeType.AGREES and act.target.entity.type is NodeType.AGREEMENT]
    sides = list({act.source.entity.key: act.source for act in makers}.values())
    for one, other in itertools.combinations(sides, 2):
        yield replace(makers[0], source=one, target=other)


def _officials_by(setting: Setting, verb: Verb) -> list[End]:
    after = verb.index + 1
    return setting.ends(officials(setting.clauses, after + 1)) if setting.line.lower(after) == "by" else []


def _fronted(setting: Setting, entry: Entry, verb: Verb) -> list[End]:
    return setting.ends(fronted(setting.clauses, verb)) if "object" in entry.target else []


def fits(setting: Setting, trigger: Trigger) -> bool:
    """Whether the words are there that the entry asks for besides its own."""
    entry, end = trigger.entry, setting.clauses.end(trigger.end)
    if entry.needs_infinitive and not any(setting.line.lower(at) in ASKING for at in range(trigger.end, end + 1)):
        return False
    words = {word for at in range(trigger.start, end) for word in setting.line.lower(at).split()}
    return not entry.needs_words or bool(entry.needs_words & words)


def _is_reciprocal(line: Line, trigger: Trigger) -> bool:
    return any(is_each_other(line, at) for at in range(trigger.start + 1, trigger.end + GAP_TOKENS))


def _is_shared(setting: Setting, trigger: Trigger, subject: list[End], targets: list[End]) -> bool:
    """Whether two contend without a word of whom with: "Both Gorna and Birn have complained"."""
    if targets or len(subject) != 2 or not CONTENTION.issuperset(trigger.entry.types):
        return False
    others = setting.line.mentions(trigger.end, setting.clauses.end(trigger.end))
    before = subject[0].at - 1 if subject[0].at is not None else None
    return not others and (before is None or setting.line.lower(before) == "both")


def _targets(setting: Setting, trigger: Trigger, sources: list[End], slots: Sequence[str]) -> list[End]:
    """Give the ends in the slots: in the first that fits, in all where the act is mutual."""
    found: list[End] = []
    for slot in slots:
        starts = [trigger.start + 1, trigger.end] if slot == "object" else [trigger.end]
        for start in dict.fromkeys(starts):
            ends = _in_slot(setting, trigger, start, slot)
            if any_joins(trigger.entry, sources, ends):
                found += ends
                break
        if found and not trigger.entry.mutual:
            break
    return found + [end for head in found for end in _listed(setting, trigger.entry, sources, head)]


def _in_slot(setting: Setting, trigger: Trigger, start: int, slot: str) -> list[End]:
    """Give the ends in one slot; of an act between persons, the one that a role before a comma or title names."""
    ends = setting.ends(objects(setting.clauses, start, slot))
    if trigger.entry.mutual and slot in {"in", "at", "for"}:
        return [end for end in ends if end.entity.type is NodeType.TALKS]
    if trigger.entry.mutual and not ends and slot == "with":
        after = next((at for at in range(start, start + 3) if setting.line.lower(at) == slot), None)
        return setting.ends(officials(setting.clauses, after)) if after is not None else []
    return ends


def _listed(setting: Setting, entry: Entry, sources: list[End], head: End) -> list[End]:
    if head.at is None:
        return []
    listed = setting.ends(members(setting.line, head.at, setting.clauses.end(head.at)))
    return [end for end in listed if any_joins(entry, sources, [end])]
