"""The extractors by name."""

from __future__ import annotations

import os
from pathlib import Path

from disputes.graph.errors import InputError, NotFoundError
from disputes.loaders.extractors.protocol import Extractor

DEFAULT = "rules"
VARIABLE = "DISPUTES_READER"
"""The environment variable that names the folder of the trained reader."""
NAMES = ("rules", "reader", "llm")


def make_extractor(name: str, reader: Path | None = None) -> Extractor:
    """Make the extractor that goes by `name`; `reader` is the folder of the trained reader's model.

    Without it, the folder that the environment variable DISPUTES_READER names. Raises NotFoundError for a name that is
    none, InputError for one that this version does not carry or that has no model.
    """
    if name == "rules":
        from disputes.loaders.extractors.rules.extractor import RulesExtractor

        return RulesExtractor()
    if name == "reader":
        return _reader(reader)
    if name in NAMES:
        raise InputError(f"--extractor {name}", f"this version carries no such reader; use --extractor {DEFAULT}")
    raise NotFoundError("extractor", name, NAMES)


def _reader(folder: Path | None) -> Extractor:
    folder = folder or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if folder is None:
        raise InputError("--extractor reader", f"needs a model: name its folder by --reader DIR or {VARIABLE}")
    from disputes.loaders.extractors.reader.extractor import ReaderExtractor

    return ReaderExtractor(folder)
