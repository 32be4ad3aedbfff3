"""Properties named or described by a head noun, with the owner and the place that the words carry."""

from __future__ import annotations

import re
from dataclasses import dataclass

from disputes.graph.model import MentionKind
from disputes.graph.vocabulary import EdgeType, NodeType
from disputes.loaders.extractors.rules.scene import Draft, Row, Scene
from disputes.loaders.extractors.rules.states import adjective_of
from disputes.loaders.gazetteer import Head, describing_words

_BEFORE = re.compile(r"(?P<det>d)?(?P<count>[Dw]{0,2}?)(?P<owner>[ASCO]s?|Ms)?(?P<mods>[wNPD]{0,3}?)$")
_MEMBER = r"d?(?:P|C|S|N+)"
_TAIL = re.compile(rf"i(?P<first>{_MEMBER})(?P<more>(?:(?:c|&|c&){_MEMBER})*)")
_OF = re.compile(r"fd?(?P<name>[PNC]+)")
_NAME_AFTER = re.compile(r"q?(?P<name>N+|Z)")
_INCLUDING = frozenset({"including", "includes", "among them", "such as"})
_PLAIN = re.compile(
    r"^(?:the|a|an|its|his|her|their|our|this|that|these|those|two|three|four|five|six|seven|several|both|all)\s+", re.I
)


@dataclass(frozen=True, slots=True)
class _Phrase:
    first: int
    head: int
    owner: int | None
    mods: int
    has_article: bool


def find_properties(scene: Scene) -> None:
    """Draft the properties, one for each member of a list of places, and who owns them and where they are."""
    for row in scene.rows:
        place = 0
        while place < len(row.units):
            if row.kinds[place] == "H":
                place = _read_property(scene, row, place)
            place += 1
        _own_lists(scene, row)


def _read_property(scene: Scene, row: Row, place: int) -> int:
    """Read the phrase whose head is unit `place`; give the unit number that it has become."""
    noun = row.units[place].noun
    assert noun is not None and isinstance(noun.entry, Head)
    head, phrase = noun.entry, _phrase(row, place)
    tail = _TAIL.match(row.kinds, place + 1)
    called = _OF.match(row.kinds, place + 1) or (_NAME_AFTER.match(row.kinds, place + 1) if head.is_vehicle else None)
    has_name = phrase.mods < place and any(row.kinds[n] in "NP" for n in range(phrase.mods, place))
    is_plural = noun.form.split()[-1].endswith("s") and not noun.form.endswith("ss")
    if not _is_property(row, head, phrase, has_name, called, tail):
        return place
    if not (is_plural or has_name or phrase.has_article or phrase.owner is not None or called or tail):
        return place
    owner = row.drafts[phrase.owner] if phrase.owner is not None else None
    last = called.end() if called is not None else place + 1
    words = row.words(scene.text, phrase.mods, last)
    draft = Draft(NodeType.PROPERTY, row.span(phrase.first, last), words, head=head.id)
    draft.kind = MentionKind.NAME if has_name or called is not None else MentionKind.NOUN
    draft.is_distinct = draft.kind is MentionKind.NAME
    if owner is None and head.is_diplomatic and tail is not None and not is_plural:
        owner = _likely_owner(scene, row, phrase.first, tail.end("first") - 1)
    return _draft_members(scene, row, phrase, draft, owner, tail, last, is_plural)


def _phrase(row: Row, place: int) -> _Phrase:
    """Find the owner and the words before the head."""
    first = mods = place
    while mods > max(0, place - 3) and row.kinds[mods - 1] in "NP" and row.units[mods - 1].kind != "d":
        mods -= 1
    first, at = mods, mods
    while at > max(0, mods - 3) and row.kinds[at - 1] in "wD":
        at -= 1
    for start in range(mods, at - 1, -1):
        if start and row.kinds[start - 1] in "ASCO" and row.drafts[start - 1] is not None:
            if any(not _describes(unit.text) for unit in row.units[start:mods]):
                break
            return _Phrase(_article(row, start - 1), place, start - 1, start, True)
        if start >= 2 and row.kinds[start - 1] == "s" and row.kinds[start - 2] in "SCO":
            return _Phrase(start, place, start - 2, start, True)
        if start and row.kinds[start - 1] == "d":
            return _Phrase(start - 1, place, None, start, True)
        if start and row.kinds[start - 1] == "D":
            return _Phrase(start - 1, place, None, start, True)
    return _Phrase(first, place, None, mods, False)


def _describes(word: str) -> bool:
    """Whether a small word looks like an adjective, so that it is no verb between a state and a property."""
    adjectives, endings = describing_words()
    return word in adjectives or word.endswith(endings) or word[:1].isdigit()


def _article(row: Row, first: int) -> int:
    """Give the unit of the article before the owner, with up to two words between: "the old Taiwanese embassy"."""
    for start in range(first, max(-1, first - 3), -1):
        if start and row.kinds[start - 1] == "d":
            return start - 1
        if not start or row.kinds[start - 1] != "w":
            break
    return first


def _is_property(
    row: Row, head: Head, phrase: _Phrase, has_name: bool, called: object, tail: re.Match[str] | None
) -> bool:
    if has_name or called is not None or head.use == "bare":
        return True
    if head.use == "owned":
        return phrase.owner is not None or phrase.has_article or tail is not None
    return phrase.owner is not None and row.kinds[phrase.owner] in "ASCO"


def _likely_owner(scene: Scene, row: Row, first: int, place: int) -> Draft | None:
    """Give the state whose mission it is likeliest to be: the last one named that is not the host's."""
    host = row.drafts[place]
    host_code = host.state_code if host is not None else None
    if host_code is None:
        return None
    candidates = [draft for draft in scene.states(row.units[first].start) if draft.code != host_code]
    counted = [draft for draft in scene.states() if draft.code != host_code]
    return candidates[0] if candidates else counted[0] if counted else None


def _draft_members(
    scene: Scene,
    row: Row,
    phrase: _Phrase,
    draft: Draft,
    owner: Draft | None,
    tail: re.Match[str] | None,
    last: int,
    is_plural: bool,
) -> int:
    """Draft the property, or one for each place of a list after a plural."""
    base = _singular(draft.name) if is_plural and tail is not None else draft.name
    base = _PLAIN.sub("", base)
    state = owner.state_code if owner is not None else None
    if state is not None and owner is not None and owner.type is NodeType.STATE:
        base = f"{adjective_of(state)} {base}"
    elif owner is not None and owner.type is NodeType.ORGANIZATION:
        base = f"{owner.name} {base}"
    draft.name, draft.state = base, state
    if tail is None:
        made = scene.reduce(row, phrase.first, last, draft)
        if owner is not None:
            scene.tie(row, EdgeType.OWNS, owner, made, made.span)
        return phrase.first
    ends = [tail.span("first"), *_members(row, tail)] if is_plural else [tail.span("first")]
    where = row.units[tail.start()].text.casefold()
    places = [_place(scene, row, first, end) for first, end in ends]
    for place, (_, end) in reversed(list(zip(places[1:], ends[1:], strict=True))):
        span = row.span(phrase.head, end)
        other = Draft(NodeType.PROPERTY, place.span, f"{base} {where} {place.name}", state=state, head=draft.head)
        other.place, other.wide = place.name, span
        _stand_beside(scene, row, end - 1, other, place)
        other.kind, other.is_distinct = draft.kind, draft.is_distinct or state is not None
        scene.tie(row, EdgeType.LOCATED_IN, other, place, place.span)
        if owner is not None:
            scene.tie(row, EdgeType.OWNS, owner, other, span)
    draft.name, draft.place = f"{base} {where} {places[0].name}", places[0].name
    draft.is_distinct = draft.is_distinct or state is not None
    draft.span = row.span(phrase.first, ends[0][1])
    made = scene.reduce(row, phrase.first, ends[0][1], draft)
    scene.tie(row, EdgeType.LOCATED_IN, made, places[0], places[0].span)
    if owner is not None:
        scene.tie(row, EdgeType.OWNS, owner, made, made.span)
    return phrase.first


def _members(row: Row, tail: re.Match[str]) -> list[tuple[int, int]]:
    """Give the units of each further place of a list."""
    return [
        (match.start(), match.end())
        for match in re.compile(r"(?<=[c&])(?:P|C|S|N+)").finditer(row.kinds, tail.start("more"), tail.end("more"))
    ]


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


def _stand_beside(scene: Scene, row: Row, place: int, draft: Draft, inside: Draft) -> None:
    """Let a list's place name stand for the property there; the place itself is inside."""
    inside.is_inner = True
    row.drafts[place] = draft
    row.units[place] = row.units[place].__class__("X", draft.span.start, draft.span.end, row.units[place].text)
    row.spell()
    scene.drafts.append(draft)


def _singular(words: str) -> str:
    """Give the singular of a phrase's last noun, or of the first for "consulates general".

    >>> _singular("commercial missions"), _singular("consulates general"), _singular("embassies")
    ('commercial mission', 'consulate general', 'embassy')
    """
    plain = re.sub(r"ies\b", "y", words)
    if plain != words:
        return plain
    return re.sub(r"(\w{3,}[^s\W])s\b(?!.*s\b)", r"\1", words)


def _give_owner(draft: Draft, state: str) -> None:
    """Let a property be the state's; one that only its kind and its place name is named by its owner too."""
    draft.state = state
    if draft.kind is MentionKind.NOUN and draft.place is not None:
        draft.name, draft.is_distinct = f"{adjective_of(state)} {draft.name}", True


def _own_lists(scene: Scene, row: Row) -> None:
    """Give each property after "Russian properties, including" the owner of the head."""
    for place, draft in enumerate(row.drafts):
        if draft is None or draft.type is not NodeType.PROPERTY or draft.state is None:
            continue
        after = [unit.text.casefold() for unit in row.units[place + 1 : place + 3]]
        if not _INCLUDING & set(after):
            continue
        owner = next((tie.source for tie in scene.ties if tie.type is EdgeType.OWNS and tie.target is draft), None)
        for other in row.drafts[place + 1 :]:
            if owner is not None and other is not None and other.type is NodeType.PROPERTY and other.state is None:
                _give_owner(other, draft.state)
                scene.tie(row, EdgeType.OWNS, owner, other, draft.span)
