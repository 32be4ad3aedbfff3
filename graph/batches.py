"""A stream cut into batches: each as large as is worth a transaction, none waiting long for more."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def batched(found: Iterable[T], most: int, seconds: float) -> Iterator[list[T]]:
    """Give what comes in lists of at most `most`.

    Nothing that has come waits longer than `seconds` for others, but for the time that the next one takes.

    >>> list(batched("abcde", 2, 60))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    batch: list[T] = []
    began = 0.0
    for one in found:
        began = began if batch else time.monotonic()
        batch.append(one)
        if len(batch) == most or time.monotonic() - began > seconds:
            yield batch
            batch = []
    if batch:
        yield batch
