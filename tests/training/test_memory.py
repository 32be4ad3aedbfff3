from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("numpy")

KEPT = """
import resource, sys, numpy
from training.memory import keep_memory

def faults() -> int:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(3):
        numpy.ones(100_000_000, numpy.uint8)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

faults()
given = faults()
if keep_memory():
    faults()
    print(given, faults())
"""


def test_memory_that_is_freed_is_used_again_without_asking_the_system() -> None:
    done = subprocess.run(
        [sys.executable, "-c", KEPT], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True
    )
    if not done.stdout:
        pytest.skip("this system's C library can't be told to keep memory")
    before, after = map(int, done.stdout.split())
    assert after < before / 5
