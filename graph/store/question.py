"""What a user types, checked before any store sees it: one statement that only reads, bounded, with its parameters.

The store opens itself read-only too; these checks come first so that the answer says what is wrong, and because
reading alone can reach files and networks (``LOAD CSV``). The text is split into tokens, so that words within strings,
names in backticks and comments are left alone; what goes on to the store has no comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple, NoReturn

from disputes.graph.errors import QueryError

OPENINGS = ("MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL")
PROCEDURES = (
    "db.labels",
    "db.relationshipTypes",
    "db.propertyKeys",
    "db.schema.nodeTypeProperties",
    "db.schema.relTypeProperties",
)
"""The procedures open to questions: they read on every store."""
_CHANGES = frozenset({"CREATE", "MERGE", "SET", "DELETE", "DETACH", "NODETACH", "REMOVE", "DROP", "INSERT", "FOREACH"})
_BEFORE_NAMES = frozenset({".", ":", "$", "AS"})

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
_UNICODE_ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")


class _Token(NamedTuple):
    kind: str
    text: str
    start: int

    @property
    def key(self) -> str:
        """What the token is compared by: a keyword in capitals, any other sign as it is."""
        return self.text.upper() if self.kind == "word" else self.text


@dataclass(frozen=True, slots=True)
class Question:
    """A question that may be put to a store.

    `text` is the question without comments and closing semicolon, each character at its place. `shows_keys` says that
    it asks for the properties of nodes by ``keys(n)``, ``properties(n)`` or ``n {.*}``.
    """

    text: str
    shows_keys: bool


def checked_question(cypher: str, parameters: Mapping[str, Any]) -> Question:
    """Check a question and give it as a store may run it.

    Raises QueryError for an empty text, several statements, a change, a procedure or a file it may not use, a path
    without an upper bound, a parameter that `parameters` lacks, and an end without RETURN.

    >>> checked_question("RETURN 'DELETE me' AS text // not a change", {}).text
    "RETURN 'DELETE me' AS text                "
    """
    everything = list(_tokens(cypher))
    tokens = [token for token in everything if token.kind not in ("space", "comment")]
    while tokens and tokens[-1].text == ";":
        tokens.pop()
    if not tokens:
        raise QueryError("the question is empty; ask for example: MATCH (n:Entity) RETURN n.name LIMIT 10")
    text = _blanked(cypher, tokens)
    _check_closed(cypher, tokens)
    _check_reads(cypher, tokens)
    _check_reads_unescaped(cypher)
    _check_opening(cypher, tokens)
    _check_single(cypher, tokens)
    _check_procedures(cypher, tokens)
    _check_bounds(cypher, tokens)
    _check_returns(tokens)
    _check_parameters(tokens, parameters)
    return Question(text, _shows_keys(tokens))


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        yield _Token(match.lastgroup or "sign", match.group(), match.start())


def _blanked(text: str, tokens: Sequence[_Token]) -> str:
    """The text with only `tokens` left in it, and its line breaks."""
    kept = list(re.sub(r"[^\n]", " ", text))
    for token in tokens:
        kept[token.start : token.start + len(token.text)] = token.text
    return "".join(kept)


def _fail(text: str, token: _Token, message: str) -> NoReturn:
    before = text[: token.start]
    raise QueryError(message, line=before.count("\n") + 1, column=token.start - before.rfind("\n"))


def _check_closed(text: str, tokens: Sequence[_Token]) -> None:
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.text in ("'", '"', "`"):
            _fail(text, token, f"{token.text} is never closed")
        if token.text == "/" and following is not None and following == ("sign", "*", token.start + 1):
            _fail(text, token, "the comment is never closed; write */ at its end")


def _is_name(tokens: Sequence[_Token], place: int) -> bool:
    """Whether the word at `place` is the name of a property, a label, a column or a key of a map."""
    before = tokens[place - 1].key if place else ""
    after = tokens[place + 1].key if place + 1 < len(tokens) else ""
    return before in _BEFORE_NAMES or after == ":"


def _check_reads(text: str, tokens: Sequence[_Token]) -> None:
    for place, token in enumerate(tokens):
        if token.kind == "word" and token.key in _CHANGES and not _is_name(tokens, place):
            _fail(text, token, f"questions only read; {token.key} would change the store")
    for token, following in pairwise(tokens):
        if token.key in ("LOAD", "FORMAT") and following.key == "CSV":
            _fail(text, token, f"{token.key} CSV is not open to questions; they see the store alone")


def _check_reads_unescaped(text: str) -> None:
    r"""Check again as a store reads that resolves ``\u0027`` before anything else, as Neo4j does."""
    if _UNICODE_ESCAPE.search(text):
        resolved = _UNICODE_ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)
        _check_reads(resolved, [token for token in _tokens(resolved) if token.kind not in ("space", "comment")])


def _check_opening(text: str, tokens: Sequence[_Token]) -> None:
    if tokens[0].key not in OPENINGS:
        _fail(text, tokens[0], f"a question begins with {', '.join(OPENINGS[:-1])} or {OPENINGS[-1]}")


def _check_single(text: str, tokens: Sequence[_Token]) -> None:
    for token in tokens:
        if token.text == ";":
            _fail(text, token, "one question at a time: something follows the semicolon")


def _check_procedures(text: str, tokens: Sequence[_Token]) -> None:
    for place, token in enumerate(tokens):
        if token.kind == "word" and token.key == "CALL" and not _is_name(tokens, place):
            name = _dotted_name(tokens[place + 1 :])
            if name and name.lower() not in {procedure.lower() for procedure in PROCEDURES}:
                _fail(text, token, f"procedure {name} is not open to questions; open are {', '.join(PROCEDURES)}")


def _dotted_name(tokens: Sequence[_Token]) -> str:
    """The name at the beginning of `tokens`: empty before the brace or bracket of a subquery."""
    name = ""
    for token in tokens:
        if token.kind not in ("word", "name") and token.text != ".":
            break
        if name and not name.endswith(".") and token.text != ".":
            break
        name += token.text.strip("`")
    return name


def _check_bounds(text: str, tokens: Sequence[_Token]) -> None:
    for place, token in enumerate(tokens):
        if token.text == "*" and _is_hop(tokens[:place]) and not _is_bounded(tokens[place + 1 :]):
            _fail(text, token, "a path needs an upper bound; write how many hops it may have, as in `*1..6`")


def _is_hop(before: Sequence[_Token]) -> bool:
    """Whether an asterisk after `before` stands in a relationship: ``-[``, then only a variable and types."""
    for place in range(len(before) - 1, 0, -1):
        token = before[place]
        if token.text == "[":
            return before[place - 1].text == "-"
        if token.kind not in ("word", "name", "parameter") and token.text not in (":", "|", "&", "!", "%", "(", ")"):
            return False
    return False


def _is_bounded(after: Sequence[_Token]) -> bool:
    """Whether what follows an asterisk is ``3``, ``..3`` or ``1..3``."""
    signs = ["0" if token.kind == "number" else token.text for token in after[:4]]
    if signs[:1] == ["0"]:
        signs = signs[1:]
        if signs[:1] != ["."]:
            return True
    return signs[:3] == [".", ".", "0"]


def _check_returns(tokens: Sequence[_Token]) -> None:
    depth = 0
    for place, token in enumerate(tokens):
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0 and token.key == "RETURN" and not _is_name(tokens, place):
            return
    if tokens[0].key != "CALL" or not _dotted_name(tokens[1:]):
        raise QueryError("the question asks for nothing; end it with RETURN and what to show")


def _check_parameters(tokens: Sequence[_Token], parameters: Mapping[str, Any]) -> None:
    names = dict.fromkeys(token.text[1:].strip("`") for token in tokens if token.kind == "parameter")
    missing = [f"${name}" for name in names if name not in parameters]
    if missing:
        raise QueryError(f"no value for {', '.join(missing)}")


def _shows_keys(tokens: Sequence[_Token]) -> bool:
    pairs = pairwise(tokens)
    return any(
        (first.key in ("KEYS", "PROPERTIES") and second.text == "(") or (first.text == "." and second.text == "*")
        for first, second in pairs
    )
