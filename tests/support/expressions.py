"""Random expressions of Cypher over what a question has bound so far, by the type of what they give.

They keep to what `docs/cypher.md` says both stores answer alike: no ``title`` of an entity, no rounding of halves, no
lists that mix 1 and 1.0.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable

from graphs import DATES, ISSUES, LABELS, NAMES, TYPES
from hypothesis import strategies as st

LITERALS = (*NAMES, *ISSUES, *DATES, "", "e0", "North", "land", "n")
NODE_TEXTS = ("id", "name", "state", "issue", "date", "first")
EDGE_TEXTS = ("id", "issue", "evidence", "speaker", "speaker_id", "date", "role", "article")
REGULAR = ("North.*", "(?i)NORTH.*", ".*[aä]nd", ".*\\\\(.*", "[^a-z]+.*")
COMPARISONS = ("=", "<>", "<", "<=", ">", ">=")
PARAMETERS = {"name": "Northland", "names": ["Northland", "Hafen", "visas and accreditation"], "day": "2031-02-20"}

NODE, EDGE, PATH, ROUTE, TEXT, NUMBER, WHOLE, TEXTS = (
    "node",
    "edge",
    "path",
    "route",
    "text",
    "number",
    "whole",
    "texts",
)
"""What a variable is bound to: a route is the list of relationships of a path."""


class Writer:
    """Writes expressions; `bound` has the variables of each type, `of_patterns` those that a pattern binds.

    Clauses add to both.
    """

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.bound: dict[str, list[str]] = defaultdict(list)
        self.of_patterns: set[str] = set()
        self._numbers = itertools.count()

    def one(self, *choices: str) -> str:
        """Draw one of the choices."""
        return self.draw(st.sampled_from(choices))

    def chance(self, percent: int) -> bool:
        """Draw whether; shrinking prefers not."""
        return self.draw(st.integers(0, 99)) >= 100 - percent

    def name(self, kind: str) -> str:
        """Give a new name for something of a type."""
        return f"{kind}{next(self._numbers)}"

    def bind(self, kind: str) -> str:
        """Give a new variable of a type."""
        name = self.name(kind)
        self.bound[kind].append(name)
        return name

    def write(self, kind: str, depth: int = 2) -> str:
        """Write an expression that gives a text, a number, a whole number or a list of texts."""
        return {TEXT: self.text, NUMBER: self.number, WHOLE: self.whole, TEXTS: self.texts}[kind](depth)

    def text(self, depth: int) -> str:
        plain = list(self.bound[TEXT])
        plain += [f"{node}.{self.one(*NODE_TEXTS)}" for node in self.bound[NODE]]
        plain += [f"{edge}.{self.one(*EDGE_TEXTS)}" for edge in self.bound[EDGE]]
        plain += [
            f"{self.one('type({0})', 'startNode({0}).name', 'endNode({0}).id')}".format(edge)
            for edge in self.bound[EDGE]
        ]
        plain += [f"last(nodes({path})).name" for path in self.bound[PATH]]
        plain += [f"{self.one('head', 'last')}({route}).issue" for route in self.bound[ROUTE]]
        return self._either(
            plain,
            [self.literal(), "$name"],
            depth,
            lambda one: f"toUpper({one(TEXT)})",
            lambda one: f"toLower({one(TEXT)})",
            lambda one: f"substring({one(TEXT)}, 1, 3)",
            lambda one: f"left({one(TEXT)}, 4)",
            lambda one: f"replace({one(TEXT)}, 'land', 'sea')",
            lambda one: f"trim({one(TEXT)} + ' ')",
            lambda one: f"coalesce({one(TEXT)}, {one(TEXT)})",
            lambda one: f"toString({one(WHOLE)})",
            lambda one: f"{one(TEXTS)}[{self.one('0', '-1', '7')}]",
            lambda one: f"reduce(whole = '', item IN {one(TEXTS)} | whole + item)",
            lambda one: f"head({one(TEXTS)})",
            lambda one: f"CASE WHEN {self.claim(depth - 1)} THEN {one(TEXT)} ELSE {one(TEXT)} END",
            lambda one: f"CASE {one(TEXT)} WHEN {one(TEXT)} THEN {one(TEXT)} END",
        )

    def number(self, depth: int) -> str:
        plain = list(self.bound[NUMBER])
        plain += [f"{node}.intensity" for node in self.bound[NODE]]
        plain += [f"{edge}.{self.one('intensity', 'confidence')}" for edge in self.bound[EDGE]]
        return self._either(
            plain,
            ["0.0", "-2.5", "6.0"],
            depth,
            lambda one: f"coalesce({one(NUMBER)}, 0.5)",
            lambda one: f"abs({one(NUMBER)})",
            lambda one: f"({one(NUMBER)} {self.one('+', '-', '*')} {one(NUMBER)})",
            lambda one: f"toFloat({one(WHOLE)})",
            lambda one: f"CASE WHEN {self.claim(depth - 1)} THEN {one(NUMBER)} ELSE -1.0 END",
        )

    def whole(self, depth: int) -> str:
        plain = list(self.bound[WHOLE])
        plain += [f"{node}.assertions" for node in self.bound[NODE]]
        # Where a relationship has none, the embedded store takes these for its ends.
        plain += [
            f"CASE WHEN {edge}.article <> '' THEN {edge}.{self.one('start', 'end')} END" for edge in self.bound[EDGE]
        ]
        plain += [f"length({path})" for path in self.bound[PATH]]
        plain += [f"size({route})" for route in self.bound[ROUTE]]
        plain += [f"coalesce(COUNT {{ ({node}){self.hop()}({self.label()}) }}, 0)" for node in self.bound[NODE][:1]]
        plain += [f"size([({node}){self.hop()}(x{self.label()}) | x.name])" for node in self.bound[NODE][:1]]
        return self._either(
            plain,
            ["0", "1", "-3"],
            depth,
            lambda one: f"size({one(TEXT)})",
            lambda one: f"size({one(TEXTS)})",
            lambda one: f"({one(WHOLE)} {self.one('+', '-', '*')} {one(WHOLE)})",
            lambda one: f"({one(WHOLE)} % 3)",
            lambda one: f"toInteger({one(NUMBER)})",
            lambda one: f"coalesce({one(WHOLE)}, 0)",
        )

    def texts(self, depth: int) -> str:
        plain = list(self.bound[TEXTS])
        plain += [f"{node}.{self.one('aliases', 'ids')}" for node in self.bound[NODE]]
        plain += [f"[label IN labels({node}) WHERE label <> 'Entity']" for node in self.bound[NODE]]
        plain += [f"[step IN nodes({path}) | step.id]" for path in self.bound[PATH]]
        plain += [f"[step IN {route} | step.id]" for route in self.bound[ROUTE]]
        return self._either(
            plain,
            [f"[{self.literal()}, {self.literal()}]", "$names"],
            depth,
            lambda one: f"[item IN {one(TEXTS)} WHERE {self._of('item')}]",
            lambda one: f"[item IN {one(TEXTS)} | toUpper(item)]",
            lambda one: f"[item IN {one(TEXTS)} WHERE {self._of('item')} | item + {self.literal()}]",
            lambda one: f"split({one(TEXT)}, ' ')",
            lambda one: f"(coalesce({one(TEXTS)}, []) + coalesce({one(TEXTS)}, []))",
            lambda one: f"reverse([item IN {one(TEXTS)} | item])",
            lambda one: f"tail({one(TEXTS)})",
        )

    def claim(self, depth: int = 2) -> str:
        """Write what is true, false or null."""
        number = self.one(NUMBER, WHOLE)
        plain = [f"{edge}.{self.one('fact', 'negated')}" for edge in self.bound[EDGE]]
        plain += [f"{node}:{self.one(*LABELS)}" for node in self.bound[NODE]]
        plain += [f"{node} {self.one('=', '<>')} {self.one(*self.bound[NODE])}" for node in self.bound[NODE]]
        plain += [f"{edge} {self.one('=', '<>')} {self.one(*self.bound[EDGE])}" for edge in self.bound[EDGE]]
        plain += [f"startNode({edge}) = {node}" for edge in self.bound[EDGE] for node in self.bound[NODE][:1]]
        plain += [f"{node} IN nodes({path})" for path in self.bound[PATH] for node in self.bound[NODE][:1]]
        plain += [
            f"{node}.id = {edge}.{self.one('article', 'speaker_id')}"
            for edge in self.bound[EDGE]
            for node in self.bound[NODE][-1:]
        ]
        plain += [f"{edge} IN {route}" for route in self.bound[ROUTE] for edge in self.bound[EDGE][:1]]
        plain += [f"EXISTS {{ ({node}){self.hop()}({self.label()}) }}" for node in self.bound[NODE][:1]]
        plain += [f"EXISTS {{ {self._subquery(node)} }}" for node in self.bound[NODE][:1]]
        plain += [f"all(step IN {route} WHERE step.fact)" for route in self.bound[ROUTE]]
        plain += [f"any(step IN nodes({path}) WHERE step:State)" for path in self.bound[PATH]]
        return self._either(
            plain,
            [f"{self.text(0)} {self.one(*COMPARISONS)} {self.text(0)}"],
            depth,
            lambda one: f"{one(number)} {self.one(*COMPARISONS)} {one(number)}",
            lambda one: f"{one(TEXT)} {self.one(*COMPARISONS)} {one(TEXT)}",
            lambda one: f"{one(TEXT)} {self.one('STARTS WITH', 'ENDS WITH', 'CONTAINS')} {one(TEXT)}",
            lambda one: f"{one(TEXT)} =~ '{self.one(*REGULAR)}'",
            lambda one: f"{one(TEXT)} IN ({one(TEXTS)})",
            lambda one: f"{one(self.one(TEXT, number, TEXTS))} IS {self.one('', 'NOT ')}NULL",
            lambda one: f"{self.one('any', 'all', 'none', 'single')}(item IN {one(TEXTS)} WHERE {self._of('item')})",
            lambda one: f"NOT ({self.claim(depth - 1)})",
            lambda one: f"({self.claim(depth - 1)} {self.one('AND', 'OR', 'XOR')} {self.claim(depth - 1)})",
        )

    def literal(self) -> str:
        """Write a text between quotes."""
        text = self.one(*LITERALS)
        return '"' + text + '"' if "'" in text else f"'{text}'"

    def label(self) -> str:
        """Write a label with its colon, or nothing."""
        return ":" + self.one(*LABELS) if self.chance(35) else ""

    def hop(self, variable: str = "", length: str = "", properties: str = "") -> str:
        """Write a relationship of some types or any, in one direction or either."""
        most = 2 if self.chance(40) else 0
        types = "|".join(self.draw(st.lists(st.sampled_from(TYPES), max_size=most, unique=True)))
        inner = variable + (f":{types}" if types else "") + length + properties
        left, right = self.draw(st.sampled_from((("-", "->"), ("<-", "-"), ("-", "-"))))
        return f"{left}[{inner}]{right}" if inner else left + right

    def _subquery(self, node: str) -> str:
        edge, other = self.name(EDGE), self.name(NODE)
        claim = self.one(f"{edge}.fact", f"{edge}.issue = {self.literal()}", f"{other}.name <> {node}.name")
        return f"MATCH ({node}){self.hop(edge)}({other}{self.label()}) WHERE {claim}"

    def _of(self, variable: str) -> str:
        return f"{variable} {self.one('CONTAINS', 'STARTS WITH', '<', '<>')} {self.literal()}"

    def _either(
        self, plain: list[str], constant: list[str], depth: int, *nested: Callable[[Callable[[str], str]], str]
    ) -> str:
        """Write a nested expression while there is depth left, or one of the others, seldom a constant one."""
        if depth > 0 and self.chance(50):
            return self.draw(st.sampled_from(nested))(lambda kind: self.write(kind, depth - 1))
        return self.one(*(constant if not plain or self.chance(15) else plain))
