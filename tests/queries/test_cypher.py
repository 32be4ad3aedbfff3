"""What each named query answers over the small graph, on the newest release of Neo4j too."""

import pytest
from stores import KINDS, NEWEST_NEO4J

from disputes.graph.store.protocol import Row, Store
from disputes.queries.catalog import run

PROPERTY_DISPUTE = "Norland – Sudovia: diplomatic property"


@pytest.fixture(scope="module", params=(*KINDS, NEWEST_NEO4J))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def records(store: Store, name: str, **values: object) -> list[Row]:
    return run(store, name, values).records()


def sentences(store: Store, name: str, **values: object) -> list[str]:
    return [row["evidence"] for row in records(store, name, **values)]


def test_restrictions_are_facts_with_their_words(store: Store) -> None:
    [row] = records(store, "restrictions", by="Norland")
    assert (row["by"], row["against"], row["action"]) == ("Norland", "Lindenhof estate", "sealed")
    assert (row["evidence"], row["article"], row["date"]) == ("Sentence e04.", "Villa closed", "2031-01-10")
    assert records(store, "restrictions", by="Sudovia") == []


def test_accusations_of_a_state_include_those_of_who_acts_for_it(store: Store) -> None:
    assert sentences(store, "accusations", by="Sudovia", against="Norland") == ["Sentence e06."]


def test_a_claim_that_was_conceded_later_is_settled(store: Store) -> None:
    assert [row["claimed"] for row in records(store, "claims", by="Sudovia")] == ["Lindenhof estate"]


def test_disputes_name_parties_and_stakes(store: Store) -> None:
    [row] = records(store, "disputes")
    assert (row["parties"], row["stakes"]) == (["Norland", "Sudovia"], ["Lindenhof estate"])
    assert row["id"].startswith("dispute:")
    assert records(store, "disputes", since="2031-01-11") == []


@pytest.mark.parametrize("actor", ["Sudovia", "Ana Velja"])
def test_disputes_of_an_actor_are_those_of_its_state(store: Store, actor: str) -> None:
    [row] = records(store, "disputes_of", actor=actor)
    assert (row["dispute"], row["against"], row["stakes"]) == (PROPERTY_DISPUTE, "Norland", ["Lindenhof estate"])


def test_the_evidence_of_a_dispute_is_the_contention_on_its_issue(store: Store) -> None:
    assert sentences(store, "evidence_of", dispute=PROPERTY_DISPUTE) == [f"Sentence e0{n}." for n in (4, 5, 6)]


def test_an_envoy_serves_who_sends_and_not_where_it_is_posted(store: Store) -> None:
    offices = [(row["official"], row["role"]) for row in records(store, "officials_of", body="Norland")]
    assert offices == [("Inés Berg", None), ("Olof Berg", "ambassador")]
    assert [row["official"] for row in records(store, "officials_of", body="Sudovia")] == ["Ana Velja"]


def test_properties_are_told_with_their_places(store: Store) -> None:
    [row] = records(store, "properties_of", actor="Sudovia")
    assert (row["property"], row["relation"], row["places"]) == ("Lindenhof estate", "CLAIMS", ["Norland"])


def test_talks_are_found_by_who_takes_part_and_by_place(store: Store) -> None:
    [row] = records(store, "talks", actor="Norland", place="place:mora")
    assert (row["participants"], row["places"]) == (["Ana Velja", "Olof Berg"], ["Mora"])
    assert (row["evidence"], row["articles"]) == (["Sentence e10.", "Sentence e11."], ["Envoys meet"])
    assert records(store, "talks", place="Norland") == []


def test_the_timeline_goes_by_date_with_undated_last(store: Store) -> None:
    rows = records(store, "timeline", actor="Norland", other="Sudovia", facts=False)
    assert [row["evidence"][9:12] for row in rows] == ["e02", "e06", "e13", "e07", "e08", "e16", "e09"]
    assert [row["date"] for row in rows][-2:] == ["2031-02-20", None]
    dated = sentences(store, "timeline", actor="Norland", other="Sudovia", since="2031-02-19", until="2031-12-31")
    assert dated == ["Sentence e16."]


def test_speakers_are_found_by_the_state_they_speak_for(store: Store) -> None:
    assert sentences(store, "speakers", speaker="Sudovia") == ["Sentence e05.", "Sentence e06."]
    assert [row["speaker"] for row in records(store, "speakers", about="Inés Berg")] == ["a resident"]


def test_a_denial_contradicts_the_fact_between_the_same_two(store: Store) -> None:
    [row] = records(store, "contradictions", actor="Norland")
    assert (row["said"], row["said_in"]) == ("Sentence e06.", "Villa closed")
    assert (row["denied"], row["denied_on"]) == ("Sentence e07.", "2031-02-20")


def test_what_most_is_contended_over_comes_first(store: Store) -> None:
    rows = records(store, "most_contended")
    assert [(row["contended"], row["assertions"]) for row in rows] == [("Lindenhof estate", 2), ("Rail treaty", 1)]
    assert rows[0]["contenders"] == ["Norland", "Sudovia"]


def test_cooperation_is_found_from_either_side(store: Store) -> None:
    expected = ["Sentence e13.", "Sentence e16."]
    assert sentences(store, "cooperation", actor="Norland", other="Sudovia") == expected
    assert sentences(store, "cooperation", actor="Sudovia") == expected


def test_articles_about_a_state_count_who_acts_for_it(store: Store) -> None:
    rows = records(store, "articles_about", entity="Sudovia")
    assert [(row["article"], row["mentions"]) for row in rows] == [("Envoys meet", 1), ("Villa closed", 2)]
    assert rows[1]["named"] == ["Ana Velja", "Sudovia"]


def test_plans_and_threats_are_told_apart_from_what_has_happened(store: Store) -> None:
    assert sentences(store, "plans_and_threats") == ["Sentence e08.", "Sentence e09."]
    assert sentences(store, "plans_and_threats", by="Sudovia", against="Norland") == ["Sentence e09."]
