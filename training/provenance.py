"""What a model was made of: checksums of the articles, and of the code that its weights depend on. Needs no torch."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from disputes.loaders import tokenizer
from disputes.loaders.extractors.reader import candidates, labels, questions, windows
from training.corpus import ARTICLES

TRAINER = (
    "augment batches checkpoints corpus devices dropout encoders examples export folds losses model quantising rounds"
    " train transformer"
).split()
"""The modules beside this one that shape the weights; those that only score a model are not among them."""
SHARED = [Path(str(module.__file__)) for module in (tokenizer, candidates, labels, questions, windows)]
"""The modules of the package that cut the text and ask the questions, in training as in reading."""


def checksums(graphs: Iterable[Path]) -> dict[str, str]:
    """Give the SHA-256 of the articles and the code as they now are, and of each of `graphs`, by its file's name."""
    return {
        "articles": checksum(sorted(ARTICLES.glob("*.txt"))),
        "code": checksum(_code(), repr(_SETS)),
        **{graph.name: checksum([graph]) for graph in graphs},
    }


def checksum(paths: Iterable[Path], besides: str = "") -> str:
    """Give the SHA-256 of `besides` and of the files' names and contents, in the order given."""
    total = hashlib.sha256(besides.encode())
    for path in paths:
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


_SETS = (labels.TAGS, labels.EDGES, labels.ISSUES, labels.ontology().tolist())
"""What the model tells apart: it comes from the vocabulary, of which the rest may change."""


def _code() -> Iterator[Path]:
    yield from (Path(__file__).with_name(f"{name}.py") for name in TRAINER)
    yield from SHARED
