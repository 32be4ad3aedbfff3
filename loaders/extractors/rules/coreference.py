"""Which mentions stand for one entity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from disputes.graph.model import LocalEntity, Mention, MentionKind, local_key
from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.rules.officials import folded
from disputes.loaders.extractors.rules.scene import Draft, Scene

_GENERIC = {NodeType.TALKS, NodeType.AGREEMENT}


@dataclass(slots=True, eq=False)
class Group:
    """The drafts of one entity, in the order of the text."""

    drafts: list[Draft] = field(default_factory=list)

    @property
    def type(self) -> NodeType:
        """The type of all of them."""
        return self.drafts[0].type

    def entity(self, article: str) -> LocalEntity:
        """Give the entity: its fullest name, and the others as aliases."""
        said = [draft for draft in self.drafts if draft.refers_to is None]
        coded = next((draft for draft in said if draft.code is not None), None)
        best = coded or max(said, key=_rank)
        others = [name for draft in said for name in (draft.name, *draft.others)]
        aliases = tuple(dict.fromkeys(name for name in others if name != best.name))
        return LocalEntity(
            key=local_key(article, min(draft.wide or draft.span for draft in self.drafts)),
            type=self.type,
            name=best.name,
            aliases=aliases,
            code=best.code,
            is_distinct=any(draft.is_distinct for draft in said),
            state=next((draft.state for draft in said if draft.state is not None), None),
        )


def _rank(draft: Draft) -> tuple[bool, int, int]:
    return draft.kind is MentionKind.NAME, len(draft.name.split()), len(draft.name)


def group(scene: Scene) -> dict[Draft, Group]:
    """Give each draft its group."""
    groups: dict[Draft, Group] = {}
    for kind, grouping in _GROUPINGS.items():
        drafts = sorted((d for d in scene.drafts if d.type is kind and d.refers_to is None), key=_place)
        for members in grouping(drafts):
            made = Group(members)
            groups.update(dict.fromkeys(members, made))
    for draft in sorted((d for d in scene.drafts if d.refers_to is not None), key=_place):
        target = draft.refers_to
        if target is not None and target in groups:
            groups[draft] = groups[target]
            groups[target].drafts.append(draft)
    for made in dict.fromkeys(groups.values()):
        made.drafts.sort(key=_place)
    return groups


def _place(draft: Draft) -> tuple[int, int]:
    return draft.span.start, -draft.span.end


def _by_key(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    """Group by code, else by folded name."""
    found: dict[str, list[Draft]] = {}
    for draft in drafts:
        found.setdefault(draft.code or folded(draft.name), []).append(draft)
    return iter(found.values())


def _people(drafts: list[Draft]) -> Iterator[list[Draft]]:
    """Group persons: a shorter name is that of the last longer one before it that has all its words, else after it."""
    groups: list[list[Draft]] = []
    having: dict[str, list[list[Draft]]] = {}
    for draft in sorted(drafts, key=lambda d: (-len(folded(d.name).split()), d.span.start)):
        words = folded(draft.name).split()
        near = having.get(words[0], ()) if words else ()
        fits = [members for members in near if _is_part(words, folded(members[0].name).split())]
        if fits:
            best = max(fits, key=lambda members: (folded(members[0].name).split()[-1] == words[-1], len(members)))
            best.append(draft)
        else:
            groups.append([draft])
            for word in set(words):
                having.setdefault(word, []).append(groups[-1])
    yield from groups


def _is_part(words: list[str], name: list[str]) -> bool:
    return set(words) <= set(name)


def _bodies(drafts: list[Draft]) -> Iterator[list[Draft]]:
    """Group bodies by code or name; one named without its state joins the one that has the same words."""
    found: dict[str, list[Draft]] = {}
    short: dict[str, str] = {}
    for draft in sorted(drafts, key=lambda d: (d.code is None, d.state is None, d.span.start)):
        keys = [draft.code or folded(draft.name), *map(folded, draft.others)]
        key = next((short[k] for k in keys if k in short and (draft.state is None or k == keys[0])), keys[0])
        found.setdefault(key, []).append(draft)
        for each in keys:
            short.setdefault(each, key)
    yield from found.values()


def _properties(drafts: list[Draft]) -> Iterator[list[Draft]]:
    """Group properties by name; one that is merely described joins the last one with its head."""
    found: dict[str, list[Draft]] = {}
    for draft in drafts:
        name = folded(draft.name)
        earlier = _earlier(draft, found.values())
        if name in found:
            found[name].append(draft)
        elif earlier is not None:
            earlier.append(draft)
        else:
            found[name] = [draft]
    yield from found.values()


def _earlier(draft: Draft, groups: Iterable[list[Draft]]) -> list[Draft] | None:
    if draft.kind is MentionKind.NAME or draft.place is not None or draft.name.endswith("s"):
        return None
    fits = [
        members
        for members in groups
        if members[0].head == draft.head
        and (draft.state is None or draft.state == members[0].state)
        and not members[0].name.endswith("s")
    ]
    return fits[-1] if fits else None


def _meetings(drafts: list[Draft]) -> Iterator[list[Draft]]:
    """Group meetings by place; one without a place is the first of its sort, one of another sort its own."""
    found: list[list[Draft]] = []
    for draft in sorted(drafts, key=lambda d: d.place is None):
        fits = [
            members
            for members in found
            if (draft.place is not None and members[0].place == draft.place)
            or (draft.place is None and (members[0].head == draft.head or " " not in draft.name))
        ]
        if fits:
            fits[0].append(draft)
        else:
            found.append([draft])
    yield from found


def _agreements(drafts: list[Draft]) -> Iterator[list[Draft]]:
    """Group agreements by name; one that is merely described joins the last one before it."""
    found: dict[str, list[Draft]] = {}
    for draft in drafts:
        name = draft.code or folded(draft.name)
        bare = draft.kind is MentionKind.NOUN and len(name.split()) == 1
        if name not in found and bare and found:
            list(found.values())[-1].append(draft)
        else:
            found.setdefault(name, []).append(draft)
    yield from found.values()


_GROUPINGS = {
    NodeType.STATE: _by_key,
    NodeType.ORGANIZATION: _bodies,
    NodeType.OFFICIAL: _people,
    NodeType.PROPERTY: _properties,
    NodeType.AGREEMENT: _agreements,
    NodeType.TALKS: _meetings,
    NodeType.PLACE: _by_key,
}


def mention(draft: Draft, key: str) -> Mention:
    """Give the mention that a draft is of the entity `key`."""
    return Mention(draft.span, draft.kind, key)
