"""Extractors that fail, importable by worker processes."""

from __future__ import annotations

import os

from disputes.graph.errors import InputError
from disputes.graph.model import Article, Reading


class Faulty:
    """Reads nothing; fails at every third article, or at all of them, or ends the process that it runs in."""

    name = "faulty"
    version = "1"

    def __init__(self, *, frees_lock: bool, is_broken: bool = False, is_deadly: bool = False) -> None:
        self.frees_lock = frees_lock
        self._is_broken = is_broken
        self._is_deadly = is_deadly

    def read(self, article: Article) -> Reading:
        if self._is_deadly:
            os._exit(9)
        if self._is_broken:
            raise InputError("the model", "is broken")
        if int(article.sources[0]) % 3 == 0:
            raise ValueError("a fault")
        return Reading(article.id, self.name, self.version)
