"""Meetings: "talks in Istanbul", "the Istanbul talks", "a summit of the African Union"."""

from __future__ import annotations

import re

from disputes.graph.model import MentionKind
from disputes.graph.vocabulary import EdgeType, NodeType
from disputes.loaders.entries import Head
from disputes.loaders.extractors.rules.naming import without_determiner
from disputes.loaders.extractors.rules.scene import Draft, Row, Scene
from disputes.loaders.extractors.rules.units import Unit

_TAIL = re.compile(r"(?:[fF](?:[SACO]|[wd])*)?i(?P<place>[PC]|N+)")
_HELD = re.compile(r"[wvm]{1,4}i(?P<place>[PC])")
_HOLDS = frozenset({"held", "hosted", "began", "begin", "opened", "resumed", "started", "ended", "place", "scheduled"})
_HOSTS = frozenset({"hosted", "hosts", "host"})
_VERBAL = frozenset({"call", "visit", "trip", "tour", "meeting", "meetings"})
_WIDE = frozenset({"on", "over", "across", "into"})


def find_meetings(scene: Scene) -> None:
    """Draft the meetings; where the sentence says so in place, with the city they are held in."""
    for row in scene.rows:
        place = 0
        while place < len(row.units):
            if row.kinds[place] == "K":
                place = _read_meeting(scene, row, place)
            place += 1


def _read_meeting(scene: Scene, row: Row, place: int) -> int:
    unit = row.units[place]
    assert unit.noun is not None and isinstance(unit.noun.entry, Head)
    first = _first(row, place)
    city, end = _city_before(row, place), place + 1
    tail = _TAIL.match(row.kinds, place + 1)
    if city is None and tail is not None and not _is_wide(row, tail):
        city = _city(scene, row, tail)
    city = city or _city_of_event(row, place)
    use = unit.noun.entry.use
    is_event = use == "bare" or city is not None or (use == "named" and _has_actor(row, first, place))
    if not is_event or (unit.noun.form in _VERBAL and first == place):
        return place
    name = f"{city.name} {unit.noun.form}" if city is not None else row.words(scene.text, first, place + 1)
    draft = Draft(
        NodeType.TALKS, row.span(first, end), without_determiner(name), MentionKind.NOUN, head=unit.noun.entry.id
    )
    draft.others = (without_determiner(row.words(scene.text, first, end)),)
    draft.place = city.name if city is not None else None
    draft.is_distinct = city is not None
    scene.reduce(row, first, end, draft)
    if city is not None:
        scene.tie(row, EdgeType.LOCATED_IN, draft, city, city.span)
    return first


def _first(row: Row, place: int) -> int:
    """Give where the phrase begins: an article, an actor's adjective, a city, up to three words before the head."""
    first = place
    while first > max(0, place - 3) and row.kinds[first - 1] in "wPCSADN" and not _is_verb(row.units[first - 1]):
        first -= 1
    for start in range(first, place):
        if row.kinds[start] in "PCSADN" or (start and row.kinds[start - 1] == "d"):
            return start - 1 if start and row.kinds[start - 1] == "d" else start
    return place - 1 if place and row.kinds[place - 1] == "d" else place


def _is_verb(unit: Unit) -> bool:
    return unit.noun is not None and unit.noun.entry.id in {"verb", "conjunction", "adverb"}


def _city_before(row: Row, place: int) -> Draft | None:
    return _as_place(row.drafts[place - 1] if place else None)


def _is_wide(row: Row, tail: re.Match[str]) -> bool:
    at = row.kinds.rindex("i", tail.start(), tail.start("place"))
    return row.units[at].text.casefold() in _WIDE


def _city(scene: Scene, row: Row, tail: re.Match[str]) -> Draft | None:
    first, end = tail.span("place")
    known = row.drafts[end - 1]
    if known is not None:
        return _as_place(known)
    place = Draft(NodeType.PLACE, row.span(first, end), row.words(scene.text, first, end))
    return scene.reduce(row, first, end, place)


def _city_of_event(row: Row, place: int) -> Draft | None:
    """Give the city of "talks were held in Doha", "Doha hosted talks" and "arrived in Doha on Friday for talks"."""
    held = _HELD.match(row.kinds, place + 1)
    if held is not None and any(unit.text in _HOLDS for unit in row.units[place + 1 : held.start("place")]):
        return _as_place(row.drafts[held.start("place")])
    for number in range(1, place):
        if row.units[number].text in _HOSTS and (host := _as_place(row.drafts[number - 1])) is not None:
            return host
    if not place or row.units[place - 1].text.casefold() != "for":
        return None
    cities = [
        draft
        for number, draft in enumerate(row.drafts[:place])
        if number and row.kinds[number - 1] == "i" and _as_place(draft) is not None
    ]
    return cities[0] if len(cities) == 1 else None


def _as_place(draft: Draft | None) -> Draft | None:
    return draft if draft is not None and draft.type is NodeType.PLACE else None


def _has_actor(row: Row, first: int, place: int) -> bool:
    return any(kind in "SACNOM" for kind in row.kinds[first:place]) or row.kinds[place + 1 : place + 2] in {"f", "F"}
