"""Which articles a reader was not trained on. Needs no torch.

Those in `fresh` were written after the model that ships was trained: what it makes of them is how it does on what it
has never seen. The next model may learn from them, from `articles`.
"""

from __future__ import annotations

import json
from pathlib import Path

from disputes.graph.errors import InputError
from training.corpus import AnnotatedArticle, read_all
from training.folds import held_out
from training.provenance import checksums

FRESH = Path(__file__).with_name("fresh")


def unseen_by(reader: Path) -> list[AnnotatedArticle]:
    """Give the articles that were held out of the exported model in the folder `reader`; the fresh ones if none were.

    Raises InputError where the articles have changed since: which of them are held out depends on all of them.
    """
    card = json.loads((reader / "model.json").read_text("utf-8"))
    folds, fold = card["plan"]["folds"], card["plan"]["fold"]
    if not folds:
        return fresh()
    if card["sha256"]["articles"] != checksums(())["articles"]:
        raise InputError(reader, "was made from other articles than there are now")
    return held_out(read_all(), folds, fold)[1]


def fresh() -> list[AnnotatedArticle]:
    """Give the articles that no model was trained on."""
    return read_all(sorted(FRESH.glob("*.txt")))
