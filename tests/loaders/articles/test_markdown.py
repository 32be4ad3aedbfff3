"""What of a Markdown file is prose, and where its sentences end."""

from __future__ import annotations

from pathlib import Path

import pytest

from disputes.graph.errors import InputError
from disputes.graph.model import Article
from disputes.loaders.articles.sources import read_articles
from disputes.loaders.sentences import sentences_of

OPENING = "Norway closed the Chilean consulate."


def sentences(folder: Path, text: str) -> list[str]:
    file = folder / "a.md"
    file.write_text(text, encoding="utf-8", newline="")
    (found,) = read_articles([file])
    assert isinstance(found, Article), found
    assert found.text == text
    return [span.of(text) for span, _ in sentences_of(found)]


@pytest.mark.parametrize(
    "block",
    [
        "| Country | Envoys |\n|---|---:|\n| Chad | 3 |\n| Peru | 4 |",
        "Country | Envoys\n--- | ---\nChad | 3",
        "| Chad | 3 |\n| Peru | 4 |",
        "```python\nChad = attack(Peru)\n```",
        "~~~\nChad attacked Peru.\n~~~",
        "    Chad attacked Peru.\n\n    Peru attacked Chad.",
        "<!-- Chad attacked\n\nPeru. -->",
        "<script>\nChad.attack('Peru.')\n</script>",
        "<STYLE type='text/css'>Chad { attack: Peru. }</STYLE>",
        "![Chad attacks Peru](a.png)",
        "* * *",
        "[1]: https://a.org/chad-attacks-peru",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_no_prose_is_in_no_sentence(tmp_path: Path, block: str, end: str) -> None:
    text = f"{OPENING}\n\n{block}\n\nIt left Chile.\n".replace("\n", end)
    assert sentences(tmp_path, text) == [OPENING, "It left Chile."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Chad must leave\n- Peru may stay\n", ["Chad must leave", "Peru may stay"]),
        ("1. Chad left\n2) Peru stayed\n", ["Chad left", "Peru stayed"]),
        ("* [x] Chad left\n  on a bus\n", ["Chad left\n  on a bus"]),
        ("- Chad left\n\n    It went home.\n", ["Chad left", "It went home."]),
        ("> Chad left.\n> Peru stayed.\n", ["Chad left.", "Peru stayed."]),
        ("## Next steps\nChad left.\n", ["Next steps", "Chad left."]),
        ("Next steps\n----------\n\nChad left.\n", ["Next steps", "Chad left."]),
        ("**Chad** left [Peru](https://a.org).\n", ["**Chad** left [Peru](https://a.org)."]),
    ],
)
def test_items_quotations_and_headings_are_sentences_of_their_own(
    tmp_path: Path, text: str, expected: list[str]
) -> None:
    assert sentences(tmp_path, f"{OPENING}\n\n{text}") == [OPENING, *expected]


@pytest.mark.parametrize(
    "block",
    ["|" * 50_000, "-" * 50_000 + "x", "`" * 50_000, "<!--" * 20_000, "<style>" * 20_000, "a|" * 50_000],
)
def test_marks_without_end_are_gone_through_once(tmp_path: Path, block: str) -> None:
    file = tmp_path / "a.md"
    file.write_text(f"{OPENING}\n\n{block}\n", encoding="utf-8")
    (found,) = read_articles([file])
    assert not isinstance(found, InputError)
