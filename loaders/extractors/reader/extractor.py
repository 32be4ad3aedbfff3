"""The extractor that reads by a trained model, with the rules as its second opinion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from threading import Lock

import numpy as np

from disputes.graph.model import Article, Assertion, LocalEntity, Mention, MentionKind, Reading
from disputes.graph.vocabulary import VERBS, NodeType
from disputes.loaders.extractors.protocol import version_at
from disputes.loaders.extractors.reader.adjoining import with_whole_names
from disputes.loaders.extractors.reader.apart import in_context
from disputes.loaders.extractors.reader.assertions import assertions_of
from disputes.loaders.extractors.reader.candidates import candidates_of
from disputes.loaders.extractors.reader.coreference import Cluster, clusters_of
from disputes.loaders.extractors.reader.decoding import Tagging
from disputes.loaders.extractors.reader.edges import Edge, edges_of
from disputes.loaders.extractors.reader.ellipsis import with_heads
from disputes.loaders.extractors.reader.hearing import Hearing, Stage
from disputes.loaders.extractors.reader.inside import Insides, told_by_names
from disputes.loaders.extractors.reader.labels import TITLE
from disputes.loaders.extractors.reader.members import Member, member_of
from disputes.loaders.extractors.reader.model import SHIPPED, Encoded, Model, load, read_card
from disputes.loaders.extractors.reader.rivals import without_rivals
from disputes.loaders.extractors.reader.ruled import with_ruled
from disputes.loaders.extractors.reader.speaking import with_speakers
from disputes.loaders.extractors.reader.strangers import without_strangers
from disputes.loaders.extractors.reader.telling import as_told
from disputes.loaders.extractors.reader.trimming import trimmed
from disputes.loaders.extractors.reader.union import Translation, known_by_name, translated
from disputes.loaders.extractors.reader.voting import with_one_type
from disputes.loaders.extractors.reader.weighing import Claim, claims_of, load_decisions
from disputes.loaders.extractors.reader.windows import WindowedArticle, windowed
from disputes.loaders.extractors.rules.assertions import assertions_of as ruled_assertions_of
from disputes.loaders.extractors.rules.assertions import lines_of
from disputes.loaders.extractors.rules.extractor import said_here, without_repetition
from disputes.loaders.extractors.rules.mentions import find
from disputes.loaders.extractors.rules.tokens import Line

VERSION = "7"
"""Of what is done with the model's answers; the model has a version of its own."""
UNHEARD = 0.5
"""What the model is taken to think of what it cannot hear."""
STAGES: tuple[Stage, ...] = (trimmed, with_whole_names, with_ruled, with_one_type, without_strangers)
"""What is done to the heard mentions before they are linked, in order."""


class ReaderExtractor:
    """Reads an article by the model in a folder, which is loaded for the first article.

    `version` tells one model, and what was decided about it, from another. Assertions less sure than `least` are left
    out; by default the decisions tell how sure is enough.
    """

    name = "reader"
    frees_lock = True

    def __init__(self, folder: Path = SHIPPED, least: float | None = None) -> None:
        """Raises InputError where the folder holds no model of this version."""
        decided = load_decisions(folder)
        self.version = version_at(f"{VERSION}-{read_card(folder).digest}-{decided.digest}", least)
        self.decisions = decided.at(least)
        self._folder = folder
        self._loading = Lock()
        self._loaded: Model | None = None

    @property
    def _model(self) -> Model:
        with self._loading:
            if self._loaded is None:
                self._loaded = load(self._folder)
            return self._loaded

    def read(self, article: Article) -> Reading:
        """Find the entities, their mentions and the assertions of `article`."""
        linked = self._linked(article)
        if linked is None:
            return Reading(article.id, self.name, self.version)
        claims = (claim for claim in linked.claims() if not claim.is_echo)
        weighed = without_rivals((claim.weighed(self.decisions) for claim in claims), linked.states())
        found = sorted(filter(self.decisions.keeps, weighed), key=lambda one: (one.evidence, -one.confidence))
        return linked.reading(self.name, self.version, tuple(without_repetition(found)))

    def claims(self, article: Article) -> tuple[Reading, tuple[Claim, ...]]:
        """Give all that model and rules claim of `article`, faint or not, and a reading of it all: to fit decisions."""
        linked = self._linked(article)
        if linked is None:
            return Reading(article.id, self.name, self.version), ()
        claims = tuple(linked.claims())
        return linked.reading(self.name, self.version, tuple(claim.said for claim in claims)), claims

    def _linked(self, article: Article) -> _Linked | None:
        """Give what is heard and found in an article; None where it has no prose."""
        found = find(article)
        if not found.sentences:
            return None
        split = windowed(article.text, [sentence.span for sentence in found.sentences], self._model.pieces)
        encoded = self._model.encode(split)
        hearing = Hearing.of(article.text, Tagging.of(split, encoded.tags, encoded.length), found)
        for stage in STAGES:
            hearing = stage(hearing)
        return _Linked.of(article, hearing, *_answered(self._model, split, encoded, hearing))


def _answered(
    model: Model, split: WindowedArticle, encoded: Encoded, hearing: Hearing
) -> tuple[list[Member], list[Cluster | None], list[Edge]]:
    """Give the members of the hearing, the cluster of each, and the edges between them."""
    ruled = hearing.ruled()
    entities = [one for one in hearing.heard if one.kind != TITLE]
    alone = [member_of(hearing.text, one.found, one.span, ruled.at(one.span)) for one in entities]
    members = with_heads(hearing.text, alone)
    mentions = [member.found for member in members]
    asked = candidates_of(hearing.text, split, mentions)
    antecedents: list[np.ndarray] = []
    edges: list[Edge] = []
    for part, answers in model.answer(split, encoded, mentions, asked):
        edges += edges_of(split, mentions, part, answers)
        # "None" comes first in each part, and is the same in all.
        antecedents.append(answers.antecedents[:, 1:] if antecedents else answers.antecedents)
    chances = np.concatenate(antecedents, 1) if antecedents else np.zeros((len(members), 1))
    told = in_context(hearing.text, members, edges, hearing.titles)
    return members, clusters_of(told, chances, asked.antecedents), edges


def _lines(
    article: Article, hearing: Hearing, members: Sequence[Member], named: Sequence[LocalEntity | None]
) -> list[Line]:
    """Give the sentences as the rules see them, with the reader's mentions in them."""
    pairs = [(member, one) for member, one in zip(members, named, strict=True) if one is not None]
    mentions = [Mention(member.span, member.kind, one.key) for member, one in pairs]
    sentences = [(sentence.span, sentence.is_headline) for sentence in hearing.found.sentences]
    return lines_of(article, sentences, mentions, list(dict.fromkeys(one for _, one in pairs)))


@dataclass(frozen=True, slots=True)
class _Linked:
    """An article's members with their entities, the edges between them, and what names and rules add.

    `lines` are the sentences as the rules see them, with the members in them.
    """

    article: Article
    hearing: Hearing
    members: list[Member]
    named: list[LocalEntity | None]
    lines: list[Line]
    edges: list[Edge]
    table: Translation
    inside: Insides

    @classmethod
    def of(
        cls,
        article: Article,
        hearing: Hearing,
        members: list[Member],
        clusters: list[Cluster | None],
        edges: list[Edge],
    ) -> _Linked:
        """Make entities of the clusters."""
        made = {cluster: cluster.entity(article.id) for cluster in dict.fromkeys(clusters) if cluster is not None}
        clustered = [None if cluster is None else made[cluster] for cluster in clusters]
        lines = _lines(article, hearing, members, clustered)
        named = with_speakers(members, clustered, lines)
        if named != clustered:
            lines = _lines(article, hearing, members, named)
        table = translated(hearing.found, made)
        spans = [sentence.span for sentence in hearing.found.sentences]
        known = known_by_name([*made.values(), *table.added])
        inside = told_by_names(article, spans, members, named, known)
        return cls(article, hearing, members, named, lines, edges, table, inside)

    def claims(self) -> Iterator[Claim]:
        """Give what the model, the rules and the names claim."""
        sentences = [sentence.span for sentence in self.hearing.found.sentences]
        spans = [member.span for member in self.members]
        heard = assertions_of(self.article, sentences, spans, self.named, self.edges)
        ruled = list(self._ruled())
        heard = chain(heard, self.inside.offices, self._of_missions(ruled))
        told = as_told(self.article.text, heard, self.lines, self.hearing.titles)
        mentions = Counter(entity.key for entity in self.named if entity is not None)
        return claims_of(told, [*ruled, *self.inside.assertions], mentions)

    def entities(self) -> tuple[LocalEntity, ...]:
        """Give the entities that have a mention of their own."""
        return tuple(dict.fromkeys(entity for entity in self.named if entity is not None))

    def states(self) -> frozenset[str]:
        """Give the keys of the states."""
        entities = (*self.entities(), *self.table.added, *self.inside.entities.values())
        return frozenset(entity.key for entity in entities if entity.type is NodeType.STATE)

    def reading(self, name: str, version: str, assertions: tuple[Assertion, ...]) -> Reading:
        """Give the reading; what stands inside names alone is in it where an assertion needs it."""
        ends = {key for one in assertions for key in (one.source, one.target, one.speaker_local)}
        own = [entity for entity in self.entities() if entity.key in ends or not self._is_remark(entity)]
        kept = {entity.key for entity in own}
        added = {entity.key: entity for entity in (*self.table.added, *self.inside.entities.values())}
        wanted = [entity for key, entity in added.items() if key in ends - kept]
        keys = {entity.key for entity in wanted}
        pairs = zip(self.members, self.named, strict=True)
        mentions = [Mention(member.span, member.kind, one.key) for member, one in pairs if one and one.key in kept]
        mentions += [one for one in (*self.table.mentions, *self.inside.mentions) if one.local in keys]
        mentions.sort(key=lambda mention: mention.span)
        return Reading(self.article.id, name, version, (*own, *wanted), tuple(mentions), assertions)

    def _is_remark(self, entity: LocalEntity) -> bool:
        """Whether an entity is described once, and has no name."""
        kinds = [member.kind for member, other in zip(self.members, self.named, strict=True) if other is entity]
        return kinds == [MentionKind.NOUN]

    def _of_missions(self, ruled: Iterable[Assertion]) -> Iterator[Assertion]:
        """Give the acts by which a state's embassy stands, which the model has no words to hear."""
        missions = {member.span for member in self.members if member.type is NodeType.PROPERTY}
        by_mission = (one for one in ruled if one.type in VERBS and one.source_span in missions)
        return (replace(one, confidence=UNHEARD) for one in by_mission)

    def _ruled(self) -> Iterator[Assertion]:
        """Give what the rules assert, of the reader's entities."""
        found = self.hearing.found
        sentences = [(sentence.span, sentence.is_headline) for sentence in found.sentences]
        lines = lines_of(self.article, sentences, found.mentions, found.entities)
        told = ruled_assertions_of(self.article, lines, found.entities)
        return self.table.of([*map(said_here, found.ties), *told])
