"""Other names for the same story: an article's states, persons and places replaced by others of their kind.

What is learnt should be the sentence, not that Moscow expels. All mentions are marked, so all offsets can be kept
right; an entity that is written in a way that is not understood keeps its name. Needs no torch.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from disputes.graph.model import Span
from disputes.graph.vocabulary import NodeType
from disputes.loaders.entries import State
from disputes.loaders.gazetteer import states
from training.corpus import AnnotatedArticle, GoldEntity

T = TypeVar("T")
_PLAIN_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?")
_PERSON = re.compile(r"[A-Z][\w’'-]+ [A-Z][\w’'-]+")
_ARTICLE_BEFORE = re.compile(r"\bthe $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Names:
    """What may stand in for what: `states` are by form, `persons` full names, `places` names."""

    states: tuple[Mapping[str, str], ...]
    persons: tuple[str, ...]
    places: tuple[str, ...]

    @classmethod
    def of(cls, articles: Iterable[AnnotatedArticle]) -> Names:
        """Give the names of the states of the gazetteer, and of the persons and places of `articles`."""
        found = defaultdict(set)
        for article in articles:
            for entity in article.entities:
                found[entity.type].add(entity.name)
        persons = tuple(sorted(filter(_PERSON.fullmatch, found[NodeType.OFFICIAL])))
        places = tuple(sorted(filter(_PLAIN_NAME.fullmatch, found[NodeType.PLACE])))
        forms = (_forms(state) for _, state in sorted(states().items()))
        return cls(tuple(each for each in forms if set(each.values()) == set(_FORMS)), persons, places)


_FORMS = ("name", "adjective", "people", "capital")


def _forms(state: State) -> dict[str, str]:
    """Give each form of a state that is understood, and which of _FORMS it is; abbreviations are left out."""
    found: dict[str, str] = {}
    sorted_forms = (state.capitals, state.people, state.adjectives, (state.name, *state.forms))
    for sort, forms in zip(reversed(_FORMS), sorted_forms, strict=True):
        found |= {form: sort for form in forms if not form.isupper()}
    if not state.people:
        found |= {f"{form}s": "people" for form in state.adjectives if form.endswith(("an", "i"))}
    return found


def swapped(article: AnnotatedArticle, names: Names, rng: random.Random) -> AnnotatedArticle:
    """Give the article with other names for what can be renamed."""
    edits: dict[Span, str] = {}
    taken = {entity.name for entity in article.entities}
    for entity in article.entities:
        table = _table(article, entity, names, taken, rng)
        for mention in article.mentions if table else ():
            for span, words in _found(article.text, mention.span, table):
                if mention.entity == entity.id or not _overlaps(span, edits):
                    edits[span] = words
    return edited(article, _disjoint(edits))


def edited(article: AnnotatedArticle, edits: Sequence[tuple[Span, str]]) -> AnnotatedArticle:
    """Give the article with other words at the spans of `edits`, which are ordered and disjoint."""
    if not edits:
        return article
    text, last = [], 0
    ends, shifts = [], [0]
    for span, words in edits:
        text += [article.text[last : span.start], words]
        last = span.end
        ends.append(span.end)
        shifts.append(shifts[-1] + len(words) - (span.end - span.start))
    starts = [span.start for span, _ in edits]

    def start(offset: int) -> int:
        inside = bisect_right(starts, offset) - 1
        if inside >= 0 and offset < ends[inside]:
            return starts[inside] + shifts[inside]
        return offset + shifts[bisect_right(ends, offset)]

    def end(offset: int) -> int:
        inside = bisect_right(starts, offset - 1) - 1
        if inside >= 0 and offset <= ends[inside]:
            return ends[inside] + shifts[inside + 1]
        return offset + shifts[bisect_right(ends, offset)]

    def moved(span: Span) -> Span:
        return Span(start(span.start), end(span.end))

    return replace(
        article,
        text="".join([*text, article.text[last:]]),
        sentences=tuple(map(moved, article.sentences)),
        mentions=tuple(replace(mention, span=moved(mention.span)) for mention in article.mentions),
        edges=tuple(replace(edge, trigger=moved(edge.trigger)) for edge in article.edges),
    )


def _table(
    article: AnnotatedArticle, entity: GoldEntity, names: Names, taken: set[str], rng: random.Random
) -> dict[str, str]:
    """Give the new word for each old one of an entity; nothing where it keeps its name."""
    mine = [mention.span for mention in article.mentions if mention.entity == entity.id]
    if entity.type is NodeType.STATE:
        old = next((forms for forms in names.states if forms.get(entity.name) == "name"), None)
        written = {span.of(article.text) for span in mine if span.of(article.text)[:1].isupper()}
        if old is None or not written <= set(old) | _PRONOUNS or any(_has_article(article, span, old) for span in mine):
            return {}
        new = _drawn(names.states, _name, taken, rng)
        return {form: _of_sort(new, sort) for form, sort in old.items()} if new else {}
    if entity.type is NodeType.OFFICIAL and _PERSON.fullmatch(entity.name):
        first, last = entity.name.split()
        person = _drawn(names.persons, str, taken, rng)
        new_first, new_last = person.split() if person else (first, last)
        return {entity.name: f"{new_first} {new_last}", last: new_last, first: new_first}
    if entity.type is NodeType.PLACE and entity.name in names.places:
        return {entity.name: _drawn(names.places, str, taken, rng) or entity.name}
    return {}


_PRONOUNS = frozenset({"It", "Its", "We", "Our", "They", "Their", "I", "My"})


def _has_article(article: AnnotatedArticle, span: Span, forms: Mapping[str, str]) -> bool:
    """Whether "the" stands before a state's name, as it can't before most others'."""
    return forms.get(span.of(article.text)) == "name" and bool(
        _ARTICLE_BEFORE.search(article.text, max(0, span.start - 4), span.start)
    )


def _drawn(pool: Sequence[T], name_of: Callable[[T], str], taken: set[str], rng: random.Random) -> T | None:
    """Give one of `pool` whose name is not in use in the article, and mark it as in use; None where all are."""
    free = [each for each in pool if name_of(each) not in taken]
    if not free:
        return None
    found = rng.choice(free)
    taken.add(name_of(found))
    return found


def _of_sort(forms: Mapping[str, str], sort: str) -> str:
    """Give the first form of a sort; the name stands in for what a state has no form for."""
    return next(form for form, each in forms.items() if each == sort)


def _name(forms: Mapping[str, str]) -> str:
    return _of_sort(forms, "name")


def _found(text: str, span: Span, table: Mapping[str, str]) -> Iterable[tuple[Span, str]]:
    """Give where words of `table` stand within `span`, the longest first, and the words for them."""
    longest = "|".join(map(re.escape, sorted(table, key=len, reverse=True)))
    for match in re.finditer(rf"(?<!\w)(?:{longest})(?!\w)", text[span.start : span.end]):
        yield Span(span.start + match.start(), span.start + match.end()), table[match[0]]


def _overlaps(span: Span, edits: Iterable[Span]) -> bool:
    return any(span.overlaps(other) for other in edits)


def _disjoint(edits: Mapping[Span, str]) -> list[tuple[Span, str]]:
    kept: list[tuple[Span, str]] = []
    for span, words in sorted(edits.items()):
        if not kept or kept[-1][0].end <= span.start:
            kept.append((span, words))
    return kept
