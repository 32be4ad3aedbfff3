from __future__ import annotations

import numpy as np
import pytest
from hearings import hearing_of

from disputes.graph.model import Span
from disputes.graph.vocabulary import RULES, EdgeType, Issue, NodeType
from disputes.loaders.extractors.reader.candidates import Candidates, candidates_of
from disputes.loaders.extractors.reader.edges import FAINT, Edge, edges_of, trigger_of
from disputes.loaders.extractors.reader.labels import EDGES, ISSUES, KINDS
from disputes.loaders.extractors.reader.model import Answers

TEXT = "[[Peru|State]] said that [[Chile|State]] blamed [[Vera Orel|Official]]."
HEARING = hearing_of(TEXT)
ARTICLE = HEARING.tagging.article
MENTIONS = [one.found for one in HEARING.heard]
PERU, CHILE, OREL = range(3)


def asked() -> Candidates:
    return candidates_of(HEARING.text, ARTICLE, MENTIONS)


def silent(asked: Candidates) -> Answers:
    """Answers that hear nothing: no edge, no issue, no speaker."""
    rows = len(asked.pairs)
    words = asked.regions.shape[1]
    return Answers(
        np.full((rows, len(EDGES), 3), -9.0),
        np.zeros((rows, len(EDGES), words)),
        np.eye(1, len(ISSUES)).repeat(rows, 0),
        np.eye(1, 1 + asked.speakers.shape[1]).repeat(rows, 0),
        np.zeros((len(asked.antecedents), 1 + asked.antecedents.shape[1])),
    )


def row_of(asked: Candidates, source: int, target: int) -> int:
    return asked.pairs.tolist().index([source, target, 0])


def found(asked: Candidates, answers: Answers) -> list[Edge]:
    return list(edges_of(ARTICLE, MENTIONS, asked, answers))


def test_where_nothing_is_heard_there_is_no_edge() -> None:
    assert found(asked(), silent(asked())) == []


def test_an_edge_is_what_was_answered_about_its_pair() -> None:
    questions = asked()
    answers = silent(questions)
    row, kind = row_of(questions, CHILE, OREL), EDGES.index(EdgeType.ACCUSES)
    answers.edges[row, kind] = [2.0, -1.0, 1.0]
    answers.triggers[row, kind, 4] = 9.0
    answers.issues[row, ISSUES.index(str(Issue.TRADE))] = 2.0
    answers.speakers[row, 1 + questions.speakers[0].tolist().index(PERU)] = 2.0
    (edge,) = found(questions, answers)
    assert (edge.source, edge.type, edge.target) == (CHILE, EdgeType.ACCUSES, OREL)
    assert edge.trigger.of(HEARING.text) == "blamed"
    assert (edge.speaker, edge.issue) == (PERU, Issue.TRADE)
    assert [edge.chance, edge.negated, edge.hypothetical] == pytest.approx([0.8808, 0.2689, 0.7311], abs=1e-4)


def test_every_edge_fits_the_ontology_however_sure_the_model_is() -> None:
    questions = asked()
    answers = silent(questions)
    answers.edges[:] = 9.0
    types = {at: NodeType(KINDS[mention.kind]) for at, mention in enumerate(MENTIONS)}
    heard = {(edge.source, edge.type, edge.target) for edge in found(questions, answers)}
    assert heard == {
        (source, kind, target)
        for source in types
        for target in types
        for kind in EdgeType
        if source != target and RULES[kind].joins(types[source], types[target])
    }


def test_a_faint_edge_is_none() -> None:
    questions = asked()
    answers = silent(questions)
    row, kind = row_of(questions, PERU, CHILE), EDGES.index(EdgeType.ACCUSES)
    for chance, wanted in ((FAINT * 0.9, 0), (FAINT * 1.1, 1)):
        answers.edges[row, kind, 0] = np.log(chance / (1 - chance))
        assert len(found(questions, answers)) == wanted


WORDS = ARTICLE.words[0]


@pytest.mark.parametrize(
    ("chances", "wanted"),
    [
        ({1: 0.9, 3: 0.1}, "said"),
        ({1: 0.5, 2: 0.4}, "said that"),
        ({0: 0.2, 1: 0.5, 2: 0.2}, "Peru said that"),
        ({1: 0.5, 3: 0.4}, "said"),
        ({1: 0.8, 2: 0.1}, "said"),
    ],
)
def test_a_trigger_is_the_likeliest_word_and_those_beside_it(chances: dict[int, float], wanted: str) -> None:
    likely = np.full(len(WORDS) + 3, 1e-6)
    likely[list(chances)] = list(chances.values())
    assert trigger_of(WORDS, np.log(likely)).of(HEARING.text) == wanted


def test_a_trigger_is_sought_in_its_own_sentence() -> None:
    """A shorter sentence's row is filled up: whatever stands there is no word."""
    logits = np.array([0.0, 5.0, 99.0])
    assert trigger_of((Span(0, 4), Span(5, 9)), logits) == Span(5, 9)
