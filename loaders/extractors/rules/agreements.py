"""Agreements: "the Prespa agreement", "an agreement on banking access", "Resolution 1244"."""

from __future__ import annotations

import re

from disputes.graph.model import MentionKind
from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.rules.scene import Draft, Row, Scene
from disputes.loaders.gazetteer import Head

_BEFORE = re.compile(r"(?P<det>d)?(?P<name>[DNZPCSAOM]*(?:w?[DNZPCSAOMw])?)$")
_NAMED_AFTER = re.compile(r"(?:fd?(?P<name>[NPCD]+)|(?P<number>D))")
_SUBJECT = re.compile(r"(?:F|f|i)(?P<words>[dwNASPHmXPL]{1,4})")
_SUBJECT_WORDS = frozenset({"on", "to", "for", "over", "between", "of", "about"})
_ARTICLE = re.compile(r"^(?:the|a|an|its|their|his|her|this|that|any|no|some)\s+", re.I)


def find_agreements(scene: Scene) -> None:
    """Draft the agreements that a head noun tells."""
    for row in scene.rows:
        place = 0
        while place < len(row.units):
            if row.kinds[place] == "G":
                place = _read_agreement(scene, row, place)
            place += 1


def _read_agreement(scene: Scene, row: Row, place: int) -> int:
    unit = row.units[place]
    assert unit.noun is not None and isinstance(unit.noun.entry, Head)
    first = place
    while first > max(0, place - 5) and _is_name_part(row, first - 1, place):
        first -= 1
    while first < place and row.kinds[first] in "w&":
        first += 1
    if first == place and place and row.kinds[place - 1] == "w" and row.kinds[place - 2 : place - 1] == "d":
        first -= 1
    after = _NAMED_AFTER.match(row.kinds, place + 1)
    has_name = any(kind in "NZPCSADO" for kind in row.kinds[first:place])
    last = after.end() if after is not None else place + 1
    subject = None
    if not has_name and after is None:
        subject = _subject(row, place)
    if unit.noun.entry.use == "named" and not has_name and after is None and subject is None:
        return place
    end = subject if subject is not None else last
    begin = first - 1 if first and row.kinds[first - 1] == "d" else first
    is_named = after is not None or any(kind in "NZPCDO" for kind in row.kinds[first:place])
    draft = Draft(NodeType.AGREEMENT, row.span(begin, end), _ARTICLE.sub("", row.words(scene.text, begin, end)))
    draft.head, draft.is_distinct = "agreement", is_named
    draft.kind = MentionKind.NAME if is_named else MentionKind.NOUN
    draft.others = (row.words(scene.text, first, last),)
    draft.span = row.span(begin, last)
    if subject is not None and any(row.drafts[n] is not None for n in range(last, subject)):
        draft.others = (*draft.others, draft.name)
    scene.reduce(row, begin, last, draft)
    return begin


def _is_name_part(row: Row, at: int, place: int) -> bool:
    kind, unit = row.kinds[at], row.units[at]
    if kind in "NZPCDA" or (kind == "S" and at + 1 < len(row.kinds)) or kind == "O":
        return True
    if kind in "wBRHLKX" and (unit.is_capitalised or (at > 0 and row.kinds[at - 1] in "NZPCDASO")):
        return unit.noun is None or unit.noun.section != "word"
    return kind == "h" and row.units[at].end == row.units[at + 1].start


def _subject(row: Row, place: int) -> int | None:
    """Give where the words after "agreement on" end: up to four of them."""
    following = row.units[place + 1] if place + 1 < len(row.units) else None
    if following is None or following.text.casefold() not in _SUBJECT_WORDS:
        return None
    end = place + 2
    while end < min(len(row.units), place + 6) and row.kinds[end] in "dwNASPHmLXDCBh":
        unit = row.units[end]
        if unit.noun is not None and unit.noun.entry.id in {"verb", "conjunction", "adverb"}:
            break
        end += 1
    return end if end > place + 2 else None
