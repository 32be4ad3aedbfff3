"""What the rules assert, said of the entities that the reader has found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from disputes.graph.model import Assertion, LocalEntity, Mention
from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.reader.coreference import Cluster
from disputes.loaders.extractors.rules.findings import Found
from disputes.loaders.extractors.rules.officials import folded

_ADDED = frozenset({NodeType.STATE, NodeType.PLACE})


@dataclass(frozen=True, slots=True)
class Translation:
    """Which of the reader's entities each entity of the rules is; `added` are those that only the rules have."""

    entities: Mapping[str, LocalEntity]
    added: tuple[LocalEntity, ...] = ()
    mentions: tuple[Mention, ...] = ()

    def of(self, assertions: Iterable[Assertion]) -> Iterator[Assertion]:
        """Give those assertions of the rules whose ends are known, with the reader's entities."""
        for one in assertions:
            source, target = self.entities.get(one.source), self.entities.get(one.target)
            if source is None or target is None or source.key == target.key:
                continue
            speaker = self.entities.get(one.speaker_local) if one.speaker_local else None
            yield replace(one, source=source.key, target=target.key, speaker_local=speaker.key if speaker else None)


def translated(found: Found, made: Mapping[Cluster, LocalEntity]) -> Translation:
    """Find each entity of the rules among the reader's: by place, by code, by name.

    A state or place that stands inside a longer name is added, but not where the reader takes the very words for
    something else: both would have one key.
    """
    entities = {entity.key: entity for entity in found.entities}
    votes: dict[str, Counter[LocalEntity]] = {key: Counter() for key in entities}
    by_end = {(member.span.end, member.type): cluster for cluster in made for member in cluster.members}
    for mention in (*found.mentions, *found.inner):
        cluster = by_end.get((mention.span.end, entities[mention.local].type))
        if cluster is not None:
            votes[mention.local][made[cluster]] += 1
    known, taken = known_by_name(made.values()), {entity.key for entity in made.values()}
    mapped: dict[str, LocalEntity] = {}
    added: list[LocalEntity] = []
    for key, entity in entities.items():
        best = votes[key].most_common(1)
        same = known.get((entity.type, entity.code or folded(entity.name)))
        if entity.code and same:
            mapped[key] = same
        elif best:
            mapped[key] = best[0][0]
        elif same:
            mapped[key] = same
        elif entity.type in _ADDED and key not in taken and any(mention.local == key for mention in found.inner):
            mapped[key] = entity
            added.append(entity)
    kept = {entity.key for entity in added}
    mentions = (mention for mention in (*found.mentions, *found.inner) if mention.local in kept)
    return Translation(mapped, tuple(added), tuple(mentions))


def known_by_name(made: Iterable[LocalEntity]) -> dict[tuple[NodeType, str], LocalEntity]:
    """Give the entities by type and code, and by type and folded name."""
    found: dict[tuple[NodeType, str], LocalEntity] = {}
    for entity in made:
        for name in (entity.code, *map(folded, (entity.name, *entity.aliases))):
            if name:
                found.setdefault((entity.type, name), entity)
    return found
