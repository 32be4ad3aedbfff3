"""The extractors by name."""

from __future__ import annotations

from pathlib import Path

from disputes.graph.errors import InputError, NotFoundError
from disputes.loaders.extractors.protocol import Extractor

DEFAULT = "reader"
NAMES = ("reader", "rules", "llm")


def make_extractor(name: str, reader: Path | None = None, min_confidence: float | None = None) -> Extractor:
    """Make the extractor that goes by `name`, quickly: a model is loaded for the first article.

    `reader` is the folder of the trained reader's model, by default the one that ships. Assertions less sure than
    `min_confidence` (0 to 1) are left out; by default the extractor itself knows how sure is enough.

    Raises NotFoundError for a name that is none, InputError for one that this version does not carry, for a folder that
    holds no model, and for what does not go together.
    """
    if name not in NAMES:
        raise NotFoundError("extractor", name, NAMES)
    if min_confidence is not None and not 0.0 <= min_confidence <= 1.0:
        raise InputError("--min-confidence", f"{min_confidence:g} is not between 0 and 1")
    if reader is not None and name != "reader":
        raise InputError(f"--reader {reader}", f"is for --extractor reader, not for {name}")
    if name == "reader":
        from disputes.loaders.extractors.reader.extractor import ReaderExtractor

        return ReaderExtractor(least=min_confidence) if reader is None else ReaderExtractor(reader, min_confidence)
    if name == "rules":
        from disputes.loaders.extractors.rules.extractor import RulesExtractor

        return RulesExtractor(min_confidence)
    raise InputError(f"--extractor {name}", f"this version carries no such reader; use --extractor {DEFAULT}")
