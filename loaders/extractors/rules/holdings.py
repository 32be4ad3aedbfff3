"""Whose a property is and where it stands: one draft for each place of a list, with its ties."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from disputes.graph.vocabulary import EdgeType, NodeType
from disputes.loaders.extractors.rules.naming import singular, without_determiner
from disputes.loaders.extractors.rules.scene import Draft, Row, Scene
from disputes.loaders.extractors.rules.states import adjective_of

_MEMBER = re.compile(r"(?<=[c&])(?:P|C|S|N+)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a property, as unit numbers: the first, the head, the owner, the first of those next to the head."""

    first: int
    head: int
    owner: int | None
    mods: int
    has_article: bool


@dataclass(frozen=True, slots=True)
class Holding:
    """A property being read: its phrase, its draft, its owner, and the match of "in Basra and Erbil" after it."""

    scene: Scene
    row: Row
    phrase: Phrase
    draft: Draft
    owner: Draft | None
    tail: re.Match[str] | None
    last: int
    is_plural: bool


def settle(holding: Holding) -> int:
    """Draft the property, or one for each place of a list after a plural; give the unit it has become."""
    draft, row = holding.draft, holding.row
    draft.name = _owned_name(holding)
    draft.state = holding.owner.state_code if holding.owner is not None else None
    if holding.tail is None:
        _settle_alone(holding)
        return holding.phrase.first
    ends = [holding.tail.span("first"), *(_members(row, holding.tail) if holding.is_plural else [])]
    places = [_place(holding.scene, row, first, end) for first, end in ends]
    where = row.units[holding.tail.start()].text.casefold()
    draft.is_distinct = draft.is_distinct or draft.state is not None
    base = draft.name
    for place, (_, end) in reversed(list(zip(places[1:], ends[1:], strict=True))):
        _settle_member(holding, f"{base} {where} {place.name}", place, end)
    draft.name, draft.place = f"{base} {where} {places[0].name}", places[0].name
    draft.span = row.span(holding.phrase.first, ends[0][1])
    holding.scene.reduce(row, holding.phrase.first, ends[0][1], draft)
    _tie(holding, draft, places[0])
    return holding.phrase.first


def _owned_name(holding: Holding) -> str:
    """Give the property's name by its owner: "Russian consulate"."""
    name, owner = holding.draft.name, holding.owner
    name = without_determiner(singular(name) if holding.is_plural and holding.tail is not None else name)
    if owner is None:
        return name
    return (
        f"{adjective_of(owner.code)} {name}" if owner.type is NodeType.STATE and owner.code else f"{owner.name} {name}"
    )


def _settle_alone(holding: Holding) -> None:
    """Draft a property without "in": its city may stand before it, as in "the Basra consulate"."""
    draft, row = holding.draft, holding.row
    before = holding.row.drafts[holding.phrase.owner] if holding.phrase.owner is not None else None
    city = before if before is not None and before.type is NodeType.PLACE else None
    if city is not None:
        draft.name, draft.is_distinct = f"{draft.name} in {city.name}", draft.is_distinct or draft.state is not None
    holding.scene.reduce(row, holding.phrase.first, holding.last, draft)
    _tie(holding, draft, city)


def _settle_member(holding: Holding, name: str, place: Draft, end: int) -> None:
    """Let a further place of the list stand for the property there; the place itself is inside it."""
    row = holding.row
    wide = row.span(holding.phrase.head, end)
    other = replace(holding.draft, span=place.span, name=name, place=place.name, wide=wide, others=())
    place.is_inner = True
    row.drafts[end - 1] = other
    row.units[end - 1] = replace(row.units[end - 1], kind="X")
    row.spell()
    holding.scene.drafts.append(other)
    _tie(holding, other, place)


def _tie(holding: Holding, draft: Draft, place: Draft | None) -> None:
    if place is not None:
        holding.scene.tie(holding.row, EdgeType.LOCATED_IN, draft, place, place.span)
    if holding.owner is not None:
        holding.scene.tie(holding.row, EdgeType.OWNS, holding.owner, draft, draft.wide or draft.span)


def likely_owner(scene: Scene, row: Row, first: int, host: Draft | None) -> Draft | None:
    """Give the state whose mission it is likeliest to be: the last one named that is not the host's."""
    code = host.state_code if host is not None else None
    if code is None or not scene.nations.keys() - {code}:
        return None
    before = (draft for draft in scene.states(row.units[first].start) if draft.code != code)
    anywhere = (draft for draft in scene.states() if draft.code != code)
    return next(before, None) or next(anywhere, None)


def _members(row: Row, tail: re.Match[str]) -> list[tuple[int, int]]:
    """Give the units of each further place of a list."""
    return [match.span() for match in _MEMBER.finditer(row.kinds, tail.start("more"), tail.end("more"))]


def _place(scene: Scene, row: Row, first: int, end: int) -> Draft:
    """Give the place that units name, and draft it where the gazetteer did not."""
    if row.kinds[first] == "d" and end - first > 1:
        first += 1
    known = row.drafts[end - 1]
    if known is not None:
        return known
    draft = Draft(NodeType.PLACE, row.span(first, end), row.words(scene.text, first, end))
    scene.drafts.append(draft)
    row.drafts[end - 1] = draft
    return draft
