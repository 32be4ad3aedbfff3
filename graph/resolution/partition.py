"""The candidates of one block, parted into those that are one entity each.

Every function here is a pure function of the *set* of candidates: the order in which they come has no say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from rapidfuzz.distance import JaroWinkler

from disputes.graph.resolution.blocks import Candidate, votes
from disputes.graph.resolution.names import skeleton, words
from disputes.graph.vocabulary import NodeType

SAME_GIVEN_NAME = 0.84
"""Least Jaro-Winkler similarity of two spellings of a given name: Aleksandr and Alexander have .88."""
SAME_SURNAME = 0.86
SEVERAL_ARTICLES = 2
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


@dataclass(slots=True)
class _Person:
    """Candidates that are one person, by the name of one of them and the state that most of them give."""

    name: tuple[str, ...]
    state: str | None
    members: list[Candidate]

    def absorb(self, other: _Person) -> None:
        self.members.extend(other.members)


def _persons(members: Sequence[Candidate]) -> list[list[Candidate]]:
    """Join equal names, then spellings of one name that agree on the state, then bare surnames.

    Who comes without a state, or with a surname alone, joins a person only if there is just one that fits.
    """
    by_name: dict[tuple[str, ...], list[Candidate]] = defaultdict(list)
    for one in members:
        by_name[words(one.local.name)].append(one)
    named = [person for name, found in by_name.items() if len(name) > 1 for person in _namesakes(name, found)]
    bare = [
        _Person(name, state, group)
        for name, found in by_name.items()
        if len(name) <= 1
        for state, group in _by_state(found).items()
    ]
    persons = _spellings(named)
    stateless = [person for person in persons if not person.state]
    persons = _settled(stateless, [person for person in persons if person.state], _is_same_name)
    persons = _settled(bare, persons, lambda one, other: one.state == other.state and _is_same_name(one, other))
    return [person.members for person in persons]


def _namesakes(name: tuple[str, ...], members: Sequence[Candidate]) -> list[_Person]:
    """Part the bearers of one full name: they are one person, unless two states are each told by several articles.

    A state that one article alone tells is likelier a slip of its reader than a namesake.
    """
    told = votes(members, lambda one: one.local.state)
    usual = min(told, key=lambda state: (-told[state], state)) if told else None
    confirmed = {state for state, count in told.items() if count >= SEVERAL_ARTICLES} | {usual}
    parted: dict[str | None, list[Candidate]] = defaultdict(list)
    for one in members:
        parted[one.local.state if one.local.state in confirmed else usual].append(one)
    return [_Person(name, state, found) for state, found in parted.items()]


def _spellings(persons: Sequence[_Person]) -> list[_Person]:
    """Join those of one state whose names are spellings of one, and those joined to them in turn."""
    home = dict(enumerate(persons))
    for (i, one), (j, other) in combinations(enumerate(persons), 2):
        if home[i] is not home[j] and one.state == other.state and _is_same_name(one, other):
            mine, theirs = home[i], home[j]
            mine.absorb(theirs)
            home.update({k: mine for k, person in home.items() if person is theirs})
    return list({id(person): person for person in home.values()}.values())


def _settled(
    newcomers: Sequence[_Person], persons: Sequence[_Person], same: Callable[[_Person, _Person], bool]
) -> list[_Person]:
    """Let each newcomer join the one person it can be, if there is just one; newcomers never meet each other."""
    hosts = [[person for person in persons if same(one, person)] for one in newcomers]
    for one, found in zip(newcomers, hosts, strict=True):
        if len(found) == 1:
            found[0].absorb(one)
    return [*persons, *(one for one, found in zip(newcomers, hosts, strict=True) if len(found) != 1)]


def _is_same_name(one: _Person, other: _Person) -> bool:
    """Whether two names can be spellings of one: the surnames agree, and so do the given names that both have."""
    *given, surname = one.name or ("",)
    *given_other, surname_other = other.name or ("",)
    if skeleton(surname) != skeleton(surname_other):
        return False
    if JaroWinkler.similarity(surname, surname_other) < SAME_SURNAME:
        return False
    fewer, more = sorted((given, given_other), key=len)
    return all(any(_is_same_given(one_part, part) for part in more) for one_part in fewer)


def _is_same_given(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return skeleton(one) == skeleton(other) or JaroWinkler.similarity(one, other) >= SAME_GIVEN_NAME


def _premises(members: Sequence[Candidate]) -> list[list[Candidate]]:
    """Part premises by their owner; where no owner is told, they are those of the only owner, if there is just one."""
    owners = _by_state(members)
    unowned = owners.pop(None, [])
    if unowned and len(owners) == 1:
        return [[*next(iter(owners.values())), *unowned]]
    return [*owners.values(), *([unowned] if unowned else [])]


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


def _by_state(members: Iterable[Candidate]) -> dict[str | None, list[Candidate]]:
    groups: dict[str | None, list[Candidate]] = defaultdict(list)
    for one in members:
        groups[one.local.state].append(one)
    return groups


_RULES: dict[NodeType, Callable[[Sequence[Candidate]], list[list[Candidate]]]] = {
    NodeType.OFFICIAL: _persons,
    NodeType.PROPERTY: _premises,
    NodeType.TALKS: _meetings,
}
