"""The PLOVER event of an edge, by its type and the words that say it."""

from __future__ import annotations

from functools import cache

from disputes.graph.vocabulary import RULES, EdgeType, Event
from disputes.loaders.extractors.rules.inflection import plural
from disputes.loaders.extractors.rules.words import Entry, forms_of, noun_entries, verb_entries


def event_of(kind: EdgeType, trigger: str) -> tuple[Event | None, float | None]:
    """Give event and intensity of an edge of this type that `trigger` says; the type's own where the words say no more.

    >>> event_of(EdgeType.RESTRICTS, "detained")[0]
    <Event.COERCE: 'COERCE'>
    """
    rule = RULES[kind]
    words = trigger.casefold().split()
    entries = (_entries().get((kind, word)) for word in words)
    entry = next((entry for entry in entries if entry is not None), None)
    if entry is None:
        return rule.event, rule.intensity
    intensity = entry.intensity if entry.intensity is not None else rule.intensity
    return entry.event or rule.event, intensity


@cache
def _entries() -> dict[tuple[EdgeType, str], Entry]:
    """Give the entry of each form of each verb and noun that is one word, by the type it says."""
    found: dict[tuple[EdgeType, str], Entry] = {}
    for entry in verb_entries():
        for phrase in entry.verbs:
            if " " not in phrase:
                for form in forms_of(phrase):
                    found.setdefault((entry.types[0], form), entry)
    for entry in noun_entries():
        for noun in entry.nouns:
            for form in (noun, plural(noun)):
                found.setdefault((entry.types[0], form), entry)
    return found
