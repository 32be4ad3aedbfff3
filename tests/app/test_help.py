from pathlib import Path

import pytest
import typer

from disputes.cli import app

COMMANDS = typer.main.get_command(app)
DOCS = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
NAMES = sorted(COMMANDS.commands)


@pytest.mark.parametrize("name", NAMES)
def test_a_command_has_help_with_an_example(name: str) -> None:
    text = COMMANDS.commands[name].help or ""
    assert f"Example: disputes {name}" in text
    assert f"## disputes {name}\n" in DOCS


@pytest.mark.parametrize("name", NAMES)
def test_every_option_has_help_and_stands_in_the_docs(name: str) -> None:
    section = DOCS.partition(f"## disputes {name}\n")[2].partition("\n## ")[0]
    for parameter in COMMANDS.commands[name].params:
        assert getattr(parameter, "help", None), parameter.name
        shown = max(parameter.opts, key=len) if parameter.param_type_name == "option" else str(parameter.metavar)
        assert f"`{shown}" in section, f"{name}: {shown}"
