"""The extractors by name."""

from __future__ import annotations

from disputes.graph.errors import InputError, NotFoundError
from disputes.loaders.extractors.protocol import Extractor

DEFAULT = "rules"
NAMES = ("rules", "reader", "llm")


def make_extractor(name: str) -> Extractor:
    """Make the extractor that goes by `name`.

    Raises NotFoundError for a name that is none, InputError for one that this version does not carry.
    """
    if name == "rules":
        from disputes.loaders.extractors.rules.extractor import RulesExtractor

        return RulesExtractor()
    if name in NAMES:
        raise InputError(f"--extractor {name}", f"this version carries no such reader; use --extractor {DEFAULT}")
    raise NotFoundError("extractor", name, NAMES)
