"""A server that stops answering is waited for, and whoever waits is told so."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, repeat
from threading import Timer
from time import monotonic, sleep

from neo4j.exceptions import DriverError, IncompleteCommit, Neo4jError, ServiceUnavailable, SessionExpired

from disputes.graph.store.protocol import T

PATIENCE_SECONDS = 60.0
"""So long a transaction is tried again: time enough for a server to be started again and to put its files in order."""
PAUSES_SECONDS = (0.5, 1.0, 2.0, 4.0)
"""Between one try and the next; the last one from then on."""

TELL_AFTER_SECONDS = 5.0
"""So long a server may take for its first answer before it is said that it is being waited for."""

_log = logging.getLogger(__name__)


@contextmanager
def told_waiting(uri: str) -> Iterator[None]:
    """Log that the server at `uri` is being waited for, if what is done meanwhile takes some seconds."""
    timer = Timer(TELL_AFTER_SECONDS, _log.warning, ("%s: no answer yet; waiting for the server", uri))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def patiently(uri: str, attempt: Callable[[], T]) -> T:
    """Give what `attempt` does, which is tried again for a minute where the driver says that this can help.

    It is also where a change was being confirmed as the connection broke, so that nobody knows whether it is made: done
    twice it must change nothing. That the server at `uri` does not answer, and that it answers again, is logged once
    each. Raises the driver's last error.
    """
    waiting, pauses = _Waiting(uri), _pauses()
    while True:
        try:
            done = attempt()
        except (DriverError, Neo4jError) as error:
            if not _can_pass(error) or waiting.is_over():
                raise
            waiting.note(error)
            sleep(next(pauses))
        else:
            waiting.end()
            return done


class _Waiting:
    """How long a server has been waited for, and what was said of it."""

    def __init__(self, uri: str) -> None:
        self._uri = uri
        self._since: float | None = None
        self._is_told = False

    def is_over(self) -> bool:
        return self._since is not None and monotonic() - self._since > PATIENCE_SECONDS

    def note(self, error: DriverError | Neo4jError) -> None:
        """Start the clock at the first error, and tell of the first that says that nobody answers."""
        if self._since is None:
            self._since = monotonic()
        if _is_absence(error) and not self._is_told:
            left = max(0.0, self._since + PATIENCE_SECONDS - monotonic())
            _log.warning("%s: the server does not answer; trying again for %.0f s", self._uri, left)
            self._is_told = True

    def end(self) -> None:
        if self._is_told:
            _log.warning("%s: the server answers again", self._uri)


def _can_pass(error: DriverError | Neo4jError) -> bool:
    return error.is_retryable() or isinstance(error, IncompleteCommit)


def _is_absence(error: DriverError | Neo4jError) -> bool:
    """Whether an error says that the server is not there, or, while it starts, the database."""
    return isinstance(error, ServiceUnavailable | SessionExpired) or (
        isinstance(error, Neo4jError) and (error.code or "").endswith(".DatabaseUnavailable")
    )


def _pauses() -> Iterator[float]:
    return chain(PAUSES_SECONDS, repeat(PAUSES_SECONDS[-1]))
