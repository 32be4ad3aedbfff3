"""What the words of a heard mention name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from disputes.graph.model import LocalEntity, MentionKind, Span
from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.reader.candidates import FoundMention
from disputes.loaders.extractors.reader.labels import KINDS
from disputes.loaders.extractors.rules.naming import begins_with_small_name, without_determiner
from disputes.loaders.extractors.rules.offices import office_in
from disputes.loaders.extractors.rules.officials import folded
from disputes.loaders.extractors.rules.states import ACTING_FOR
from disputes.loaders.gazetteer import Name, names, nouns, states
from disputes.loaders.tokenizer import words_of

_PRONOUNS = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs themselves we us our ours ourselves "
    "i me my mine you your yours who whom whose which this that these those both".split()
)
_POSSESSIVE = re.compile(r"(?:['’]s?)$")
_RUN_IN = re.compile(r"['’](?:ve|re|d|ll|m|s)$", re.IGNORECASE)
"""The verb of "they'd"."""
_NOBLE = re.compile(r"\b(?:Sheikha?|Prince|Princess|Lord|Lady|Sir|Dame|Sultan|Emir|King|Queen|Baroness) [A-Z].*")
_BRACKET = re.compile(r"['’”\"]? \($")
_COURTESY = re.compile(r"^(?:(?:Mr|Mrs|Ms|Dr|Prof|Sir|Lord|Lady)\.? )+")
ACRONYM = 3
"""A word in capitals that is longer than this may be shouted: "MANILA", "PERU"."""
_REALMS = frozenset("government republic kingdom state union federation nation realm majesty highness royal".split())
_PEOPLES = frozenset({NodeType.STATE, NodeType.PLACE})
SITED = frozenset({NodeType.PROPERTY, NodeType.TALKS})
"""What lies or is held somewhere."""
_SITE = re.compile(r" (?:in|at) (?:the )?([A-Z].*)")


@dataclass(frozen=True, slots=True)
class Member:
    """A mention and what its words say of its entity: `known` is the known actor that they name, if any.

    `explains` is the end of the words that it stands in brackets after: "the Harbour League (HL)". `titled` is the
    name with a title of nobility. `is_site` says that its words are the place where it lies. `states` are the codes of
    the states that the words name, their capitals aside; `serves` those that the sentence says an official serves, and
    `titles` the sorts of office that stand beside his name.
    """

    found: FoundMention
    span: Span
    type: NodeType
    kind: MentionKind
    name: str
    known: Name | None = None
    ruled: LocalEntity | None = None
    explains: int | None = None
    titled: str | None = None
    is_site: bool = False
    states: frozenset[str] = frozenset()
    serves: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        """The name, and with the title of nobility where it has one: "Sheikh Hamad" is looked for as such."""
        return (self.name,) if self.titled is None else (self.name, self.titled)

    @property
    def site(self) -> str | None:
        """Where the name says that a building or a meeting lies, to compare."""
        found = _SITE.search(self.name) if self.type in SITED else None
        return folded(found[1]) if found else None

    @property
    def key(self) -> str:
        """What two names of one entity share."""
        return (self.known.code if self.known else None) or folded(self.name)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name, as they are compared."""
        return tuple(folded(self.name).split())


def member_of(text: str, found: FoundMention, span: Span, ruled: LocalEntity | None = None) -> Member:
    """Give the member that the words at `span` are; `ruled` is the entity that the rules take them for."""
    member = _member_of(text, found, span)
    states = states_in(span.of(text)) or _states_of(member, ruled)
    member = replace(member, explains=explained(text, span), states=states)
    if ruled is not None and _is_another(member, ruled):
        member = replace(member, name=plain_name(" ".join(span.of(text).split()), member.type), known=None)
    if ruled is not None and _is_namesake(member, ruled):
        member = replace(member, name=ruled.name, known=Name(ruled.type, ruled.name, ruled.code))
    if ruled is not None and _stands_for_body(member, ruled):
        known = Name(ruled.type, ruled.name, ruled.code)
        found = found._replace(kind=KINDS.index(ruled.type))
        return replace(member, found=found, type=ruled.type, name=ruled.name, known=known, ruled=ruled)
    return replace(member, ruled=ruled if ruled is not None and ruled.type is member.type else None)


def explained(text: str, span: Span) -> int | None:
    """Give the end of the words that those at `span` stand in brackets after; None where they stand in none."""
    before = _BRACKET.search(text, max(0, span.start - 5), span.start)
    return before.start() if before and text[span.end : span.end + 1] == ")" else None


def states_in(words: str) -> frozenset[str]:
    """Give the codes of the states that the words name, their capitals aside."""
    return frozenset(_codes_in(words_of(words)))


def _states_of(member: Member, ruled: LocalEntity | None) -> frozenset[str]:
    """Give whose body the rules say it is: "the Foreign Ministry in Lima" is Peru's."""
    if ruled is None or ruled.state is None or not (ruled.type is member.type is NodeType.ORGANIZATION):
        return frozenset()
    return frozenset({ruled.state})


def _codes_in(parts: Sequence[str]) -> Iterator[str]:
    at = 0
    while at < len(parts):
        hit = names().longest(parts, at)
        at = hit[0] if hit else at + 1
        name = hit[1] if hit else None
        if name and name.is_state and name.code:
            yield name.code


def _is_another(member: Member, ruled: LocalEntity) -> bool:
    """Whether what has the name of a known body is another one: "Peru's Security Council", or by the article's words.

    An article that speaks of the "International Chamber of Commerce (ICC)" means that by ICC.
    """
    is_known = member.known is not None and member.type is ruled.type is NodeType.ORGANIZATION
    return is_known and ruled.code is None


def _is_namesake(member: Member, ruled: LocalEntity) -> bool:
    """Whether the rules see by the article that a name means another state than it mostly does: "Congo"."""
    is_state = member.known is not None and member.type is ruled.type is NodeType.STATE and ruled.code is not None
    return is_state and member.known is not None and member.known.code != ruled.code


def _stands_for_body(member: Member, ruled: LocalEntity) -> bool:
    """Whether a capital stands for the body that sits there: "Brussels" is the European Union's as a rule."""
    is_capital = member.known is not None and member.known.sort == "capital" and member.type is NodeType.STATE
    return is_capital and ruled.type is NodeType.ORGANIZATION and ruled.code is not None


def _member_of(text: str, found: FoundMention, span: Span) -> Member:
    kind = NodeType(KINDS[found.kind])
    words = " ".join(span.of(text).split())
    if is_pronoun(words):
        return Member(found, span, kind, MentionKind.PRONOUN, words)
    known = known_name(words, kind)
    if known is not None:
        sort = MentionKind.NAME if _begins_with_name(words) else MentionKind.NOUN
        return Member(found, span, known.type, sort, known.name, known)
    name = plain_name(words, kind)
    is_name = any(map(_is_capitalised, name.split())) and not _is_common(name, kind)
    titled = _NOBLE.search(words) if is_name and kind is NodeType.OFFICIAL else None
    sort = MentionKind.NAME if is_name else MentionKind.NOUN
    return Member(found, span, kind, sort, name, titled=_POSSESSIVE.sub("", titled[0]) if titled else None)


def _is_common(name: str, kind: NodeType) -> bool:
    """Whether a name is a noun, with a capital or not: "the Government", "the Court", "the former Gornan minister"."""
    if kind is NodeType.OFFICIAL:
        return office_in(name) is not None
    small = name.casefold().split()
    if kind is NodeType.STATE:
        return set(small) <= _REALMS
    found = nouns().longest(small, 0) if small else None
    return found is not None and found[0] == len(small) and found[1].section != "role"


def is_pronoun(words: str) -> bool:
    """Whether the words are a pronoun, with a verb run into it or not; "US" and "WHO" are none.

    >>> [is_pronoun(words) for words in ("us", "They'd", "US", "WHO")]
    [True, True, False, False]
    """
    word = _RUN_IN.sub("", words)
    return word.casefold() in _PRONOUNS and not (len(word) > 1 and word.isupper())


@cache
def capitals() -> frozenset[str]:
    """Give the names of capitals, to compare: of a government here, of a city there."""
    return frozenset(folded(form) for state in states().values() for form in state.capitals)


def plain_words(words: str) -> str:
    """Give a name's words without article and possessive ending, to compare."""
    return folded(_POSSESSIVE.sub("", without_determiner(" ".join(words.split()))) or words)


def plain_name(words: str, kind: NodeType) -> str:
    """Give a name without articles, forms of address and the possessive ending.

    >>> plain_name("the Harbour Board's", NodeType.ORGANIZATION), plain_name("Mr. Orel", NodeType.OFFICIAL)
    ('Harbour Board', 'Orel')
    """
    is_small = kind is NodeType.OFFICIAL and begins_with_small_name(words)
    name = _POSSESSIVE.sub("", words if is_small else without_determiner(words)) or words
    if kind is NodeType.OFFICIAL:
        name = _without_role(_COURTESY.sub("", name) or name)
    return name


def _without_role(name: str) -> str:
    """Cut the office before a person's name off."""
    words = name.split()
    small = [word.casefold() for word in words]
    start = 0
    while start < len(words) - 1:
        found = nouns().longest(small, start)
        if found is None or found[1].section != "role" or found[0] >= len(words):
            break
        start = found[0]
    return " ".join(words[start:])


def known_name(words: str, kind: NodeType) -> Name | None:
    """Give the known actor that `words` are the name of, taken for one of type `kind`.

    "The Russian side" and "US authorities" name the state. A capital that is heard as a place is one.
    """
    bare = _POSSESSIVE.sub("", without_determiner(words)) or words
    found = _name_at_start(bare)
    if found is None:
        return None
    end, name = found
    parts = words_of(bare)
    rest = [part.casefold() for part in parts[end:] if part not in ("'s", "'")]
    if rest and not (name.type is NodeType.STATE and set(rest) <= ACTING_FOR):
        return None
    return name if _fits(name, kind) else None


def _fits(name: Name, kind: NodeType) -> bool:
    """Whether a name can be meant where a mention of this type is heard."""
    if name.type is kind:
        return True
    if kind is NodeType.OFFICIAL or (kind is NodeType.PLACE and name.sort == "capital"):
        return False
    return name.code is not None and kind in _PEOPLES | {NodeType.ORGANIZATION} and not name.also_person


def _begins_with_name(words: str) -> bool:
    """Whether no article stands before the name: "the Russian side" is none, "Russia's" is."""
    return _name_at_start(words) is not None


def _name_at_start(words: str) -> tuple[int, Name] | None:
    """Give the end, in words, and the name that `words` begin with; a long word in capitals may be shouted."""
    is_shouted = words.isupper() and len(words) > ACRONYM
    spelled = (words_of(form) for form in ([words, words.title()] if is_shouted else [words]))
    found = (names().longest(parts, 0) for parts in spelled if parts)
    return next((one for one in found if one is not None), None)


def _is_capitalised(word: str) -> bool:
    return word[:1].isupper() or word[:1].isdigit()
