"""Properties that come back: by their proper name alone, by an apposition, or by the noun that describes them."""

from __future__ import annotations

import re

from disputes.graph.model import MentionKind
from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.rules.scene import Draft, Row, Scene
from disputes.loaders.extractors.rules.states import adjective_of
from disputes.loaders.gazetteer import states

_EXPLAINED = re.compile(r"(?P<name>N+)cX")
_RUN = re.compile(r"[NZ]+")


def find_property_names(scene: Scene) -> None:
    """Draft the later mentions of a property by its proper name, and the names that an apposition explains."""
    for row in scene.rows:
        for match in reversed(list(_EXPLAINED.finditer(row.kinds))):
            _read_explained(scene, row, match)
    named = {_proper(draft): draft for draft in scene.drafts if draft.type is NodeType.PROPERTY and _proper(draft)}
    for row in scene.rows:
        for match in reversed(list(_RUN.finditer(row.kinds))):
            first, last = match.span()
            known = named.get(row.words(scene.text, first, last))
            if known is not None and row.drafts[last - 1] is None:
                draft = Draft(NodeType.PROPERTY, row.span(first, last), known.name, head=known.head)
                draft.refers_to = known.refers_to or known
                scene.reduce(row, first, last, draft)


def _read_explained(scene: Scene, row: Row, match: re.Match[str]) -> None:
    """Read "the Aurora, a Greek tanker": the name is the property's."""
    known = row.drafts[match.end() - 1]
    if known is None or known.kind is MentionKind.NAME or known.place is not None or known.refers_to is not None:
        return
    first, last = match.span("name")
    words = row.words(scene.text, first, last)
    draft = Draft(NodeType.PROPERTY, row.span(first, last), words, head=known.head, state=known.state)
    scene.reduce(row, first, last, draft)
    draft.others = (f"{known.name} {words}",)
    known.refers_to = draft


def _proper(draft: Draft) -> str:
    """Give the proper name inside a property's name: "Stella Polaris" of "Greek tanker Stella Polaris"."""
    name = draft.name
    if draft.state in states():
        name = name.removeprefix(f"{adjective_of(draft.state)} ")
    words = name.split()
    proper = [word for word in words if word[:1].isupper()]
    is_run = " ".join(proper) in name and 0 < len(proper) < len(words) and draft.place is None
    return " ".join(proper) if is_run else ""


def find_repeated(scene: Scene) -> None:
    """Draft a vessel, a dam, a base that is but described, where the article comes back to it."""
    known = {draft.head for draft in scene.drafts if draft.type is NodeType.PROPERTY}
    told: dict[str, list[tuple[Row, int]]] = {}
    for row in scene.rows:
        for place, unit in enumerate(row.units):
            if unit.kind == "H" and place and row.kinds[place - 1] == "d" and unit.noun is not None:
                told.setdefault(unit.noun.entry.id, []).append((row, place))
    for head, seen in told.items():
        if len(seen) > 1 and head not in known:
            for row, place in reversed(seen):
                name = row.units[place].text
                span = row.span(place - 1, place + 1)
                draft = Draft(NodeType.PROPERTY, span, name, MentionKind.NOUN, head=head, is_distinct=False)
                scene.reduce(row, place - 1, place + 1, draft)
