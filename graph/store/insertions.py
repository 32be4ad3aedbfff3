"""A question with texts put in between what was asked, and what the answer tells of it as it was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from disputes.graph.errors import QueryError


@dataclass(frozen=True, slots=True)
class Confined:
    """A question as a server may run it: `asked` with each of the texts put in, in order, at its place."""

    asked: str
    insertions: tuple[tuple[int, str], ...]

    @property
    def text(self) -> str:
        """The question to run."""
        parts, done = [], 0
        for place, text in self.insertions:
            parts += [self.asked[done:place], text]
            done = place
        return "".join([*parts, self.asked[done:]])

    def columns(self, names: Iterable[str]) -> tuple[str, ...]:
        """Give columns' names as they were asked for: a column without one is named by its text."""
        return tuple(self._as_asked(name) for name in names)

    @contextmanager
    def complaints(self) -> Iterator[None]:
        """Tell the place of a mistake as it was asked for."""
        try:
            yield
        except QueryError as error:
            if error.line is None or error.column is None:
                raise
            message = str(error).removeprefix(f"line {error.line}, column {error.column}: ")
            starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
            place = self._place(starts[min(error.line, len(starts)) - 1] + error.column - 1)
            before = self.asked[:place]
            raise QueryError(message, line=before.count("\n") + 1, column=place - before.rfind("\n")) from error

    def _as_asked(self, name: str) -> str:
        found = -1 if name in self.asked else self.text.find(name)
        return self.asked[self._place(found) : self._place(found + len(name))] if found >= 0 else name

    def _place(self, place: int) -> int:
        """Give the place in `asked` of one in the text to run."""
        put_in = 0
        for at, text in self.insertions:
            if at + put_in >= place:
                break
            put_in += min(len(text), place - at - put_in)
        return place - put_in
