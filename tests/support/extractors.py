"""Extractors that fail, importable by worker processes."""

from __future__ import annotations

from disputes.graph.errors import InputError
from disputes.graph.model import Article, Reading


class Faulty:
    """Reads nothing; fails at every third article, or at all of them."""

    name = "faulty"
    version = "1"

    def __init__(self, *, frees_lock: bool, is_broken: bool = False) -> None:
        self.frees_lock = frees_lock
        self._is_broken = is_broken

    def read(self, article: Article) -> Reading:
        if self._is_broken:
            raise InputError("the model", "is broken")
        if int(article.sources[0]) % 3 == 0:
            raise ValueError("a fault")
        return Reading(article.id, self.name, self.version)
