"""Places that no list has: "the town of Dravograd", "the Drava River", "in Ljutomer"."""

from __future__ import annotations

import re

from disputes.graph.model import MentionKind
from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.rules.scene import Draft, Row, Scene

_HEADED = re.compile(r"(?P<name>[NPCDA]*[NPCA]L)|(?P<called>Lf[NPCS]+)|(?P<before>L[NP]+)")
_IN = re.compile(r"i(?:d?)(?P<name>N+)")
_BASED = re.compile(r"(?P<name>N+)h(?=w)")
_IN_WORDS = frozenset({"in", "at", "near", "outside", "around", "off", "inside"})


def find_sites(scene: Scene) -> None:
    """Draft the places that a head noun or a preposition tells."""
    for row in scene.rows:
        for match in reversed(list(_HEADED.finditer(row.kinds))):
            _read_headed(scene, row, match)
    for row in scene.rows:
        if row.is_title_cased:
            continue
        for match in reversed(list(_IN.finditer(row.kinds))):
            if row.units[match.start()].text.casefold() in _IN_WORDS and "d" not in match.group():
                _draft(scene, row, *match.span("name"))


def _read_headed(scene: Scene, row: Row, match: re.Match[str]) -> None:
    first, last = match.span()
    head = row.units[last - 1] if match["name"] else row.units[first]
    if match["called"] and not head.is_capitalised:
        if row.drafts[last - 1] is None:
            _draft(scene, row, first + 2, last)
        return
    if match["before"] and not head.is_capitalised:
        if row.drafts[last - 1] is None:
            _draft(scene, row, first + 1, last)
        return
    if match["name"] and row.kinds[first] == "A" and last - first == 2:
        return
    if match["name"] and head.noun is not None and head.noun.entry.id == "town" and not head.is_capitalised:
        return
    _draft(scene, row, first, last)


def _draft(scene: Scene, row: Row, first: int, last: int) -> None:
    name = row.words(scene.text, first, last)
    scene.reduce(row, first, last, Draft(NodeType.PLACE, row.span(first, last), name, MentionKind.NAME))
