"""States that an extractor has found but not known: by a part of their name, a word too many, or their leader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from disputes.graph.model import LocalEntity, Reading
from disputes.graph.vocabulary import EdgeType, NodeType
from disputes.loaders.gazetteer import Name, names, states
from disputes.loaders.readings.merging import merged, without
from disputes.loaders.tokenizer import words_of

_LED = frozenset({"administration", "government", "regime", "cabinet"})
"""What is called by its leader's name: "the Orel government" is the state's, or a body if nobody says whose."""
_IDLE = _LED | frozenset(
    "republic kingdom state union federation nation emirate sultanate motherland homeland authorities side officials "
    "delegation islamic federal of the in 's ' .".split()
)
"""Words beside a state's name that leave it the state."""
_ADJECTIVE = re.compile(r"\w+(?:ian|ean|ese|ish)")
_SERVING = (EdgeType.LEADS, EdgeType.SERVES)


def with_known_states(reading: Reading) -> Reading:
    """Give the reading with each state that can be told as the one it is, and surnames taken for states as persons.

    An adjective that no gazetteer knows is of no state ("Victorian"), and is left out.
    """
    coded = {local.code: local for local in reading.entities if local.type is NodeType.STATE and local.code}
    into: dict[str, str] = {}
    entities: list[LocalEntity] = []
    for local in reading.entities:
        if _is_unknown(local) and _is_adjective(local):
            continue
        known = _known(local, coded.values(), reading) if _is_unknown(local) else local
        if known.key != local.key:
            into[local.key] = known.key
        elif known.code in coded and coded[known.code].key != local.key:
            into[local.key] = coded[known.code].key
        elif known.code and known.type is NodeType.STATE:
            coded.setdefault(known.code, known)
        entities.append(known if known.key == local.key else local)
    told = without(reading, {local.key for local in reading.entities} - {local.key for local in entities})
    return merged(replace(told, entities=tuple(entities)), into)


def _is_unknown(local: LocalEntity) -> bool:
    is_led = any(word in _LED for word in local.name.split()[-1:])
    return local.code is None and (local.type is NodeType.STATE or (local.type is NodeType.ORGANIZATION and is_led))


def _is_adjective(local: LocalEntity) -> bool:
    said = [name for name in (local.name, *local.aliases) if name[:1].isupper()]
    if local.type is not NodeType.STATE or not said or any(map(_told, said)):
        return False
    return all(map(_ADJECTIVE.fullmatch, said))


def _known(local: LocalEntity, coded: Iterable[LocalEntity], reading: Reading) -> LocalEntity:
    """Give the entity that `local` is: itself with its code, or another of the article, or itself as it was."""
    said = [name for name in (local.name, *local.aliases) if name[:1].isupper()]
    if local.type is NodeType.STATE:
        for told in map(_told, said):
            if told is not None:
                names_of_it = dict.fromkeys((local.name, *local.aliases))
                return replace(local, name=told.name, code=told.code, aliases=tuple(names_of_it))
        halves = {one.key: one for name in said for one in coded if _is_part(name, one)}
        if len(halves) == 1:
            return next(iter(halves.values()))
    return _by_person(local, reading)


def _told(name: str) -> Name | None:
    """Give the one state that is named among words which leave it the state: "Kingdom of Gorna", "Gornan state"."""
    parts = words_of(name)
    found: dict[str | None, Name] = {}
    at = 0
    while at < len(parts):
        hit = names().longest(parts, at)
        if hit is not None and hit[1].type is NodeType.STATE:
            found[hit[1].code] = hit[1]
            at = hit[0]
        elif parts[at].casefold() in _IDLE:
            at += 1
        else:
            return None
    return next(iter(found.values())) if len(found) == 1 else None


def _is_part(name: str, state: LocalEntity) -> bool:
    """Whether a word is part of a name of the state: "North" and "Korea" of North Korea, "Addis" of Addis Ababa."""
    entry = states().get(state.code or "")
    if entry is None or " " in name:
        return False
    return any(name in form.split() for form in (entry.name, *entry.forms, *entry.capitals) if " " in form)


def _by_person(local: LocalEntity, reading: Reading) -> LocalEntity:
    """Give the person whose surname the name is; of "the Orel government", the state that this person serves."""
    *before, last = local.name.split() or [""]
    is_led = last in _LED and len(before) == 1
    surname = before[0] if is_led else last
    if before and not is_led:
        return local
    persons = [one for one in reading.entities if one.type is NodeType.OFFICIAL and surname in _surnames(one)]
    if is_led:
        return _state_led(persons, reading) or replace(local, type=NodeType.ORGANIZATION)
    return persons[0] if len(persons) == 1 and local.type is NodeType.STATE else local


def _state_led(persons: Sequence[LocalEntity], reading: Reading) -> LocalEntity | None:
    """Give the one state that one of the persons is said to lead or serve."""
    keys = {one.key for one in persons}
    served = {one.target for one in reading.assertions if one.source in keys and one.type in _SERVING}
    found = [one for one in reading.entities if one.key in served and one.type is NodeType.STATE and one.code]
    return found[0] if len(found) == 1 else None


def _surnames(person: LocalEntity) -> Iterator[str]:
    return (name.split()[-1] for name in (person.name, *person.aliases) if name.split())
