"""Where a training run keeps what it has reached, so that it can go on after a stop."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor


class Checkpoints:
    """A folder with the state after the last epoch and the weights after each of the last `kept` epochs."""

    def __init__(self, folder: Path, kept: int) -> None:
        self.folder = folder
        self.kept = kept
        folder.mkdir(parents=True, exist_ok=True)

    def save(self, epoch: int, state: dict[str, object], weights: dict[str, Tensor]) -> None:
        """Keep what `epoch` (from 1) has reached; a stop in between loses nothing that was kept."""
        _write(weights, self._weights(epoch))
        _write({"epoch": epoch, **state}, self.folder / "last.pt")
        for path in sorted(self.folder.glob("epoch-*.pt"))[: -self.kept]:
            path.unlink()

    def last(self) -> dict[str, object] | None:
        """Give the state after the last epoch, with its number as `epoch`; None at the start."""
        path = self.folder / "last.pt"
        return _read(path) if path.exists() else None

    def average(self) -> dict[str, Tensor]:
        """Give the mean of the weights that are kept."""
        paths = sorted(self.folder.glob("epoch-*.pt"))
        total = _read(paths[0])
        for path in paths[1:]:
            for name, value in _read(path).items():
                total[name] = total[name] + value
        return {name: value / len(paths) if value.is_floating_point() else value for name, value in total.items()}

    def _weights(self, epoch: int) -> Path:
        return self.folder / f"epoch-{epoch:03}.pt"


def _read(path: Path) -> dict[str, Any]:
    """Read what was kept, wherever it was computed, for any machine."""
    found: dict[str, Any] = torch.load(path, weights_only=True, map_location="cpu")
    return found


def _write(content: object, path: Path) -> None:
    partial = path.with_suffix(".partial")
    torch.save(content, partial)
    partial.replace(path)
