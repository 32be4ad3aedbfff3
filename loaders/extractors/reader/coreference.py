"""Which members stand for one entity: by name, then by what the model thinks is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from disputes.graph.model import LocalEntity, MentionKind, local_key
from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.reader.acronyms import is_acronym_of
from disputes.loaders.extractors.reader.apart import is_part, is_ruled_one, is_told_apart
from disputes.loaders.extractors.reader.decoding import softmax
from disputes.loaders.extractors.reader.members import Member
from disputes.loaders.extractors.reader.sorts import sort_of

_ACTORS = frozenset({NodeType.OFFICIAL, NodeType.STATE})
_DESCRIBED = frozenset({NodeType.PROPERTY, NodeType.AGREEMENT, NodeType.TALKS})


@dataclass(slots=True, eq=False)
class Cluster:
    """The members of one entity, by their numbers, in the order of the text."""

    members: list[Member] = field(default_factory=list)

    @property
    def type(self) -> NodeType:
        """The type of all of them."""
        return self.members[0].type

    @property
    def named(self) -> list[Member]:
        """Those that are no pronoun."""
        return [member for member in self.members if member.kind is not MentionKind.PRONOUN]

    def entity(self, article: str) -> LocalEntity:
        """Give the entity: its known or fullest name, and the others as aliases."""
        said = self.named or self.members
        known = next((member.known for member in said if member.known and member.known.code), None)
        ruled = [member.ruled for member in said if member.ruled is not None and _names_itself(member)]
        longest = max(said, key=_rank).name
        best = known.name if known else _fullest([longest, *(one.name for one in ruled)])
        names = dict.fromkeys([*_names(said), *(name for one in ruled for name in (one.name, *one.aliases))])
        is_named = any(member.kind is MentionKind.NAME for member in said)
        return LocalEntity(
            key=local_key(article, self.members[0].span),
            type=self.type,
            name=best,
            aliases=tuple(name for name in names if name != best),
            code=known.code if known else None,
            is_distinct=is_named or self.type not in _DESCRIBED,
            state=next((one.state for one in ruled if one.state is not None), None),
        )


def _names_itself(member: Member) -> bool:
    """Whether the rules take the words for what they name, not a description for a person named elsewhere."""
    return member.kind is MentionKind.NAME or member.type is not NodeType.OFFICIAL


def _names(members: Iterable[Member]) -> Iterator[str]:
    for member in members:
        yield from member.names


def _fullest(names: Sequence[str]) -> str:
    return max(names, key=lambda name: (len(name.split()), len(name)))


def _rank(member: Member) -> tuple[bool, int, int]:
    return member.kind is MentionKind.NAME, len(member.words), len(member.name)


def clusters_of(members: Sequence[Member], antecedents: np.ndarray, candidates: np.ndarray) -> list[Cluster | None]:
    """Give each member's cluster; a pronoun that stands for nobody known has none.

    `antecedents` are the model's logits ``[members, 1 + candidates]``, `candidates` the members they are about.
    """
    chances = softmax(antecedents)
    found: list[Cluster | None] = []
    for at, member in enumerate(members):
        cluster = _by_brackets(member, members[:at], found)
        if cluster is None and member.kind is MentionKind.NAME:
            cluster = _by_name(member, found)
        if cluster is None and member.kind is MentionKind.NOUN:
            cluster = _by_rules(member, found)
        if cluster is None:
            cluster = _by_chance(member, found, chances[at], candidates[at])
        if cluster is None and _is_somebody(member):
            cluster = Cluster()
        if cluster is not None:
            cluster.members.append(member)
        found.append(cluster)
    return found


def _is_somebody(member: Member) -> bool:
    """Whether a mention that refers to nothing before it is an entity: "the minister" alone is not."""
    if member.kind is MentionKind.PRONOUN:
        return False
    return member.kind is MentionKind.NAME or member.type not in _ACTORS


def _by_brackets(member: Member, before: Sequence[Member], found: Sequence[Cluster | None]) -> Cluster | None:
    """Give the cluster of the words that the member stands in brackets after."""
    is_explained = member.kind is MentionKind.NAME and before and before[-1].span.end == member.explains
    return found[-1] if is_explained and before[-1].type is member.type else None


def _by_rules(member: Member, found: Sequence[Cluster | None]) -> Cluster | None:
    """Give the person that the rules take a description for: of "the Gornan leader" they see to the state."""
    if member.type is not NodeType.OFFICIAL:
        return None
    clusters = (cluster for cluster in reversed(found) if cluster is not None)
    return next((one for one in clusters if any(is_ruled_one(member, other) for other in one.members)), None)


def _by_name(member: Member, found: Sequence[Cluster | None]) -> Cluster | None:
    """Give the cluster that has the name, or a longer or shorter form of it."""
    alike = (cluster for cluster in dict.fromkeys(found) if cluster is not None and cluster.type is member.type)
    clusters = [cluster for cluster in alike if not is_told_apart(member, cluster.members)]
    for is_same in _SAME:
        for cluster in reversed(clusters):
            if any(is_same(member, other) for other in cluster.members if other.kind is MentionKind.NAME):
                return cluster
    return None


def _has_key(member: Member, other: Member) -> bool:
    return member.key == other.key


def _has_acronym(member: Member, other: Member) -> bool:
    if member.type is not NodeType.ORGANIZATION:
        return False
    return is_acronym_of(member.name, other.words) or is_acronym_of(other.name, member.words)


_SAME = (_has_key, is_ruled_one, is_part, _has_acronym)
"""What makes two names one entity's, the surest first."""


def _by_chance(
    member: Member, found: Sequence[Cluster | None], chances: np.ndarray, candidates: np.ndarray
) -> Cluster | None:
    """Give the cluster that the model thinks is meant, if that is likelier than that none is.

    A pronoun stands for somebody in any case.
    """
    totals: dict[Cluster, float] = {}
    for other, chance in _known(chances, candidates):
        cluster = found[other]
        if cluster is not None and _may_be(member, cluster):
            totals[cluster] = totals.get(cluster, 0.0) + chance
    best = max(totals, key=totals.__getitem__, default=None)
    if best is None or (totals[best] <= chances[0] and member.kind is not MentionKind.PRONOUN):
        return None
    return best


def _known(chances: np.ndarray, candidates: np.ndarray) -> Iterator[tuple[int, float]]:
    for other, chance in zip(candidates.tolist(), chances[1:].tolist(), strict=True):
        if other >= 0:
            yield other, chance


def _may_be(member: Member, cluster: Cluster) -> bool:
    """Whether the member can stand for the cluster at all: types agree, and names share a word.

    One word is not enough where the rules take them for two, Vera Orel is not Anton Orel, nor is one that tells their
    sort: Sarn Airport is not Port Vell Airport.
    """
    if member.type is not cluster.type or is_told_apart(member, cluster.members):
        return False
    codes = {other.known.code for other in cluster.members if other.known}
    if member.known and member.known.code:
        return member.known.code in codes
    if member.kind is MentionKind.NAME and member.type is not NodeType.STATE:
        named = [other for other in cluster.members if other.kind is MentionKind.NAME]
        if member.ruled is not None and all(other.ruled not in (None, member.ruled) for other in named):
            return not named
        return not named or any(_share_word(member, other) for other in named)
    return not (member.kind is MentionKind.NAME and codes)


def _share_word(member: Member, other: Member) -> bool:
    """Whether two names share a word that tells them from others of their sort, or any where one has none of these."""
    mine, theirs = _telling(member), _telling(other)
    return bool(mine & theirs if mine and theirs else set(member.words) & set(other.words))


def _telling(member: Member) -> set[str]:
    return {word for word in member.words if sort_of([word], member.type) is None}
