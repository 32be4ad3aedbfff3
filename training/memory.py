"""How a training process holds its memory: what it has had once it keeps, and is faster for it."""

from __future__ import annotations

import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_MAX, _NEVER = -1, -4, 2**31 - 1
"""Parameters of glibc's mallopt(3)."""


def keep_memory() -> bool:
    """Have glibc keep what is freed for the next step, and tell whether it does; no other C library is asked.

    Else each large tensor is memory that the system gives anew, which takes a fifth of the time of training on a CPU.
    """
    if sys.platform != "linux":
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and bool(mallopt(_MMAP_MAX, 0) and mallopt(_TRIM_THRESHOLD, _NEVER))
