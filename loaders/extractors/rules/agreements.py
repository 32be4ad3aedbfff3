"""Agreements: "the Prespa agreement", "an agreement on banking access", "Resolution 1244"."""

from __future__ import annotations

import re

from disputes.graph.model import MentionKind
from disputes.graph.vocabulary import NodeType
from disputes.loaders.entries import Head
from disputes.loaders.extractors.rules.naming import without_determiner
from disputes.loaders.extractors.rules.scene import Draft, Row, Scene

_NAMED_AFTER = re.compile(r"(?:fd?(?P<name>[NPCD]+)|(?P<number>D))")
_SUBJECT_WORDS = frozenset({"on", "to", "for", "over", "of", "about"})


def find_agreements(scene: Scene) -> None:
    """Draft the agreements that a head noun tells."""
    for row in scene.rows:
        place = 0
        while place < len(row.units):
            if row.kinds[place] == "G":
                place = _read_agreement(scene, row, place)
            place += 1


def _read_agreement(scene: Scene, row: Row, place: int) -> int:
    """Read the phrase whose head is unit `place`; give the unit number that it has become."""
    noun = row.units[place].noun
    assert noun is not None and isinstance(noun.entry, Head)
    if place and noun.form == "convention" and row.units[place - 1].text in {"National", "Party"}:
        return place
    first = _first(row, place)
    after = _NAMED_AFTER.match(row.kinds, place + 1)
    last = after.end() if after is not None else place + 1
    before = set(row.kinds[first:place])
    is_named = after is not None or bool(before & set("NZPCDO"))
    subject = _subject(row, place) if not is_named and not before & set("AS") else None
    if noun.entry.use == "named" and not (is_named or before & set("AS") or subject):
        return place
    begin = first - 1 if first and row.kinds[first - 1] == "d" else first
    name = without_determiner(row.words(scene.text, begin, subject or last))
    kind = MentionKind.NAME if is_named else MentionKind.NOUN
    draft = Draft(NodeType.AGREEMENT, row.span(begin, last), name, kind, head="agreement", is_distinct=is_named)
    draft.others = (without_determiner(row.words(scene.text, first, last)),)
    scene.reduce(row, begin, last, draft)
    return begin


def _first(row: Row, place: int) -> int:
    """Give where the words of the name before the head begin, or one word that describes it: "a lasting truce"."""
    first = place
    while first > max(0, place - 5) and _is_name_part(row, first - 1):
        first -= 1
    while first < place and row.kinds[first] in "w&":
        first += 1
    if first == place and place > 1 and row.kinds[place - 2 : place] == "dw":
        first -= 1
    return first


def _is_name_part(row: Row, at: int) -> bool:
    """Whether unit `at` belongs to the name before a head: "the 1994 Algiers peace", "the UK-India trade"."""
    kind, unit = row.kinds[at], row.units[at]
    if kind in "NZPCDASO":
        return True
    if kind in "wBRHLKX" and (unit.is_capitalised or (at > 0 and row.kinds[at - 1] in "NZPCDASO")):
        is_verb = kind == "w" and row.sentence.is_headline
        return not is_verb and (unit.noun is None or unit.noun.section != "word")
    return kind == "h" and at + 1 < len(row.units) and unit.end == row.units[at + 1].start


def _subject(row: Row, place: int) -> int | None:
    """Give where the words after "agreement on" end: up to four of them; none are after "agreement to lift"."""
    following = row.units[place + 1] if place + 1 < len(row.units) else None
    if following is None or following.text.casefold() not in _SUBJECT_WORDS:
        return None
    end = place + 2
    if following.text.casefold() == "to" and row.kinds[end : end + 1] == "w":
        return None
    while end < min(len(row.units), place + 6) and row.kinds[end] in "dwNASPHmLXDCBh":
        unit = row.units[end]
        if unit.noun is not None and unit.noun.entry.id in {"verb", "conjunction", "adverb"}:
            break
        end += 1
    return end if end > place + 2 else None
