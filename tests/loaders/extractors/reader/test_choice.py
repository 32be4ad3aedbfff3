from __future__ import annotations

from pathlib import Path

import pytest

from disputes.graph.errors import InputError, NotFoundError
from disputes.loaders.extractors.choice import DEFAULT, make_extractor


def test_the_reader_that_ships_needs_no_folder() -> None:
    assert make_extractor(DEFAULT).name == "reader"


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no reader"):
        make_extractor("reader", tmp_path)


def test_a_folder_is_for_the_reader_alone(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--extractor reader"):
        make_extractor("rules", tmp_path)


def test_an_unknown_name_is_told_the_known_ones() -> None:
    with pytest.raises(NotFoundError, match="rules"):
        make_extractor("ruls")


@pytest.mark.parametrize("name", ["reader", "rules"])
def test_each_limit_of_confidence_is_a_version_of_its_own(name: str) -> None:
    versions = {make_extractor(name, min_confidence=least).version for least in (None, 0.0, 0.5, 0.75)}
    assert len(versions) == 4


@pytest.mark.parametrize("least", [-0.1, 1.1, float("nan")])
def test_a_limit_that_is_no_share_is_refused(least: float) -> None:
    with pytest.raises(InputError, match="between 0 and 1"):
        make_extractor("rules", min_confidence=least)
