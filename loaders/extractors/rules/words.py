"""The word lists that assertions are read by: grammar, verbs, nouns, sayings, issues; checked when they are read."""

from __future__ import annotations

import functools
from typing import Literal

import msgspec

from disputes.graph.vocabulary import EdgeType, Event, Issue, NodeType
from disputes.loaders.entries import States
from disputes.loaders.extractors.rules.inflection import Form, plural, verb_forms
from disputes.loaders.lexicon import Lexicon, read_lexicon

SHORTEST_PAST = 5


class Governors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the verb or noun before an act makes of it."""

    hypothetical: frozenset[str]
    negated: frozenset[str]
    reversed: frozenset[str]
    untrue: frozenset[str]
    reported_wishes: frozenset[str]
    intentions: frozenset[str]
    endings: frozenset[str]
    weak: frozenset[str]


class Grammar(Lexicon, frozen=True, kw_only=True):
    """Closed classes of words, and verbs that have no edge of their own."""

    classes: dict[str, frozenset[str]]
    verbs: list[str]
    irregular: dict[str, list[str]]
    doubling: frozenset[str]
    actor_nouns: frozenset[str]
    governors: Governors


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Verbs or nouns that say the same: which edges, and who stands where."""

    id: str
    types: list[EdgeType]
    verbs: list[str] = []
    nouns: list[str] = []
    target: list[str] = []
    issue: Issue | None = None
    event: Event | None = None
    intensity: float | None = None
    source_types: frozenset[NodeType] | None = None
    target_types: frozenset[NodeType] | None = None
    needs_words: frozenset[str] = frozenset()
    needs_infinitive: bool = False
    mutual: bool = False
    inverted: bool = False
    heads_only: bool = False
    actors_only: bool = False
    of_speaker: bool = False
    answers: bool = False
    stance: Literal["negated"] | None = None
    only: Literal["negated"] | None = None


class Entries(Lexicon, frozen=True, kw_only=True):
    """The entries of one file."""

    entries: list[Entry]


class Sayings(Lexicon, frozen=True, kw_only=True):
    """What reports speech, and who speaks without a name."""

    verbs: frozenset[str]
    never_inverted: frozenset[str]
    phrases: list[str]
    unnamed: frozenset[str]


class Issues(Lexicon, frozen=True, kw_only=True):
    """The words that tell what is contended over."""

    issues: dict[Issue, list[str]]


@functools.cache
def grammar() -> Grammar:
    """Give the closed classes of words."""
    return read_lexicon("grammar", Grammar)


@functools.cache
def word_class(name: str) -> frozenset[str]:
    """Give one closed class, in lower case."""
    return grammar().classes[name]


@functools.cache
def adjectives() -> frozenset[str]:
    """Give the adjectives of nationality, in lower case."""
    return frozenset(word.lower() for state in read_lexicon("states", States).entries for word in state.adjectives)


@functools.cache
def verb_entries() -> tuple[Entry, ...]:
    """Give the entries of verbs."""
    return tuple(read_lexicon("verbs", Entries).entries)


@functools.cache
def noun_entries() -> tuple[Entry, ...]:
    """Give the entries of nouns."""
    return tuple(read_lexicon("nouns", Entries).entries)


@functools.cache
def sayings() -> Sayings:
    """Give what reports speech."""
    return read_lexicon("sayings", Sayings)


@functools.cache
def issue_words() -> dict[tuple[str, ...], Issue]:
    """Give the issue of every word or phrase, in singular and plural, split into words."""
    found: dict[tuple[str, ...], Issue] = {}
    for issue, phrases in read_lexicon("issues", Issues).issues.items():
        for phrase in phrases:
            words = phrase.split()
            found[tuple(words)] = issue
            found.setdefault((*words[:-1], plural(words[-1])), issue)
    return found


@functools.cache
def forms_of(lemma: str) -> dict[str, frozenset[Form]]:
    """Give the forms of a verb, by the irregular verbs of the grammar."""
    if lemma == "be":
        return dict.fromkeys(word_class("be"), frozenset(Form))
    return verb_forms(lemma, grammar().irregular, grammar().doubling)


@functools.cache
def lemmas() -> dict[str, str]:
    """Give the lemma of every form of every verb known."""
    return {form: lemma for lemma in sorted(_all_lemmas(), reverse=True) for form in forms_of(lemma)}


@functools.cache
def known_forms() -> dict[str, frozenset[Form]]:
    """Give what every known form of a verb can be, over all verbs."""
    found: dict[str, frozenset[Form]] = {}
    for lemma in _all_lemmas():
        for word, forms in forms_of(lemma).items():
            found[word] = found.get(word, frozenset()) | forms
    return found


def forms_at(word: str) -> frozenset[Form]:
    """Give what a word can be as a verb; of an unknown word its ending tells: "thereupon relied" is a past."""
    known = known_forms().get(word)
    if known is not None or not word.endswith("ed") or len(word) < SHORTEST_PAST or word in word_class("not_verbs"):
        return known or frozenset()
    return frozenset({Form.PAST, Form.PARTICIPLE})


@functools.cache
def _all_lemmas() -> frozenset[str]:
    triggers = {phrase.split()[0] for entry in verb_entries() for phrase in entry.verbs}
    spoken = {verb.split()[0] for verb in sayings().verbs}
    governed = grammar().governors
    verbs = {*grammar().verbs, *triggers, *spoken, *(governed.negated & set(grammar().verbs))}
    return frozenset(verbs - {"be"})
