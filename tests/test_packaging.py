import fnmatch
import json
import os
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = {"app": "disputes", "graph": "disputes.graph", "loaders": "disputes.loaders", "queries": "disputes.queries"}
SETUP = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]


def package_of(folder: Path) -> str:
    top, *rest = folder.relative_to(ROOT).parts
    return ".".join([SOURCES[top], *rest])


def source_files() -> list[Path]:
    found = [file for top in SOURCES for file in (ROOT / top).rglob("*") if file.is_file()]
    return [file for file in found if "__pycache__" not in file.parts and not file.name.startswith(".")]


def test_every_folder_is_a_listed_package() -> None:
    assert sorted(SETUP["packages"]) == sorted({package_of(file.parent) for file in source_files()})


def test_every_package_has_an_init() -> None:
    folders = {file.parent for file in source_files()}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_every_file_of_data_is_packaged() -> None:
    patterns = SETUP["package-data"]
    for file in source_files():
        if file.suffix != ".py":
            wanted = patterns.get(package_of(file.parent), [])
            assert any(fnmatch.fnmatch(file.name, pattern) for pattern in wanted), file


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of a new environment, with a wheel built from the checkout and all that it needs."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--quiet", "--no-deps", "-w", str(folder), str(ROOT)], check=True)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=True)
    programs = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([programs / "pip", "install", "--quiet", str(wheel)], check=True)
    return programs


def test_a_wheel_reads_an_article_by_its_own_model_and_draws_its_map(installed: Path, tmp_path: Path) -> None:
    text = "Consulate closed\n\nRussia closed the French consulate in Kazan on Monday. France rejected the decision.\n"
    (tmp_path / "article.txt").write_text(text, encoding="utf-8")
    disputes = [str(installed / "disputes")]
    run = {"cwd": tmp_path, "check": True, "capture_output": True, "text": True}
    subprocess.run([*disputes, "load", "article.txt", "--map", "map.html"], **run)
    subprocess.run([*disputes, "export", "graph.json"], **run)
    listed = subprocess.run([*disputes, "articles", "--json"], **run).stdout
    assert [row["extractor"] for row in json.loads(listed)] == ["reader"]
    names = {node["name"] for node in json.loads((tmp_path / "graph.json").read_text(encoding="utf-8"))["nodes"]}
    assert {"Russia", "France"} <= names
    assert "Russia" in (tmp_path / "map.html").read_text(encoding="utf-8")
    listed = subprocess.run([*disputes, "query", "--list"], **run).stdout
    assert "restrictions" in listed
