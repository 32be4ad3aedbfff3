"""Which articles a reader was not trained on. Needs no torch."""

from __future__ import annotations

import json
from pathlib import Path

from disputes.graph.errors import InputError
from training.corpus import AnnotatedArticle, read_all
from training.folds import held_out
from training.provenance import checksums


def unseen_by(reader: Path) -> list[AnnotatedArticle]:
    """Give the articles that were held out of the exported model in the folder `reader`.

    Raises InputError where none was, and where the articles have changed since: which are held out depends on all.
    """
    card = json.loads((reader / "model.json").read_text("utf-8"))
    folds, fold = card["plan"]["folds"], card["plan"]["fold"]
    if not folds:
        raise InputError(reader, "was made from all articles: none was held out")
    if card["sha256"]["articles"] != checksums(())["articles"]:
        raise InputError(reader, "was made from other articles than there are now")
    return held_out(read_all(), folds, fold)[1]
