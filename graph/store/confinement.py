"""Statements confined to one of the graphs that a server keeps: whatever they say, they see what is its alone.

Each node of a pattern is asked for the graph's label, ``(n:State)`` becoming ``(n:State&Disputes_syria)``; the nodes
that a hop of several steps passes through are asked for it by a condition; ``labels(n)`` gives the others. Each
relationship is asked for the types that the graph has, since others may tie its nodes to each other. A pattern that
can't be read is refused, never passed on as it is. Text is only ever put in between, so that places and the names
of columns can be told as they were asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from disputes.graph.store.hops import TYPES
from disputes.graph.store.insertions import Confined
from disputes.graph.store.patterns import Hop, NodePattern, Path, Patterns
from disputes.graph.store.tokens import Token, is_name, refuse, tokenized

_ALL_TYPES = "|".join(TYPES)
_SUBQUERIES = frozenset({"EXISTS", "COUNT", "COLLECT"})
_SHORTEST = frozenset({"SHORTESTPATH", "ALLSHORTESTPATHS"})
_BEFORE_PATHS = _SHORTEST | frozenset("MATCH CREATE MERGE ANY ALL SHORTEST PATH PATHS GROUP GROUPS".split())
_CLAUSES = frozenset(
    "WITH RETURN UNWIND CALL UNION OPTIONAL MATCH ORDER SKIP LIMIT CREATE MERGE SET DELETE DETACH REMOVE".split()
)
_BEFORE_CLAUSES = ("", ")", "]", "}", "{")
_BEFORE_VALUES = frozenset(
    "RETURN WITH DISTINCT UNWIND WHERE AND OR XOR NOT IN BY CASE WHEN THEN ELSE SKIP LIMIT CONTAINS IS".split()
)
_ADVICE = (
    "a server keeps its graphs apart by the labels of nodes, and this pattern leaves it no place for one; "
    "write nodes as (name:Label {key: value})"
)
_TYPE_ADVICE = (
    "a server may hold relationships of others, and this pattern leaves no place to say which are meant; "
    "write relationships as -[name:TYPE {key: value}]-"
)
_LONG_CLAIM = "write a pattern of several steps within EXISTS { … }, or after MATCH"
_LONG_LIST = "write this pattern of several steps after MATCH"
_HINT = "leave out USING beside a pattern of several steps"
_OPENING, _CLOSING = ("(", "[", "{"), (")", "]", "}")


@lru_cache(maxsize=1024)
def confined(text: str, label: str) -> Confined:
    """Confine a statement to the graph whose nodes have `label`.

    Raises QueryError for a pattern that can't be read.

    >>> confined("MATCH (a:State)-[:OWNS]->() RETURN labels(a)[0]", "Disputes").text
    "MATCH (a:State&`Disputes`)-[:OWNS]->(:`Disputes`) RETURN [`label` IN labels(a) WHERE `label` <> 'Disputes'][0]"
    """
    return _Confining(text, label).run()


@dataclass(slots=True)
class _Frame:
    """What stands between two brackets, or the whole: where in it the walk is.

    `in_pattern`: where nodes stand. `writes`: after CREATE or MERGE. `conditions` are those that its pattern still
    needs. `in_where`: in a condition that must be closed. `is_list`: it is a pattern comprehension.
    """

    in_pattern: bool = False
    writes: bool = False
    in_where: bool = False
    is_list: bool = False
    conditions: list[str] = field(default_factory=list)


class _Confining:
    """One walk through the tokens of a statement."""

    def __init__(self, text: str, label: str) -> None:
        self._text, self._label = text, label
        self._tokens = tokenized(text)
        self._patterns = Patterns(text, self._tokens)
        self._joint = ":" if _joins_by_colons(self._tokens) else "&"
        self._frames = [_Frame()]
        self._read: set[int] = set()
        """The parentheses of paths that have been read."""
        self._insertions: list[tuple[int, str]] = []

    def run(self) -> Confined:
        for place, token in enumerate(self._tokens):
            if token.text in _OPENING:
                self._open(place)
            elif token.text in _CLOSING:
                self._close(place)
            elif token.text == "|" and self._frames[-1].is_list:
                self._leave(token)
            elif token.kind in ("word", "name"):
                self._word(place)
        self._leave(None)
        return Confined(self._text, tuple(sorted(self._insertions, key=lambda insertion: insertion[0])))

    def _open(self, place: int) -> None:
        token = self._tokens[place]
        if token.text == "(":
            self._parenthesis(place)
            self._frames.append(_Frame())
        elif token.text == "[":
            path = self._patterns.named_path(place + 1)
            is_list = path is not None and bool(path.hops) and self._key(path.end) in ("WHERE", "|")
            self._frames.append(_Frame(in_pattern=is_list, is_list=is_list))
        else:
            self._frames.append(_Frame(in_pattern=self._key(place - 1) in _SUBQUERIES))

    def _parenthesis(self, place: int) -> None:
        if place in self._read:
            return
        path, frame = self._patterns.path(place), self._frames[-1]
        if frame.in_pattern:
            before = self._tokens[place - 1]
            if path is None or (before.kind == "word" and before.key not in _BEFORE_PATHS):
                refuse(self._text, self._tokens[place], _ADVICE)
            self._confine(path, frame)
        elif path is not None and path.hops and path.nodes[0].opening == place:
            claim = _Frame()
            self._confine(path, claim)
            self._claim(path, claim)

    def _claim(self, path: Path, claim: _Frame) -> None:
        """Give a pattern that stands as a condition the conditions that it needs."""
        if claim.conditions:
            first = self._tokens[path.first]
            if self._key(path.first - 1) == "(" and self._key(path.first - 2) in _SUBQUERIES | _SHORTEST:
                refuse(self._text, first, _LONG_CLAIM)
            self._insertions.insert(self._before(path), (first.start, "EXISTS { "))
            self._put_after(path.end - 1, f" WHERE {' AND '.join(claim.conditions)} }}")

    def _before(self, path: Path) -> int:
        """Where among the insertions one before the path comes."""
        start = self._tokens[path.first].start
        return next((n for n, (place, _) in enumerate(self._insertions) if place >= start), len(self._insertions))

    def _close(self, place: int) -> None:
        frame = self._frames[-1]
        if frame.is_list and frame.conditions:
            refuse(self._text, self._tokens[place], _LONG_LIST)
        self._leave(self._tokens[place])
        self._frames.pop()
        hop = self._patterns.hop(place + 1)
        if hop and place not in self._read and self._patterns.sign(hop.last + 1) == "(":
            refuse(self._text, self._tokens[place], _ADVICE)

    def _word(self, place: int) -> None:
        token, frame = self._tokens[place], self._frames[-1]
        if self._is_labels(place):
            self._put_before(token, "[`label` IN ")
            self._put_after(self._patterns.closings[place + 1], f" WHERE `label` <> '{self._label}']")
        elif token.kind != "word" or is_name(self._tokens, place) or self._key(place - 1) in ("STARTS", "ENDS"):
            return
        elif token.key == "WHERE" and frame.in_pattern:
            self._put_conditions(token, frame)
        elif token.key in _CLAUSES:
            self._leave(token)
            if token.key in ("MATCH", "CREATE", "MERGE"):
                self._check_clause(place)
                frame.in_pattern, frame.writes = True, token.key != "MATCH"
        elif token.key == "USING" and frame.conditions:
            refuse(self._text, token, _HINT)

    def _check_clause(self, place: int) -> None:
        """Refuse a word that begins a clause where a value stands: it would be a variable of that name."""
        before, sign = self._key(place - 1), self._patterns.sign(place - 1)
        follows_all = sign == "*" and self._key(place - 2) in ("WITH", "DISTINCT")
        follows_union = before == "DISTINCT" and self._key(place - 2) == "UNION"
        if (sign not in _BEFORE_CLAUSES and not follows_all) or (before in _BEFORE_VALUES and not follows_union):
            refuse(self._text, self._tokens[place], f"put backticks around {self._tokens[place].text} as a name")

    def _put_conditions(self, where: Token, frame: _Frame) -> None:
        frame.in_pattern = False
        if frame.conditions:
            end = where.start + len(where.text)
            self._insertions.append((end, f" {' AND '.join(frame.conditions)} AND ("))
            frame.conditions, frame.in_where = [], True

    def _leave(self, token: Token | None) -> None:
        """End the pattern or the condition that the walk is in, before `token` or at the end of the text."""
        frame = self._frames[-1]
        place = token.start if token else len(self._text)
        if frame.in_where:
            self._insertions.append((place, ")"))
        elif frame.conditions:
            self._insertions.append((place, f" WHERE {' AND '.join(frame.conditions)} "))
        frame.in_pattern = frame.writes = frame.in_where = False
        frame.conditions = []

    def _confine(self, path: Path, frame: _Frame) -> None:
        self._read.update(path.openings, (self._patterns.closings[opening] for opening in path.openings))
        for node in path.nodes:
            # What a statement that writes names without a label has been found before.
            if node.labels or not frame.writes:
                self._label_node(node)
        for hop in path.hops:
            if hop.is_repeated:
                self._put_before(self._tokens[hop.first], f"((:`{self._label}`)")
                self._put_after(hop.last, f"(:`{self._label}`))")
            elif hop.is_long and hop.bracket is not None:
                frame.conditions.append(self._condition(hop, hop.bracket))
            if not frame.writes:
                self._type_hop(hop)

    def _label_node(self, node: NodePattern) -> None:
        if not node.labels:
            self._put_after(node.named, f":`{self._label}`")
        elif all(self._tokens[place].kind in ("word", "name") or self._key(place) == ":" for place in node.labels):
            self._put_after(node.labels[-1], f"{self._joint}`{self._label}`")
        else:
            self._put_before(self._tokens[node.labels[0]], "(")
            self._put_after(node.labels[-1], f")&`{self._label}`")

    def _type_hop(self, hop: Hop) -> None:
        """Ask of a hop without types that its relationships are of those of the graph; others are not checked here."""
        if hop.bracket is None:
            self._put_after(hop.first + (self._patterns.sign(hop.first) == "<"), f"[:{_ALL_TYPES}]")
        elif hop.types is None:
            refuse(self._text, self._tokens[hop.bracket], _TYPE_ADVICE)
        elif not hop.types:
            self._put_after(hop.bracket if hop.variable is None else hop.variable, f":{_ALL_TYPES}")

    def _condition(self, hop: Hop, bracket: int) -> str:
        """Give the condition that all steps of a hop are between nodes of the graph; name the hop if it has no name."""
        if hop.variable is None:
            name = f"`steps {len(self._insertions)}`"
            self._put_after(bracket, name)
        else:
            name = self._tokens[hop.variable].text
        ends = " AND ".join(f"{end}(`step`):`{self._label}`" for end in ("startNode", "endNode"))
        return f"all(`step` IN {name} WHERE {ends})"

    def _is_labels(self, place: int) -> bool:
        name = self._tokens[place].text.strip("`").lower()
        return name == "labels" and self._patterns.sign(place + 1) == "(" and self._patterns.sign(place - 1) != "."

    def _key(self, place: int) -> str:
        return self._tokens[place].key if 0 <= place < len(self._tokens) else ""

    def _put_before(self, token: Token, text: str) -> None:
        self._insertions.append((token.start, text))

    def _put_after(self, place: int, text: str) -> None:
        token = self._tokens[place]
        self._insertions.append((token.start + len(token.text), text))


def _joins_by_colons(tokens: Sequence[Token]) -> bool:
    """Whether labels are joined as in ``n:Entity:State``, beside which a server takes no ``&``, and the other way."""
    keys = [token.text for token in tokens]
    return any(first == second == ":" for first, second in zip(keys, keys[2:], strict=False))
