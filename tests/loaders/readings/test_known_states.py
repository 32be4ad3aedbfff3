"""States that are told by more or less than their name are the known ones."""

from __future__ import annotations

import pytest

from disputes.graph.model import Assertion, LocalEntity, Mention, MentionKind, Reading, Span
from disputes.graph.vocabulary import EdgeType, NodeType
from disputes.loaders.readings.known_states import with_known_states

STATE, PERSON = NodeType.STATE, NodeType.OFFICIAL


def reading(*said: tuple[NodeType, str, str | None], ties: tuple[tuple[int, EdgeType, int], ...] = ()) -> Reading:
    spans = [Span(10 * place, 10 * place + 9) for place in range(len(said))]
    keys = [f"a:{span.start}-{span.end}" for span in spans]
    return Reading(
        "a",
        "-",
        "-",
        tuple(LocalEntity(key, kind, name, code=code) for key, (kind, name, code) in zip(keys, said, strict=True)),
        tuple(Mention(span, MentionKind.NAME, key) for span, key in zip(spans, keys, strict=True)),
        tuple(Assertion("a", kind, keys[one], keys[other], Span(0, 1), Span(0, 99)) for one, kind, other in ties),
    )


def found(given: Reading) -> set[tuple[str, str, str | None]]:
    return {(str(one.type), one.name, one.code) for one in with_known_states(given).entities}


@pytest.mark.parametrize(
    ("name", "known", "code"),
    [
        ("Kingdom of Norway", "Norway", "state:no"),
        ("Chadian state", "Chad", "state:td"),
        ("U.S government", "United States", "state:us"),
        ("Bolívia", "Bolivia", "state:bo"),
    ],
)
def test_a_word_too_many_leaves_a_state_the_state(name: str, known: str, code: str) -> None:
    assert found(reading((STATE, name, None))) == {("State", known, code)}


def test_what_stands_for_a_state_of_the_article_is_that_state() -> None:
    given = reading(
        (STATE, "North Korea", "state:kp"),
        (STATE, "Japan", "state:jp"),
        (STATE, "North", None),
        ties=((2, EdgeType.ACCUSES, 1),),
    )
    told = with_known_states(given)
    assert found(given) == {("State", "North Korea", "state:kp"), ("State", "Japan", "state:jp")}
    assert [(one.source, one.target) for one in told.assertions] == [("a:0-9", "a:10-19")]
    assert {mention.local for mention in told.mentions} == {"a:0-9", "a:10-19"}


def test_a_half_of_two_states_is_neither() -> None:
    given = reading((STATE, "North Korea", "state:kp"), (STATE, "South Korea", "state:kr"), (STATE, "Korea", None))
    assert ("State", "Korea", None) in found(given)


def test_a_surname_is_the_persons_who_bears_it() -> None:
    assert found(reading((PERSON, "Ada Birn", None), (STATE, "Birn", None))) == {("Official", "Ada Birn", None)}


def test_a_government_called_by_its_leader_is_the_state_or_a_body() -> None:
    said = (PERSON, "Ada Birn", None), (STATE, "Norway", "state:no"), (STATE, "Birn government", None)
    led = reading(*said, ties=((0, EdgeType.LEADS, 1),))
    assert found(led) == {("Official", "Ada Birn", None), ("State", "Norway", "state:no")}
    assert ("Organization", "Birn government", None) in found(reading(*said))


def test_an_adjective_is_no_state_and_an_unknown_state_is_one() -> None:
    assert found(reading((STATE, "Victorian", None), (STATE, "Gorna", None))) == {("State", "Gorna", None)}


def test_known_states_stay_as_they_are() -> None:
    given = reading((STATE, "Norway", "state:no"), (STATE, "Chad", "state:td"), ties=((0, EdgeType.ACCUSES, 1),))
    assert with_known_states(given) == given
