import sys
from pathlib import Path

import pytest
from commandline import Done, Run

from disputes.cli import main

PLAIN = """Borders reopen

Russia closed the French consulate in Kazan on Monday, the French Foreign Ministry said.

France accused Russia of breaking the Vienna Convention. "We will not accept this," the ministry said.

Russian Foreign Minister Arkady Lomov met French President Lucie Arnaud in Geneva on Tuesday.
"""
OTHER = """Sanctions follow

France imposed sanctions on Russia over the closure of the French consulate in Kazan.

Arkady Lomov, the Russian foreign minister, rejected the French demand.
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in a folder of its own, with two articles in `articles`; the rules read, they are quick."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISPUTES_DB", raising=False)
    monkeypatch.setenv("DISPUTES_EXTRACTOR", "rules")
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text(PLAIN, encoding="utf-8")
    (folder / "two.txt").write_text(OTHER, encoding="utf-8")

    def command(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["disputes", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as exit_:
            main()
        out, err = capsys.readouterr()
        return Done(int(exit_.value.code or 0), out, err)

    return command


@pytest.fixture
def loaded(run: Run) -> Run:
    """The same with both articles loaded."""
    done = run("load", "articles", "--quiet")
    assert done == Done(0, "", "")
    return run
