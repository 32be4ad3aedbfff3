"""Pronouns and nouns that stand for an entity named before: "he", "its", "the ministry", "the vessel"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from disputes.graph.model import MentionKind, Span
from disputes.graph.vocabulary import EdgeType, NodeType
from disputes.loaders.entries import Role
from disputes.loaders.extractors.rules.officials import folded
from disputes.loaders.extractors.rules.scene import Draft, Row, Scene
from disputes.loaders.lexicon import Entry, Lexicon, read_lexicon

REACH = 2
"""How many sentences back a noun or a personal pronoun may look."""
_LEADING = frozenset({"head-of-state", "head-of-government"})
_HE = frozenset({"he", "him", "his"})
_SHE = frozenset({"she", "her", "hers"})
_SUBJECT = frozenset({"he", "she"})
_ACTORS = (NodeType.STATE, NodeType.ORGANIZATION)


class Epithet(Entry, frozen=True, kw_only=True):
    """A noun that stands for an entity of a type, `among` those whose name has one of the words."""

    type: NodeType
    among: tuple[str, ...] = ()


class Epithets(Lexicon, frozen=True, kw_only=True):
    """anaphora.yaml"""

    entries: tuple[Epithet, ...]


@cache
def epithets() -> dict[str, tuple[Epithet, ...]]:
    """Give the entries by form."""
    entries = read_lexicon("anaphora", Epithets).entries
    forms = dict.fromkeys(form for entry in entries for form in entry.forms)
    return {form: tuple(entry for entry in entries if form in entry.forms) for form in forms}


def find_anaphora(scene: Scene) -> None:
    """Draft the pronouns and nouns for which one entity named shortly before is the plain choice."""
    genders, leaders = dict(_genders(scene)), _leaders(scene)
    for number, row in enumerate(scene.rows):
        if row.sentence.is_headline:
            continue
        earlier = scene.rows[max(0, number - REACH) : number]
        for place, unit in enumerate(row.units):
            if row.drafts[place] is not None or unit.kind not in "odwRBHGKLm":
                continue
            word = unit.text.casefold()
            before = [draft for draft in row.drafts[:place] if draft is not None]
            target = _person(word, before, earlier, genders)
            if target is None and (word == "its" or (word == "it" and _acts(row, place))):
                target = _thing(word, before, earlier)
            if target is not None:
                scene.add(row, place, _standing(target, unit.span, MentionKind.PRONOUN))
            elif unit.kind == "R" and _is_leader(row, place):
                _read_leader(scene, row, place, before, earlier, leaders)
            elif place and row.units[place - 1].text.casefold() in {"the", "this", "that"}:
                target = _named_by_noun(row, place, before, earlier)
                if target is not None:
                    scene.add(
                        row, place, _standing(target, Span(row.units[place - 1].start, unit.end), MentionKind.NOUN)
                    )


def _is_leader(row: Row, place: int) -> bool:
    """Whether a state stands before an office that leads one, and no name after it: "the US leader"."""
    noun, owner = row.units[place].noun, row.drafts[place - 1] if place else None
    if noun is None or not isinstance(noun.entry, Role) or noun.entry.rank != "head":
        return False
    is_state = owner is not None and owner.type is NodeType.STATE
    return is_state and row.kinds[place + 1 : place + 2] not in {"M", "N", "R", "h"}


_Leaders = tuple[dict[str, Draft], dict[str, None]]
"""Whom each official is said to serve, by folded name, and the names of those who lead a state."""


def _leaders(scene: Scene) -> _Leaders:
    served = {
        folded(tie.source.name): tie.target for tie in scene.ties if tie.type is EdgeType.SERVES and not tie.is_guess
    }
    return served, {folded(draft.name): None for draft in scene.drafts if draft.head in _LEADING}


def _read_leader(scene: Scene, row: Row, place: int, before: list[Draft], earlier: list[Row], known: _Leaders) -> None:
    """Take "the US leader" for the last official who serves that state, or of whom no other state is told."""
    owner = row.drafts[place - 1]
    near = [*_people(draft for each in earlier for draft in each.drafts), *_people(before)]
    served, leaders = known
    for draft in reversed(near):
        if not any(_shares_name(name, folded(draft.name)) for name in leaders):
            continue
        state = next((served[name] for name in served if _shares_name(name, folded(draft.name))), None)
        if owner is not None and (state is None or state.state_code == owner.code):
            span = row.span(place, place + 1)
            stood = scene.add(row, place, _standing(draft, span, MentionKind.NOUN))
            scene.tie(row, EdgeType.SERVES, stood, owner, span, row.units[place].text)
            scene.tie(row, EdgeType.LEADS, stood, owner, span, row.units[place].text)
            return


def _shares_name(name: str, other: str) -> bool:
    return set(name.split()) <= set(other.split()) or set(other.split()) <= set(name.split())


def _standing(target: Draft, span: Span, kind: MentionKind) -> Draft:
    first = target.refers_to or target
    return Draft(target.type, span, target.name, kind, target.code, target.state, target.head, refers_to=first)


def _genders(scene: Scene) -> Iterator[tuple[str, str]]:
    """Give whether a person's last name goes with "he" or "she", where a title says so."""
    for row in scene.rows:
        for place, draft in enumerate(row.drafts):
            if draft is None or draft.type is not NodeType.OFFICIAL:
                continue
            near = " ".join(unit.text.casefold() for unit in row.units[max(0, place - 2) : place + 4])
            if any(word in near.split() for word in ("mr", "mr.", "sir", "lord", "king", "emir", "sheikh")):
                yield folded(draft.name).split()[-1], "he"
            if "woman" in near or any(word in near.split() for word in ("mrs", "mrs.", "ms", "ms.", "queen", "lady")):
                yield folded(draft.name).split()[-1], "she"


def _person(word: str, before: list[Draft], earlier: list[Row], genders: dict[str, str]) -> Draft | None:
    if word not in _HE and word not in _SHE:
        return None
    pronoun = "he" if word in _HE else "she"
    fits = [draft for draft in _people(before) if genders.get(folded(draft.name).split()[-1], pronoun) == pronoun]
    if fits:
        return fits[0] if word in _SUBJECT or len({draft.name for draft in fits}) == 1 else None
    for row in reversed(earlier):
        people = [d for d in _people(row.drafts) if genders.get(folded(d.name).split()[-1], pronoun) == pronoun]
        if people:
            return people[0] if word in _SUBJECT or len({draft.name for draft in people}) == 1 else None
    return None


def _people(drafts: Iterable[Draft | None]) -> list[Draft]:
    return [draft for draft in drafts if draft is not None and draft.type is NodeType.OFFICIAL]


def _acts(row: Row, place: int) -> bool:
    """Whether a verb follows "it" that has an actor for its subject."""
    following = row.units[place + 1 : place + 2]
    return any(unit.kind == "v" or unit.text in {"will", "would", "had"} for unit in following)


def _thing(word: str, before: list[Draft], earlier: list[Row]) -> Draft | None:
    """Give the actor that "it" is: the only thing named before it in the sentence, or the nearest actor for "its"."""
    things = [draft for draft in before if draft.type not in (NodeType.OFFICIAL, NodeType.PLACE)]
    actors = [draft for draft in things if draft.type in _ACTORS]
    if not things:
        actors = (
            [draft for draft in earlier[-1].drafts if draft is not None and draft.type in _ACTORS] if earlier else []
        )
        things = actors
    if word != "its" and len({draft.name for draft in things}) != 1:
        return None
    return actors[-1] if actors else None


def _named_by_noun(row: Row, place: int, before: list[Draft], earlier: list[Row]) -> Draft | None:
    unit = row.units[place]
    following = row.kinds[place + 1 : place + 2]
    if unit.is_capitalised or following in {"N", "M", "f", "h"} or row.kinds[place + 1 : place + 3] == "cM":
        return None
    drafts = [draft for near in (*earlier, None) for draft in (near.drafts if near is not None else before)]
    known = [draft for draft in drafts if draft is not None]
    if unit.noun is not None and isinstance(unit.noun.entry, Role):
        if " " in unit.text:
            return None
        role = unit.noun.entry.id
        return next((d for d in reversed(known) if d.type is NodeType.OFFICIAL and d.head == role), None)
    for epithet in epithets().get(unit.text.casefold(), ()):
        found = next((draft for draft in reversed(known) if _fits(draft, epithet)), None)
        if found is not None:
            return found
    return None


def _fits(draft: Draft, epithet: Epithet) -> bool:
    if draft.type is not epithet.type:
        return False
    words = {word for name in (draft.name, *draft.others) for word in name.casefold().split()}
    return not epithet.among or any(word.casefold() in words for word in epithet.among)
