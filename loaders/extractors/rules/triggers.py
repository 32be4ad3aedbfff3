"""Where the words of the lexicons stand in a sentence."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from disputes.graph.model import Span
from disputes.loaders.extractors.rules.inflection import plural
from disputes.loaders.extractors.rules.tokens import Line, Token
from disputes.loaders.extractors.rules.verbs import Verb
from disputes.loaders.extractors.rules.words import Entry, forms_of, noun_entries, verb_entries, word_class

GAP = "*"
GAP_TOKENS = 6
Patterns = dict[str, list[tuple[tuple[str, ...], Entry]]]


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words of an entry at tokens `[start, end)`; `verb` is None for a noun."""

    entry: Entry
    start: int
    end: int
    verb: Verb | None = None

    def span(self, line: Line) -> Span:
        """Give the span of the words: of the first alone, where a gap follows it."""
        first, last = line.tokens[self.start].span, line.tokens[self.end - 1].span
        has_mention = any(line.tokens[place].mention for place in range(self.start, self.end))
        return Span(first.start, first.end if has_mention else last.end)


@functools.cache
def verb_patterns() -> Patterns:
    """Give, for each form of a first word, the words that must follow and their entry; longer ones first."""
    found: Patterns = defaultdict(list)
    for entry in verb_entries():
        for phrase in entry.verbs:
            lemma, *rest = phrase.split()
            for form in forms_of(lemma):
                found[form].append((tuple(rest), entry))
    return _longest_first(found)


@functools.cache
def noun_patterns() -> Patterns:
    """Give the same for nouns, in singular and plural."""
    found: Patterns = defaultdict(list)
    for entry in noun_entries():
        for phrase in entry.nouns:
            words = phrase.split()
            for first, *rest in (words, [*words[:-1], plural(words[-1])]):
                found[first].append((tuple(rest), entry))
    return _longest_first(found)


def _longest_first(patterns: Patterns) -> Patterns:
    for rows in patterns.values():
        rows.sort(key=lambda row: (-len(row[0]), row[1].target_types is None))
    return dict(patterns)


def triggers_at(line: Line, verb: Verb) -> Iterator[Trigger]:
    """Give the entries that the verb and the words after it fit, the longest first."""
    for rest, entry in verb_patterns().get(line.lower(verb.index), ()):
        end = _matched(line, verb.index + 1, rest)
        if end is not None:
            yield Trigger(entry, verb.index, end, verb)


def noun_triggers(line: Line, index: int) -> Iterator[Trigger]:
    """Give the entries of nouns that begin at `index`."""
    for rest, entry in noun_patterns().get(line.lower(index), ()):
        end = _matched(line, index + 1, rest)
        if end is not None:
            yield Trigger(entry, index, end)


def _matched(line: Line, at: int, rest: tuple[str, ...]) -> int | None:
    """Give where the pattern's words end, if they stand from `at` on."""
    if not rest:
        return at
    if rest[0] == GAP:
        return _after_gap(line, at, rest[1:])
    if at < len(line.tokens) and _is_word(line.tokens[at], rest[0]):
        return _matched(line, at + 1, rest[1:])
    return None


def _after_gap(line: Line, at: int, rest: tuple[str, ...]) -> int | None:
    for place in range(at, min(at + GAP_TOKENS + 1, len(line.tokens))):
        if (end := _matched(line, place, rest)) is not None:
            return end
        if line.lower(place) in {",", ";", ":", "that", "and", "but"} or line.lower(place) in word_class("modals"):
            return None
    return None


def _is_word(token: Token, word: str) -> bool:
    """Whether the token is the word, or a mention that has it: "[trade talks]"."""
    return token.lower == word or (token.mention is not None and word in token.lower.split())
