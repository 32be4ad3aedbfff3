"""The patterns of a question, found among its tokens: which nodes they have, and which hops join them.

What is read here is a path: nodes and hops in turn, of which a part may stand in parentheses and be repeated, as in
``(a)-[r:MEETS*1..3]-(b)`` and ``(a)((x)-->(y)){1,3}(b)``. Places are those of tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from disputes.graph.store.tokens import Token, refuse

_CLOSING = {"(": ")", "[": "]", "{": "}"}
_NAMES = ("word", "name")
_OF_LABELS = frozenset(":|&!%")


@dataclass(frozen=True, slots=True)
class NodePattern:
    """A node: the place of its parenthesis, that of the last token before a label may come, and those of its labels.

    `labels` is half open and leaves the first colon out; it is empty where the node has none.
    """

    opening: int
    named: int
    labels: range


@dataclass(frozen=True, slots=True)
class Hop:
    """A relationship, from its first sign to its last; `bracket` and `variable` are places, None where it has none.

    `types` is half open and leaves the first colon out; it is None where what stands there can't be read, such as a
    type that is computed. `is_long` is one of several steps (``*1..3``), `is_repeated` one with a quantifier after it
    (``{1,3}``).
    """

    first: int
    last: int
    bracket: int | None
    variable: int | None
    types: range | None
    is_long: bool
    is_repeated: bool


@dataclass(frozen=True, slots=True)
class Path:
    """Nodes and hops from the token at `first` to before that at `end`.

    `openings` are those of its parentheses; `quantifiers` begin at these places.
    """

    first: int
    end: int
    nodes: tuple[NodePattern, ...]
    hops: tuple[Hop, ...]
    openings: tuple[int, ...]
    quantifiers: tuple[int, ...]


@dataclass(slots=True)
class _Parts:
    """What has been found of a path so far."""

    nodes: list[NodePattern] = field(default_factory=list)
    hops: list[Hop] = field(default_factory=list)
    openings: list[int] = field(default_factory=list)
    quantifiers: list[int] = field(default_factory=list)


class Patterns:
    """Finds the paths in a question. Raises QueryError for brackets that don't fit."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self.closings = _closings(text, tokens)

    def path(self, place: int) -> Path | None:
        """Give the longest path that begins at `place`, None where none does."""
        found = _Parts()
        end = self._path(place, found)
        if end is None:
            return None
        parts = tuple(found.nodes), tuple(found.hops), tuple(found.openings), tuple(found.quantifiers)
        return Path(place, end, *parts)

    def named_path(self, place: int) -> Path | None:
        """Give the path that begins at `place` or, as in ``p = (a)-->(b)``, after the name that it gets there."""
        return self.path(self._unnamed(place))

    def hop(self, place: int) -> Hop | None:
        """Give the hop that begins at `place`, None where none does."""
        at = place + (self.sign(place) == "<")
        if self.sign(at) != "-":
            return None
        bracket = at + 1 if self.sign(at + 1) == "[" else None
        last = self.closings[bracket] + 1 if bracket is not None else at + 1
        if self.sign(last) != "-":
            return None
        last += self.sign(last + 1) == ">"
        variable, types = self._variable(bracket), self._types(bracket)
        is_repeated = self._after_quantifier(last + 1) > last + 1
        return Hop(place, last, bracket, variable, types, self._is_long(bracket), is_repeated)

    def sign(self, place: int) -> str:
        """Give the token at `place` if it is a sign, else nothing."""
        is_sign = 0 <= place < len(self._tokens) and self._tokens[place].kind == "sign"
        return self._tokens[place].text if is_sign else ""

    def _key(self, place: int) -> str:
        return self._tokens[place].key if place < len(self._tokens) else ""

    def _path(self, place: int, found: _Parts) -> int | None:
        """Give the end of the path at `place`, and add what it has to what is found; None where there is none."""
        end = self._element(place, found)
        while end is not None:
            hop = self.hop(end)
            if hop is None and self.sign(end) != "(":
                break
            if hop is not None:
                found.hops.append(hop)
                end = self._quantified(hop.last + 1, found)
            end = self._element(end, found)
        return end

    def _element(self, place: int, found: _Parts) -> int | None:
        """Give the end of the node, or of the path in parentheses, at `place`."""
        if self.sign(place) != "(":
            return None
        found.openings.append(place)
        if (node := self._node(place)) is not None:
            found.nodes.append(node)
            return self.closings[place] + 1
        end = self._path(self._unnamed(place + 1), found)
        if end is None or not (end == self.closings[place] or self._key(end) == "WHERE"):
            return None
        return self._quantified(self.closings[place] + 1, found)

    def _quantified(self, place: int, found: _Parts) -> int:
        """Give the place after the quantifier at `place`, where there is one."""
        end = self._after_quantifier(place)
        if end > place:
            found.quantifiers.append(place)
        return end

    def _node(self, opening: int) -> NodePattern | None:
        place, closing = opening + 1, self.closings[opening]
        if self._is_variable(place):
            place += 1
        named, labels = place - 1, range(0)
        if self.sign(place) == ":":
            labels = range(place + 1, self._after_labels(place + 1))
            if not labels:
                return None
            place = labels.stop
        if self.sign(place) == "{":
            place = self.closings[place] + 1
        elif place < closing and self._tokens[place].kind == "parameter":
            place += 1
        is_whole = place == closing or self._key(place) == "WHERE"
        return NodePattern(opening, named, labels) if is_whole else None

    def _unnamed(self, place: int) -> int:
        return place + 2 if self._is_variable(place) and self.sign(place + 1) == "=" else place

    def _is_variable(self, place: int) -> bool:
        return place < len(self._tokens) and self._tokens[place].kind in _NAMES and self._key(place) != "WHERE"

    def _after_labels(self, place: int) -> int:
        while self._is_variable(place) or self.sign(place) in _OF_LABELS or self.sign(place) == "(":
            place = self.closings[place] + 1 if self.sign(place) == "(" else place + 1
        return place

    def _variable(self, bracket: int | None) -> int | None:
        return bracket + 1 if bracket is not None and self._is_variable(bracket + 1) else None

    def _types(self, bracket: int | None) -> range | None:
        if bracket is None:
            return range(0)
        place, found = bracket + 1 + self._is_variable(bracket + 1), range(0)
        if self.sign(place) == ":":
            found = range(place + 1, self._after_labels(place + 1))
            place = found.stop if found else place
        is_whole = self.sign(place) in ("*", "{", "]") or self._key(place) == "WHERE"
        return found if is_whole or self._tokens[place].kind == "parameter" else None

    def _is_long(self, bracket: int | None) -> bool:
        place = bracket + 1 if bracket is not None else 0
        while bracket is not None and place < self.closings[bracket] and self._key(place) != "WHERE":
            if self.sign(place) == "*":
                return True
            place = self.closings.get(place, place) + 1
        return False

    def _after_quantifier(self, place: int) -> int:
        if self.sign(place) in ("+", "*"):
            return place + 1
        if self.sign(place) == "{" and (self._tokens[place + 1].kind == "number" or self.sign(place + 1) == ","):
            return self.closings[place] + 1
        return place


def _closings(text: str, tokens: Sequence[Token]) -> dict[int, int]:
    """Give the place of the closing bracket for that of each opening one."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for place, token in enumerate(tokens):
        if token.text in _CLOSING:
            opened.append(place)
        elif token.text in _CLOSING.values():
            if not opened or _CLOSING[tokens[opened[-1]].text] != token.text:
                refuse(text, token, f"{token.text} closes nothing")
            found[opened.pop()] = place
    if opened:
        refuse(text, tokens[opened[-1]], f"{tokens[opened[-1]].text} is never closed")
    return found
