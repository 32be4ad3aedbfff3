"""The extractors by name."""

from __future__ import annotations

from pathlib import Path

from disputes.graph.errors import InputError, NotFoundError
from disputes.loaders.extractors.protocol import Extractor

DEFAULT = "reader"
NAMES = ("reader", "rules")


def make_extractor(name: str, reader: Path | None = None, min_confidence: float | None = None) -> Extractor:
    """Make the extractor that goes by `name`, quickly: a model is loaded for the first article.

    `reader` is the folder of the trained reader's model, by default the one that ships. Assertions less sure than
    `min_confidence` (0 to 1) are left out; by default the extractor itself knows how sure is enough.

    Raises NotFoundError for a name that is none, InputError for a folder that does not hold a whole reader, and for
    what does not go together.
    """
    if name not in NAMES:
        raise NotFoundError("extractor", name, NAMES)
    if min_confidence is not None and not 0.0 <= min_confidence <= 1.0:
        raise InputError("--min-confidence", f"{min_confidence:g} is not between 0 and 1")
    if reader is not None and name != "reader":
        raise InputError(f"--reader {reader}", f"is for --extractor reader, not for {name}")
    if name == "reader":
        return _trained(reader, min_confidence)
    from disputes.loaders.extractors.rules.extractor import RulesExtractor

    return RulesExtractor(min_confidence)


def _trained(folder: Path | None, least: float | None) -> Extractor:
    from disputes.loaders.extractors.reader.extractor import ReaderExtractor
    from disputes.loaders.extractors.reader.model import SHIPPED
    from disputes.loaders.extractors.reader.weighing import FILE

    reader = ReaderExtractor(folder or SHIPPED, least)
    if folder is not None and not (folder / FILE).exists():
        # Fitting the decisions reads without them; whoever loads with plain weights would hardly know.
        fit = "python -m training.decisions"
        raise InputError(
            folder, f"holds no {FILE}, which tells how sure is sure enough; copy {SHIPPED / FILE}, or fit one: {fit}"
        )
    return reader
