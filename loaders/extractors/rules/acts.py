"""Acts: a trigger, who does it, to whom, and how it is told. The ends still are places in a line."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from disputes.graph.model import LocalEntity, Span
from disputes.graph.vocabulary import CONTENTION, RULES, TIES, EdgeType, NodeType
from disputes.loaders.extractors.rules.arguments import Clauses
from disputes.loaders.extractors.rules.modality import Mood, mood_of_noun, mood_of_verb
from disputes.loaders.extractors.rules.phrases import acting, members
from disputes.loaders.extractors.rules.sides import is_each_other, names_both
from disputes.loaders.extractors.rules.tokens import Line
from disputes.loaders.extractors.rules.triggers import GAP_TOKENS, Trigger, noun_triggers, triggers_at
from disputes.loaders.extractors.rules.verbs import Verb, is_modifier
from disputes.loaders.extractors.rules.words import Entry, word_class

REVERSED = {EdgeType.RESTRICTS: EdgeType.YIELDS, EdgeType.ATTACKS: EdgeType.YIELDS}
NEAR_TOKENS = 4
SURE, LIKELY, UNSURE = 0.6, 0.5, 0.4


@dataclass(frozen=True, slots=True)
class End:
    """One end of an act: an entity, and the token where it is said (None: not in the words)."""

    entity: LocalEntity
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One edge as a trigger states it; `at` is the trigger's first token, `detail` its words."""

    type: EdgeType
    source: End
    target: End
    at: int
    trigger: Span
    mood: Mood
    entry: Entry | None = None
    confidence: float = SURE


@dataclass(frozen=True, slots=True)
class Setting:
    """A line, its clauses, and the two states that "both sides" means, where the article has just two."""

    clauses: Clauses
    two: tuple[LocalEntity, ...] = ()

    @property
    def line(self) -> Line:
        """The line itself."""
        return self.clauses.line

    def ends(self, places: Iterable[int]) -> list[End]:
        """Give the entities that stand at the places."""
        return [End(entity, at) for at in places if (entity := self.line.entity(at))]

    def both(self, start: int, end: int) -> list[End]:
        """Give the two states where the stretch says "both sides"."""
        return [End(entity) for entity in self.two] if names_both(self.line, start, end) else []


def acts_of(setting: Setting) -> Iterator[Act]:
    """Find the acts that the verbs and nouns of the line tell of."""
    told: set[int] = set()
    for verb in setting.clauses.verbs:
        pairs: set[tuple[str, str]] = set()
        for trigger in triggers_at(setting.line, verb):
            acts = [act for act in _verb_acts(setting, trigger, verb) if _pair(act) not in pairs]
            pairs |= {_pair(act) for act in acts}
            if acts:
                told.update(range(trigger.start, trigger.end))
            yield from acts
    verbs = {verb.index for verb in setting.clauses.verbs}
    for index, token in enumerate(setting.line.tokens):
        if token.mention is None and index not in told and index not in verbs:
            yield from _first(_noun_acts(setting, trigger) for trigger in noun_triggers(setting.line, index))


def _pair(act: Act) -> tuple[str, str]:
    return act.source.entity.key, act.target.entity.key


def _first(found: Iterable[Iterator[Act]]) -> list[Act]:
    return next((acts for acts in map(list, found) if acts), [])


def _verb_acts(setting: Setting, trigger: Trigger, verb: Verb) -> Iterator[Act]:
    entry, clauses = trigger.entry, setting.clauses
    if entry.of_speaker or not _fits(setting, trigger, verb):
        return
    mood = mood_of_verb(clauses, verb)
    if entry.only == "negated":
        if not mood.negated:
            return
        mood = replace(mood, negated=False)
    if entry.stance == "negated":
        mood = replace(mood, negated=not mood.negated)
    subject = setting.ends(clauses.subject(verb)) or setting.both(verb.start - 4, verb.start)
    if verb.is_passive and not subject:
        subject = setting.ends(clauses.patient(verb))
    if verb.is_passive:
        agents = setting.ends(clauses.agent(verb))
        if not _any_joins(entry, agents, subject):
            agents = setting.ends(_officials_by(clauses, verb)) or agents
        patients = subject if "object" in entry.target else []
        patients = patients if _any_joins(entry, agents, patients) else _targets(setting, trigger, agents, with_object=False)
        yield from _acts(setting, trigger, agents, patients, mood)
    else:
        targets = _targets(setting, trigger, subject, with_object=True) or setting.ends(_fronted(clauses, entry, verb))
        acts = list(_acts(setting, trigger, subject, targets, mood))
        yield from acts
        yield from _held_in(setting, trigger, acts)
        yield from _signed_together(setting, trigger, acts)
        if entry.mutual or _is_reciprocal(setting.line, trigger) or _is_shared(setting, trigger, subject, targets):
            yield from _mutual(setting, trigger, subject, mood)


def _held_in(setting: Setting, trigger: Trigger, acts: list[Act]) -> Iterator[Act]:
    """Find where talks are, when their parties meet there: "met in Geneva for talks"."""
    talks = {act.target.entity.key: act.target for act in acts if act.type is EdgeType.PARTICIPATES_IN}
    places = [end for end in setting.ends(setting.clauses.objects(trigger.end, "in")) if end.entity.type is NodeType.PLACE]
    for talk in talks.values():
        for place in places[:1]:
            span = trigger.span(setting.line)
            yield Act(EdgeType.LOCATED_IN, talk, place, trigger.start, span, Mood(), None, UNSURE)


def _signed_together(setting: Setting, trigger: Trigger, acts: list[Act]) -> Iterator[Act]:
    """Give the agreement between each two who make one and the same."""
    makers = [act for act in acts if act.type is EdgeType.AGREES and act.target.entity.type is NodeType.AGREEMENT]
    sides = list({act.source.entity.key: act.source for act in makers}.values())
    for one, other in itertools.combinations(sides, 2):
        yield replace(makers[0], source=one, target=other)


def _officials_by(clauses: Clauses, verb: Verb) -> list[int]:
    start = verb.index + 1
    return clauses.officials(start + 1) if clauses.line.lower(start) == "by" else []


def _fronted(clauses: Clauses, entry: Entry, verb: Verb) -> list[int]:
    return clauses.fronted(verb) if "object" in entry.target else []


def _fits(setting: Setting, trigger: Trigger, verb: Verb) -> bool:
    """Whether the words are there that the entry asks for besides its own."""
    entry, end = trigger.entry, setting.clauses.object_end(trigger.end)
    if entry.needs_infinitive:
        if not any(setting.line.lower(at) in {"to", "not", "for"} for at in range(trigger.end, end + 1)):
            return False
    words = {word for at in range(trigger.start, end) for word in setting.line.lower(at).split()}
    return not entry.needs_words or bool(entry.needs_words & words)


def _is_reciprocal(line: Line, trigger: Trigger) -> bool:
    return any(is_each_other(line, at) for at in range(trigger.start + 1, trigger.end + GAP_TOKENS))


def _is_shared(setting: Setting, trigger: Trigger, subject: list[End], targets: list[End]) -> bool:
    """Whether two contend without a word of whom with: "Both Gorna and Birn have complained"."""
    if targets or len(subject) != 2 or not CONTENTION.issuperset(trigger.entry.types):
        return False
    others = setting.line.mentions(trigger.end, setting.clauses.object_end(trigger.end))
    before = subject[0].at - 1 if subject[0].at is not None else None
    return not others and (before is None or setting.line.lower(before) == "both")


def _targets(setting: Setting, trigger: Trigger, sources: list[End], *, with_object: bool) -> list[End]:
    """Give the ends in the entry's slots: of the first that fits, of all where the act is mutual."""
    found: list[End] = []
    for slot in trigger.entry.target:
        if slot == "object" and not with_object:
            continue
        starts = [trigger.start + 1, trigger.end] if slot == "object" else [trigger.end]
        for start in dict.fromkeys(starts):
            ends = _in_slot(setting, trigger, start, slot)
            if _any_joins(trigger.entry, sources, ends):
                found += ends
                break
        if found and not trigger.entry.mutual:
            break
    return found + [end for head in found for end in _listed(setting, trigger.entry, sources, head)]


def _in_slot(setting: Setting, trigger: Trigger, start: int, slot: str) -> list[End]:
    """Give the ends in one slot; of an act between persons, the one that a role before a comma or title names."""
    ends = setting.ends(setting.clauses.objects(start, slot))
    if trigger.entry.mutual and slot in {"in", "at", "for"}:
        return [end for end in ends if end.entity.type is NodeType.TALKS]
    if trigger.entry.mutual and not ends and slot == "with":
        after = next((at for at in range(start, start + 3) if setting.line.lower(at) == slot), None)
        return setting.ends(setting.clauses.officials(after)) if after is not None else []
    return ends


def _listed(setting: Setting, entry: Entry, sources: list[End], head: End) -> list[End]:
    if head.at is None:
        return []
    listed = setting.ends(members(setting.line, head.at, setting.clauses.object_end(head.at)))
    return [end for end in listed if _any_joins(entry, sources, [end])]


def _any_joins(entry: Entry, sources: list[End], targets: list[End]) -> bool:
    return any(list(_types(entry, source, target)) for source in sources for target in targets)


def _types(entry: Entry, source: End, target: End) -> Iterator[EdgeType]:
    """Give the entry's types that may join the two."""
    if entry.inverted:
        source, target = target, source
    ends = source.entity.type, target.entity.type
    if source.entity.key == target.entity.key or not _allowed(entry, *ends):
        return
    yield from (kind for kind in entry.types if RULES[kind].joins(*ends))


def _allowed(entry: Entry, source: NodeType, target: NodeType) -> bool:
    return (entry.source_types is None or source in entry.source_types) and (
        entry.target_types is None or target in entry.target_types
    )


def _acts(setting: Setting, trigger: Trigger, sources: list[End], targets: list[End], mood: Mood) -> Iterator[Act]:
    for source in sources:
        for target in targets:
            if _is_only_described(setting.line, trigger.entry, target):
                continue
            for kind in _types(trigger.entry, source, target):
                yield from _act(setting, trigger, kind, source, target, mood)


def _is_only_described(line: Line, entry: Entry, end: End) -> bool:
    """Whether the name says whose a thing is, where the entry asks for the thing itself, or for who acts.

    "Gorna's team" is not led by who leads Gorna; who meets Gorna's envoys meets Gorna, who meets its writers does not.
    """
    if end.at is None or not is_modifier(line, end.at):
        return False
    return entry.heads_only or (entry.actors_only and acting(line, end.at, len(line.tokens)) is None)


def _act(setting: Setting, trigger: Trigger, kind: EdgeType, source: End, target: End, mood: Mood) -> Iterator[Act]:
    if trigger.entry.inverted:
        source, target = target, source
    if kind in TIES and trigger.verb and trigger.verb.is_scheduled:
        mood = replace(mood, hypothetical=False)
    if mood.is_reversed:
        if kind not in REVERSED or not RULES[REVERSED[kind]].joins(source.entity.type, target.entity.type):
            return
        kind = REVERSED[kind]
    span = trigger.span(setting.line)
    yield Act(kind, source, target, trigger.start, span, mood, trigger.entry, _confidence(trigger, source, target))


def _confidence(trigger: Trigger, source: End, target: End) -> float:
    gaps = [abs(end.at - trigger.start) for end in (source, target) if end.at is not None]
    return SURE if len(gaps) == 2 and max(gaps) <= NEAR_TOKENS else UNSURE


def _mutual(setting: Setting, trigger: Trigger, sides: list[End], mood: Mood) -> Iterator[Act]:
    """Give an act between each two of the subjects; both ways, where its type has a direction."""
    for one, other in itertools.combinations(sides, 2):
        yield from _acts(setting, trigger, [one], [other], mood)
        if not all(RULES[kind].symmetric for kind in trigger.entry.types if kind in CONTENTION):
            yield from _acts(setting, trigger, [other], [one], mood)


def _noun_acts(setting: Setting, trigger: Trigger) -> Iterator[Act]:
    clauses, entry = setting.clauses, trigger.entry
    governor = _governor(clauses, trigger.start)
    mood = mood_of_noun(clauses, trigger.start, governor)
    if entry.mutual and (sides := setting.ends(_right_after(clauses, trigger.end, ("between",)))):
        yield from _mutual(setting, trigger, sides, mood)
        return
    owner = setting.ends(clauses.owner(trigger.start))
    doers = ("by", "from") if "of" in entry.target else ("by", "of")
    sources = owner or setting.ends(_right_after(clauses, trigger.end, doers)) or _doer(setting, governor)
    targets = setting.ends(_right_after(clauses, trigger.end, tuple(slot for slot in entry.target if slot != "between")))
    if not _any_joins(entry, sources, targets) and owner and governor:
        sources, targets = _doer(setting, governor), []
    yield from _acts(setting, trigger, sources, targets, mood)


def _governor(clauses: Clauses, index: int) -> Verb | None:
    """Give the verb that the noun at `index` is an object of: nothing but words and names stand between."""
    verb = clauses.before(index)
    if verb is None or clauses.object_end(verb.index + 1) < index:
        return None
    between = {clauses.line.lower(at) for at in range(verb.index + 1, index)}
    return None if between & (word_class("prepositions") | {","}) else verb


def _doer(setting: Setting, governor: Verb | None) -> list[End]:
    if governor is None:
        return []
    return setting.ends(setting.clauses.agent(governor) if governor.is_passive else setting.clauses.subject(governor))


def _right_after(clauses: Clauses, start: int, slots: tuple[str, ...]) -> list[int]:
    """Give the mentions after the first of the prepositions that stands within four words."""
    for slot in slots:
        for at in range(start, min(start + 4, clauses.object_end(start))):
            if clauses.line.lower(at) == slot and (found := clauses.objects(at, slot)):
                return found
            if clauses.line.entity(at) is not None:
                break
    return []
