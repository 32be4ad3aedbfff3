"""A cluster of local entities becomes one canonical entity: its id, its name, its state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from disputes.graph.model import Entity, hashed
from disputes.graph.resolution.blocks import Candidate, votes
from disputes.graph.resolution.names import slug, words
from disputes.graph.resolution.partition import Cluster, partition
from disputes.graph.vocabulary import NodeType

PREFIX = {kind: kind.lower() for kind in NodeType} | {NodeType.ORGANIZATION: "org"}
"""What an id starts with, by type: ``state:ru``, ``org:nato``, ``official:alexander-darchiev``."""

_ARTICLE_MARK = "@"
"""What parts the name from the place in the id of an entity that means something only within its article."""

_Home = tuple[Entity, Cluster]


def resolve(candidates: Iterable[Candidate]) -> list[_Home]:
    """Give the canonical entities of one block, each with its members.

    A pure function of the set of candidates: ids, names and states do not depend on their order.
    """
    found = [(_entity(cluster), cluster) for cluster in partition(candidates)]
    namesakes = Counter(entity.id for entity, _ in found)
    return [
        (entity if namesakes[entity.id] == 1 else _told_apart(entity, cluster), cluster) for entity, cluster in found
    ]


def lone(candidate: Candidate) -> Entity:
    """Give the entity of a candidate that needs no decision: a known actor, or one of its article alone."""
    local = candidate.local
    if local.code:
        return _made(local.code, (candidate,), local.name, state=local.state)
    ident = f"{PREFIX[local.type]}:{slug(local.name)}{_ARTICLE_MARK}{hashed(local.key)[:8]}"
    return _made(ident, (candidate,), local.name, state=local.state)


def united(entity: Entity, names: Iterable[str]) -> Entity:
    """Give `entity` with `names` as its further aliases, in an order that does not depend on the order of loading."""
    return _named(entity, {*entity.aliases, *names})


def _entity(cluster: Cluster) -> Entity:
    state = _state(cluster)
    nation = f"{state.partition(':')[2]}-" if state and cluster[0].local.type is not NodeType.OFFICIAL else ""
    ident = PREFIX[cluster[0].local.type] + ":" + nation + _id_name(cluster)
    if cluster[0].local.type is NodeType.TALKS and (
        first := min((one.date for one in cluster if one.date), default="")
    ):
        ident += f"-{first}"
    return _made(ident, cluster, _name(cluster), state)


def _made(ident: str, cluster: Sequence[Candidate], name: str, state: str | None) -> Entity:
    entity = Entity(ident, cluster[0].local.type, name, block=cluster[0].block, state=state)
    return _named(entity, {other for one in cluster for other in (one.local.name, *one.local.aliases)})


def _named(entity: Entity, names: set[str]) -> Entity:
    aliases = (entity.name, *sorted(names - {entity.name}))
    prefix = PREFIX[entity.type]
    others = () if _ARTICLE_MARK in entity.id else sorted({f"{prefix}:{slug(name)}" for name in aliases} - {entity.id})
    return replace(entity, aliases=aliases, ids=(entity.id, *others))


def _id_name(cluster: Sequence[Candidate]) -> str:
    """Choose the spelling for the id: of the fullest names the longest, of equals the first by letter.

    Votes have no say in it, so that an id stays while articles come and go.
    """
    return min((slug(one.bare) for one in _fullest(cluster)), key=lambda name: (-len(name), name))


def _fullest(cluster: Sequence[Candidate]) -> list[Candidate]:
    most = max(len(words(one.local.name)) for one in cluster)
    return [one for one in cluster if len(words(one.local.name)) == most]


def _name(cluster: Sequence[Candidate]) -> str:
    """Choose the name that most articles use; of full names and surnames a full one; of equals the longest."""
    full = [one for one in cluster if len(words(one.local.name)) > 1] or list(cluster)
    counted = votes(full, lambda one: one.local.name)
    return min(counted, key=lambda name: (-counted[name], -len(words(name)), -len(name), name))


def _state(cluster: Sequence[Candidate]) -> str | None:
    counted = votes(cluster, lambda one: one.local.state)
    return min(counted, key=lambda state: (-counted[state], state)) if counted else None


def _told_apart(entity: Entity, cluster: Cluster) -> Entity:
    """Give a namesake an id of its own: by its state, else by its first member."""
    mark = entity.state.partition(":")[2] if entity.state else hashed(cluster[0].local.key)[:8]
    return _made(f"{entity.id}-{mark}", cluster, entity.name, entity.state)
