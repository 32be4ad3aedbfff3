"""How fast articles are found, read and stored, side by side in one run.

    python benchmarks/load_speed.py [FOLDER_OR_FILE ...] [--articles N]

The articles are those of the examples unless others are named; they are repeated, each time with another last line, up
to N (default 400). Each step is timed alone, in one process, over the same articles; the last column is its time as a
multiple of the first step's. The whole load runs with its worker processes and has all steps in it.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from disputes.graph.model import Article, article_id
from disputes.graph.registry import Registry
from disputes.graph.store.opening import open_store
from disputes.loaders.articles.sources import read_articles
from disputes.loaders.checks import checked
from disputes.loaders.extractors.choice import make_extractor
from disputes.loaders.pipeline import load
from disputes.loaders.sentences import sentences_of

EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"


def many(paths: list[Path], number: int) -> list[Article]:
    """Repeat the articles at `paths` up to `number`, each copy with a text and a source of its own."""
    found = [one for one in read_articles(paths) if isinstance(one, Article)]
    texts = (f"{one.text}\n\n({copy})\n" for copy, one in enumerate(islice(cycle(found), number)))
    return [
        replace(one, id=article_id(text), text=text, sources=(f"copy:{copy}",))
        for copy, (one, text) in enumerate(zip(cycle(found), texts, strict=False))
    ]


def written(articles: list[Article], folder: Path) -> Path:
    """Write each article to a file of its own, to be found again."""
    for number, article in enumerate(articles):
        (folder / f"{number:06}.txt").write_text(article.text, encoding="utf-8")
    return folder


def seconds(work: Callable[[], object]) -> float:
    """Time one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Time the steps and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path, default=[EXAMPLES])
    parser.add_argument("--articles", type=int, default=400)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "articles").mkdir()
        files = written(many(options.paths, options.articles), folder / "articles")
        articles = [one for one in read_articles([files]) if isinstance(one, Article)]
        rules = make_extractor("rules")
        rules.read(articles[0])
        readings = [checked(one, rules.read(one)) for one in articles]
        with open_store(str(folder / "alone.kgl")) as store, open_store(str(folder / "whole.kgl")) as whole:
            registry = Registry(store)
            steps: dict[str, Callable[[], object]] = {
                "sentences alone": lambda: [list(sentences_of(one)) for one in articles],
                "find articles": lambda: list(read_articles([files])),
                "read (rules)": lambda: [rules.read(one) for one in articles],
                "store": lambda: [registry.register(*pair) for pair in zip(articles, readings, strict=True)],
                "derive disputes": registry.refresh_disputes,
                "whole load": lambda: load([files], whole, extractor="rules"),
            }
            times = {step: seconds(work) for step, work in steps.items()}
    first = next(iter(times.values()))
    print(f"{len(articles)} articles, {sum(len(one.text) for one in articles) / len(articles):.0f} characters each")
    for step, taken in times.items():
        print(f"{step:16} {taken:8.2f} s {len(articles) / taken:9.0f} articles/s {taken / first:8.1f} x")


if __name__ == "__main__":
    main()
