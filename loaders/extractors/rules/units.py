"""A sentence as a row of units: known names, head nouns, unknown capitalised words, small words.

Each unit has a kind of one letter, so that the rules over a sentence are regular expressions over a short string:

====  ===================================================  ====  ==============================================
S     a state's name                                       A     its adjective or people
C     a capital                                            P     another known place
O     a known organization                                 T     a known agreement
N     an unknown capitalised word                          Z     an unknown acronym
R     an office or title                                   B     a noun that heads an organization
H     a noun that heads a property                         G     a noun that heads an agreement
K     a noun that heads a meeting                          L     a noun that heads a place
s     's                                                   f     of
t     to                                                   i     in, at, near and the like
F     another preposition                                  d     a determiner, its, his, their
c     a comma                                              &     and
p     a small word inside names (al, bin, de)              h     a hyphen
D     a number                                             v     a verb of saying
m     a word of travel                                     o     a pronoun
q     a quotation mark                                     x     a day, a month or another capitalised non-name
w     another word                                         .     another mark
====  ===================================================  ====  ==============================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from disputes.graph.model import Span
from disputes.graph.vocabulary import NodeType
from disputes.loaders.gazetteer import Name, Noun, names, nouns, portfolios
from disputes.loaders.tokenizer import Token, plain, tokens_of

_SECTIONS = {"role": "R", "property": "H", "agreement": "G", "talks": "K", "body": "B", "site": "L"}
_SMALL = {"person": "o", "thing": "o", "speaker": "o", "determiner": "d", "preposition": "F", "day": "x", "month": "x"}
_SMALL |= {"number": "D", "world": "x", "particle": "p", "saying": "v", "travel": "m", "reach": "m"}
_WORDS = {"of": "f", "to": "t", "and": "&", "&": "&", "its": "d", "his": "d", "her": "d", "their": "d", "our": "d"}
_WORDS |= dict.fromkeys(("this", "that", "these", "those", "one"), "d")
_WORDS |= dict.fromkeys(("in", "at", "near", "off", "outside", "inside", "around", "on", "into", "across", "over"), "i")
_MARKS = {",": "c", "'s": "s", "'": "s", "-": "h", "–": "h", "—": "h", "(": "(", ")": ")", '"': "q", "“": "q", "”": "q"}
SHOUTED_WORDS = 4
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{2,5}$")
_QUALIFIES = re.compile(
    r"\w{7,}|\w+(?:ed|ing|ian|ist)|led|run|era|born|built|made|held|like|style|wide|free|only|type|area|bound|wing|time"
)
"""What makes an adjective of a name ("Ada Birn-led"), where a syllable makes a name longer ("Ban Ki-moon")."""
_ROMAN = re.compile(r"[IVXLC]+$")
_ABBREVIATION = re.compile(r"(?:[A-Z]\.){2,}$")
_NAMELIKE = frozenset({"saying", "travel", "reach", "verb"})
_PARTICLES = frozenset({"bin", "ibn", "bint", "al", "el", "de", "van", "von", "da", "di"})
_SORTS = {"name": "S", "adjective": "A", "people": "A", "capital": "C"}
_TYPES = {NodeType.ORGANIZATION: "O", NodeType.AGREEMENT: "T", NodeType.PLACE: "P"}


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: its kind, its offsets in the article, its words, and what it is in the lexicons."""

    kind: str
    start: int
    end: int
    text: str
    name: Name | None = None
    noun: Noun | None = None

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


def units_of(text: str, span: Span, common: frozenset[str] = frozenset()) -> list[Unit]:
    """Give the units of a sentence.

    `common` are words that the article also writes small: they are no names where they only open the sentence.
    """
    tokens = tokens_of(text, span.start, span.end)
    units = list(_matched(text, tokens, common))
    return _persons(_offices(list(_hyphened(text, units))))


def _matched(text: str, tokens: Sequence[Token], common: frozenset[str]) -> Iterator[Unit]:
    words = [_spoken(plain(token.text)) for token in tokens]
    is_shouted = _is_shouted(tokens)
    small = [word.casefold() for word in words]
    place = 0
    while place < len(tokens):
        name, noun = names().longest(words, place), nouns().longest(small, place)
        start = tokens[place].start
        if name is not None and (noun is None or name[0] >= noun[0]):
            end, unit_end = name[0], tokens[name[0] - 1].end
            kind = _SORTS[name[1].sort] if name[1].type is NodeType.STATE else _TYPES[name[1].type]
            yield Unit(kind, start, unit_end, text[start:unit_end], name=name[1])
        elif noun is not None and not _is_name(words, place, noun):
            end, unit_end = noun[0], tokens[noun[0] - 1].end
            yield Unit(_noun_kind(noun[1]), start, unit_end, text[start:unit_end], noun=noun[1])
        else:
            end = place + 1
            kind = _kind(tokens[place], place == 0, common)
            kind = "w" if is_shouted and kind in "NZ" else kind
            yield Unit(kind, start, tokens[place].end, tokens[place].text)
        place = end


def _is_shouted(tokens: Sequence[Token]) -> bool:
    """Whether a whole sentence is written in capitals, so that they tell no name."""
    words = [token.text for token in tokens if token.text.isalpha()]
    return len(words) >= SHOUTED_WORDS and all(word.isupper() for word in words)


def _spoken(word: str) -> str:
    """Give a word written all in capitals as it is said, if it is no short form: "BEIJING"."""
    return word.title() if len(word) > 4 and word.isupper() and word.isalpha() else word


def _is_name(words: Sequence[str], place: int, noun: tuple[int, Noun]) -> bool:
    """Whether a small word is written large inside a sentence, as in a name: "Al", "bin Said"."""
    if noun[1].section != "word" or noun[0] != place + 1 or not words[place][:1].isupper() or len(words[place]) == 1:
        return False
    section = noun[1].entry.id
    return section == "particle" or (section in _NAMELIKE and place > 0 and _is_in_name(words, place))


def _is_in_name(words: Sequence[str], place: int) -> bool:
    """Whether the words beside one are a name's: "bin Said", "Ann May", "with Will Orel"."""
    before, after = words[place - 1], words[place + 1 : place + 2]
    return before[:1].isupper() or before in _PARTICLES or any(word[:1].isupper() for word in after)


def _noun_kind(noun: Noun) -> str:
    if noun.section != "word":
        return _SECTIONS[noun.section]
    return _WORDS.get(noun.form) or _SMALL.get(noun.entry.id, "w")


def _kind(token: Token, is_first: bool, common: frozenset[str]) -> str:
    word = token.text
    if word in _MARKS or plain(word) in _MARKS:
        return _MARKS[plain(word)]
    if word[0].isdigit():
        return "D"
    if not word[0].isalpha():
        return "."
    if not word[0].isupper():
        return "w"
    if is_first and (word.casefold() in common or word.endswith(("ing", "ed", "ly"))):
        return "w"
    if _ACRONYM.match(word) and not _ROMAN.match(word):
        return "Z"
    return "N"


def _hyphened(text: str, units: Sequence[Unit]) -> Iterator[Unit]:
    """Join words to a name across hyphens: "Al-Ula", "al-Farra", "Jean-Marc"."""
    held: Unit | None = None
    before = ""
    for place, unit in enumerate(units):
        if held is not None and held.end == unit.start and _joins(held, unit, units[place + 1 : place + 2], before):
            held = Unit("N" if unit.kind != "h" else "h+", held.start, unit.end, text[held.start : unit.end])
            continue
        if held is not None:
            yield held if held.kind != "h+" else Unit("N", held.start, held.end, held.text)
            before = held.kind
        held = unit
    if held is not None:
        yield held if held.kind != "h+" else Unit("N", held.start, held.end, held.text)


def _joins(held: Unit, unit: Unit, following: Sequence[Unit], before: str) -> bool:
    if held.kind == "h+":
        return unit.kind in "NwZpDoFRBLHv"
    if unit.kind != "h" or not following or following[0].start != unit.end:
        return False
    after = following[0]
    if held.kind == before == "N" and after.kind == "w" and after.noun is None and not after.is_capitalised:
        return not _QUALIFIES.fullmatch(after.text)
    return (held.kind == "N" and after.kind in "NwpRZ" and after.is_capitalised) or (
        held.kind == "p" and after.kind in "NZ"
    )


def _offices(units: Sequence[Unit]) -> list[Unit]:
    """Join the words of an office: "Culture and Tourism Minister", "Minister for Water and Energy"."""
    joined: list[Unit] = []
    for unit in units:
        if _completes_office(joined, unit):
            office = next(place for place in (-1, -2) if joined[place].kind == "R")
            words = [*joined[office:], unit]
            joined[office:] = [Unit("R", words[0].start, unit.end, _between(words), noun=words[0].noun)]
            continue
        if unit.kind == "R" and unit.noun is not None:
            first = len(joined)
            while first and joined[first - 1].text.casefold() in portfolios() and joined[first - 1].kind != "s":
                first -= 1
            while first < len(joined) and joined[first].kind in "&fF":
                first += 1
            if first < len(joined):
                words = [*joined[first:], unit]
                unit = Unit("R", words[0].start, unit.end, _between(words), noun=unit.noun)
                del joined[first:]
        joined.append(unit)
    return joined


def _completes_office(joined: Sequence[Unit], unit: Unit) -> bool:
    """Whether `unit` goes on with what an office is of: "Minister of Water Resources and Irrigation"."""
    if not joined or unit.text.casefold() not in portfolios() or unit.kind not in "wNR":
        return False
    if joined[-1].kind == "R" and (" of " in joined[-1].text or " for " in joined[-1].text):
        return unit.is_capitalised == joined[-1].is_capitalised
    return len(joined) > 1 and joined[-2].kind == "R" and joined[-1].text.casefold() in {"of", "for", "and"}


def _between(units: Sequence[Unit]) -> str:
    """Give the words of adjacent units with single blanks."""
    return " ".join(unit.text for unit in units)


def _persons(units: Sequence[Unit]) -> list[Unit]:
    """Take a place's name for a person's where another capitalised word stands beside it: "Chad Orel".

    Before "War" it is no place either: the Vietnam War does nothing. Nor are "Kosovo Serbs" Serbia.
    """
    made: list[Unit] = []
    for place, unit in enumerate(units):
        following = units[place + 1].text if place + 1 < len(units) else ""
        if unit.kind in "SA" and following in {"War", "Wars"}:
            unit = Unit("x", unit.start, unit.end, unit.text)
        if place and _is_minority(units[place - 1], unit):
            unit = Unit("x", unit.start, unit.end, unit.text)
        if unit.name is not None and unit.name.also_person and _beside_name(units, place):
            unit = Unit("N", unit.start, unit.end, unit.text)
        made.append(unit)
    return made


def _is_minority(before: Unit, unit: Unit) -> bool:
    """Whether a people is named that lives in another state: "Kosovo Serbs", "Gornan Birnans"."""
    if before.kind not in "SA" or before.name is None or unit.name is None or unit.name.sort != "people":
        return False
    return unit.text.endswith("s") and before.name.code != unit.name.code


def _beside_name(units: Sequence[Unit], place: int) -> bool:
    before = units[place - 1].kind if place else ""
    after = units[place + 1].kind if place + 1 < len(units) else ""
    return after == "N" or (before == "N" and after != "s") or (before == "R" and after in "vwc.F")
