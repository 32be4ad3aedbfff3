"""What can be set from outside, read once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

DB_VARIABLE = "DISPUTES_DB"
EXTRACTOR_VARIABLE = "DISPUTES_EXTRACTOR"
DEFAULT_DB = "disputes.kgl"
DEFAULT_EXTRACTOR = "reader"


@dataclass(frozen=True, slots=True)
class Settings:
    """`db` is the store's path or URI, `extractor` the name of who reads the articles."""

    db: str = DEFAULT_DB
    extractor: str = DEFAULT_EXTRACTOR

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """Take what the environment sets; an empty variable sets nothing."""
        return cls(
            db=environ.get(DB_VARIABLE) or DEFAULT_DB,
            extractor=environ.get(EXTRACTOR_VARIABLE) or DEFAULT_EXTRACTOR,
        )
