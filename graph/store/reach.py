"""What a question may not reach: files, networks, other databases, plugins, and what is none of the graph's."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from disputes.graph.store.tokens import Token, is_name, refuse

NAMESPACES = frozenset({"date", "datetime", "duration", "localdatetime", "localtime", "point", "time", "vector"})
"""What the dotted names of Cypher's own functions begin with."""
INSTEAD = {
    "db.labels": "MATCH (n) UNWIND labels(n) AS label RETURN DISTINCT label",
    "db.relationshipTypes": "MATCH ()-[r]->() RETURN DISTINCT type(r)",
    "db.propertyKeys": "MATCH (n) UNWIND keys(n) AS key RETURN DISTINCT key",
    "db.schema.nodeTypeProperties": "MATCH (n) UNWIND keys(n) AS key RETURN DISTINCT labels(n), key",
    "db.schema.relTypeProperties": "MATCH ()-[r]->() UNWIND keys(r) AS key RETURN DISTINCT type(r), key",
    "db.schema.visualization": "MATCH (a)-[r]->(b) RETURN DISTINCT labels(a), type(r), labels(b)",
}
"""What tells of the graph as these procedures tell of all that a server keeps, whoever's it is."""
_ASKS = {name.lower(): question for name, question in INSTEAD.items()}
_OF_FILES = frozenset({"file", "linenumber"})
_BEFORE_USE = frozenset({"", "{", "UNION", "ALL", "DISTINCT"})


def check_reach(text: str, tokens: Sequence[Token]) -> None:
    """Raise QueryError for what leads out of the graph that a question is about."""
    _check_files(text, tokens)
    _check_databases(text, tokens)
    _check_transactions(text, tokens)
    _check_procedures(text, tokens)
    _check_functions(text, tokens)


def _check_files(text: str, tokens: Sequence[Token]) -> None:
    for token, following in pairwise(tokens):
        if token.key in ("LOAD", "FORMAT") and following.key == "CSV":
            refuse(text, token, f"{token.key} CSV is not open to questions; they see the store alone")


def _check_databases(text: str, tokens: Sequence[Token]) -> None:
    for place, token in enumerate(tokens):
        before = tokens[place - 1].key if place else ""
        if token.key == "USE" and before in _BEFORE_USE and not is_name(tokens, place):
            refuse(text, token, "USE is not open to questions; name a server's database with --database")


def _check_transactions(text: str, tokens: Sequence[Token]) -> None:
    """Refuse ``CALL { … } IN 3 CONCURRENT TRANSACTIONS``: a question is one transaction."""
    for place, token in enumerate(tokens):
        after = [following.key for following in tokens[place + 1 : place + 5]]
        if token.text == "}" and after[:1] == ["IN"] and "TRANSACTIONS" in after:
            refuse(text, tokens[place + 1], "IN TRANSACTIONS is for changes, and questions only read; leave it out")


def _check_procedures(text: str, tokens: Sequence[Token]) -> None:
    """Refuse every procedure: none can be confined to a graph, and those of plugins do anything."""
    for place, token in enumerate(tokens):
        if token.kind == "word" and token.key == "CALL" and not is_name(tokens, place):
            name = _dotted_name(tokens[place + 1 :])
            if question := _ASKS.get(name.lower()):
                refuse(text, token, f"{name} tells of other graphs on a server too; write {question}")
            if name:
                refuse(text, token, f"procedure {name} is not open to questions; ask by MATCH, and CALL {{ … }}")


def _dotted_name(tokens: Sequence[Token]) -> str:
    """The name at the beginning of `tokens`: empty before the brace or bracket of a subquery."""
    name = ""
    for token in tokens:
        if token.kind not in ("word", "name") and token.text != ".":
            break
        if name and not name.endswith(".") and token.text != ".":
            break
        name += token.text.strip("`")
    return name


def _check_functions(text: str, tokens: Sequence[Token]) -> None:
    """Refuse the functions of plugins, of which some run Cypher of their own or read files, and those of files."""
    for place, token in enumerate(tokens):
        called = _called(tokens, place) if token.text == "(" else []
        if len(called) > 1 and called[0].text.strip("`").lower() not in NAMESPACES:
            name = ".".join(part.text.strip("`") for part in called)
            refuse(text, called[0], f"function {name} is not open to questions; Cypher's own are")
        if len(called) == 1 and called[0].text.strip("`").lower() in _OF_FILES:
            refuse(text, called[0], f"{called[0].text}() is for LOAD CSV, which is not open to questions; leave it out")


def _called(tokens: Sequence[Token], place: int) -> Sequence[Token]:
    """The parts of the function's dotted name before the parenthesis at `place`."""
    first = place
    while first and tokens[first - 1].kind in ("word", "name"):
        first -= 1
        if not first or tokens[first - 1].text != ".":
            break
        first -= 1
    return tokens[first:place:2]
