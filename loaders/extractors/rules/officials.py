"""Officials: titles with names, names with appositions, speakers; and their short names later on."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from anyascii import anyascii

from disputes.graph.model import MentionKind, Span
from disputes.graph.vocabulary import EdgeType, NodeType
from disputes.loaders.entries import Role
from disputes.loaders.extractors.rules.scene import Draft, Row, Scene
from disputes.loaders.gazetteer import no_persons

_NAME = r"N(?:(?:p+|ph)?N)*"
_OWNER = r"(?:[ASCOPB]s?)?"
_AFTER = r"(?:(?:[ftFi]d?|d)(?:w?[ASOCP]+|[wNASOCPRB]{1,4}(?=c)))"
_TITLED = re.compile(
    rf"(?P<owner>{_OWNER})(?P<mid>[wN]{{0,2}}?)(?P<role>R(?:[c&]?R)*)(?P<of>{_AFTER}{{0,2}})c?q?R?(?P<name>{_NAME})"
    rf"(?P<behind>fd?[SO](?!s))?"
)
_APPOSED = re.compile(
    rf"(?P<name>{_NAME})[ch](?:[wx]{{0,2}}d)?(?P<owner>{_OWNER})[wxd]{{0,3}}(?P<role>R(?:&R)*)(?P<of>{_AFTER}{{0,2}})"
)
_SPEAKS = re.compile(r"(?P<name>N(?:(?:p+|ph)?N)+)(?:v|c[wo]{1,2}[vw]|\([SA]\))|v(?P<after>N(?:(?:p+|ph)?N)+)(?=[.cq])")
_STRANGER = re.compile(r"(?<![NZdhfSq])N(?:(?:p+|ph)?N){1,3}(?![NZhBHGKLO(])")
_NUMERAL = re.compile(r"[IVX]{2,}")
_MEMBER = re.compile(r"(?P<name>N(?:(?:p+|ph)?N)+)(?P<of>fd?[OS](?!s)|id?O(?!s)|\([SAO]\))")


@dataclass(frozen=True, slots=True)
class _Office:
    """What a title says: the role's words and what stands before and after them, as unit numbers."""

    role: tuple[int, int]
    owner: int | None
    after: tuple[int, int]
    behind: int | None = None


def find_officials(scene: Scene) -> None:
    """Draft the persons whom a title, an apposition or a verb of saying tells, then their short names."""
    for row in scene.rows:
        if not row.is_title_cased:
            for pattern in (_TITLED, _APPOSED, _MEMBER, _SPEAKS):
                _read(scene, row, pattern)
    people = [draft for draft in scene.drafts if draft.type is NodeType.OFFICIAL]
    _find_short_names(scene, people)


def find_strangers(scene: Scene) -> None:
    """Take the runs of two to four capitalised words left over, after no article, for persons."""
    found = False
    for row in scene.rows:
        if row.sentence.is_headline:
            continue
        for match in reversed(list(_STRANGER.finditer(row.kinds))):
            first, last = match.span()
            if _names_a_thing(row, first, last):
                continue
            scene.reduce(
                row, first, last, Draft(NodeType.OFFICIAL, row.span(first, last), row.words(scene.text, first, last))
            )
            found = True
    if found:
        _find_short_names(scene, [draft for draft in scene.drafts if draft.type is NodeType.OFFICIAL])


def _names_a_thing(row: Row, first: int, last: int) -> bool:
    """Whether capitalised words name a house, a paper, a prize: by the first or last of them, or by a number."""
    ends = {row.units[first].text, row.units[last - 1].text}
    has_number = any(char.isdigit() for end in ends for char in end) or _NUMERAL.fullmatch(row.units[last - 1].text)
    return not ends.isdisjoint(no_persons()) or bool(has_number)


def _read(scene: Scene, row: Row, pattern: re.Pattern[str]) -> None:
    place = 0
    while match := pattern.search(row.kinds, place):
        group = "name" if match.start("name") >= 0 else "after"
        first, last = match.span(group)
        place = match.start() + 1 if match.end() <= match.start() + 1 else first + 1
        if pattern is _SPEAKS and last - first > 2 and row.units[first].text in no_persons():
            first += 1
        if not row.units[first].is_capitalised or _is_heading(row, first, last, match):
            continue
        office = _office(row, match) if "role" in pattern.groupindex else None
        draft = Draft(NodeType.OFFICIAL, row.span(first, last), row.words(scene.text, first, last))
        owner = _target(row, match) if pattern is _MEMBER else None
        says = _said(scene, row, office) if office is not None else None
        scene.reduce(row, first, last, draft)
        if office is not None and says is not None:
            _tie(scene, row, draft, says)
        if owner is not None:
            scene.tie(row, EdgeType.SERVES, draft, owner, draft.span)


def _target(row: Row, match: re.Match[str]) -> Draft | None:
    """Give the body or state of "Orel of the Red Cross", "Orel (Kenya)"."""
    return next((draft for draft in row.drafts[match.start("of") : match.end("of")] if draft is not None), None)


def _is_heading(row: Row, first: int, last: int, match: re.Match[str]) -> bool:
    """Whether the "name" is none: a title's own word, or a lone word after a mere noun ("leader Monday")."""
    if "role" not in match.re.groupindex or last - first > 1:
        return False
    role = row.units[match.start("role")]
    return not role.is_capitalised and match.re is _APPOSED and match.start("role") - last > 4


def _office(row: Row, match: re.Match[str]) -> _Office:
    owner = match.start("owner") if match.end("owner") > match.start("owner") >= 0 else None
    has_behind = "behind" in match.re.groupindex and match.start("behind") >= 0
    return _Office(match.span("role"), owner, match.span("of"), match.end("behind") - 1 if has_behind else None)


@dataclass(frozen=True, slots=True)
class _Says:
    """Whom an office serves and is posted to; `is_guess`, where the words do not say whom it serves."""

    role: Role
    words: str
    trigger: Span
    served: Draft | None
    posted: Draft | None
    is_guess: bool


def _said(scene: Scene, row: Row, office: _Office) -> _Says | None:
    unit = row.units[office.role[0]]
    role = unit.noun.entry if unit.noun is not None else None
    if not isinstance(role, Role) or role.rank == "courtesy":
        return None
    served, posted = _targets_after(scene, row, office, role.rank == "envoy")
    stated = office.owner if office.owner is not None else office.behind if served is None else None
    owner = row.drafts[stated] if stated is not None else None
    if owner is None and office.role[0] and row.units[office.role[0] - 1].text.casefold() == "its":
        owner = row.before(office.role[0], NodeType.STATE, NodeType.ORGANIZATION)
    if owner is not None and owner.type in (NodeType.STATE, NodeType.ORGANIZATION):
        served = owner
    if served is not None and served.type is NodeType.STATE and unit.text.casefold() in _OF_PROVINCES:
        return None
    is_guess = served is None
    served = served or _likely_state(scene, row, posted, office.role[0])
    return _Says(role, row.words(scene.text, *office.role), row.span(*office.role), served, posted, is_guess)


_OF_PROVINCES = frozenset({"governor", "mayor", "gov."})
"""Offices of no sovereign state: "Georgia governor" is of the American state."""


def _tie(scene: Scene, row: Row, person: Draft, says: _Says) -> None:
    """Note whom the person serves, leads and is posted to."""
    person.head = says.role.id
    served, rank = says.served, says.role.rank
    if says.posted is not None:
        scene.tie(row, EdgeType.POSTED_TO, person, says.posted, says.trigger, says.words)
    if served is None or served is says.posted:
        return
    if not says.is_guess:
        person.state = served.state_code
    scene.tie(row, EdgeType.SERVES, person, served, says.trigger, says.words, is_guess=says.is_guess)
    if rank == "head" or (rank == "chief" and served.type is NodeType.ORGANIZATION):
        scene.tie(row, EdgeType.LEADS, person, served, says.trigger, says.words, is_guess=says.is_guess)


def _targets_after(scene: Scene, row: Row, office: _Office, is_envoy: bool) -> tuple[Draft | None, Draft | None]:
    """Give whom the words after an office say it serves, and whom an envoy is posted to ("of Chad in Cairo")."""
    served = posted = None
    kind = ""
    for place in range(*office.after):
        draft = row.drafts[place]
        kind = row.kinds[place] if row.kinds[place] in "ftFi" else kind
        if draft is not None and draft.type in (NodeType.STATE, NodeType.ORGANIZATION):
            if is_envoy and kind != "f":
                posted = posted or draft
            else:
                served = served or draft
        elif draft is not None and draft.state is not None and is_envoy and kind == "i":
            posted = posted or scene.nations.get(draft.state)
    return served, posted


def _likely_state(scene: Scene, row: Row, posted: Draft | None, place: int) -> Draft | None:
    """Give the state an office is likeliest of, where the words do not say.

    It is the only one before it in the sentence, else the only one of the article, and said by its name: an adjective
    tells of another thing ("Trump would not recognise Gornan control"). The one it is posted to is not counted.
    """
    code = posted.code if posted is not None else None
    near = {d.code: d for d in reversed(row.drafts[:place]) if d is not None and d.type is NodeType.STATE}
    for found in (near, scene.nations):
        others = [draft for key, draft in found.items() if key != code]
        if len(others) == 1:
            return others[0] if _is_named_before(others[0], row.units[place].start) else None
    return None


def _is_named_before(state: Draft, offset: int) -> bool:
    """Whether a state is said by its name, and before `offset`: what a sentence comes to later leads nobody."""
    return bool(state.others) and state.span.start < offset


def folded(name: str) -> str:
    """Give a name as it is compared: ASCII letters, small, without hyphens.

    >>> folded("Şebnem Çağlar-Örnek")
    'sebnem caglar ornek'
    """
    return anyascii(name).casefold().replace("-", " ").replace(".", "").replace("'", "")


def _find_short_names(scene: Scene, people: list[Draft]) -> None:
    """Draft each later or earlier mention of a person by a part of the name."""
    known = {folded(draft.name) for draft in people}
    parts = Counter(part for name in known for part in set(name.split()))
    short = {part for part in parts if len(part) > 1} - _ORDINARY
    for row in scene.rows:
        place = 0
        while place < len(row.units):
            last = place
            while last < len(row.units) and row.kinds[last] == "N":
                last += 1
            if last > place:
                place += _read_short(scene, row, place, last, known, short)
            place += 1


_ORDINARY = frozenset({"al", "el", "bin", "ibn", "de", "la", "van", "von", "abu", "the", "and"})


def _read_short(scene: Scene, row: Row, first: int, last: int, known: set[str], short: set[str]) -> int:
    """Read a run of unknown words as a name or a surname; give 0, the run having become one unit or none."""
    words = row.words(scene.text, first, last)
    name = folded(words)
    is_person = name in known or all(part in short for part in name.split())
    if not is_person:
        return last - first - 1
    kind = MentionKind.NAME
    scene.reduce(row, first, last, Draft(NodeType.OFFICIAL, row.span(first, last), words, kind))
    return 0
