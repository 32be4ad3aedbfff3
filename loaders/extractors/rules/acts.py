"""Acts: who does what to whom, as a trigger states it. The ends still are places in a line."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from disputes.graph.model import LocalEntity, Span
from disputes.graph.vocabulary import CONTENTION, RULES, TIES, EdgeType, NodeType
from disputes.loaders.extractors.rules.clauses import Clauses
from disputes.loaders.extractors.rules.modality import Mood
from disputes.loaders.extractors.rules.phrases import acting
from disputes.loaders.extractors.rules.sides import names_both
from disputes.loaders.extractors.rules.tokens import Line
from disputes.loaders.extractors.rules.triggers import Trigger
from disputes.loaders.extractors.rules.verbs import is_modifier
from disputes.loaders.extractors.rules.words import Entry

REVERSED = {EdgeType.RESTRICTS: EdgeType.YIELDS, EdgeType.ATTACKS: EdgeType.YIELDS}
"""What ending an act is, where it is an act of its own."""
NEAR_TOKENS = 4
SURE, LIKELY, UNSURE = 0.6, 0.5, 0.4


@dataclass(frozen=True, slots=True)
class End:
    """One end of an act: an entity, and the token where it is said (None: not in the words)."""

    entity: LocalEntity
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One edge as a trigger states it; `[at, until)` are the trigger's tokens, `entry` is what says so."""

    type: EdgeType
    source: End
    target: End
    at: int
    until: int
    trigger: Span
    mood: Mood
    entry: Entry | None = None
    confidence: float = SURE

    @property
    def ends(self) -> tuple[str, str]:
        """The keys of both ends."""
        return self.source.entity.key, self.target.entity.key


@dataclass(frozen=True, slots=True)
class Setting:
    """A line, its clauses, and the two states that "both sides" means, where the article has just two.

    `senders` are the states of embassies and consulates, by the key of these.
    """

    clauses: Clauses
    two: tuple[LocalEntity, ...] = ()
    senders: Mapping[str, LocalEntity] = field(default_factory=dict)

    @property
    def line(self) -> Line:
        """The line itself."""
        return self.clauses.line

    def ends(self, places: Iterable[int]) -> list[End]:
        """Give the entities that stand at the places."""
        return [End(entity, at) for at in places if (entity := self.line.entity(at))]

    def doers(self, places: Iterable[int]) -> list[End]:
        """Give who acts at the places: for an embassy, which "called it a lie", its state."""
        return [replace(end, entity=self.senders.get(end.entity.key, end.entity)) for end in self.ends(places)]

    def both(self, start: int, end: int) -> list[End]:
        """Give the two states where the stretch says "both sides"."""
        return [End(entity) for entity in self.two] if names_both(self.line, start, end) else []


def any_joins(entry: Entry, sources: list[End], targets: list[End]) -> bool:
    """Whether one of the entry's types may join one of the sources to one of the targets."""
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


def acts_between(
    setting: Setting, trigger: Trigger, sources: list[End], targets: list[End], mood: Mood
) -> Iterator[Act]:
    """Give an act for each source, target and type that fit."""
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
    yield Act(
        kind,
        source,
        target,
        trigger.start,
        trigger.end,
        span,
        mood,
        trigger.entry,
        _confidence(trigger, source, target),
    )


def _confidence(trigger: Trigger, source: End, target: End) -> float:
    gaps = [abs(end.at - trigger.start) for end in (source, target) if end.at is not None]
    return SURE if len(gaps) == 2 and max(gaps) <= NEAR_TOKENS else UNSURE


def mutual_acts(setting: Setting, trigger: Trigger, sides: list[End], mood: Mood) -> Iterator[Act]:
    """Give an act between each two of the subjects; both ways, where its type has a direction."""
    for one, other in itertools.combinations(sides, 2):
        yield from acts_between(setting, trigger, [one], [other], mood)
        if not all(RULES[kind].symmetric for kind in trigger.entry.types if kind in CONTENTION):
            yield from acts_between(setting, trigger, [other], [one], mood)
