import re
import subprocess
import sys

HEAVY = {
    "anyascii",
    "charset_normalizer",
    "kglite",
    "lxml",
    "msgspec",
    "neo4j",
    "networkx",
    "numpy",
    "onnxruntime",
    "py3langid",
    "pyvis",
    "rapidfuzz",
    "rich",
    "sentencex",
    "tokenizers",
    "trafilatura",
    "yaml",
}
MOST_MODULES = 350
"""Python itself and typer bring some 250."""


def imported(*arguments: str) -> list[str]:
    command = [sys.executable, "-X", "importtime", "-m", "disputes", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return re.findall(r"^import time:.*\|\s+([\w.]+)$", done.stderr, flags=re.MULTILINE)


def test_help_imports_nothing_heavy() -> None:
    modules = imported("--help")
    assert "typer" in modules
    assert {name.partition(".")[0] for name in modules} & HEAVY == set()
    assert len(modules) < MOST_MODULES


def test_the_help_of_a_command_imports_nothing_heavy() -> None:
    assert {name.partition(".")[0] for name in imported("load", "--help")} & HEAVY == set()


def test_importing_the_package_imports_nothing_heavy() -> None:
    command = [sys.executable, "-c", "import sys, disputes; print(*sys.modules)"]
    names = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert "disputes" in names
    assert {name.partition(".")[0] for name in names} & HEAVY == set()
