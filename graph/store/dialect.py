"""What kglite reads otherwise than Neo4j: mended before it runs, or refused with what to write instead.

A question that passes here is answered as Neo4j answers it, apart from what `docs/cypher.md` tells. What kglite refuses
by itself with a helpful line is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from disputes.graph.errors import QueryError
from disputes.graph.store.growth import check_growth
from disputes.graph.store.tokens import Token, tokenized

MISCOUNTS = "fuse_match_return_aggregate"
"""The step by which kglite 0.21 counts two hops, one of them undirected, as none."""
FORGETS = "fold_pass_through_with"
"""The step by which it finds nothing in ``WITH r MATCH (c) WHERE c.id = r.speaker_id``."""
TURNS_ROUTES = "optimize_pattern_start_node"
"""The step by which it may give the relationships of ``-[r*1..3]-`` from the far end, unless the path has a name."""
MISTAKES_ENDS = "extract_pushable_rel_predicates"
"""The step by which ``(a)-[r]-()<--() WHERE startNode(r) = a`` may find the other end."""
LOSES_GROUPS = "fuse_optional_match_aggregate"
"""The step by which ``OPTIONAL MATCH (a)-->(m) WITH m, count(*) AS n`` counts all as one, or none."""
LOSES_ORDER = "fuse_count_short_circuits"
"""The step by which ``RETURN type(r), count(*) ORDER BY type(r)`` comes in no order."""
ALWAYS_WRONG = (MISCOUNTS, FORGETS, LOSES_GROUPS)
"""What no question runs with. The others cost too much where they do no harm."""

RESERVED = frozenset("AND CASE ELSE END EXISTS LIMIT MATCH OPTIONAL OR RETURN SKIP THEN UNWIND WHEN WHERE WITH".split())
"""The words that kglite takes as the name of a property in backticks only."""

# The patterns are looked for in the shape of a question: its tokens with a space between, keywords and names in
# capitals, s for a text, n for a name in backticks, $ for a parameter or what one is unwound as, 0 for a number, OF for
# the IN of [x IN list]. Where a pattern has a group, the mistake is told at its place.
_BEFORE_PATTERN = r"(?:MATCH|WHERE|AND|X?OR|NOT|\w*SHORTESTPATHS? \()"
_OPENS_PATTERN = rf"(?:\b{_BEFORE_PATTERN} \(|(?<![\w)] )\(|- \[)"
_NAMED = r"(?: (?!(?:EXISTS|COUNT|COLLECT)\b)\w+)?(?: [:|] \w+)*(?: \*[ .\d]*)?"
_OTHER_PATHS = "ask `disputes path`, or MATCH p = (a)-[*1..4]-(b) with ORDER BY length(p) and a LIMIT"
_ADVICE = (
    (
        rf"{_OPENS_PATTERN}{_NAMED} \{{ [^{{}}]*(\b[^\W\d]\w* \. \w)[^{{}}]*\}}",
        "the embedded store does not look up a property within a pattern; write it after the pattern, as in "
        "MATCH (c) WHERE c.id = r.speaker_id",
    ),
    (
        r"\bALLSHORTESTPATHS \(",
        f"the embedded store's allShortestPaths stops at 256 paths; {_OTHER_PATHS}",
    ),
    (
        r"\bDURATION \. BETWEEN \(",
        "the embedded store's duration.between counts days alone; write duration.inMonths or duration.inDays",
    ),
    (
        r"(?:\bMATCH|=) ((?:ANY|ALL)? ?(?:SHORTEST|ANY|ALL)(?: 0| \$)?(?: PATHS?)?(?: GROUPS?)?) \(",
        f"the embedded store has no SHORTEST and ANY before a pattern; {_OTHER_PATHS}",
    ),
    (
        r"(?:- >|- -|\] -|\)) (\{ (?:0|,))",
        "the embedded store has no quantifiers; write how many hops there may be as in -[*1..3]-",
    ),
    (
        r"\bIN \[ \w+ OF\b",
        "put the list that is made after IN between parentheses, as in x IN ([y IN list | y.name])",
    ),
    (
        r"(?:(?<![\w`] )|\b(?:RETURN|DISTINCT|WITH|WHERE|AND|X?OR|NOT|WHEN|THEN|ELSE|BY) )(\() COUNT \{",
        "COUNT {…} can't be the first thing between parentheses; write (0 + COUNT {…})",
    ),
    (r"\bCOLLECT \{", "the embedded store has no COLLECT {…}; write OPTIONAL MATCH and collect()"),
    (r"\b(?:EXISTS|COUNT) \{ (?:[^{}]|\{[^{}]*\})*\bRETURN\b", "leave RETURN out of EXISTS {…} and COUNT {…}"),
    (r"&", "the embedded store has no &; join labels by a colon, as in (n:Entity:State)"),
    (r"!", "the embedded store has no !; write a condition, as in MATCH (n) WHERE NOT n:State"),
    (
        rf"{_OPENS_PATTERN}{_NAMED}(?: \{{[^{{}}]*\}})? (WHERE)\b",
        "write WHERE after the pattern, as in MATCH (a)-[r]->(b) WHERE r.fact",
    ),
)
_PROJECTED = (
    "the embedded store has x {.id} for the nodes of a pattern alone; write {id: x.id} for some properties of anything "
    "else, properties(x) for all"
)
_LONGER = f"the embedded store puts a condition to the shortest path that it has found; {_OTHER_PATHS}"
_UNORDERED = (
    "the embedded store loses this order where rows are grouped; give what they are ordered by a name, as in "
    "RETURN toLower(x) AS lower, count(*) AS n ORDER BY lower"
)
_GROUPED = re.compile(
    r"\b(?:RETURN|WITH) (?:(?!RETURN|WITH|MATCH|UNWIND).)*?\b(?:COUNT|COLLECT|SUM|AVG|MIN|MAX) \("
    r"(?:(?!RETURN|WITH|MATCH|UNWIND).)*?\bORDER BY (?P<keys>(?:(?!\b(?:RETURN|WITH|MATCH|UNWIND|SKIP|LIMIT)\b).)*)"
)
_GIVEN = re.compile(r"((?:\bWITH|,) \w+ )?\bAS (\w+)")
_ITERATES = re.compile(r"((?:\[|\b(?:ANY|ALL|NONE|SINGLE) \(|\bREDUCE \( \w+ = [^,]*,) \w+) IN\b")
_FROM_PARAMETER = re.compile(r"\bUNWIND \$ AS (\w+)")
_SHORTEST = re.compile(r"\b(\w+) = SHORTESTPATH \(")
_CLAUSES = r"\b(?:MATCH|OPTIONAL|WITH|RETURN|UNWIND|CALL|UNION)\b"
_PROJECTION = re.compile(r"(?<!\. )(\b[^\W\d]\w*) \{ \.")
_PROJECTABLE = re.compile(r"(?:\( |\[ )(\w+) (?=[:){]|OF\b)")
_NOT_PROJECTABLE = re.compile(r"(?:- \[|\bAS) (\w+)")
_WRONG_AT = (
    (LOSES_ORDER, re.compile(rf"\bORDER BY (?:(?!{_CLAUSES}).)*\bTYPE \(")),
    (TURNS_ROUTES, re.compile(r"- \[ \w+(?: [:|] \w+)* \*")),
    (MISTAKES_ENDS, re.compile(r"\b(?:START|END)NODE \(")),
)


@dataclass(frozen=True, slots=True)
class Adapted:
    """A question as kglite may run it, and the steps that it must leave out."""

    text: str
    disabled_passes: tuple[str, ...]
    quoted: frozenset[str]

    def columns(self, names: Iterable[str]) -> tuple[str, ...]:
        """Give columns' names as they were asked for."""
        return tuple(self._asked(name) for name in names)

    def _asked(self, name: str) -> str:
        for word in self.quoted:
            name = name.replace(f".`{word}`", f".{word}")
        return name


def adapted(text: str) -> Adapted:
    """Adapt a question that `disputes.graph.store.question` has checked.

    Raises QueryError for what kglite would answer wrongly, and for what it refuses without saying what to write.

    >>> adapted("MATCH ()-[r]->() RETURN r.end").text
    'MATCH ()-[r]->() RETURN r.`end`'
    """
    tokens = tokenized(text)
    check_growth(text, tokens)
    shape = _shape(tokens)
    for pattern, advice in _ADVICE:
        _refuse(re.search(pattern, shape), advice, text, tokens)
    nodes = set(_PROJECTABLE.findall(shape)) - set(_NOT_PROJECTABLE.findall(shape))
    for match in _PROJECTION.finditer(shape):
        _refuse(match if match[1] not in nodes else None, _PROJECTED, text, tokens)
    for match in _SHORTEST.finditer(shape):
        condition = rf"(?<=\) )WHERE (?:(?!{_CLAUSES}).)*?\b{match[1]}\b"
        clause = re.split(_CLAUSES, shape[match.end() :], maxsplit=1)[0]
        _refuse(match if re.search(condition, clause) else None, _LONGER, text, tokens)
    for match in _GROUPED.finditer(shape):
        _refuse(_unordered(shape, match), _UNORDERED, text, tokens)
    steps = tuple(step for step, pattern in _WRONG_AT if pattern.search(shape))
    return _with_quoted_names(text, tokens, (*ALWAYS_WRONG, *steps))


def _unordered(shape: str, grouped: re.Match[str]) -> re.Match[str] | None:
    """Find what rows are ordered by in vain: something made of a name that was given to a value, and is not shown."""
    given = {name for node, name in _GIVEN.findall(shape, 0, grouped.start()) if not node}
    shown = set(re.findall(r"(?:\bRETURN|\bWITH|\bDISTINCT|,) (\w+)(?= ,| ORDER)", grouped[0]))
    names = "|".join(sorted(given - shown))
    made = rf"(?:\w+ \(|[^\s,\w]) (?:{names})\b|(?:\b(?:{names})|\$) (?!,|ASC\b|DESC\b|\)|$)\S"
    return re.compile(made).search(shape, grouped.start("keys"), grouped.end("keys")) if names else None


def _shape(tokens: Sequence[Token]) -> str:
    signs = {"string": "s", "name": "n", "number": "0", "parameter": "$"}
    shape = _ITERATES.sub(r"\1 OF", " ".join(signs.get(token.kind, token.key) for token in tokens))
    for name in set(_FROM_PARAMETER.findall(shape)):
        shape = re.sub(rf"(?<!\. )\b{name} \.", "$ .", shape)
    return shape


def _refuse(match: re.Match[str] | None, advice: str, text: str, tokens: Sequence[Token]) -> None:
    if match is not None:
        token = tokens[match.string.count(" ", 0, match.start(match.re.groups))]
        before = text[: token.start]
        raise QueryError(advice, line=before.count("\n") + 1, column=token.start - before.rfind("\n"))


def _with_quoted_names(text: str, tokens: Sequence[Token], passes: tuple[str, ...]) -> Adapted:
    """Put the names of properties that are reserved words between backticks."""
    found = [
        token
        for earlier, before, token in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if before.text == "." and earlier.text != "." and token.kind == "word" and token.key in RESERVED
    ]
    for token in reversed(found):
        end = token.start + len(token.text)
        text = f"{text[: token.start]}`{token.text}`{text[end:]}"
    return Adapted(text, passes, frozenset(token.text for token in found))
