"""The model: an encoder, tags and vectors for each word, and what links mentions.

`Reader.encode` and `Links` are the two graphs that are exported; their signatures are the contract with what reads.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from disputes.loaders.extractors.reader.candidates import GAPS, LIKENESSES, PAIR_PLACES, REGIONS, SENTENCES_BACK
from disputes.loaders.extractors.reader.labels import EDGES, ISSUES, KINDS, TAGS
from training.dropout import Dropout
from training.transformer import Transformer

SPAN, PAIR, POINT = 256, 256, 128
"""Widths of the vectors of mentions, of pairs, and of what is compared by a scalar product."""
RARE = -3.0
"""The bias that edges start with: few pairs have any."""
MOST, TINY = 8.0, 1e-4
"""Bounds of the logarithm of what a word weighs, and of what a sentence without words does."""


class Vectors(NamedTuple):
    """What `Links` knows of each piece: ``[..., width]`` each.

    A mention is the `first` of its first word and the `last` of its last; pairs attend to `keys` and are told `values`.
    `topics` is ``[..., 2 * issues]``: how much a word weighs in telling each issue, and what it says of it.
    """

    first: Tensor
    last: Tensor
    keys: Tensor
    values: Tensor
    topics: Tensor

    def flat(self) -> Vectors:
        """Give the vectors of all pieces in one row, whatever their windows."""
        return Vectors(*(each.flatten(0, 1) for each in self))


class Questions(NamedTuple):
    """What `Links` is asked, as in Candidates; -1 fills up. Mentions and words are indices of flat pieces.

    `spans` is ``[mentions, 2]`` (first pieces of the first and the last word), `kinds` ``[mentions]``, `sentences`
    ``[sentences, words]``, `sentence_of` ``[mentions]``, `article_of` ``[sentences]``.
    """

    spans: Tensor
    kinds: Tensor
    sentence_of: Tensor
    article_of: Tensor
    sentences: Tensor
    pairs: Tensor
    pair_places: Tensor
    regions: Tensor
    speakers: Tensor
    antecedents: Tensor
    likeness: Tensor
    gaps: Tensor


class Answers(NamedTuple):
    """Logits. The first of `speakers` and of `antecedents` is "none"; the rest are the candidates.

    `edges` is ``[pairs, edge types, 3]``: is said, negated, hypothetical. `triggers` is ``[pairs, edge types, words]``
    over the words of the pair's sentence, `issues` ``[pairs, issues]``, `speakers` ``[pairs, 1 + candidates]``,
    `antecedents` ``[mentions, 1 + candidates]``.
    """

    edges: Tensor
    triggers: Tensor
    issues: Tensor
    speakers: Tensor
    antecedents: Tensor


class Reader(nn.Module):
    """Encoder and heads."""

    def __init__(self, encoder: Transformer) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.shape.width
        self.tags = nn.Sequential(Dropout(0.1), nn.Linear(width, len(TAGS)))
        self.vectors = nn.ModuleList(nn.Linear(width, each) for each in (SPAN, SPAN, POINT, PAIR, 2 * len(ISSUES)))
        self.links = Links()

    def encode(self, pieces: Tensor, casing: Tensor, mask: Tensor) -> tuple[Tensor, Vectors]:
        """Give tag logits ``[windows, pieces, tags]`` and vectors ``[windows, pieces, width]``."""
        states = self.encoder(pieces, casing, mask)
        return self.tags(states), Vectors(*(each(states) for each in self.vectors))


class Links(nn.Module):
    """Scores edges between mentions, their speakers, and antecedents of mentions."""

    def __init__(self) -> None:
        super().__init__()
        self.kind = nn.Embedding(len(KINDS), SPAN)
        self.dropout = Dropout(0.1)
        self.place = nn.Embedding(PAIR_PLACES, PAIR)
        self.pair = nn.Linear(2 * SPAN, PAIR)
        # One more than the edge types: what the issue and the speaker attend to.
        self.asked = nn.Parameter(torch.randn(len(EDGES) + 1, POINT) * 0.1)
        self.told = nn.Parameter(torch.zeros(len(EDGES) + 1, PAIR))
        self.region = nn.Parameter(torch.zeros(len(EDGES) + 1, len(REGIONS)))
        self.query = nn.Linear(PAIR, POINT)
        self.deep = nn.Sequential(nn.LayerNorm(PAIR), nn.Linear(PAIR, PAIR), nn.GELU(), Dropout(0.1))
        self.edge = nn.Parameter(torch.randn(len(EDGES), PAIR, 3) * PAIR**-0.5)
        self.edge_bias = nn.Parameter(torch.full((len(EDGES), 3), RARE))
        self.issue = nn.Linear(PAIR, len(ISSUES))
        self.speaker_query = nn.Linear(PAIR, POINT)
        self.speaker_key = nn.Linear(SPAN, POINT)
        self.speaker_none = nn.Linear(PAIR, 1)
        self.speaker_role = nn.Embedding(3, 1)
        self.speaker_back = nn.Embedding(SENTENCES_BACK + 1, 1)
        self.antecedent = Antecedents()

    def forward(self, vectors: Vectors, asked: Questions) -> Answers:
        """Answer by the flat `vectors` ``[pieces of all windows, width]``."""
        first, last = asked.spans.unbind(1)
        spans = _rows(vectors.first, first) + _rows(vectors.last, last) + self.kind(asked.kinds)
        spans = self.dropout(functional.gelu(spans))
        source, target, _ = asked.pairs.unbind(1)
        pair = self.pair(torch.cat([_rows(spans, source), _rows(spans, target)], 1)) + self.place(asked.pair_places)
        triggers, heard = self._attended(vectors, asked, pair)
        deep = functional.gelu(pair[:, None, :] + self.told + heard)
        deep = deep + self.deep(deep)
        edges = torch.einsum("prd,rdk->prk", deep[:, :-1], self.edge) + self.edge_bias
        told = deep[:, -1]
        issues = self.issue(told) + _rows(_topics(vectors.topics.float(), asked), asked.pairs[:, 2])
        return Answers(
            edges, triggers[:, :-1], issues, self._speakers(told, spans, asked), self.antecedent(spans, asked)
        )

    def _attended(self, vectors: Vectors, asked: Questions, pair: Tensor) -> tuple[Tensor, Tensor]:
        """Give what each pair and edge type attends to in the sentence: the logits of words, and their mean value."""
        words = asked.sentences[asked.pairs[:, 2]]
        query = self.query(pair)[:, None, :] + self.asked
        flat = words.clamp(min=0)
        keys, values = _rows(vectors.keys, flat), _rows(vectors.values, flat)
        logits = query @ keys.transpose(1, 2) * POINT**-0.5
        logits = logits + _rows(self.region.t(), asked.regions.clamp(min=0)).transpose(1, 2)
        logits = logits.masked_fill((words < 0)[:, None, :], -1e4)
        return logits, logits.softmax(-1) @ values

    def _speakers(self, told: Tensor, spans: Tensor, asked: Questions) -> Tensor:
        source, target, sentence = asked.pairs.unbind(1)
        candidates = asked.speakers[sentence]
        known = candidates.clamp(min=0)
        keys = _rows(self.speaker_key(spans), known)
        scores = (keys @ self.speaker_query(told)[:, :, None]).squeeze(-1) * POINT**-0.5
        role = (candidates == source[:, None]).long() + 2 * (candidates == target[:, None]).long()
        back = (sentence[:, None] - asked.sentence_of[known]).clamp(0, SENTENCES_BACK)
        scores = scores + self.speaker_role(role).squeeze(-1) + self.speaker_back(back).squeeze(-1)
        scores = scores.masked_fill(candidates < 0, -1e4)
        return torch.cat([self.speaker_none(told), scores], 1)


def _topics(topics: Tensor, asked: Questions) -> Tensor:
    """Give what the words of each sentence and those of its whole article say of each issue: ``[sentences, issues]``.

    An issue is seldom named where an act is; the few words of an article that tell it must outweigh all the others.
    """
    is_word = (asked.sentences >= 0)[..., None]
    weights, said = _rows(topics, asked.sentences.clamp(min=0)).chunk(2, -1)
    weights = weights.clamp(-MOST, MOST).exp() * is_word
    total, told = weights.sum(1), (weights * said).sum(1)
    whole = torch.zeros_like(total).index_add(0, asked.article_of, total)[asked.article_of]
    told_there = torch.zeros_like(told).index_add(0, asked.article_of, told)[asked.article_of]
    return told / total.clamp(min=TINY) + told_there / whole.clamp(min=TINY)


def _rows(table: Tensor, at: Tensor) -> Tensor:
    """Give the rows of `table` at some indices; unlike plain indexing, gradients are summed in a fixed order."""
    return table.index_select(0, at.flatten()).unflatten(0, at.shape)


class Antecedents(nn.Module):
    """Scores which earlier mention a mention stands for the same entity with."""

    def __init__(self) -> None:
        super().__init__()
        self.here = nn.Linear(SPAN, POINT)
        self.there = nn.Linear(SPAN, POINT)
        self.likeness = nn.Embedding(len(LIKENESSES), POINT)
        self.gap = nn.Embedding(len(GAPS) + 1, POINT)
        self.is_kind = nn.Embedding(2, POINT)
        self.score = nn.Sequential(nn.GELU(), nn.Linear(POINT, 1))
        self.none = nn.Linear(SPAN, 1)

    def forward(self, spans: Tensor, asked: Questions) -> Tensor:
        """Give ``[mentions, 1 + candidates]``."""
        known = asked.antecedents.clamp(min=0)
        here, there = self.here(spans), _rows(self.there(spans), known)
        is_kind = (asked.kinds[:, None] == asked.kinds[known]).long()
        facts = self.likeness(asked.likeness.clamp(min=0)) + self.gap(asked.gaps.clamp(min=0)) + self.is_kind(is_kind)
        scores = self.score(here[:, None, :] * there + facts + here[:, None, :] + there).squeeze(-1)
        scores = scores.masked_fill(asked.antecedents < 0, -1e4)
        return torch.cat([self.none(spans), scores], 1)
