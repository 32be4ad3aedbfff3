"""Organizations named or described by a head noun: "Russia's Ministry of Foreign Affairs", "the Iranian parliament"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from disputes.graph.model import MentionKind
from disputes.graph.vocabulary import EdgeType, NodeType
from disputes.loaders.extractors.rules.scene import Draft, Row, Scene
from disputes.loaders.extractors.rules.states import adjective_of
from disputes.loaders.gazetteer import Head, portfolios

_IN_NAME = frozenset("NZASPCBRLHGOTK")
_COMPLEMENT = re.compile(r"f(d?)([NBRKGHLZ]+(?:(?:c[NBRKGHL]+)*c?&[NBRKGHL]+)?)")
_OWNER_AFTER = re.compile(r"fd?([SO])")
_FULL_NAME = re.compile(r"([NZASPCBO](?:[NZASPCBORLHGK&f]|fd)*)\((Z|O|N)\)")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Where a body's words stand: the phrase, its owner, and its name without the owner, as unit numbers."""

    first: int
    last: int
    owner: int | None
    name: tuple[int, int]


def find_bodies(scene: Scene) -> None:
    """Draft the bodies that head nouns tell, and the acronyms in brackets after a full name."""
    for row in scene.rows:
        place = 0
        while place < len(row.units):
            if row.kinds[place] == "B":
                _read_body(scene, row, place)
            place += 1
        _join_acronyms(scene, row)
    _find_acronyms(scene)


def _read_body(scene: Scene, row: Row, place: int) -> None:
    unit = row.units[place]
    assert unit.noun is not None
    head = unit.noun.entry
    assert isinstance(head, Head)
    phrase = _named(row, place) if unit.is_capitalised else _described(row, place, head)
    if phrase is None:
        return
    owner = row.drafts[phrase.owner] if phrase.owner is not None else None
    words = row.words(scene.text, *phrase.name)
    is_alone = phrase.name[1] - phrase.name[0] == 1
    if owner is None and is_alone and head.use != "bare":
        return
    if not unit.is_capitalised and head.id == "ministry":
        words = words.title()
    state = owner.state_code if owner is not None else None
    name = words
    if state is not None and owner is not None and owner.type is NodeType.STATE:
        name = f"{adjective_of(state)} {words}"
    surface = row.words(scene.text, phrase.first, phrase.last)
    draft = Draft(NodeType.ORGANIZATION, row.span(phrase.first, phrase.last), name, state=state, head=head.id)
    draft.others = tuple(dict.fromkeys((words, surface) if not is_alone else (surface,)))
    draft.kind = MentionKind.NAME if unit.is_capitalised else MentionKind.NOUN
    is_covered = phrase.owner is not None and phrase.first <= phrase.owner < phrase.last
    trigger = row.units[phrase.owner].span if phrase.owner is not None else draft.span
    if not is_covered and phrase.owner is not None:
        trigger = row.units[place].span
    scene.reduce(row, phrase.first, phrase.last, draft)
    if owner is not None and owner.type in (NodeType.STATE, NodeType.ORGANIZATION):
        scene.tie(row, EdgeType.PART_OF, draft, owner, trigger)


def _named(row: Row, place: int) -> _Phrase | None:
    """Read a capitalised name around its head: all capitalised words before it, and what "of" adds."""
    first, last = place, place + 1
    while first and _goes_on_left(row, first):
        first -= 1
    while first < place and row.kinds[first] in "&f":
        first += 1
    owner = _owner_at(row, first)
    named = first
    if owner == first and first < place:
        named = first + 1
    last = _end_of_complement(row, last)
    after = _OWNER_AFTER.match(row.kinds, last)
    if owner is None and after is not None and row.drafts[after.end() - 1] is not None:
        owner, end = after.end() - 1, last
        return _Phrase(first, after.end(), owner, (named, end))
    return _Phrase(first, last, owner, (named, last))


def _goes_on_left(row: Row, first: int) -> bool:
    before = row.units[first - 1]
    if before.kind in _IN_NAME:
        return before.is_capitalised and not (before.kind == "R" and row.kinds[first] != "B")
    return before.kind == "&" and first >= 2 and row.units[first - 2].is_capitalised and row.kinds[first - 2] in "NB"


def _end_of_complement(row: Row, last: int) -> int:
    match = _COMPLEMENT.match(row.kinds, last)
    while match is not None and row.units[match.start(2)].is_capitalised:
        last = match.start(2)
        while last < match.end() and (row.units[last].is_capitalised or row.kinds[last] in "c&"):
            last += 1
        while row.kinds[last - 1] in "c&":
            last -= 1
        match = _COMPLEMENT.match(row.kinds, last)
    return last


def _owner_at(row: Row, first: int) -> int | None:
    """Give the unit of the owner: the first of the phrase, or the one before "'s"."""
    draft = row.drafts[first]
    if draft is not None and row.kinds[first] in "ASCO":
        return first
    if first >= 2 and row.kinds[first - 1] == "s" and row.kinds[first - 2] in "SCAO":
        return first - 2
    return None


def _described(row: Row, place: int, head: Head) -> _Phrase | None:
    """Read a small-letter description: an owner, words such as "foreign", the head, and "of" an owner."""
    first = place
    while first and row.units[first - 1].text.casefold() in portfolios() and row.kinds[first - 1] in "wNR":
        first -= 1
    while first < place and row.units[first].text.casefold() in {"former", "first", "senior", "and", "of"}:
        first += 1
    owner, start = None, first
    if first and row.kinds[first - 1] in "ASCO" and row.drafts[first - 1] is not None:
        owner = start = first - 1
    elif first >= 2 and row.kinds[first - 1] == "s" and row.kinds[first - 2] in "SCAO":
        owner = first - 2
    last = place + 1
    after = _OWNER_AFTER.match(row.kinds, last)
    if owner is None and after is not None and row.drafts[after.end() - 1] is not None:
        return _Phrase(start, after.end(), after.end() - 1, (first, last))
    if head.use == "named" and not (owner == start and head.id == "agency"):
        return None
    if owner is None and head.use != "bare":
        return None
    return _Phrase(start, last, owner, (first, last))


def _join_acronyms(scene: Scene, row: Row) -> None:
    """Read "Full Name (ACR)": both are one body."""
    for match in reversed(list(_FULL_NAME.finditer(row.kinds))):
        first, last, inside = match.start(1), match.end(1), match.start(2)
        acronym = row.units[inside].text
        known = row.drafts[last - 1] if row.kinds[last - 1] == "O" else None
        if known is None:
            start = _first_by_initials(row, first, last, acronym)
            if start is None:
                continue
            first = start
            name = row.words(scene.text, first, last)
            known = row.drafts[inside] if row.kinds[inside] == "O" else None
            draft = Draft(NodeType.ORGANIZATION, row.span(first, last), known.name if known else name)
            draft.code, draft.state = (known.code, known.state) if known else (None, None)
            draft.others = (name, acronym)
            shift = last - first - 1
            known = scene.reduce(row, first, last, draft)
            inside -= shift
        known.others = (*known.others, acronym)
        if row.drafts[inside] is None:
            scene.add(
                row,
                inside,
                Draft(NodeType.ORGANIZATION, row.units[inside].span, known.name, code=known.code, state=known.state),
            )


def _first_by_initials(row: Row, first: int, last: int, acronym: str) -> int | None:
    """Give where the words begin whose initials the acronym is; None where they are not."""
    wanted = [letter for letter in acronym if letter.isupper()]
    for start in range(first, last):
        words = [w for unit in row.units[start:last] for w in unit.text.replace("-", " ").split()]
        initials = [word[0] for word in words if word[0].isupper()]
        if row.units[start].is_capitalised and initials[: len(wanted)] == wanted and len(wanted) > 1:
            return start
    return None


def _find_acronyms(scene: Scene) -> None:
    """Take the acronyms left over for bodies."""
    for row in scene.rows:
        for place, unit in enumerate(row.units):
            if unit.kind == "Z" and row.drafts[place] is None and not row.sentence.is_headline:
                draft = Draft(NodeType.ORGANIZATION, unit.span, unit.text)
                scene.add(row, place, draft)
