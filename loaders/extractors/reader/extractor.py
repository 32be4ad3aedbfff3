"""The extractor that reads by a trained model, with the rules as its second opinion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from disputes.graph.model import Article, Assertion, LocalEntity, Mention, Reading
from disputes.loaders.extractors.reader.assertions import Line, assertions_of
from disputes.loaders.extractors.reader.candidates import candidates_of
from disputes.loaders.extractors.reader.coreference import Cluster, clusters_of
from disputes.loaders.extractors.reader.decoding import Tagging
from disputes.loaders.extractors.reader.edges import Edge, edges_of
from disputes.loaders.extractors.reader.hearing import Hearing, Stage
from disputes.loaders.extractors.reader.inside import told_by_names
from disputes.loaders.extractors.reader.rivals import without_rivals
from disputes.loaders.extractors.reader.known import with_known
from disputes.loaders.extractors.reader.labels import TITLE
from disputes.loaders.extractors.reader.members import Member, member_of
from disputes.loaders.extractors.reader.model import Encoded, Model, load
from disputes.loaders.extractors.reader.ruled import with_ruled
from disputes.loaders.extractors.reader.strangers import without_strangers
from disputes.loaders.extractors.reader.trimming import trimmed
from disputes.loaders.extractors.reader.union import known_by_name, translated
from disputes.loaders.extractors.reader.voting import with_one_type
from disputes.loaders.extractors.reader.windows import WindowedArticle, windowed
from disputes.loaders.extractors.reader.weighing import claims_of, load_decisions
from disputes.loaders.extractors.rules.assertions import assertions_of as ruled_assertions_of
from disputes.loaders.extractors.rules.assertions import lines_of
from disputes.loaders.extractors.rules.extractor import said_here, without_repetition
from disputes.loaders.extractors.rules.findings import Found
from disputes.loaders.extractors.rules.mentions import find

STAGES: tuple[Stage, ...] = (trimmed, with_known, with_ruled, with_one_type, without_strangers)

INSIDE = RIVALS = True

class ReaderExtractor:
    """Reads an article by the model in a folder. `version` tells one model from another."""

    name = "reader"

    def __init__(self, folder: Path) -> None:
        """Load the model; raises InputError as `disputes.loaders.extractors.reader.model.load` does."""
        self._model = load(folder)
        self.decisions = load_decisions(folder)
        self.version = self._model.version

    def read(self, article: Article) -> Reading:
        """Find the entities, their mentions and the assertions of `article`."""
        found = find(article)
        if not found.sentences:
            return Reading(article.id, self.name, self.version)
        split = windowed(article.text, [sentence.span for sentence in found.sentences], self._model.pieces)
        encoded = self._model.encode(split)
        hearing = Hearing(article.text, Tagging.of(split, encoded.tags, encoded.length), found)
        for stage in STAGES:
            hearing = stage(hearing)
        return _reading(self, article, hearing, *_linked(self._model, split, encoded, hearing))


def _linked(
    model: Model, split: WindowedArticle, encoded: Encoded, hearing: Hearing
) -> tuple[list[Member], list[Cluster | None], list[Edge]]:
    ruled = hearing.ruled()
    members = [
        member_of(hearing.text, one.found, one.span, ruled.at(one.span))
        for one in hearing.heard
        if one.kind != TITLE
    ]
    mentions = [member.found for member in members]
    asked = candidates_of(hearing.text, split, mentions)
    antecedents = np.zeros((len(members), 1 + asked.antecedents.shape[1]))
    edges: list[Edge] = []
    for part, answers in model.answer(split, encoded, mentions, asked):
        edges += edges_of(split, mentions, part, answers)
        if part.antecedents.shape[1]:
            antecedents = answers.antecedents
    return members, clusters_of(members, antecedents, asked.antecedents), edges


def _reading(X, article, hearing, members, clusters, edges):
    made = {cluster: cluster.entity(article.id) for cluster in clusters if cluster is not None}
    entities = [None if cluster is None else made[cluster] for cluster in clusters]
    spans = [m.span for m in members]
    mine = list(assertions_of(article, [Line(s.span, s.is_headline) for s in hearing.found.sentences], spans, entities, edges))
    table = translated(hearing.found, made)
    theirs = list(_ruled(article, hearing.found, table))
    lines = [s.span for s in hearing.found.sentences]
    inside = told_by_names(article, lines, members, entities, known_by_name([*made.values(), *table.added]))
    if INSIDE: theirs += inside.assertions
    X.claims = list(claims_of(mine, theirs))
    weighed = [claim.weighed(X.decisions) for claim in X.claims]
    if RIVALS: weighed = without_rivals(weighed)
    found = [one for one in weighed if X.decisions.keeps(one)]
    found = list(without_repetition(sorted(found, key=lambda one: (one.evidence, -one.confidence))))
    used = {k for a in found for k in (a.source, a.target)}
    added = [e for e in (*table.added, *inside.entities.values()) if e.key in used]
    ak = {e.key for e in added}
    return Reading(article.id, X.name, X.version, (*made.values(),*added),
        (*(Mention(m.span, m.kind, e.key) for m, e in zip(members, entities) if e), *(m for m in (*table.mentions, *inside.mentions) if m.local in ak)), tuple(found))


def _ruled(article, found, table):
    for t in table.of(map(said_here, found.ties)):
        yield t
    lines = lines_of(article, [(s.span, s.is_headline) for s in found.sentences], found.mentions, found.entities)
    for t in table.of(ruled_assertions_of(article, lines, found.entities)):
        yield t
