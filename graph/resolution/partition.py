"""The candidates of one block, parted into those that are one entity each.

Every function here is a pure function of the *set* of candidates: the order in which they come has no say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import combinations

from rapidfuzz.distance import JaroWinkler

from disputes.graph.resolution.blocks import Candidate
from disputes.graph.resolution.names import skeleton, words
from disputes.graph.vocabulary import NodeType

SAME_GIVEN_NAME = 0.84
"""Least Jaro-Winkler similarity of two spellings of a given name: Aleksandr and Alexander have .88."""
SAME_SURNAME = 0.86
SAME_TALKS_DAYS = 5
"""Reports of one meeting come out at most so many days apart."""

Cluster = tuple[Candidate, ...]


def partition(candidates: Iterable[Candidate]) -> list[Cluster]:
    """Part the candidates of one block into clusters, each ordered by local key, the clusters by their first keys."""
    members = sorted(candidates, key=lambda one: one.local.key)
    if not members:
        return []
    rule = _RULES.get(members[0].local.type, _all_one)
    return sorted((_ordered(cluster) for cluster in rule(members)), key=lambda cluster: cluster[0].local.key)


def _ordered(cluster: Iterable[Candidate]) -> Cluster:
    return tuple(sorted(cluster, key=lambda one: one.local.key))


def _all_one(members: Sequence[Candidate]) -> list[list[Candidate]]:
    return [list(members)]


def _persons(members: Sequence[Candidate]) -> list[list[Candidate]]:
    """Join spellings of one name that agree on the state; a bare surname joins a full name if there is just one."""
    full = [one for one in members if len(words(one.local.name)) > 1]
    bare = [one for one in members if len(words(one.local.name)) <= 1]
    clusters = _joined(full, lambda a, b: a.local.state == b.local.state and is_same_person(a, b))
    clusters = _adopted(clusters, is_same_person)
    for state, surnames in _by_state(bare).items():
        hosts = [cluster for cluster in clusters if any(is_same_person(one, surnames[0]) for one in cluster)]
        hosts = [cluster for cluster in hosts if state is not None and state in _states(cluster)]
        if len(hosts) == 1:
            hosts[0].extend(surnames)
        else:
            clusters.append(list(surnames))
    return clusters


def _adopted(clusters: list[list[Candidate]], same: Callable[[Candidate, Candidate], bool]) -> list[list[Candidate]]:
    """Join each cluster that knows no state to the one cluster with a state that it could be, if there is just one."""
    stated = [cluster for cluster in clusters if _states(cluster)]
    stateless = [cluster for cluster in clusters if not _states(cluster)]
    homes = [[host for host in stated if any(same(a, b) for a in host for b in one)] for one in stateless]
    rest = []
    for one, hosts in zip(stateless, homes, strict=True):
        if len(hosts) == 1:
            hosts[0].extend(one)
        else:
            rest.append(one)
    return stated + rest


def is_same_person(one: Candidate, other: Candidate) -> bool:
    """Whether two names can be spellings of one person's, with no state that speaks against it."""
    if one.local.state and other.local.state and one.local.state != other.local.state:
        return False
    *given, surname = words(one.local.name) or ("",)
    *given_other, surname_other = words(other.local.name) or ("",)
    if skeleton(surname) != skeleton(surname_other):
        return False
    if JaroWinkler.similarity(surname, surname_other) < SAME_SURNAME:
        return False
    return not given or not given_other or _is_same_given(given[0], given_other[0])


def _is_same_given(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return skeleton(one) == skeleton(other) or JaroWinkler.similarity(one, other) >= SAME_GIVEN_NAME


def _meetings(members: Sequence[Candidate]) -> list[list[Candidate]]:
    """Join reports of talks at one place that come within days of each other; undated ones join if that is one."""
    dated = sorted((one for one in members if one.date), key=lambda one: (one.date or "", one.local.key))
    clusters: list[list[Candidate]] = []
    for one in dated:
        if clusters and _days(clusters[-1][-1], one) <= SAME_TALKS_DAYS:
            clusters[-1].append(one)
        else:
            clusters.append([one])
    undated = [one for one in members if not one.date]
    if undated and len(clusters) == 1:
        clusters[0].extend(undated)
    elif undated:
        clusters.append(undated)
    return clusters


def _days(earlier: Candidate, later: Candidate) -> int:
    return (date.fromisoformat(later.date or "") - date.fromisoformat(earlier.date or "")).days


def _joined(members: Sequence[Candidate], same: Callable[[Candidate, Candidate], bool]) -> list[list[Candidate]]:
    """Give the connected components of the relation `same`."""
    home = {one.local.key: [one] for one in members}
    for a, b in combinations(members, 2):
        mine, other = home[a.local.key], home[b.local.key]
        if mine is not other and same(a, b):
            mine.extend(other)
            home.update({one.local.key: mine for one in other})
    return list({id(cluster): cluster for cluster in home.values()}.values())


def _by_state(members: Iterable[Candidate]) -> dict[str | None, list[Candidate]]:
    groups: dict[str | None, list[Candidate]] = defaultdict(list)
    for one in members:
        groups[one.local.state].append(one)
    return groups


def _states(cluster: Iterable[Candidate]) -> set[str]:
    return {one.local.state for one in cluster if one.local.state}


_RULES: dict[NodeType, Callable[[Sequence[Candidate]], list[list[Candidate]]]] = {
    NodeType.OFFICIAL: _persons,
    NodeType.TALKS: _meetings,
}
