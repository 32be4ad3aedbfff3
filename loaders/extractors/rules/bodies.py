"""Organizations named or described by a head noun: "Russia's Ministry of Foreign Affairs", "the Iranian parliament"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from disputes.graph.model import MentionKind
from disputes.graph.vocabulary import EdgeType, NodeType
from disputes.loaders.entries import Head
from disputes.loaders.extractors.rules.scene import Draft, Row, Scene
from disputes.loaders.extractors.rules.states import adjective_of
from disputes.loaders.gazetteer import portfolios
from disputes.loaders.tokenizer import words_of

_IN_NAME = frozenset("NZASPCBRLHGOTK")
_COMPLEMENT = re.compile(r"f(d?)([NBRKGHLZ]+(?:(?:c[NBRKGHL]+)*c?&[NBRKGHL]+)?)")
_OWNER_AFTER = re.compile(r"fd?([SO])")
_FRONTED = re.compile(r"i([CP])cd?$")
"""A place before a comma: "In Delhi, the"."""
_FULL_NAME = re.compile(r"([NZASPCBO](?:[NZASPCBORLHGK&f]|fd)*)\((Z|O|N)\)")


_STATE_ORGANS = frozenset({"ministry", "parliament"})


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
    _find_states(scene)


def _read_body(scene: Scene, row: Row, place: int) -> None:
    """Draft the body whose head is unit `place`, if the words around it make it one."""
    unit = row.units[place]
    assert unit.noun is not None and isinstance(unit.noun.entry, Head)
    head = unit.noun.entry
    phrase = _named(row, place, head) if unit.is_capitalised else _described(row, place, head)
    is_alone = phrase is not None and phrase.owner is None and phrase.name[1] - phrase.name[0] == 1
    if phrase is None or (is_alone and head.use != "bare"):
        return
    owner = row.drafts[phrase.owner] if phrase.owner is not None else None
    draft = _drafted(scene, row, phrase, owner, head)
    draft.kind = MentionKind.NAME if unit.is_capitalised else MentionKind.NOUN
    is_inside = phrase.owner is not None and phrase.first <= phrase.owner < phrase.last
    trigger = row.units[phrase.owner].span if is_inside and phrase.owner is not None else unit.span
    scene.reduce(row, phrase.first, phrase.last, draft)
    if owner is not None:
        scene.tie(row, EdgeType.PART_OF, draft, owner, trigger)


def _drafted(scene: Scene, row: Row, phrase: _Phrase, owner: Draft | None, head: Head) -> Draft:
    """Name a body by its state and its own words: "Russian Ministry of Foreign Affairs"."""
    words = row.words(scene.text, *phrase.name)
    if head.id == "ministry" and words.islower():
        words = words.title()
    state = owner.state_code if owner is not None else None
    is_state = owner is not None and owner.type is NodeType.STATE and state is not None
    name = f"{adjective_of(state)} {words}" if is_state and state is not None else words
    surface = row.words(scene.text, phrase.first, phrase.last)
    others = (surface,) if phrase.name[1] - phrase.name[0] == 1 else tuple(dict.fromkeys((words, surface)))
    span = row.span(phrase.first, phrase.last)
    return Draft(NodeType.ORGANIZATION, span, name, state=state, head=head.id, others=others)


def _named(row: Row, place: int, head: Head) -> _Phrase | None:
    """Read a capitalised name around its head: all capitalised words before it, and what "of" adds."""
    first, last = place, place + 1
    while first and _goes_on_left(row, first):
        first -= 1
    while first < place and row.kinds[first] in "&f":
        first += 1
    owner = _owner_at(row, first)
    is_free = not head.is_state_organ if row.kinds[first] == "S" else head.is_union
    if owner == first and row.kinds[first] in "SA" and first < place and is_free:
        return _Phrase(first, _end_of_complement(row, last), None, (first, _end_of_complement(row, last)))
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
    before = row.units[place - 1].text.casefold() if place else ""
    is_mere = first == place and head.id == "ministry" and before != "its" and row.kinds[place + 1 : place + 2] != "i"
    if owner is None and (head.use != "bare" or is_mere):
        return None
    return _Phrase(start, last, owner, (first, last))


def _join_acronyms(scene: Scene, row: Row) -> None:
    """Read "Full Name (ACR)": both are one body."""
    for match in reversed(list(_FULL_NAME.finditer(row.kinds))):
        last, inside = match.end(1), match.start(2)
        acronym, known = row.units[inside], row.drafts[inside]
        full = row.drafts[last - 1] if row.kinds[last - 1] == "O" else None
        if full is None:
            first = _first_by_initials(row, match.start(1), last, acronym.text)
            if first is None:
                continue
            name = row.words(scene.text, first, last)
            full = Draft(NodeType.ORGANIZATION, row.span(first, last), name, others=(name,))
            if known is not None and _is_likely(known.name, name):
                full.name, full.code, full.state = known.name, known.code, known.state
            scene.reduce(row, first, last, full)
            inside -= last - first - 1
        full.others = (*full.others, acronym.text)
        if known is not None and known.code is not None and full.code is None:
            _rename(scene, acronym.text, known.code, full)
        if known is None:
            short = Draft(NodeType.ORGANIZATION, acronym.span, full.name, code=full.code, state=full.state)
            scene.add(row, inside, short)


def _is_likely(known: str, name: str) -> bool:
    """Whether a known body is likely meant by a name: they share more than half of their words."""
    one, other = (set(words_of(words.casefold())) for words in (known, name))
    return 2 * len(one & other) > min(len(one), len(other))


def _rename(scene: Scene, acronym: str, code: str, full: Draft) -> None:
    """Give the article's own meaning to an acronym that elsewhere is a known body's."""
    for row in scene.rows:
        for draft in row.drafts:
            if draft is not None and draft.code == code and draft.span.of(scene.text) == acronym:
                draft.name, draft.code, draft.state = full.name, None, full.state


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


def _find_states(scene: Scene) -> None:
    """Give a ministry or a parliament that is said alone its state, where "its" or a capital beside it tells one.

    Else the article's only state, if it has but one. A state that is nowhere named but by its capital has no tie.
    """
    everywhere = {draft.code: draft for draft in scene.states() if draft.code is not None}
    for row in scene.rows:
        for place, draft in enumerate(row.drafts):
            if draft is None or draft.head not in _STATE_ORGANS or draft.state is not None:
                continue
            told = _state_beside(row, place)
            code = told or (next(iter(everywhere)) if len(everywhere) == 1 else None)
            if code is None:
                continue
            draft.others = (*draft.others, draft.name)
            draft.name, draft.state = f"{adjective_of(code)} {draft.name}", code
            if code in everywhere:
                scene.tie(row, EdgeType.PART_OF, draft, everywhere[code], draft.span, is_guess=told is None)


def _state_beside(row: Row, place: int) -> str | None:
    """Give the code of the state of "the ministry in Delhi", "its ministry", and "In Delhi, the ministry"."""
    if place and row.units[place - 1].text.casefold() == "its":
        owner = row.before(place, NodeType.STATE)
        return owner.code if owner is not None else None
    cities = []
    if row.kinds[place + 1 : place + 2] == "i":
        cities += row.drafts[place + 2 : place + 3]
    if (fronted := _FRONTED.search(row.kinds, 0, place)) is not None:
        cities.append(row.drafts[fronted.start(1)])
    return next((city.state for city in cities if city is not None and city.type is NodeType.PLACE), None)
