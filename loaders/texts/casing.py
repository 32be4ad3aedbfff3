"""Small and capital letters given back to text that is written in one sort alone: a wire story in capitals.

The words stay where they are, letter for letter; only their case changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from disputes.loaders.extractors.rules.words import forms_at, word_class
from disputes.loaders.gazetteer import Trie, name_forms
from disputes.loaders.texts.small_words import is_day, is_small_word, is_title, is_word
from disputes.loaders.tokenizer import Token, plain, tokens_of

FEWEST_WORDS = 3
"""Fewer words in capitals are an acronym, a title or a cry."""
LARGEST_SHARE_OF_OTHERS = 0.002
"""Of an article's letters, if it is written in one sort: the acronym, or the "km", that its writer did not forget."""
LONGEST_GAP = 100
"""Characters before a sentence that are looked at: blanks, and the end of the sentence before."""
_SENTENCE = re.compile(
    r"[^\n]*?(?:(?<!\b\w)(?<!\b(?:mr|ms|dr|st|no|lt))(?<!\b(?:mrs|gen|col|sen|rep|gov))[.!?][\"'”’)]*(?=\s|$)|(?=\n|$))",
    re.IGNORECASE,
)
_ENDS = '.!?:"”’)'
_WORD = re.compile(r"[^\W\d_]+")
_DOTTED = re.compile(r"(?:[a-z]\.){2,}", re.IGNORECASE)
_NEVER_LARGE = frozenset({"a.m.", "p.m.", "i.e.", "e.g."})
_ROMAN = re.compile(r"[ivx]{2,}")
_VOWELLESS = re.compile(r"[bcdfghjklmnpqrstvwxz]{2,5}")
_PRONOUNS_TOO = frozenset({"us", "it"})
"""Short forms of known actors that are words as well."""


def with_casing(text: str) -> str:
    """Give `text` with the sentences in capitals, or all of it if it is in small letters, written as others are.

    It has as many characters as before. Text in both sorts of letters is given back as it is.

    >>> with_casing("THE RUSSIAN ENVOY LEFT TEHRAN ON MONDAY.")
    'The Russian envoy left Tehran on Monday.'
    """
    if _is_in_one_sort(text):
        return _written(text, list(_sentences(text)), {})
    shouted = [sentence for sentence in _sentences(text) if _is_shouted(sentence.group())]
    return _written(text, shouted, _forms_outside(text, shouted)) if shouted else text


def _sentences(text: str) -> Iterator[re.Match[str]]:
    return (found for found in _SENTENCE.finditer(text) if _WORD.search(found.group()))


def _is_in_one_sort(text: str) -> bool:
    """Whether all but a few letters are small, or all but a few in capitals; and some word is no name."""
    letters = sum(map(str.isalpha, text))
    capitals, small = sum(map(str.isupper, text)), sum(map(str.islower, text))
    words = _WORD.findall(text)
    is_one = min(capitals, small) <= LARGEST_SHARE_OF_OTHERS * letters and capitals + small > 0
    return is_one and len(words) >= FEWEST_WORDS and any(len(word) > 3 and is_word(word.casefold()) for word in words)


def _is_shouted(sentence: str) -> bool:
    """Whether all words are in capitals and one at least is no name."""
    words = _WORD.findall(sentence)
    is_upper = len(words) >= FEWEST_WORDS and all(word.isupper() for word in words if word not in {"s", "t"})
    return is_upper and any(len(word) > 3 and is_word(word.casefold()) for word in words)


def _forms_outside(text: str, shouted: Iterable[re.Match[str]]) -> dict[str, str]:
    """Give how the words of the other sentences are written, inside them; what is once written small is small."""
    forms: dict[str, str] = {}
    covered = {sentence.start() for sentence in shouted}
    for sentence in _sentences(text):
        if sentence.start() not in covered:
            for word in _WORD.findall(sentence.group())[1:]:
                if word.islower() or word.casefold() not in forms:
                    forms[word.casefold()] = word
    return forms


def _written(text: str, sentences: Iterable[re.Match[str]], forms: Mapping[str, str]) -> str:
    pieces, at = [], 0
    for sentence in sentences:
        begins = _ends(text[max(0, sentence.start() - LONGEST_GAP) : sentence.start()])
        pieces += [text[at : sentence.start()], _Sentence.of(sentence.group(), forms).written(begins=begins)]
        at = sentence.end()
    return "".join([*pieces, text[at:]])


def _ends(before: str) -> bool:
    """Whether a sentence is over where `before` ends: a line break alone may be but the end of the paper."""
    words = before.rstrip()
    return not words or words[-1] in _ENDS or before.count("\n", len(words)) > 1


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence in small letters, its words, whether it was in capitals, and how words are written elsewhere."""

    text: str
    tokens: list[Token]
    words: list[str]
    is_shouted: bool
    forms: Mapping[str, str]

    @classmethod
    def of(cls, text: str, forms: Mapping[str, str]) -> _Sentence:
        small = _folded(text)
        tokens = tokens_of(small, 0, len(small))
        return cls(small, tokens, [plain(token.text) for token in tokens], text.isupper(), forms)

    def written(self, *, begins: bool) -> str:
        """Give the sentence with its names, and where it begins one its first letter, in capitals."""
        letters = list(self.text)
        for token, form in self._forms():
            if len(form) == token.end - token.start:
                letters[token.start : token.end] = form
        first = next((at for at, char in enumerate(letters) if char.isalpha()), None)
        if begins and first is not None:
            letters[first] = _capital(letters[first])
        for dotted in _DOTTED.finditer(self.text):
            word = dotted.group()
            letters[dotted.start() : dotted.end()] = word if word in _NEVER_LARGE else word.upper()
        return "".join(letters)

    def _forms(self) -> Iterator[tuple[Token, str]]:
        place = 0
        while place < len(self.tokens):
            name = _known_names().longest(self.words, place)
            if name is not None and self._is_meant(place, name[0], name[1][0]):
                yield from zip(self.tokens[place : name[0]], name[1], strict=True)
                place = name[0]
            else:
                yield self.tokens[place], self._form(place)
                place += 1

    def _form(self, place: int) -> str:
        """Give how a word that begins no known name is written."""
        word = self.tokens[place].text
        if word in self.forms:
            return self.forms[word]
        if not word[0].isalpha():
            return word
        if word == "i" or is_title(word) or (is_day(word) and self._is_dated(place)):
            return word.title()
        if is_word(word):
            return word
        if _ROMAN.fullmatch(word) or (self.is_shouted and _VOWELLESS.fullmatch(word)):
            return word.upper()
        return "".join(map(_capital, word[:1])) + word[1:]

    def _is_dated(self, place: int) -> bool:
        """Whether "may" or "march" is the month."""
        around = [*self.words[max(0, place - 1) : place], *self.words[place + 1 : place + 2]]
        return self.words[place] not in {"may", "march"} or any(word.isdigit() for word in around)

    def _is_meant(self, place: int, end: int, form: str) -> bool:
        """Whether a known name is meant, and not the word that is written as it is: "turkey", "us"."""
        word = self.words[place]
        if end > place + 1:
            return True
        if word not in _PRONOUNS_TOO:
            return not (form.istitle() and is_word(word))
        before = self.words[place - 1] if place else ""
        return before == "the" or (word == "us" and self._is_united_states(before, end))

    def _is_united_states(self, before: str, end: int) -> bool:
        """Whether "us" is no pronoun: not after a verb or a preposition, or a noun goes on after it."""
        if not forms_at(before) and before not in word_class("prepositions"):
            return True
        after = self.words[end] if end < len(self.words) else ""
        return bool(after) and is_word(after) and not is_small_word(after) and not forms_at(after)


def _small(char: str) -> str:
    return char.lower() if len(char.lower()) == 1 else char


def _capital(char: str) -> str:
    return char.upper() if len(char.upper()) == 1 else char


@cache
def _known_names() -> Trie[tuple[str, ...]]:
    """Give the words of each known name as it is written, by those words in small letters."""
    return Trie((_folded(form), _parts(form)) for form in name_forms())


def _folded(name: str) -> str:
    return "".join(map(_small, name))


def _parts(name: str) -> tuple[str, ...]:
    """Give the words of a name as they are cut in small letters, but written as in the name."""
    return tuple(name[token.start : token.end] for token in tokens_of(_folded(name), 0, len(name)))
