"""Acts that nouns tell: "Gorna's sanctions against Birn", "talks between Gorna and Birn"."""

from __future__ import annotations

from collections.abc import Iterator

from disputes.loaders.extractors.rules.acts import Act, End, Setting, acts_between, mutual_acts
from disputes.loaders.extractors.rules.clauses import Clauses
from disputes.loaders.extractors.rules.modality import mood_of_noun
from disputes.loaders.extractors.rules.objects import agent, objects, owner
from disputes.loaders.extractors.rules.subjects import subject
from disputes.loaders.extractors.rules.triggers import Trigger, noun_triggers
from disputes.loaders.extractors.rules.verbs import Verb
from disputes.loaders.extractors.rules.words import word_class

AFTER_TOKENS, FAR_TOKENS = 4, 8
"""How far a noun's preposition may stand from it: "of" and the others, and those of `FAR`."""
FAR = frozenset({"by", "from"})


def noun_acts(setting: Setting, index: int) -> list[Act]:
    """Find the acts of the first entry that the noun at `index` fits and whose ends are there."""
    found = (list(_of_trigger(setting, trigger)) for trigger in noun_triggers(setting.line, index))
    return next((acts for acts in found if acts), [])


def _of_trigger(setting: Setting, trigger: Trigger) -> Iterator[Act]:
    clauses, entry = setting.clauses, trigger.entry
    governor = governor_of(clauses, trigger.start)
    mood = mood_of_noun(clauses, trigger.start, governor)
    if entry.mutual and (sides := setting.ends(right_after(clauses, trigger.end, ("between",)))):
        yield from mutual_acts(setting, trigger, sides, mood)
        return
    doers = ("by", "from") if "of" in entry.target else ("by", "of")
    sources = (
        setting.doers(owner(clauses, trigger.start))
        or setting.doers(right_after(clauses, trigger.end, doers))
        or _doer(setting, governor)
    )
    targets = setting.ends(right_after(clauses, trigger.end, tuple(slot for slot in entry.target if slot != "between")))
    yield from acts_between(setting, trigger, sources, targets, mood)


def governor_of(clauses: Clauses, index: int) -> Verb | None:
    """Give the verb that the noun at `index` is an object of: nothing but words and names stand between."""
    verb = clauses.before(index)
    if verb is None or clauses.end(verb.index + 1) < index:
        return None
    first = verb.index + 2 if clauses.line.lower(verb.index + 1) == "for" else verb.index + 1
    between = {clauses.line.lower(at) for at in range(first, index)}
    return None if between & (word_class("prepositions") | {","}) else verb


def _doer(setting: Setting, governor: Verb | None) -> list[End]:
    if governor is None:
        return []
    find = agent if governor.is_passive else subject
    return setting.doers(find(setting.clauses, governor))


def right_after(clauses: Clauses, start: int, slots: tuple[str, ...]) -> list[int]:
    """Give the mentions after the first of the prepositions that is near; a name may come before "by" and "from"."""
    for slot in slots:
        reach = FAR_TOKENS if slot in FAR else AFTER_TOKENS
        for at in range(start, min(start + reach, clauses.end(start))):
            if clauses.line.lower(at) == slot and (found := objects(clauses, at, slot)):
                return found
            if clauses.line.entity(at) is not None and slot not in FAR:
                break
    return []
