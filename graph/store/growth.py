"""Folds that would double with every item, which the embedded store cannot stop: it counts rows, and no bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disputes.graph.store.tokens import Token, refuse

_DOUBLES = (
    "reduce makes {0} of itself more than once, and so doubles it with every item; the embedded store would run out of "
    "memory: name {0} once in what is made"
)
_BRANCHES = frozenset({"CASE", "WHEN", "THEN", "ELSE", "END"})
_OPENING, _CLOSING = ("(", "[", "{"), (")", "]", "}")


def check_growth(text: str, tokens: Sequence[Token]) -> None:
    """Refuse ``reduce(s = 'x', i IN list | s + s)``.

    What begins as a number does not grow. Of ``CASE … END`` each branch counts for itself, and conditions not at all.
    """
    for place, token in enumerate(tokens):
        opening = tokens[place + 1 : place + 4]
        if token.key == "REDUCE" and len(opening) == 3 and opening[0].text == "(" and opening[2].text == "=":
            _check_fold(text, tokens, place + 2)


def _check_fold(text: str, tokens: Sequence[Token], place: int) -> None:
    parts = list(_parts(tokens, place + 2))
    if len(parts) < 3 or all(token.kind == "number" or token.text in "-+." for token in parts[0]):
        return
    name = tokens[place].text
    if any(_uses(branch, name) > 1 for branch in _branches(parts[-1])):
        refuse(text, tokens[place], _DOUBLES.format(name))


def _parts(tokens: Sequence[Token], place: int) -> Iterator[list[Token]]:
    """Give what begins a fold, what it goes through, and what it makes: ``0``, ``i IN list`` and ``s + i``."""
    part: list[Token] = []
    depth, ends = 0, [",", "|"]
    for token in tokens[place:]:
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if depth < 0:
            break
        if depth == 0 and ends and token.text == ends[0]:
            yield part
            part, ends = [], ends[1:]
        else:
            part.append(token)
    yield part


def _branches(made: Sequence[Token]) -> Iterator[list[Token]]:
    branch, begins = list[Token](), ""
    for token in made:
        if token.key in _BRANCHES:
            if begins != "WHEN":
                yield branch
            branch, begins = [], token.key
        else:
            branch.append(token)
    yield branch


def _uses(branch: Sequence[Token], name: str) -> int:
    """Count where the name stands, but not as that of a property, nor where only its size is asked for."""
    found = 0
    for place, token in enumerate(branch):
        before = [earlier.key for earlier in branch[max(place - 2, 0) : place]]
        found += token.text == name and before[-1:] != ["."] and before != ["SIZE", "("]
    return found
