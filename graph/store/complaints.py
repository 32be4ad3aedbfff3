"""kglite's errors in the product's words: the one place where they are translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import kglite

from disputes.graph.errors import QueryError, StoreBusyError, StoreError
from disputes.graph.store.question import BY_ZERO, ONLY_READ

_PREFIX = re.compile(r"^(Cypher [a-z ]*error|Schema error|File [\w/ ]*error)( at line \d+, col \d+| \([^)]*\))?: ")
_BY_ZERO = re.compile(r"error: Integer (division|modulo) by zero")
_EXPRESSION = ": regex parse error:"
"""What a regular expression's copy, with marks beneath it, follows; what is wrong with it comes last."""
_NUMBER = re.compile(r" \(os error \d+\)$")


@contextmanager
def store_complaints(path: Path) -> Iterator[None]:
    """Turn what goes wrong with the store at `path` into a StoreError; a conflict of transactions is for the caller."""
    try:
        yield
    except kglite.TransactionConflictError:
        raise
    except kglite.WriterLeaseHeldError as error:
        raise StoreBusyError(path, error.holder.get("pid")) from error
    except kglite.FileFormatError as error:
        raise StoreError(
            path,
            f"cannot be read: {_reason(error)}. If another version of kglite wrote it, `disputes export` there and "
            "`disputes import` here; else it is damaged: load the articles again",
        ) from error
    except (kglite.KgError, ValueError, TypeError, OverflowError) as error:
        raise StoreError(path, _reason(error)) from error
    except OSError as error:
        raise StoreError(path, (error.strerror or str(error)).lower()) from error


@contextmanager
def question_complaints(timeout_seconds: float) -> Iterator[None]:
    """Turn what is wrong with a user's question into a QueryError."""
    try:
        yield
    except kglite.CypherTimeoutError as error:
        message = f"no answer within {timeout_seconds:g} s; narrow the question, or allow more seconds with --timeout"
        raise QueryError(message) from error
    except kglite.ReadOnlyError as error:
        raise QueryError(ONLY_READ) from error
    except (kglite.CypherSyntaxError, kglite.CypherExecutionError) as error:
        if "max_work_units" in str(error):
            raise QueryError("the question goes through too much at once; narrow it, or give it a LIMIT") from error
        reason = BY_ZERO if _BY_ZERO.search(str(error)) else _reason(error)
        raise QueryError(reason, line=error.line, column=error.col) from error
    except (kglite.KgError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise QueryError(_reason(error)) from error


def _reason(error: Exception) -> str:
    """The helpful part of a message: its first line, without the name and the number of its kind."""
    first, *more = str(error).splitlines() or [type(error).__name__]
    if first.endswith(_EXPRESSION):
        first = f"{first.removesuffix(_EXPRESSION)}: {more[-1].removeprefix('error: ')}"
    return _NUMBER.sub("", _PREFIX.sub("", first)).rstrip(".")
