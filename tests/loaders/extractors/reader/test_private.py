"""What a state's people, rebels and companies do, the state does not."""

from __future__ import annotations

import pytest

from disputes.graph.model import Article, Assertion, LocalEntity, Mention, MentionKind, Span, local_key
from disputes.graph.vocabulary import EdgeType, NodeType
from disputes.loaders.extractors.reader.private import without_private
from disputes.loaders.extractors.rules.assertions import lines_of
from disputes.loaders.extractors.rules.clauses import Clauses


def is_kept(text: str, source: str, target: str, kind: EdgeType = EdgeType.ATTACKS) -> bool:
    """Whether an act of `source` against `target` stays, which the whole sentence tells."""
    spans = sorted(Span(text.index(name), text.index(name) + len(name)) for name in (source, target))
    entities = {span: LocalEntity(local_key("a", span), NodeType.STATE, span.of(text)) for span in spans}
    mentions = [Mention(span, MentionKind.NAME, entities[span].key) for span in spans]
    sentence = Span(0, len(text))
    (line,) = lines_of(Article("a", text, ""), [(sentence, False)], mentions, list(entities.values()))
    first, second = (next(span for span in spans if span.of(text) == name) for name in (source, target))
    keys = entities[first].key, entities[second].key
    said = Assertion("a", kind, *keys, sentence, sentence, first, second)
    return list(without_private([said], {sentence: Clauses.of(line)})) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "Peruvian rebels attacked Chad.",
        "Peruvian armed opposition groups attacked Chad.",
        "Chad was attacked by Peruvian militias.",
        "Peruvian workers attacked Chad.",
    ],
)
def test_what_a_states_people_do_it_does_not(text: str) -> None:
    assert not is_kept(text, "Peruvian", "Chad")


@pytest.mark.parametrize(
    "text",
    [
        "Peruvian troops attacked Chad.",
        "Peruvian jets bombed rebels in Chad.",
        "Peruvian police said people in Chad were attacked.",
        "A Peruvian, armed rebels and others attacked Chad.",
    ],
)
def test_what_its_forces_do_it_does(text: str) -> None:
    assert is_kept(text, "Peruvian", "Chad")


def test_a_bare_name_acts_where_people_stand_farther_off() -> None:
    assert not is_kept("US companies attacked Chad.", "US", "Chad")
    assert is_kept("Peru bans rebels from Chad.", "Peru", "Chad")


def test_what_is_done_to_its_people_is_done_to_it() -> None:
    assert is_kept("Chad expelled Peruvian citizens.", "Chad", "Peruvian", EdgeType.RESTRICTS)


def test_ties_stay() -> None:
    assert is_kept("Peruvian companies own a port in Chad.", "Peruvian", "Chad", EdgeType.OWNS)
