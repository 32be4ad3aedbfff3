"""What a user types, checked before any store sees it: one statement that only reads, bounded, with its parameters.

The store opens itself read-only too; these checks come first so that the answer says what is wrong, and because
reading alone can reach files and networks (``LOAD CSV``). The text is split into tokens, so that words within strings,
names in backticks and comments are left alone; what goes on to the store has no comments.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from disputes.graph.errors import QueryError
from disputes.graph.store.glossary import check_labels, remarks
from disputes.graph.store.hops import check_hops
from disputes.graph.store.reach import check_reach
from disputes.graph.store.tokens import Token, blanked, is_name, refuse, tokenized

OPENINGS = ("MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL")
ONLY_READ = "questions only read; this one would change the store"
BY_ZERO = "a division by zero; leave out the rows where the divisor is 0"
"""What stores say in words of their own as they answer a question."""
_CHANGES = frozenset({"CREATE", "MERGE", "SET", "DELETE", "DETACH", "NODETACH", "REMOVE", "DROP", "INSERT", "FOREACH"})
_UNICODE_ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class Question:
    """A question that may be put to a store.

    `text` is the question without comments and closing semicolon, each character at its place. `shows_keys` says that
    it asks for the properties of nodes by ``keys(n)``, ``properties(n)`` or ``n {.*}``. `remarks` tell what it names
    that no graph has.
    """

    text: str
    shows_keys: bool
    remarks: tuple[str, ...] = ()


def checked_question(cypher: str, parameters: Mapping[str, Any]) -> Question:
    """Check a question and give it as a store may run it.

    Raises QueryError for an empty text, several statements, a change, a procedure, a function, a file or a database
    that it may not use, the label of the graph itself, a type that no relationship has, a path without an upper bound,
    a parameter that `parameters` lacks, and an end without RETURN.

    >>> checked_question("RETURN 'DELETE me' AS text // not a change", {}).text
    "RETURN 'DELETE me' AS text                "
    """
    tokens = tokenized(cypher)
    while tokens and tokens[-1].text == ";":
        tokens.pop()
    if not tokens:
        raise QueryError("the question is empty; ask for example: MATCH (n:Entity) RETURN n.name LIMIT 10")
    text = blanked(cypher, tokens)
    _check_closed(cypher, tokens)
    _check_signs(cypher, tokens)
    _check_names(cypher, tokens)
    _check_reads(cypher, tokens)
    check_reach(cypher, tokens)
    _check_opening(cypher, tokens)
    _check_single(cypher, tokens)
    check_labels(cypher, tokens)
    check_hops(cypher, tokens)
    _check_returns(tokens)
    _check_parameters(tokens, parameters)
    return Question(text, _shows_keys(tokens), remarks(cypher, tokens))


_TELLING = frozenset({"AS", "STARTS", "ENDS", "WHERE"})
_NO_VALUES = frozenset(
    "AS WITH RETURN UNWIND DISTINCT WHERE AND OR XOR NOT IN CASE WHEN THEN ELSE BY YIELD LIMIT SKIP MATCH OPTIONAL "
    "CALL UNION CONTAINS STARTS ENDS IS ORDER USING EXISTS".split()
)
"""Words that no expression ends with."""


def _check_closed(text: str, tokens: Sequence[Token]) -> None:
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.text in ("'", '"', "`"):
            refuse(text, token, f"{token.text} is never closed")
        if token.text == "/" and following is not None and following == ("sign", "*", token.start + 1):
            refuse(text, token, "the comment is never closed; write */ at its end")


def _check_signs(text: str, tokens: Sequence[Token]) -> None:
    r"""Leave no sign that a store could read otherwise than these checks do.

    Neo4j resolves ``\u0027`` before anything else, even within texts, and knows spaces and dashes that others don't.
    """
    for token in tokens:
        if token.kind == "sign" and not token.text.isascii():
            refuse(text, token, f"{token.text!r} has no meaning in a question but within a text or a name")
        for match in _UNICODE_ESCAPE.finditer(token.text):
            if match.group(1) < "0080" or not chr(int(match.group(1), 16)).isalnum():
                refuse(text, token, f"write the sign itself, or a parameter, in place of {match.group()}")
        if token.text == "\\":
            refuse(text, token, "a backslash has no meaning in a question but within a text")


def _check_reads(text: str, tokens: Sequence[Token]) -> None:
    for place, token in enumerate(tokens):
        if token.kind == "word" and token.key in _CHANGES and not is_name(tokens, place):
            refuse(text, token, f"questions only read; {token.key} would change the store")


def _check_names(text: str, tokens: Sequence[Token]) -> None:
    """Refuse names that read like the words that tell names from clauses: what follows them could be either."""
    for place, token in enumerate(tokens):
        if token.kind == "word" and token.key in _TELLING and not _is_keyword(tokens, place):
            refuse(text, token, f"{token.text} as a name reads like the keyword; write `{token.text}`, in backticks")


def _is_keyword(tokens: Sequence[Token], place: int) -> bool:
    """Whether the word at `place` can be nothing but the keyword."""
    following = tokens[place + 1].key if place + 1 < len(tokens) else ""
    return _follows_value(tokens, place) and (tokens[place].key not in ("STARTS", "ENDS") or following == "WITH")


def _follows_value(tokens: Sequence[Token], place: int) -> bool:
    """Whether what stands before `place` can be the end of an expression or of a pattern."""
    before = tokens[place - 1] if place else None
    if before is None or before.kind == "sign":
        return before is not None and before.text in ")]}*"
    return before.kind != "word" or before.key not in _NO_VALUES


def _check_opening(text: str, tokens: Sequence[Token]) -> None:
    if tokens[0].key not in OPENINGS:
        refuse(text, tokens[0], f"a question begins with {', '.join(OPENINGS[:-1])} or {OPENINGS[-1]}")


def _check_single(text: str, tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.text == ";":
            refuse(text, token, "one question at a time: something follows the semicolon")


def _check_returns(tokens: Sequence[Token]) -> None:
    depth = 0
    for place, token in enumerate(tokens):
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0 and token.key == "RETURN" and not is_name(tokens, place):
            return
    raise QueryError("the question asks for nothing; end it with RETURN and what to show")


def _check_parameters(tokens: Sequence[Token], parameters: Mapping[str, Any]) -> None:
    names = dict.fromkeys(token.text[1:].strip("`") for token in tokens if token.kind == "parameter")
    missing = [f"${name}" for name in names if name not in parameters]
    if missing:
        raise QueryError(f"no value for {', '.join(missing)}")


def _shows_keys(tokens: Sequence[Token]) -> bool:
    pairs = pairwise(tokens)
    return any(
        (first.key in ("KEYS", "PROPERTIES") and second.text == "(") or (first.text == "." and second.text == "*")
        for first, second in pairs
    )
