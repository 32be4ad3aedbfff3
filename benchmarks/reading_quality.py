"""How well articles are read: the rules alone, the model alone, and both as they ship, side by side in one run.

    python benchmarks/reading_quality.py GOLD ARTICLES

GOLD is a folder of hand annotations, one YAML file an article, with the `score.py` that compares them with an export;
ARTICLES holds the texts that they name. Each article is loaded into a store of its own and exported, as a user would.
Prints precision, recall and F1 over all articles, and the share of edges whose evidence stands verbatim at its offsets.
The model alone is what ships, with no weight for the edges that the rules find; their names and offices help it still.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import yaml

from disputes import Graph
from disputes.loaders.extractors.reader.model import SHIPPED
from disputes.loaders.extractors.reader.weighing import FILE, load_decisions

COUNTED = ("entities", "ties", "verbs", "core", "disputes")


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to read: the options of `Graph.load`."""

    name: str
    options: dict[str, Any]


def contenders(scratch: Path) -> Iterator[Contender]:
    """Give the ways to read; `scratch` is for the model that is told not to listen to the rules."""
    yield Contender("rules alone", {"extractor": "rules"})
    yield Contender("model alone", {"extractor": "reader", "reader": _deaf(scratch / "alone")})
    yield Contender("both", {"extractor": "reader"})


def _deaf(folder: Path) -> Path:
    """Copy the model that ships, with no weight for what the rules say."""
    folder.mkdir()
    for path in SHIPPED.iterdir():
        if path.suffix in {".onnx", ".json"} and path.name != FILE:
            (folder / path.name).symlink_to(path.resolve())
    decisions = load_decisions(SHIPPED)
    weights = {kind: msgspec.structs.replace(weight, ruled=0.0) for kind, weight in decisions.weights.items()}
    (folder / FILE).write_bytes(msgspec.json.encode(msgspec.structs.replace(decisions, weights=weights)))
    return folder


def scored(gold: Path, articles: Path, contender: Contender, scorer: ModuleType) -> dict[str, list[int]]:
    """Give right, wrong and missed for each of COUNTED, and evidence found and looked for."""
    totals = {name: [0, 0, 0] for name in COUNTED} | {"evidence": [0, 0]}
    for path in sorted(gold.glob("*.yaml")):
        annotation = yaml.safe_load(path.read_text("utf-8"))
        article = articles / annotation["article"]
        with tempfile.TemporaryDirectory() as folder:
            graph = Graph(Path(folder) / "graph.kgl")
            graph.load(article, **contender.options)
            graph.export(Path(folder) / "graph.json")
            export = json.loads((Path(folder) / "graph.json").read_text("utf-8"))
        result = scorer.score_article(annotation, export)
        for name in COUNTED:
            totals[name] = [one + more for one, more in zip(totals[name], result.get(name, (0, 0, 0)), strict=True)]
        found = scorer.check_evidence(export, article.read_text("utf-8"))
        totals["evidence"] = [one + more for one, more in zip(totals["evidence"], found, strict=True)]
    return totals


def main(argv: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, help="folder of annotations and score.py")
    parser.add_argument("articles", type=Path, help="folder of the texts")
    options = parser.parse_args(argv)
    spec = importlib.util.spec_from_file_location("score", options.gold / "score.py")
    assert spec is not None and spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    print(f"{'':12}" + "".join(f"{name:>18}" for name in COUNTED) + f"{'evidence':>10}")
    with tempfile.TemporaryDirectory() as scratch:
        for contender in contenders(Path(scratch)):
            totals = scored(options.gold, options.articles, contender, scorer)
            cells = ["/".join(f"{value:.2f}" for value in scorer.prf(*totals[name])) for name in COUNTED]
            right, looked = totals["evidence"]
            print(f"{contender.name:12}" + "".join(f"{cell:>18}" for cell in cells) + f"{right / looked:>10.0%}")


if __name__ == "__main__":
    main()
