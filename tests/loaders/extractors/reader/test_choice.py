from __future__ import annotations

from pathlib import Path

import pytest

from disputes.graph.errors import InputError
from disputes.loaders.extractors.choice import VARIABLE, make_extractor


def test_the_reader_without_a_folder_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    with pytest.raises(InputError, match="needs a model"):
        make_extractor("reader")


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        make_extractor("reader", tmp_path)
