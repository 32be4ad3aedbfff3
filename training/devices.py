"""Where tensors are computed, and how precisely."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

import torch

T = TypeVar("T", bound=NamedTuple)
_CPU_INFO = Path("/proc/cpuinfo")
_BFLOAT16 = {"amx_bf16", "avx512_bf16"}
"""What Linux calls the instructions that do so."""


def device() -> torch.device:
    """Give the GPU where there is one, else the CPU."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def precision() -> AbstractContextManager[object]:
    """Give the context of bfloat16 where the machine computes it fast, of float32 elsewhere."""
    if device().type == "cuda" or _has_fast_bfloat16():
        return torch.autocast(device().type, dtype=torch.bfloat16)
    return nullcontext()


def placed(tensors: T) -> T:
    """Give a tuple of tensors on the device that computes."""
    return type(tensors)(*(each.to(device()) for each in tensors))


def returned(tensors: T) -> T:
    """Give a tuple of tensors on the CPU."""
    return type(tensors)(*(each.cpu() for each in tensors))


@cache
def _has_fast_bfloat16() -> bool:
    """Whether the processor multiplies bfloat16 matrices itself; where it is emulated, it is slower than float32."""
    return _CPU_INFO.exists() and not _BFLOAT16.isdisjoint(_CPU_INFO.read_text("utf-8").split())
