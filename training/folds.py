"""Which articles are held out. Needs no torch."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from training.corpus import AnnotatedArticle


def held_out(
    articles: Sequence[AnnotatedArticle], folds: int, fold: int
) -> tuple[list[AnnotatedArticle], list[AnnotatedArticle]]:
    """Give the articles to train on, in a fixed random order, and those of fold `fold` of `folds`.

    Articles that stand together go to different folds in turn, so that each fold holds some of every file; which,
    depends on nothing but their order. With ``folds=0`` none is held out.
    """
    trained = [article for at, article in enumerate(articles) if not folds or at % folds != fold]
    apart = [article for at, article in enumerate(articles) if folds and at % folds == fold]
    return sorted(trained, key=lambda article: hashlib.sha256(article.id.encode()).digest()), apart
