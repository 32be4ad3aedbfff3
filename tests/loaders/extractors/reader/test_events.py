from __future__ import annotations

import pytest

from disputes.graph.vocabulary import RULES, EdgeType, Event
from disputes.loaders.extractors.reader.events import event_of


@pytest.mark.parametrize(
    ("kind", "trigger", "event"),
    [
        (EdgeType.RESTRICTS, "detained", Event.COERCE),
        (EdgeType.RESTRICTS, "was Detaining", Event.COERCE),
        (EdgeType.RESTRICTS, "sanctions", Event.SANCTION),
        (EdgeType.ACCUSES, "complaints", Event.ACCUSE),
        (EdgeType.ACCUSES, "summoned", Event.PROTEST),
        (EdgeType.YIELDS, "withdrawals", Event.RETREAT),
        (EdgeType.ACCUSES, "blamed", Event.ACCUSE),
        (EdgeType.MEETS, "meetings", Event.CONSULT),
    ],
)
def test_the_words_tell_the_event(kind: EdgeType, trigger: str, event: Event) -> None:
    assert event_of(kind, trigger)[0] is event


@pytest.mark.parametrize("kind", list(EdgeType))
@pytest.mark.parametrize("trigger", ["zephyred", ""])
def test_words_that_no_lexicon_has_tell_the_types_own(kind: EdgeType, trigger: str) -> None:
    assert event_of(kind, trigger) == (RULES[kind].event, RULES[kind].intensity)


def test_a_word_of_another_type_tells_nothing() -> None:
    assert event_of(EdgeType.MEETS, "detained") == event_of(EdgeType.MEETS, "zephyred")
