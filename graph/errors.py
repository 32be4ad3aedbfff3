"""What can go wrong, told by what the caller can do about it.

::

    DisputesError
    ├── InputError        an article or a file cannot be read      -> mend or leave out the file
    ├── NotFoundError     a name, an article, a query is unknown   -> take one of the nearest
    ├── QueryError        a question is malformed or not allowed   -> mend the question
    └── StoreError        the store cannot be opened or written    -> mend or choose the store
        └── StoreBusyError    another process writes to it         -> wait for it

Facts are attributes; the message says what happened, where, and what would work.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class DisputesError(Exception):
    """The root: everything that this package raises on purpose."""


class InputError(DisputesError):
    """A file or a record does not give an article.

    `path` is what was read (a file's path, or ``FILE:LINE`` of a record); `reason` says why.
    """

    def __init__(self, path: str | Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = str(path)
        self.reason = reason

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        """Let it pass from a worker process to its parent."""
        return InputError, (self.path, self.reason)


class NotFoundError(DisputesError):
    """Nothing goes by this name, or too much does.

    `nearest` lists names that would work, best first.
    """

    def __init__(self, what: str, name: str, nearest: Sequence[str] = (), *, ambiguous: bool = False) -> None:
        if ambiguous:
            message = f"{what} {name!r} is ambiguous: {_listed(nearest)}"
        elif nearest:
            message = f"no {what} {name!r}; nearest: {_listed(nearest)}"
        else:
            message = f"no {what} {name!r}"
        super().__init__(message)
        self.what = what
        self.name = name
        self.nearest = tuple(nearest)
        self.ambiguous = ambiguous


class QueryError(DisputesError):
    """A Cypher text, or a parameter of a named query, is wrong or not allowed.

    `line` and `column` count from 1 where the place is known.
    """

    def __init__(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        place = f"line {line}, column {column}: " if line is not None else ""
        super().__init__(place + message)
        self.line = line
        self.column = column


class StoreError(DisputesError):
    """A store cannot be opened, read or written. `uri` names it."""

    def __init__(self, uri: str | Path, reason: str) -> None:
        super().__init__(f"{uri}: {reason}")
        self.uri = str(uri)
        self.reason = reason


class StoreBusyError(StoreError):
    """Another process has the store open for writing; `pid` is that process, where it is known."""

    def __init__(self, uri: str | Path, pid: int | None) -> None:
        holder = f"process {pid}" if pid is not None else "another process"
        super().__init__(uri, f"in use by {holder}; wait for it to end, or name another store with --db")
        self.pid = pid


def _listed(names: Sequence[str]) -> str:
    return ", ".join(repr(name) for name in names)
