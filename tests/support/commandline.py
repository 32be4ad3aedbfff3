"""What a command line run in a test gives."""

from collections.abc import Callable
from typing import NamedTuple


class Done(NamedTuple):
    """The exit code, and what went to standard output and standard error."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]
