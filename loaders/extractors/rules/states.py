"""States, known bodies, known agreements and known places: what the gazetteer names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from disputes.graph.model import MentionKind
from disputes.graph.vocabulary import EdgeType, NodeType
from disputes.loaders.extractors.rules.scene import Draft, Row, Scene
from disputes.loaders.gazetteer import Name, nouns, states

_BEFORE = re.compile(r"(?:A|[SC]s)$")
_AFTER = re.compile(r"fd?S")
_OF_A_STATE = frozenset({"National", "Federal", "Supreme", "State"})
"""Words before a known name that make it another's: a National Security Council is not the United Nations'."""
_UNION = Name(NodeType.ORGANIZATION, "European Union", "org:eu")
ACTING_FOR = frozenset("government authorities administration leadership side officials delegation".split())
"""Nouns after an adjective that stand for the state itself."""


def find_known(scene: Scene) -> None:
    """Draft every known name; a capital is a place or its state, by the words around it."""
    is_belgian = any(_is_belgium(unit.name) for row in scene.rows for unit in row.units)
    meant = dict(_shared_forms(scene))
    for row in scene.rows:
        _free_heads(row)
        for place, unit in enumerate(row.units):
            if unit.name is not None:
                scene.add(row, place, _drafted(row, place, meant.get(unit.text, unit.name), is_belgian))
        _join_governments(scene, row)


def _shared_forms(scene: Scene) -> Iterator[tuple[str, Name]]:
    """Give the forms that a state of the article shares with a better known one that it does not name."""
    texts = {unit.text: unit.name for row in scene.rows for unit in row.units if unit.name is not None}
    for code, state in states().items():
        said = [form for form in state.shared if form in texts]
        alone = {name.code for text, name in texts.items() if text not in state.shared} if said else set()
        if code in alone:
            shared = (form for form in said if texts[form].code not in alone)
            yield from ((form, replace(texts[form], name=state.name, code=code)) for form in shared)


def _free_heads(row: Row) -> None:
    """Let a known body's name be a mere head noun where another state stands beside it: "the Congress of Peru"."""
    for place, unit in enumerate(row.units):
        if unit.kind != "O" or unit.name is None:
            continue
        words = unit.text.casefold().split()
        noun = nouns().longest(words, 0)
        if noun is None or noun[1].section != "body" or noun[0] < len(words):
            continue
        if _is_of_another(row, place, unit.name.part_of or ""):
            row.units[place] = replace(unit, kind="B", name=None, noun=noun[1])
            row.spell()


def _is_of_another(row: Row, place: int, state: str) -> bool:
    if place and row.units[place - 1].text in _OF_A_STATE:
        return True
    first = place
    while first and row.kinds[first - 1] == "N":
        first -= 1
    before, after = _BEFORE.search(row.kinds, 0, first), _AFTER.match(row.kinds, place + 1)
    ends = ([before.start()] if before else []) + ([after.end() - 1] if after else [])
    names = [row.units[end].name for end in ends]
    return any(name is not None and name.code != state for name in names)


def _is_belgium(name: Name | None) -> bool:
    """Whether a name says that an article's Brussels may be Belgium; without it, it is the European Union."""
    return name is not None and name.code == "state:be" and name.sort != "capital"


def _drafted(row: Row, place: int, name: Name, is_belgian: bool) -> Draft:
    unit = row.units[place]
    if name.type is NodeType.STATE and name.sort == "capital" and is_city(row, place):
        word = unit.text.title() if _is_shouted(unit.text) else unit.text
        return Draft(NodeType.PLACE, unit.span, word, state=name.code)
    if name.code == "state:be" and name.sort == "capital" and not is_belgian:
        name = _UNION
    others = (unit.text,) if name.sort == "name" or name.type is not NodeType.STATE else ()
    state = name.part_of if name.part_of and name.part_of.startswith("state:") else None
    return Draft(name.type, unit.span, name.name, code=name.code, state=state, others=others)


def is_city(row: Row, place: int) -> bool:
    """Whether the capital at unit `place` is meant as a city: "in Moscow", "Moscow airport", not "Moscow said"."""
    kinds, units = row.kinds, row.units
    before, after = kinds[place - 1] if place else "", kinds[place + 1] if place + 1 < len(kinds) else ""
    if before == "i":
        return after != "s" and units[place - 1].text.casefold() not in {"on", "over"}
    if after == "h":
        return place + 2 < len(kinds) and units[place + 2].text in {"based", "born"}
    if after == "c" and kinds[place + 2 : place + 3] == "S":
        own, following = units[place].name, units[place + 2].name
        return own is not None and following is not None and own.code == following.code
    if before and (units[place - 1].text.casefold() in {"downtown", "central", "outside", "capital"}):
        return True
    if after in {"K", "H"} and before != "F":
        return True
    if (place == 0 and after in {"h", "("}) or _is_shouted(units[place].text):
        return True
    return _is_on_the_way(row, place) or _is_listed_with_city(row, place)


def _is_shouted(word: str) -> bool:
    return word.isupper() and len(word) > 3


def _is_on_the_way(row: Row, place: int) -> bool:
    """Whether a word of travel stands up to four units before, with "to", "from" or "between" next to the name."""
    before = row.kinds[max(0, place - 6) : place]
    near = row.units[place - 1].text.casefold() if place else ""
    if near in {"to", "from", "for", "via", "between", "through"}:
        return "m" in before[:-1]
    if near == "and" and "m" in before:
        return any(unit.text.casefold() == "between" for unit in row.units[max(0, place - 4) : place])
    if near == "of":
        return place > 1 and _is_of(row, place - 2, "part")
    return bool(near) and _is_of(row, place - 1, "reach")


def _is_of(row: Row, place: int, entry: str) -> bool:
    """Whether the word at unit `place` is one of an entry of pronouns.yaml."""
    noun = row.units[place].noun
    return noun is not None and noun.entry.id == entry


def _is_listed_with_city(row: Row, place: int) -> bool:
    """Whether the name goes on a list that began with "in": "in Washington and New York"."""
    first = place
    while first >= 2 and row.kinds[first - 1] in "&c" and row.kinds[first - 2] in "CP":
        first -= 2
    if first == place or not first or row.kinds[first - 1] != "i":
        return False
    return row.units[first - 1].text.casefold() != "on"


def _join_governments(scene: Scene, row: Row) -> None:
    """Take "US authorities", "the Russian side" as one mention of the state."""
    for place in range(len(row.units) - 2, -1, -1):
        draft = row.drafts[place]
        if draft is None or draft.type is not NodeType.STATE or row.kinds[place] not in "AS":
            continue
        following = row.units[place + 1]
        if following.text.casefold() in ACTING_FOR and following.kind in "wBm":
            scene.drop(draft)
            row.drafts[place] = None
            whole = Draft(
                draft.type, row.span(place, place + 2), draft.name, MentionKind.NOUN, draft.code, others=draft.others
            )
            scene.reduce(row, place, place + 2, whole)


def tie_known(scene: Scene) -> None:
    """Say of each known body, once, which state or body of the article it is part of."""
    by_code = {draft.code: draft for draft in reversed(scene.drafts) if draft.code is not None}
    tied: set[str | None] = set()
    for row in scene.rows:
        for draft, unit in zip(row.drafts, row.units, strict=True):
            if draft is None or unit.name is None or unit.name.part_of not in by_code or draft.code in tied:
                continue
            tied.add(draft.code)
            scene.tie(row, EdgeType.PART_OF, draft, by_code[unit.name.part_of], unit.span)


def adjective_of(code: str) -> str:
    """Give the adjective to name things of a state by: "Russian"; the short name where there is none.

    >>> adjective_of("state:us"), adjective_of("state:ru"), adjective_of("state:hk")
    ('US', 'Russian', 'Hong Kong')
    """
    if code == "state:us":
        return "US"
    state = states()[code]
    return state.adjectives[0] if state.adjectives else state.name
