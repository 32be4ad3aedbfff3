"""Properties named or described by a head noun, with the owner and the place that the words carry."""

from __future__ import annotations

import re

from disputes.graph.model import MentionKind
from disputes.graph.vocabulary import EdgeType, NodeType
from disputes.loaders.entries import Head
from disputes.loaders.extractors.rules.holdings import Holding, Phrase, likely_owner, settle
from disputes.loaders.extractors.rules.scene import Draft, Row, Scene
from disputes.loaders.extractors.rules.states import adjective_of
from disputes.loaders.gazetteer import describing_words

_MEMBER = r"d?(?:P|C|S|N+)"
_TAIL = re.compile(rf"i(?P<first>{_MEMBER})(?P<more>(?:(?:c|&|c&){_MEMBER})*)")
_OF = re.compile(r"fd?(?P<name>[PNC]+)")
_NAME_AFTER = re.compile(r"q?(?P<name>N+|Z)")
_INCLUDING = frozenset({"including", "includes", "among them", "such as"})


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
    owner = row.drafts[phrase.owner] if phrase.owner is not None else _its_owner(row, phrase)
    last = called.end() if called is not None else place + 1
    words = row.words(scene.text, phrase.mods, last)
    draft = Draft(NodeType.PROPERTY, row.span(phrase.first, last), words, head=head.id)
    draft.kind = MentionKind.NAME if has_name or called is not None else MentionKind.NOUN
    draft.is_distinct = draft.kind is MentionKind.NAME
    site = owner if owner is not None and owner.type is NodeType.PLACE else None
    if site is not None:
        owner, draft.place = None, site.name
    if owner is None and head.is_diplomatic and not is_plural and (site or tail):
        owner = likely_owner(scene, row, phrase.first, site or _city(row, tail))
    return settle(Holding(scene, row, phrase, draft, owner, tail, last, is_plural))


def _its_owner(row: Row, phrase: Phrase) -> Draft | None:
    """Give the state that "its" stands for: the last one before it in the sentence."""
    if row.units[phrase.first].text.casefold() != "its":
        return None
    return row.before(phrase.first, NodeType.STATE)


def _city(row: Row, tail: re.Match[str] | None) -> Draft | None:
    return row.drafts[tail.end("first") - 1] if tail is not None else None


def _phrase(row: Row, place: int) -> Phrase:
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
            return Phrase(_article(row, start - 1), place, start - 1, start, True)
        if start >= 2 and row.kinds[start - 1] == "s" and row.kinds[start - 2] in "SCO":
            return Phrase(start, place, start - 2, start, True)
        if start and row.kinds[start - 1] == "d":
            if sum(not _describes(unit.text) for unit in row.units[start:mods]) > 1:
                break
            return Phrase(start - 1, place, None, start, True)
        if start and row.kinds[start - 1] == "D":
            return Phrase(start - 1, place, None, start, True)
    return Phrase(first, place, None, mods, False)


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
    row: Row, head: Head, phrase: Phrase, has_name: bool, called: object, tail: re.Match[str] | None
) -> bool:
    if has_name or called is not None or head.use == "bare":
        return True
    if head.use == "owned":
        return phrase.owner is not None or phrase.has_article or tail is not None
    is_single = row.kinds[phrase.first] == "d" or not head.is_vehicle
    return phrase.owner is not None and row.kinds[phrase.owner] in "ASCO" and is_single


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
        owned = (tie.source for tie in reversed(scene.ties) if tie.type is EdgeType.OWNS and tie.target is draft)
        owner = next(owned, None)
        for other in row.drafts[place + 1 :]:
            if owner is not None and other is not None and other.type is NodeType.PROPERTY and other.state is None:
                _give_owner(other, draft.state)
                scene.tie(row, EdgeType.OWNS, owner, other, draft.span)
