"""What the hops of a question may be: by relationships of the types that there are, and bounded in number."""

from __future__ import annotations

from collections.abc import Sequence

from disputes.graph.store.patterns import Hop, Path, Patterns
from disputes.graph.store.tokens import Token, refuse
from disputes.graph.vocabulary import MENTIONS, OVER, EdgeType

TYPES = (*map(str, EdgeType), OVER, MENTIONS)
"""What the relationships of a graph are."""
_OF_SELECTORS = frozenset({"PATH", "PATHS", "GROUP", "GROUPS"})
_UNBOUNDED = "a path needs an upper bound; write how many hops it may have, as in `*1..6`"
_NO_TYPE = f"{{}} is no type of a relationship; write one, or several with | between them: {', '.join(TYPES)}"


def check_hops(text: str, tokens: Sequence[Token]) -> None:
    """Raise QueryError for a type that no graph has, and for a path without an upper bound.

    Such are ``-[*2..]-``, ``-->+``, ``((x)-->(y)){2,}``. A selector bounds those with a quantifier: ``ANY SHORTEST
    (a)-->+(b)`` looks no further than it has to.
    """
    for place, token in enumerate(tokens):
        if token.text == "*" and _is_hop(tokens[:place]) and not _is_bounded(tokens[place + 1 :]):
            refuse(text, token, _UNBOUNDED)
    patterns, read = Patterns(text, tokens), set[int]()
    for place, token in enumerate(tokens):
        path = patterns.path(place) if token.text == "(" and place not in read else None
        if path is not None and path.hops:
            read.update(path.openings)
            _check_types(text, tokens, path.hops)
            _check_quantifiers(text, tokens, path)


def _check_types(text: str, tokens: Sequence[Token], hops: Sequence[Hop]) -> None:
    for token in (tokens[place] for hop in hops for place in hop.types or ()):
        if token.text not in ("|", ":") and token.text.strip("`") not in TYPES:
            refuse(text, token, _NO_TYPE.format(token.text))


def _check_quantifiers(text: str, tokens: Sequence[Token], path: Path) -> None:
    unbounded = [place for place in path.quantifiers if not _has_end(tokens[place:])]
    if unbounded and not _is_selected(tokens[: path.first]):
        refuse(text, tokens[unbounded[0]], _UNBOUNDED)


def _is_selected(before: Sequence[Token]) -> bool:
    """Whether `before` ends with ``ANY``, ``SHORTEST 3`` or ``ALL SHORTEST PATHS``: not all paths are asked for."""
    for token in reversed(before):
        if token.kind not in ("number", "parameter") and token.key not in _OF_SELECTORS:
            return token.key in ("ANY", "SHORTEST")
    return False


def _has_end(quantifier: Sequence[Token]) -> bool:
    """Whether a quantifier is ``{3}``, ``{,3}`` or ``{1,3}``."""
    if quantifier[0].text != "{":
        return False
    closing = next(place for place, token in enumerate(quantifier) if token.text == "}")
    return quantifier[closing - 1].text not in ("{", ",")


def _is_hop(before: Sequence[Token]) -> bool:
    """Whether an asterisk after `before` stands in a relationship: ``-[``, then only a variable and types."""
    for place in range(len(before) - 1, 0, -1):
        token = before[place]
        if token.text == "[":
            return before[place - 1].text == "-"
        if token.kind not in ("word", "name", "parameter") and token.text not in (":", "|", "&", "!", "%", "(", ")"):
            return False
    return False


def _is_bounded(after: Sequence[Token]) -> bool:
    """Whether what follows an asterisk is ``3``, ``..3`` or ``1..3``."""
    signs = ["0" if token.kind == "number" else token.text for token in after[:4]]
    if signs[:1] == ["0"]:
        signs = signs[1:]
        if signs[:1] != ["."]:
            return True
    return signs[:3] == [".", ".", "0"]
