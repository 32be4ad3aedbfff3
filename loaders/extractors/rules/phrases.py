"""Noun phrases: which mentions stand for what a stretch of tokens names."""

from __future__ import annotations

from disputes.graph.vocabulary import ACTORS, NodeType
from disputes.loaders.extractors.rules.inflection import Form
from disputes.loaders.extractors.rules.tokens import Line
from disputes.loaders.extractors.rules.verbs import is_modifier
from disputes.loaders.extractors.rules.words import forms_at, grammar, word_class

SIGNS = frozenset({",", ";", ":", "(", ")", "–", "—", "-", '"', "“", "”", "«", "»", "?", "!", "."})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
ADJECTIVE_LIMIT = 4


def subject_heads(line: Line, start: int, end: int) -> list[int]:
    """Find who the noun phrase that ends at `end` names; nothing before `start` belongs to it.

    A mention after a preposition is no subject ("talks with Gorna"), except after a noun of those who act for a state
    ("delegations from Gorna and Birn"). A state's adjective stands for it only before such a noun ("Gornan officials").
    """
    start = _last_segment(line, start, end)
    for index in line.mentions(start, end):
        if is_oblique(line, start, index):
            if _follows_actor_noun(line, start, index):
                return coordinated(line, _named_after(line, index, end), end)
            continue
        head = _head(line, index, end)
        if head is not None:
            return coordinated(line, head, end)
        if (acts := acting(line, index, end)) is not None:
            return coordinated(line, acts, end)
        return []
    return []


def _last_segment(line: Line, start: int, end: int) -> int:
    """Cut off what stands before the last comma, unless the comma is part of a list of names."""
    for index in range(end - 1, start - 1, -1):
        if line.lower(index) in SIGNS and not (line.lower(index) == "," and _lists(line, index, end)):
            return index + 1
    return start


def _lists(line: Line, comma: int, end: int) -> bool:
    """Whether the comma stands between names: "Gorna, Birn and Tavia"."""
    if line.entity(comma - 1) is None:
        return False
    later = line.mentions(comma + 1, end)
    if not later or later[0] - comma > ADJECTIVE_LIMIT:
        return False
    between = [line.lower(place) for place in range(comma + 1, later[-1])]
    return line.is_headline or "and" in between or "or" in between


def is_oblique(line: Line, start: int, index: int) -> bool:
    """Whether the mention at `index` stands after a preposition, titles and adjectives between them allowed."""
    place = index - 1
    while place >= start:
        token = line.tokens[place]
        if token.lower in word_class("prepositions"):
            return True
        if token.mention is not None or not token.is_word or token.lower in word_class("times") or token.text.isdigit():
            return token.mention is not None and is_modifier(line, place) and is_oblique(line, start, place)
        if not (
            token.lower in word_class("determiners") or token.text[0].isupper() or token.lower in grammar().actor_nouns
        ):
            return False
        place -= 1
    return False


def _follows_actor_noun(line: Line, start: int, index: int) -> bool:
    """Whether "delegations from" or the like stands before the mention."""
    place = index - 1
    while place > start and (line.tokens[place].is_word and line.lower(place) not in word_class("prepositions")):
        place -= 1
    return line.lower(place) in {"from", "of", "in", "for"} and line.lower(place - 1) in grammar().actor_nouns


def _named_after(line: Line, index: int, end: int) -> int:
    """Give the official whose name follows right after the state he leads: "President of Gorna Ada Birn"."""
    while index + 1 < end and line.kind(index + 1) is NodeType.OFFICIAL:
        index += 1
    return index


def _head(line: Line, index: int, end: int) -> int | None:
    """Give the mention that is the head of the phrase begun at `index`, None if its head is a plain noun."""
    following = index + 1
    modifier = is_modifier(line, index)
    if line.lower(following) in POSSESSIVE:
        following += 1
    place = following
    while place < end and line.tokens[place].is_word and line.lower(place) not in word_class("prepositions"):
        if line.lower(place) in word_class("times") or line.lower(place) in word_class("coordinators"):
            break
        place += 1
    if place < end and line.entity(place) is not None and (place > following or modifier):
        return _head(line, place, end)
    return (
        index
        if (place == following and not modifier) or (not modifier and not _noun_follows(line, following, place))
        else None
    )


def _noun_follows(line: Line, start: int, end: int) -> bool:
    """Whether a plain noun stands in the stretch: no adverb, no relative."""
    skipped = word_class("adverbs") | word_class("relatives") | word_class("subordinators") | word_class("determiners")
    return any(line.lower(place) not in skipped and not line.lower(place).endswith("ly") for place in range(start, end))


def acting(line: Line, index: int, end: int) -> int | None:
    """Give `index` where the noun after it acts for the mention: "Gornan border guards", "Gorna's ambassador"."""
    place = index + 1
    while place < end and line.lower(place) not in word_class("prepositions") and line.entity(place) is None:
        if line.lower(place) in grammar().actor_nouns and not _may_describe(line, place + 1, end):
            return index
        if line.lower(place) in SIGNS or line.lower(place) in word_class("coordinators"):
            return None
        place += 1
    return None


def _may_describe(line: Line, place: int, end: int) -> bool:
    """Whether a plain noun follows, so that what stands before it is an adjective: "official position"."""
    if place >= end or not line.tokens[place].is_word or line.lower(place).endswith("ly"):
        return False
    function_words = (
        "prepositions",
        "times",
        "coordinators",
        "adverbs",
        "relatives",
        "modals",
        "be",
        "have",
        "do",
        "subordinators",
    )
    known = any(line.lower(place) in word_class(name) for name in function_words)
    return not known and line.lower(place) not in grammar().actor_nouns and not forms_at(line.lower(place))


def object_heads(line: Line, start: int, end: int) -> list[int]:
    """Find the mentions of the noun phrase that begins at `start`, its head before its modifier.

    Words before the first mention are its adjectives or determiners: at most four, none a preposition or a sign.
    """
    first = next(iter(line.mentions(start, min(end, start + ADJECTIVE_LIMIT + 1))), None)
    if first is not None and (inner := _past_quantity(line, start, first)) is not None:
        return object_heads(line, inner, end)
    if first is None or any(not _may_precede(line, place) for place in range(start, first)):
        return _spelled_out(line, start, end)
    if line.tokens[first].is_possessive_pronoun or is_modifier(line, first):
        head = _head(line, first, end)
        return coordinated(line, first if head is None else head, end)
    return coordinated(line, first, end)


def _past_quantity(line: Line, start: int, first: int) -> int | None:
    """Step over "most of", "the navies of": what follows is what is meant."""
    for at in range(start + 1, first):
        if line.lower(at) == "of" and line.lower(at - 1) in word_class("quantities") | grammar().actor_nouns:
            return at + 1
    return None


def _spelled_out(line: Line, start: int, end: int) -> list[int]:
    """Find the names that a noun announces: "the three neighbours, Gorna, Birn and Tavia"."""
    comma = next((at for at in range(start, min(start + ADJECTIVE_LIMIT, end)) if line.lower(at) in {",", ":"}), None)
    if comma is None or comma == start or not line.lower(comma - 1).endswith("s") or line.entity(comma - 1):
        return []
    first = next(iter(line.mentions(comma + 1, min(comma + 3, end))), None)
    found = coordinated(line, first, end) if first is not None else []
    return found if len(found) > 1 or line.lower(comma + 1) in word_class("list_openers") else []


def _may_precede(line: Line, place: int) -> bool:
    word = line.lower(place)
    blocked = (
        word_class("prepositions") | word_class("subordinators") | word_class("relatives") | word_class("coordinators")
    )
    is_verb = word.endswith("ing") and Form.GERUND in forms_at(word)
    return line.tokens[place].is_word and word not in blocked and not is_verb


def coordinated(line: Line, index: int, end: int) -> list[int]:
    """Give `index` and the mentions joined to it by commas and "and", a noun after each allowed."""
    found = [index]
    place = index + 1
    while place < end:
        joined = place
        while joined < end and _is_filler(line, joined) and joined - place < ADJECTIVE_LIMIT:
            joined += 1
        separators = {line.lower(sign) for sign in range(place, joined)} & {",", "and", "&", "or"}
        if joined >= end or line.entity(joined) is None or not separators:
            break
        if line.kind(joined) is not line.kind(index) and not {line.kind(joined), line.kind(index)} <= ACTORS:
            break
        found.append(joined)
        place = joined + 1
    return found if len(found) == 1 or _closed(line, found) else found[:1]


def _is_filler(line: Line, place: int) -> bool:
    word = line.lower(place)
    if word in {",", "and", "&", "or"} or word in POSSESSIVE:
        return True
    blocked = word_class("prepositions") | word_class("relatives") | word_class("subordinators")
    return line.tokens[place].is_word and word not in blocked


def _closed(line: Line, found: list[int]) -> bool:
    """Whether an "and" joins the list: "A, B and C"; without one a comma begins an apposition."""
    words = {line.lower(place) for place in range(found[0], found[-1])}
    return line.is_headline or bool(words & {"and", "&", "or"})


def members(line: Line, index: int, end: int) -> list[int]:
    """Give the mentions that "including", "such as" or a colon lists after the mention at `index`."""
    for place in range(index + 1, min(index + 1 + ADJECTIVE_LIMIT + 2, end)):
        if line.lower(place) in word_class("list_openers"):
            listed = line.mentions(place + 1, end)
            return [other for other in listed if line.kind(other) is line.kind(listed[0])]
    return []
