"""Ties that a name carries in itself, or that it has with the state named right before it.

"The Gornan consulate in Port Vell" is Gorna's and lies in Port Vell; "Gornan Foreign Ministry" is part of Gorna. Who is
called "the Gornan premier" serves Gorna.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from disputes.graph.model import Article, Assertion, LocalEntity, Mention, MentionKind, Span, local_key
from disputes.graph.vocabulary import EdgeType, NodeType
from disputes.loaders.entries import Head
from disputes.loaders.extractors.reader.listing import owned_in_lists
from disputes.loaders.extractors.reader.members import SITED, Member, known_name, plain_name
from disputes.loaders.extractors.rules.inflection import plural
from disputes.loaders.extractors.rules.offices import office_in
from disputes.loaders.extractors.rules.officials import folded
from disputes.loaders.gazetteer import Name, heads_in, names
from disputes.loaders.tokenizer import plain, tokens_of, words_of

CERTAIN = 0.9
IN_OFFICE = 0.95
"""The chance that who is called by an office of a state serves it: 44 of the 48 who are in the training articles do."""
_OUT_OF_OFFICE = frozenset("opposition rebel separatist exiled ousted former ex".split())
_POSSESSIVE = re.compile(r"['’]")
_BETWEEN = re.compile(r"(?:['’]s?)?\s")
_SITE = re.compile(r"\b(?:in|at)\s+(?:the\s+)?(?=[A-Z])")
_OWNED = {NodeType.ORGANIZATION: EdgeType.PART_OF, NodeType.PROPERTY: EdgeType.OWNS}


@dataclass(slots=True)
class Insides:
    """What has been found inside names: assertions, and the entities and mentions that stand nowhere else.

    `offices` are assertions of whom an official serves, by the words that he is called by.
    """

    article: Article
    known: Mapping[tuple[NodeType, str], LocalEntity]
    assertions: list[Assertion] = field(default_factory=list)
    offices: list[Assertion] = field(default_factory=list)
    entities: dict[tuple[NodeType, str], LocalEntity] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)

    def entity(self, kind: NodeType, name: str, code: str | None, span: Span) -> LocalEntity:
        """Give the entity of a name, the article's own or a new one."""
        key = kind, code or folded(name)
        found = self.known.get(key) or self.entities.get(key)
        if found is None:
            found = LocalEntity(self._key(kind, span), kind, name, code=code)
            self.entities[key] = found
            self.mentions.append(Mention(span, MentionKind.NAME, found.key))
        return found

    def _key(self, kind: NodeType, span: Span) -> str:
        """Give a key; where a longer name is its place alone, the same words stand for both."""
        key = local_key(self.article.id, span)
        return local_key(self.article.id, span, kind) if key in {one.key for one in self.known.values()} else key

    def tie(self, kind: EdgeType, ends: tuple[LocalEntity, LocalEntity], spans: tuple[Span, Span], line: Span) -> None:
        """Note a tie; the words of both ends together say it."""
        if ends[0].key == ends[1].key:
            return
        trigger = Span(min(span.start for span in spans), max(span.end for span in spans))
        self.assertions.append(
            Assertion(
                self.article.id, kind, ends[0].key, ends[1].key, trigger, line, spans[0], spans[1], confidence=CERTAIN
            )
        )


def told_by_names(
    article: Article,
    lines: Sequence[Span],
    members: Sequence[Member],
    entities: Sequence[LocalEntity | None],
    known: Mapping[tuple[NodeType, str], LocalEntity],
) -> Insides:
    """Find the ties of all members; `entities` are theirs, `known` the article's by type and code or folded name."""
    found = Insides(article, known)
    before: tuple[Member, LocalEntity] | None = None
    for member, entity in zip(members, entities, strict=True):
        if entity is not None and member.type in {*_OWNED, *SITED}:
            line = lines[member.found.sentence]
            _tie_owner(found, member, entity, line)
            _tie_site(found, member, entity, line)
            if before is not None and _is_neighbour(article.text, before[0], member):
                _own(found, (before[1], entity), (before[0].span, member.span), member.type, line)
        if entity is not None and member.type is NodeType.OFFICIAL and member.kind is MentionKind.NOUN:
            _tie_office(found, member, entity, lines[member.found.sentence])
        before = None if entity is None else (member, entity)
    for owner, owned in owned_in_lists(article.text, members):
        if (state := entities[owner]) is not None and (listed := entities[owned]) is not None:
            line = lines[members[owned].found.sentence]
            _own(found, (state, listed), (members[owner].span, members[owned].span), NodeType.PROPERTY, line)
    return found


def _tie_owner(found: Insides, member: Member, entity: LocalEntity, line: Span) -> None:
    for span, name in _states_at_start(found.article.text, member.span):
        if member.type is NodeType.ORGANIZATION and _is_only_called_after(found.article.text, span, name, member.span):
            continue
        state = found.entity(NodeType.STATE, name.name, name.code, span)
        _own(found, (state, entity), (span, member.span), member.type, line)


def _is_only_called_after(text: str, state: Span, name: Name, whole: Span) -> bool:
    """Whether a body is called after a state whose it need not be: "Georgia Institute of Technology".

    An adjective says that it is the state's of all but unions of people: "Gornan People's Party".
    """
    rest = text[state.end : whole.end]
    if _POSSESSIVE.match(rest):
        return False
    heads = list(_heads(rest))
    if name.sort == "name":
        return not any(head.is_state_organ for head in heads)
    return any(head.is_union for head in heads) and not any(head.is_state_organ for head in heads)


def _heads(words: str) -> Iterator[Head]:
    """Give what is known of the nouns among `words`, the last of them in the singular or not."""
    small = [word.casefold() for word in words_of(words)]
    several = [*small[:-1], plural(small[-1])] if small else small
    yield from chain(heads_in(small), heads_in(several))


def _own(
    found: Insides, ends: tuple[LocalEntity, LocalEntity], spans: tuple[Span, Span], kind: NodeType, line: Span
) -> None:
    if kind is NodeType.ORGANIZATION:
        found.tie(EdgeType.PART_OF, ends[::-1], spans[::-1], line)
    elif kind is NodeType.PROPERTY:
        found.tie(EdgeType.OWNS, ends, spans, line)


def _tie_office(found: Insides, member: Member, official: LocalEntity, line: Span) -> None:
    text = found.article.text
    for span, name in _states_at_start(text, member.span):
        words = text[span.end : member.span.end].lstrip()
        if office_in(words) and _OUT_OF_OFFICE.isdisjoint(words_of(words.casefold())):
            state = found.entity(NodeType.STATE, name.name, name.code, span)
            found.offices.append(
                Assertion(
                    found.article.id,
                    EdgeType.SERVES,
                    official.key,
                    state.key,
                    Span(member.span.end - len(words), member.span.end),
                    line,
                    member.span,
                    span,
                    detail=words,
                    confidence=IN_OFFICE,
                )
            )


def _is_neighbour(text: str, state: Member, owned: Member) -> bool:
    """Whether the state right before a body or a building says whose it is: "Gornan police", "Birn's embassy".

    A state's bare name does so before its organs alone: who "told Birn Amnesty had left" tells of no body of Birn's.
    """
    is_before = state.found.sentence == owned.found.sentence and _BETWEEN.fullmatch(
        text, state.span.end, owned.span.start
    )
    if not is_before or state.type is not NodeType.STATE or state.kind is MentionKind.PRONOUN:
        return False
    if state.known is None or _POSSESSIVE.match(text, state.span.end):
        return True
    whole = Span(state.span.start, owned.span.end)
    is_called = _is_against(text, whole) or _is_only_called_after(text, state.span, state.known, whole)
    if state.known.sort != "name":
        return not (is_called and owned.type is NodeType.ORGANIZATION)
    if owned.known is not None and owned.known.code is not None:
        return False
    return owned.kind is MentionKind.NOUN or not is_called


def _is_against(text: str, span: Span) -> bool:
    """Whether the words go on another: "the anti-Gornan bloc" is not Gorna's."""
    return text.endswith("-", 0, span.start)


def _states_at_start(text: str, span: Span) -> Iterator[tuple[Span, Name]]:
    """Give the state whose name or adjective a longer name begins with, a capital's aside."""
    if _is_against(text, span):
        return
    tokens = tokens_of(text, *span)
    words = [plain(token.text) for token in tokens]
    start = 1 if words and words[0].casefold() in {"the", "royal"} and len(words) > 1 else 0
    found = names().longest(words, start) if words else None
    if found is None or found[0] >= len(words):
        return
    end, name = found
    if name.type is NodeType.STATE and name.sort != "capital":
        yield Span(tokens[start].start, tokens[end - 1].end), name


def _tie_site(found: Insides, member: Member, entity: LocalEntity, line: Span) -> None:
    if member.type not in SITED:
        return
    words = member.span.of(found.article.text)
    starts = [0] if member.is_site else [match.end() for match in _SITE.finditer(words)]
    for start in starts[:1]:
        span = Span(member.span.start + start, member.span.end)
        name = known_name(span.of(found.article.text), NodeType.PLACE)
        if name is not None and name.type is NodeType.STATE and name.sort != "name":
            name = None
        kind = NodeType.PLACE if name is None else name.type
        plainly = plain_name(span.of(found.article.text), kind) if name is None else name.name
        site = found.entity(kind, plainly, name.code if name else None, span)
        found.tie(EdgeType.LOCATED_IN, (entity, site), (member.span, span), line)
