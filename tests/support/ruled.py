"""What the rules find in a text, as names."""

from __future__ import annotations

from typing import Any

from disputes.graph.model import Article, article_id
from disputes.loaders.extractors.rules.findings import Found
from disputes.loaders.extractors.rules.mentions import find

STATE, BODY, MAN, SITE = "State", "Organization", "Official", "Place"
THING, PACT, TALKS = "Property", "Agreement", "Talks"


def read(text: str, **facts: Any) -> Found:
    """Give what is found in an article of this text."""
    return find(Article(article_id(text), text, "", **facts))


def entities(text: str) -> set[tuple[str, str]]:
    """Give the type and name of each entity."""
    return {(entity.type.value, entity.name) for entity in read(text).entities}


def ties(text: str) -> set[tuple[str, str, str]]:
    """Give each tie by the names of its ends."""
    found = read(text)
    names = {entity.key: entity.name for entity in found.entities}
    return {(names[tie.source], tie.type.value, names[tie.target]) for tie in found.ties}
