"""The model that ships is the one that the trainer and the articles of this repository make."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from disputes.loaders.extractors.reader.model import GRAPHS, SHIPPED, read_card
from training.corpus import read_all
from training.folds import held_out
from training.provenance import SHARED, TRAINER, checksum, checksums

ROOT = Path(__file__).parents[2]
STALE = "the model that ships was made of other {}: train and export it anew"


@pytest.mark.parametrize("what", ["articles", "code", *(f"{graph}.onnx" for graph in GRAPHS)])
def test_the_model_is_made_of_what_is_here(what: str) -> None:
    now = checksums(SHIPPED / f"{graph}.onnx" for graph in GRAPHS)
    assert read_card(SHIPPED).sha256[what] == now[what], STALE.format(what)


def test_the_graphs_are_all_that_the_checksums_are_of() -> None:
    graphs = {path.name for path in SHIPPED.glob("*.onnx")}
    assert read_card(SHIPPED).sha256.keys() == {"articles", "code"} | graphs


def test_the_code_is_what_training_imports() -> None:
    """Whatever a module of the trainer imports from beside it is listed, or shapes no weights."""
    aside = {"scores", "provenance", "memory"}
    used = {
        module
        for name in TRAINER
        for node in ast.walk(ast.parse((ROOT / "training" / f"{name}.py").read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module is not None
        for module in imported(node.module, [alias.name for alias in node.names])
    }
    assert used - aside == set(TRAINER) - {"export"}


def test_what_training_shares_with_reading_is_listed() -> None:
    """But the names of states that stand in for others, and the number of the format."""
    aside = {"gazetteer", "entries", "model"}
    listed = {path.stem for path in SHARED}
    paths = [*(ROOT / "training" / f"{name}.py" for name in TRAINER), *SHARED]
    modules = {
        name
        for path in paths
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("disputes.loaders")
        for name in within(str(node.module), [alias.name for alias in node.names])
    }
    assert modules - aside == listed


def within(module: str, names: list[str]) -> list[str]:
    """Give the modules that ``from module import names`` takes something of: a package's, or itself."""
    return names if module.endswith(".reader") else [module.rpartition(".")[2]]


def test_other_sets_have_another_checksum(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one", "utf-8")
    assert checksum([tmp_path / "a.txt"], "LEADS") != checksum([tmp_path / "a.txt"], "SERVES")


def imported(module: str, names: list[str]) -> list[str]:
    """Give the modules beside the trainer's that ``from module import names`` takes something of."""
    if module == "training":
        return names
    return [module.removeprefix("training.")] if module.startswith("training.") else []


def test_a_changed_file_has_another_checksum(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one", "utf-8")
    before = checksum([tmp_path / "a.txt"])
    (tmp_path / "a.txt").write_text("two", "utf-8")
    assert checksum([tmp_path / "a.txt"]) != before


def test_what_ships_is_small() -> None:
    shipped = [path for path in SHIPPED.iterdir() if path.suffix in {".onnx", ".json"}]
    assert sum(path.stat().st_size for path in shipped) <= 70e6


def test_the_card_names_base_licence_and_the_number_of_articles() -> None:
    card = json.loads((SHIPPED / "model.json").read_text("utf-8"))
    text = (SHIPPED / "README.md").read_text("utf-8")
    assert card["encoder"]["licence"] in text
    assert "all-mpnet-base-v2" in text
    assert f"{len(held_out(read_all(), card['plan']['folds'], card['plan']['fold'])[0]):,} annotated" in text
    assert "Apache License" in (SHIPPED / "LICENSE").read_text("utf-8")
