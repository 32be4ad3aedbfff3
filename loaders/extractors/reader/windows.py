"""What the encoder sees of an article: windows of several sentences, in pieces.

Each sentence is scored in one window; the sentences before the first of a window stand there again as its context.
Needs no torch, and the tokenizers library only from who hands in a tokenizer.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from disputes.graph.model import Span
from disputes.loaders.tokenizer import Token, tokens_of

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WINDOW_PIECES = 256
CONTEXT_PIECES = 48
CASINGS = ("none", "lower", "title", "first", "upper", "mixed", "other")
"""How a word is written; "first" is a title-cased first word of a sentence, "none" is for special pieces."""


@dataclass(frozen=True, slots=True)
class PiecedSentence:
    """The words of a sentence and their pieces: `first[i]` is where the i-th word's pieces begin in `pieces`."""

    words: tuple[Span, ...]
    pieces: tuple[int, ...]
    casing: tuple[int, ...]
    first: tuple[int, ...]


class Extent(NamedTuple):
    """The sentences of a window, half-open: those from `start` are scored, those before are context."""

    context: int
    start: int
    end: int


class Place(NamedTuple):
    """Where a word's first piece stands: the window's index within the article, the piece's within the window."""

    window: int
    piece: int


@dataclass(frozen=True, slots=True)
class Window:
    """One input of the encoder."""

    pieces: tuple[int, ...]
    casing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WindowedArticle:
    """An article as the encoder sees it: `words` and `places` are by sentence, and aligned."""

    windows: tuple[Window, ...]
    words: tuple[tuple[Span, ...], ...]
    places: tuple[tuple[Place, ...], ...]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A tokenizer and its special pieces."""

    tokenizer: Tokenizer
    start: int
    stop: int
    padding: int

    @classmethod
    def of(cls, tokenizer: Tokenizer, special: Sequence[str]) -> Pieces:
        """Give the pieces of `tokenizer`, whose start, stop and padding are called `special`.

        Raises ValueError where it has none of that name.
        """
        start, stop, padding = (tokenizer.token_to_id(name) for name in special)
        if start is None or stop is None or padding is None:
            raise ValueError(f"the tokenizer lacks one of the pieces {special}")
        return cls(tokenizer, start, stop, padding)

    def split(self, text: str, sentences: Sequence[Span]) -> list[PiecedSentence]:
        """Give each sentence's pieces; what does not fit into a window is cut off."""
        words = [tokens_of(text, *sentence) for sentence in sentences]
        encoded = self.tokenizer.encode_batch(
            [[token.text for token in tokens] for tokens in words], is_pretokenized=True, add_special_tokens=False
        )
        return [
            _pieced(tokens, each.ids[: WINDOW_PIECES - 2], each.word_ids)
            for tokens, each in zip(words, encoded, strict=True)
        ]


def windowed(text: str, sentences: Sequence[Span], pieces: Pieces) -> WindowedArticle:
    """Give the windows of an article's sentences."""
    split = pieces.split(text, sentences)
    windows: list[Window] = []
    places: list[tuple[Place, ...]] = []
    for index, extent in enumerate(packed([len(each.pieces) + 1 for each in split])):
        ids, casing = [pieces.start], [0]
        for number in range(extent.context, extent.end):
            sentence = split[number]
            if number >= extent.start:
                places.append(tuple(Place(index, len(ids) + first) for first in sentence.first))
            ids += [*sentence.pieces, pieces.stop]
            casing += [*sentence.casing, 0]
        windows.append(Window(tuple(ids), tuple(casing)))
    return WindowedArticle(tuple(windows), tuple(each.words for each in split), tuple(places))


def packed(lengths: Sequence[int], limit: int = WINDOW_PIECES - 1, context: int = CONTEXT_PIECES) -> list[Extent]:
    """Pack sentences of these lengths into windows of at most `limit`, with up to `context` of what stands before.

    They are as few as can be, and of about one length.

    >>> packed([40, 40, 40], limit=100, context=50)
    [Extent(context=0, start=0, end=2), Extent(context=1, start=2, end=3)]
    """
    fewest = len(list(_filled(lengths, limit, limit, context)))
    low, high = 0, limit
    while low < high:
        middle = (low + high) // 2
        if len(list(_filled(lengths, middle, limit, context))) <= fewest:
            high = middle
        else:
            low = middle + 1
    return list(_filled(lengths, high, limit, context))


def _filled(lengths: Sequence[int], wanted: int, limit: int, context: int) -> Iterator[Extent]:
    """Fill one window after the other up to the length `wanted`; its first sentence and context may exceed it."""
    start = 0
    while start < len(lengths):
        first, used = start, lengths[start]
        reach = min(context, limit - used)
        while first and lengths[first - 1] <= reach:
            first -= 1
            reach -= lengths[first]
            used += lengths[first]
        end = start + 1
        while end < len(lengths) and used + lengths[end] <= wanted:
            used += lengths[end]
            end += 1
        yield Extent(first, start, end)
        start = end


def casing_of(word: str, is_first: bool) -> int:
    """Give the index in CASINGS of a word's casing.

    >>> [CASINGS[casing_of(word, False)] for word in ("talks", "Moscow", "NATO", "McRae", "2014")]
    ['lower', 'title', 'upper', 'mixed', 'other']
    """
    if not any(map(str.isalpha, word)):
        return CASINGS.index("other")
    if word.islower():
        return CASINGS.index("lower")
    if word.isupper() and len(word) > 1:
        return CASINGS.index("upper")
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return CASINGS.index("first" if is_first else "title")
    return CASINGS.index("mixed")


def words_within(words: Sequence[Span], span: Span) -> tuple[int, int]:
    """Give the first and last of `words` that `span` touches; the last is before the first where it touches none.

    >>> words_within([Span(0, 6), Span(7, 11)], Span(3, 8))
    (0, 1)
    """
    first = bisect_right([word.end for word in words], span.start)
    last = bisect_right([word.start for word in words], span.end - 1) - 1
    return first, last


def _pieced(tokens: Sequence[Token], ids: Sequence[int], word_ids: Sequence[int | None]) -> PiecedSentence:
    initial = next((at for at, token in enumerate(tokens) if token.text[0].isalpha()), 0)
    casings = [casing_of(token.text, at == initial) for at, token in enumerate(tokens)]
    word_of = [word for word in word_ids if word is not None][: len(ids)]
    words, first = [], []
    for at, word in enumerate(word_of):
        if not at or word != word_of[at - 1]:
            words.append(Span(tokens[word].start, tokens[word].end))
            first.append(at)
    casing = tuple(casings[word] for word in word_of)
    return PiecedSentence(tuple(words), tuple(ids), casing, tuple(first))
