"""The Neo4j driver's errors in the product's words: the one place where they are translated."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from neo4j.exceptions import ConfigurationError, DriverError, IncompleteCommit, Neo4jError

from disputes.graph.errors import QueryError, StoreError
from disputes.graph.store.connection import DEFAULT_USERNAME, PASSWORD_VARIABLE, USERNAME_VARIABLE, Access
from disputes.graph.store.neo4j_certificates import refusal
from disputes.graph.store.neo4j_driver import TAKE_NEWER
from disputes.graph.store.question import BY_ZERO, ONLY_READ

_NOBODY = "no Neo4j answers there"
_START = "start the server, or mend the address"
_GO_ON = "start the server, then run it again: what was written is kept, and it goes on from there"
_GIVE_WAY = "have it dropped, or take another database with --database, or a file"
_UNAUTHORIZED = "Neo.ClientError.Security.Unauthorized"
_NO_PASSWORD = (
    f"no password given; set {PASSWORD_VARIABLE} (and {USERNAME_VARIABLE}, where the user is not {DEFAULT_USERNAME}), "
    "give --password-file, or run it at a terminal, where it is asked for"
)
_ADVICE = {
    _UNAUTHORIZED: (
        f"the server does not take this user and password; set {USERNAME_VARIABLE} and {PASSWORD_VARIABLE}, "
        "or give --password-file"
    ),
    "Neo.ClientError.Security.AuthenticationRateLimit": "too many wrong passwords; wait some seconds, then try again",
    "Neo.ClientError.Security.CredentialsExpired": (
        "the password must be changed before it can be used; "
        "ALTER CURRENT USER SET PASSWORD in Neo4j Browser or cypher-shell does it"
    ),
    "Neo.ClientError.Security.Forbidden": (
        f"this user may not do that; ask for the rights, or name a user who has them with {USERNAME_VARIABLE}"
    ),
    "Neo.ClientError.Database.DatabaseNotFound": (
        "the server has no database {name}; SHOW DATABASES lists those it has, and --database names one"
    ),
    "Neo.TransientError.Database.DatabaseUnavailable": "the database is stopped; START DATABASE starts it",
    **dict.fromkeys(
        (
            "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
            "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
        ),
        "the server keeps this database read-only: it can be asked, but not written to; name another with --database, "
        "or have it opened in the server's configuration",
    ),
}
_TIMED_OUT = ("TransactionTimedOut", "TransactionTimedOutClientConfiguration", "Terminated", "LockClientStopped")
_OUT_OF_MEMORY = ("MemoryPoolOutOfMemoryError", "OutOfMemoryError", "StackOverFlowError")
_PLACE = re.compile(r" \(line (\d+), column (\d+) \(offset: \d+\)\)")
_QUOTED = re.compile(r'"(.*)"')
_DATABASE = re.compile(r"(?<=')[^']+(?=')|(?<=not found: )[^.]+")


@contextmanager
def opening_complaints(uri: str, access: Access) -> Iterator[None]:
    """Turn what goes wrong as the server at `uri` is first spoken to into a StoreError."""
    with _complaints(uri, is_open=False):
        try:
            yield
        except Neo4jError as error:
            if access.password or error.code != _UNAUTHORIZED:
                raise
            raise StoreError(uri, _NO_PASSWORD) from error


def store_complaints(uri: str) -> AbstractContextManager[None]:
    """Turn what goes wrong with the server at `uri`, which has answered before, into a StoreError."""
    return _complaints(uri, is_open=True)


@contextmanager
def _complaints(uri: str, *, is_open: bool) -> Iterator[None]:
    try:
        yield
    except IncompleteCommit as error:
        reason = "the connection broke as a change was confirmed; run it again: what is written twice changes nothing"
        raise StoreError(uri, reason) from error
    except Neo4jError as error:
        raise StoreError(uri, _server_reason(error)) from error
    except DriverError as error:
        raise StoreError(uri, _connection_reason(uri, error, is_open=is_open)) from error


@contextmanager
def parameter_complaints(uri: str) -> Iterator[None]:
    """Turn a parameter that the driver cannot send into a StoreError."""
    try:
        yield
    except (TypeError, ValueError, OverflowError) as error:
        raise StoreError(uri, _one_line(error)) from error


@contextmanager
def question_complaints(timeout_seconds: float) -> Iterator[None]:
    """Turn what is wrong with a user's question into a QueryError; what is wrong with the server passes."""
    try:
        yield
    except Neo4jError as error:
        if error.code in _ADVICE:
            raise
        raise _question_error(error, timeout_seconds) from error
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise QueryError(_one_line(error)) from error


@contextmanager
def part_complaints(uri: str) -> Iterator[None]:
    """Turn what is in the way of a constraint or an index into a StoreError.

    That another process has made the same at the same moment is in nobody's way.
    """
    try:
        yield
    except Neo4jError as error:
        namespace, _, kind = (error.code or "").rpartition(".")
        if kind == "EquivalentSchemaRuleAlreadyExists":
            return
        if namespace != "Neo.ClientError.Schema":
            raise
        raise StoreError(uri, f"{_one_line(error)}; disputes did not make it: {_GIVE_WAY}") from error


def _question_error(error: Neo4jError, timeout_seconds: float) -> QueryError:
    kind = (error.code or "").rpartition(".")[2]
    if kind in _TIMED_OUT:
        return QueryError(
            f"no answer within {timeout_seconds:g} s; narrow the question, or allow more seconds with --timeout"
        )
    if kind in _OUT_OF_MEMORY:
        return QueryError("the question goes through too much at once; narrow it, or give it a LIMIT")
    if kind == "AccessMode":
        return QueryError(ONLY_READ)
    if kind == "ArithmeticError" and (error.message or "").endswith("by zero"):
        return QueryError(BY_ZERO)
    place = _PLACE.search(error.message or "")
    line, column = (int(place.group(1)), int(place.group(2))) if place else (None, None)
    return QueryError(_one_line(error), line=line, column=column)


def _one_line(error: Exception) -> str:
    """Give what a message says in one line, without the copy of the question that follows a place in it."""
    text = (error.message if isinstance(error, Neo4jError) else str(error)) or type(error).__name__
    said, has_place, _ = _PLACE.sub("\0", text).partition("\0")
    first, *more = said.splitlines() or [said]
    if more and not has_place and (quoted := _QUOTED.search(more[0])):
        first += f": {quoted.group()}"
    return first.replace("Invalid input ''", "Unexpected end of query").rstrip(".")


def _server_reason(error: Neo4jError) -> str:
    if error.code == "Neo.ClientError.Schema.ConstraintValidationFailed":
        return f"{_one_line(error)}, against a constraint that disputes did not make; {_GIVE_WAY}"
    advice = _ADVICE.get(error.code or "")
    named = _DATABASE.search(error.message or "")
    return advice.format(name=named.group() if named else "of this name") if advice else _one_line(error)


def _connection_reason(uri: str, error: BaseException, *, is_open: bool) -> str:
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return refusal(uri, cause)
        if isinstance(cause, ssl.SSLError):
            return "the server does not answer in TLS; leave +s or +ssc out of the scheme, or have TLS turned on there"
        if isinstance(cause, ConfigurationError):
            # Whatever a URI could be wrong in has been checked: it is the protocol, agreed on before all else.
            return f"the server is older than those that disputes works with; {TAKE_NEWER}"
        if "looks like HTTP" in str(cause):
            return f"{_NOBODY}, but a web server; give Bolt's port, which is 7687 by default"
    advice = _GO_ON if is_open else _START
    for cause in _causes(error):
        if isinstance(cause, ConnectionResetError) and not is_open:
            return f"{_NOBODY}, or only in TLS; {advice}, or put +s into its scheme"
        if isinstance(cause, OSError):
            return f"{_NOBODY} ({(cause.strerror or str(cause)).lower()}); {advice}"
    return f"{_NOBODY}; {advice}"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Give an error with all that it came from, groups of errors taken apart."""
    yield error
    inner = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    for cause in (*inner, error.__cause__):
        if cause is not None:
            yield from _causes(cause)
