"""The verbs of a sentence, each with its auxiliaries: voice, finiteness, negation, mood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from disputes.loaders.extractors.rules.inflection import Form
from disputes.loaders.extractors.rules.tokens import Line, is_pronoun
from disputes.loaders.extractors.rules.words import adjectives, forms_at, grammar, lemmas, word_class

JOINING = frozenset({"and", ",", "both", "of", "from"})
NOUN_COMPANY = frozenset({"on", "against", "of", "for", "by", "over"})
"""What follows a noun after an abbreviation that may be an adjective: "the US sanctions on"."""


class Shape(Enum):
    """How a verb stands in its clause."""

    FINITE = "finite"
    INFINITIVE = "infinitive"
    GERUND = "gerund"
    REDUCED = "reduced"
    """A participle without auxiliary after its noun: "ships seized by"."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb at `index`; its auxiliaries and adverbs begin at `start`. `is_scheduled` says that its modal is "will"."""

    index: int
    start: int
    lemma: str
    shape: Shape
    is_passive: bool = False
    is_negated: bool = False
    is_modal: bool = False
    is_scheduled: bool = False


def is_modifier(line: Line, index: int) -> bool:
    """Whether the mention at `index` is an adjective or a possessive: "Gornan", "Gorna's", "its"."""
    token = line.tokens[index]
    if token.is_possessive_pronoun or line.lower(index + 1) in {"'s", "’s", "'", "’"}:
        return True
    return token.entity is not None and token.lower.rpartition(" ")[2] in adjectives()


def verbs_of(line: Line) -> tuple[Verb, ...]:
    """Find the verbs of the line, in order."""
    found = (_verb_at(line, index) for index, token in enumerate(line.tokens) if token.mention is None)
    return tuple(verb for verb in found if verb)


def _verb_at(line: Line, index: int) -> Verb | None:
    word = line.lower(index)
    start = _group_start(line, index)
    before = [line.lower(place) for place in range(start, index)]
    if word in word_class("be") or word in word_class("have"):
        return _auxiliary(line, index, start, before)
    forms = forms_at(word)
    if not forms or _is_name(line, index):
        return None
    helpers = [helper for helper in map(_helper, before) if helper]
    shape = _shape(line, index, start, forms, helpers)
    if shape is None:
        return None
    passive = shape is Shape.REDUCED or (Form.PARTICIPLE in forms and helpers[-1:] in (["be"], ["get"]))
    return Verb(
        index,
        start,
        lemmas().get(word, word),
        shape,
        passive,
        _is_negated(before) or before[-1:] in (["almost"], ["nearly"]),
        "modal" in helpers,
        "will" in before,
    )


def _is_name(line: Line, index: int) -> bool:
    """Whether a capital within a sentence makes a name of the word: "Press Secretary"."""
    if f"{line.lower(index)} {line.lower(index + 1)}" in word_class("compounds"):
        return True
    return (
        line.tokens[index].text[0].isupper() and index > 0 and not line.is_headline and line.tokens[index - 1].is_word
    )


def _auxiliary(line: Line, index: int, start: int, before: list[str]) -> Verb | None:
    """Read "is" and "has" as verbs of their own where no other verb follows them."""
    after = index + 1
    while line.lower(after) in word_class("adverbs") or line.lower(after).endswith("ly"):
        after += 1
    word = line.lower(after)
    if forms_at(word) or word in {"been", "being", "to"}:
        return None
    lemma = "be" if line.lower(index) in word_class("be") else "have"
    shape = Shape.INFINITIVE if "to" in before else Shape.GERUND if line.lower(index).endswith("ing") else Shape.FINITE
    negated = _is_negated(before) or line.lower(index + 1) in word_class("negations")
    modal = any(word in word_class("modals") for word in before)
    return Verb(index, start, lemma, shape, False, negated, modal, "will" in before)


def _group_start(line: Line, index: int) -> int:
    """Go left over auxiliaries and adverbs, as far as the group begins with an auxiliary or an adverb."""
    start = index
    while start and line.tokens[start - 1].mention is None and _belongs(line.lower(start - 1)):
        start -= 1
        if line.lower(start) == "to":
            break
    return start


def _belongs(word: str) -> bool:
    return bool(_helper(word)) or word in word_class("adverbs") or (word.endswith("ly") and len(word) > 4)


def _helper(word: str) -> str | None:
    if word == "to":
        return "to"
    if word in word_class("modals"):
        return "modal"
    return next((name for name in ("be", "have", "do", "get") if word in word_class(name)), None)


def _is_negated(before: list[str]) -> bool:
    return any(word in word_class("negations") for word in before)


def _shape(line: Line, index: int, start: int, forms: frozenset[Form], helpers: list[str]) -> Shape | None:
    if "to" in helpers and helpers[-1] == "to":
        return Shape.INFINITIVE if Form.BASE in forms else None
    if helpers:
        is_gerund = any(line.lower(place) in {"being", "having"} for place in range(start, index))
        shape = Shape.INFINITIVE if "to" in helpers else Shape.GERUND if is_gerund else Shape.FINITE
        return shape if _agrees(helpers[-1], forms) else None
    previous = line.lower(start - 1)
    if previous in word_class("determiners") or _modified(line, start):
        return None
    if Form.GERUND in forms:
        return None if _is_described(line, start) else Shape.GERUND
    if Form.PAST in forms or Form.PARTICIPLE in forms:
        return _past(line, index, start, forms)
    return Shape.FINITE if _has_subject(line, start, forms) else None


def _agrees(helper: str, forms: frozenset[Form]) -> bool:
    wanted = {
        "modal": {Form.BASE},
        "do": {Form.BASE},
        "have": {Form.PARTICIPLE},
        "be": {Form.PARTICIPLE, Form.GERUND},
        "get": {Form.PARTICIPLE},
    }
    return bool(wanted[helper] & forms)


def _modified(line: Line, start: int) -> bool:
    """Whether what stands before is an adjective or a possessive, so that a noun must follow."""
    previous = start - 1
    if line.lower(previous) in {"'s", "’s"}:
        return True
    return previous >= 0 and line.tokens[previous].mention is not None and is_modifier(line, previous)


def _is_plural(line: Line, index: int) -> bool:
    """Whether the subject that ends at `index` may have a verb without -s: "Gorna and Birn agree", "Gornans want"."""
    token = line.tokens[index]
    joined = {line.lower(place) for place in range(max(index - 4, 0), index)} & JOINING
    is_people = token.entity is not None and token.lower.endswith("s") and token.text != token.entity.name
    return bool(joined) or is_pronoun(token) or is_people


def _is_described(line: Line, start: int) -> bool:
    """Whether an adjective and a determiner stand before, so that a gerund is a noun: "a veiled warning"."""
    is_between = start >= 2 and line.tokens[start - 1].is_word
    described = is_between and line.lower(start - 2) in {"a", "an", "the", "'s", "’s"}
    return described and line.lower(start - 1) not in word_class("prepositions")


def _past(line: Line, index: int, start: int, forms: frozenset[Form]) -> Shape | None:
    previous, following = line.lower(start - 1), line.lower(index + 1)
    if Form.PAST not in forms or following == "by":
        return Shape.REDUCED
    if previous in word_class("prepositions") and previous not in {"before", "after", "since", "until"}:
        return None
    return Shape.FINITE


def _has_subject(line: Line, start: int, forms: frozenset[Form]) -> bool:
    """Whether a present form without auxiliary is a verb: "claims" after a name, not after "the" or "new"."""
    previous = line.lower(start - 1)
    if start == 0 or previous in word_class("prepositions") or line.lower(start) in grammar().actor_nouns:
        return False
    if line.tokens[start - 1].text.isupper() and line.lower(start + 1) in NOUN_COMPANY:
        return False
    if previous in word_class("pronoun_subjects"):
        return True
    if line.tokens[start - 1].mention:
        return Form.PRESENT in forms or _is_plural(line, start - 1)
    if line.tokens[start - 1].text[0].isupper() and not line.is_headline:
        return True
    if previous in word_class("relatives") or (start >= 2 and previous in {"and", "but", ","}):
        return True
    return previous in grammar().actor_nouns and (Form.BASE if previous.endswith("s") else Form.PRESENT) in forms
