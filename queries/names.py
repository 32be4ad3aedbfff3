"""From what a person types to the id of an entity."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from disputes.graph.errors import NotFoundError
from disputes.graph.store.protocol import Store
from disputes.graph.vocabulary import NodeType

if TYPE_CHECKING:
    import networkx as nx

NAMES = """
MATCH (n:Entity)
RETURN n.id AS id, n.name AS name, n.aliases AS aliases, n.ids AS ids, labels(n) AS labels
ORDER BY id
"""

NEAREST = 5
CANDIDATES = 10
"""So many of those that fit an ambiguous name are told."""
LEAST_LIKENESS = 50.0
"""Names less alike than this, on rapidfuzz's scale of 0 to 100, are no help to who mistyped one."""


@dataclass(frozen=True)
class Named:
    """What an entity goes by: its id, its name, all its names, all ids it can be found by."""

    id: str
    name: str
    aliases: tuple[str, ...]
    ids: tuple[str, ...]
    is_dispute: bool

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The names as they are compared, `name` first."""
        return tuple(folded(name) for name in (self.name, *self.aliases))


def names_of(store: Store) -> list[Named]:
    """Read the names of all entities and disputes."""
    rows = store.read(lambda transaction: transaction.run(NAMES))
    return [
        Named(row["id"], row["name"], tuple(row["aliases"] or ()), tuple(row["ids"] or ()), "Dispute" in row["labels"])
        for row in rows
    ]


def names_in(graph: nx.MultiDiGraph[str]) -> list[Named]:
    """Take the names of all entities and disputes from the mirror."""
    return [
        Named(
            node,
            data["name"],
            tuple(data.get("aliases", ())),
            tuple(data.get("ids", ())),
            data["type"] == NodeType.DISPUTE,
        )
        for node, data in graph.nodes(data=True)
    ]


def find(names: Iterable[Named], text: str) -> str:
    """Give the id of the entity that `text` means.

    It may be an id, also one that the entity had before a merge; its name; one of its other names; the last word of a
    name, if no other entity's name ends so; or some words of a name, if no other has them all. The first of these that
    fits anything decides. Names are compared without case, accents, full stops and a leading "the"; disputes are
    found by their ids and whole names alone.

    Raises NotFoundError: `ambiguous`, with the candidates, if several fit equally well, else with the nearest names.
    """
    entities = list(names)
    for fits, wanted in [(fits, text.strip()) for fits in _BY_ID] + [(fits, folded(text)) for fits in _BY_NAME]:
        if wanted and (matches := [entity for entity in entities if fits(entity, wanted)]):
            return _only(matches, text)
    raise NotFoundError("entity", text, _nearest(entities, folded(text)))


def folded(text: str) -> str:
    """Give what of a name is compared.

    >>> folded("the São Tomé Embassy "), folded("U.S.")
    ('sao tome embassy', 'us')
    """
    from anyascii import anyascii

    words = re.findall(r"\w+", anyascii(text).casefold().replace(".", ""))
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _has_words(entity: Named, wanted: str) -> bool:
    words = set(wanted.split())
    return not entity.is_dispute and any(words <= set(form.split()) for form in entity.forms)


def _ends(entity: Named, wanted: str) -> bool:
    return not entity.is_dispute and any(f" {form}".endswith(f" {wanted}") for form in entity.forms)


Test = Callable[[Named, str], bool]
_BY_ID: tuple[Test, ...] = (lambda entity, wanted: entity.id == wanted, lambda entity, wanted: wanted in entity.ids)
_BY_NAME: tuple[Test, ...] = (
    lambda entity, wanted: entity.forms[0] == wanted,
    lambda entity, wanted: wanted in entity.forms,
    _ends,
    _has_words,
)


def _only(entities: list[Named], text: str) -> str:
    """Give the id of the one entity, or refuse to choose among several."""
    if len(entities) > 1:
        raise NotFoundError("entity", text, _told_apart(entities[:CANDIDATES]), ambiguous=True)
    return entities[0].id


def _told_apart(entities: list[Named]) -> list[str]:
    """Name entities by name, or by id where their names are alike."""
    names = [entity.forms[0] for entity in entities]
    return [entity.name if names.count(form) == 1 else entity.id for entity, form in zip(entities, names, strict=True)]


def _nearest(entities: list[Named], wanted: str) -> list[str]:
    """Give the names of the entities that go by something like `wanted`, the most alike first."""
    from rapidfuzz import fuzz, process

    owners = [(entity.name, form) for entity in entities for form in dict.fromkeys(entity.forms)]
    forms = [form for _, form in owners]
    hits = process.extract(wanted, forms, scorer=fuzz.WRatio, limit=None, score_cutoff=LEAST_LIKENESS)
    return list(dict.fromkeys(owners[index][0] for _, _, index in hits))[:NEAREST]
