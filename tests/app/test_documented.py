"""Whatever the documentation tells to type is typed, on the example articles, read as the documentation reads them."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer
from commandline import Run

from disputes.cli import app

ROOT = Path(__file__).parents[2]
BLOCKS = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ELSEWHERE = ("://", "articles/ --reader")
"""What needs a server, or articles and a reader of one's own."""


def typed(page: str) -> list[str]:
    """Give the commands in a page's examples that can be run beside the example articles."""
    text = (ROOT / page).read_text(encoding="utf-8")
    lines = (line.removeprefix("$ ") for block in BLOCKS.findall(text) for line in block.splitlines())
    return [line for line in lines if line.startswith("disputes ") and not any(part in line for part in ELSEWHERE)]


def helped() -> list[str]:
    """Give the example in the help of each command, in the order in which the help lists them."""
    texts = (command.help or "" for command in typer.main.get_command(app).commands.values())
    found = [line for text in texts for line in re.findall(r"Example: (.*)", text)]
    return [line for line in found if "://" not in line]


@pytest.mark.parametrize(
    "lines", [typed("README.md"), typed("docs/commands.md"), helped()], ids=["readme", "docs", "help"]
)
def test_every_example_gives_something(run: Run, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPUTES_EXTRACTOR")
    Path("examples").symlink_to(ROOT / "examples")
    assert len(lines) > 5
    for line in ["disputes load examples/articles", *lines]:
        done = run(*shlex.split(line, comments=True)[1:])
        assert (done.code, done.err) == (0, ""), line
        assert done.out.strip() not in ("", "[]"), line
