"""A question as its tokens: words, names, texts, numbers, parameters and signs, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, NoReturn

from disputes.graph.errors import QueryError

# A comment ends wherever any store could see its end.
_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<comment>//[^\n\r\v\f\x85\u2028\u2029]*|/\*.*?\*/)
      | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
      | (?P<name>`(?:[^`]|``)*`)
      | (?P<parameter>\$(?:\w+|`(?:[^`]|``)*`))
      | (?P<number>\d+(?:\.\d+)?)
      | (?P<word>\w+)
      | (?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)


_BEFORE_NAMES = frozenset({".", ":", "$", "AS"})


class Token(NamedTuple):
    """A token of `kind`, one of the names in the pattern above; `start` is its place in the text."""

    kind: str
    text: str
    start: int

    @property
    def key(self) -> str:
        """What the token is compared by: a keyword in capitals, any other sign as it is."""
        return self.text.upper() if self.kind == "word" else self.text


def tokenized(text: str) -> list[Token]:
    """Split a text into its tokens, without spaces and comments."""
    found = (Token(match.lastgroup or "sign", match.group(), match.start()) for match in _TOKEN.finditer(text))
    return [token for token in found if token.kind not in ("space", "comment")]


def blanked(text: str, tokens: Iterable[Token]) -> str:
    """Give the text with only `tokens` left in it, and its line breaks."""
    kept = list(re.sub(r"[^\n]", " ", text))
    for token in tokens:
        kept[token.start : token.start + len(token.text)] = token.text
    return "".join(kept)


def is_name(tokens: Sequence[Token], place: int) -> bool:
    """Whether the word at `place` is the name of a property, a label, a column or a key of a map."""
    before = tokens[place - 1].key if place else ""
    after = tokens[place + 1].key if place + 1 < len(tokens) else ""
    return before in _BEFORE_NAMES or after == ":"


def refuse(text: str, token: Token, message: str) -> NoReturn:
    """Raise QueryError for what stands at `token` of the text."""
    before = text[: token.start]
    raise QueryError(message, line=before.count("\n") + 1, column=token.start - before.rfind("\n"))
