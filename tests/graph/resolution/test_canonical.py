import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes.graph.model import LocalEntity
from disputes.graph.resolution.blocks import Candidate, candidate
from disputes.graph.resolution.canonical import lone, resolve
from disputes.graph.vocabulary import NodeType


def official(name: str, state: str | None = None, article: str = "a") -> Candidate:
    return candidate(LocalEntity(f"{article}:{name}:{state}", NodeType.OFFICIAL, name, state=state))


def thing(kind: NodeType, name: str, state: str | None = None, bare: str | None = None) -> Candidate:
    return candidate(LocalEntity(f"a:{name}:{state}", kind, name, state=state, bare=bare))


def names(candidates: list[Candidate]) -> set[frozenset[str]]:
    return {frozenset(one.local.name for one in cluster) for _, cluster in resolve(candidates)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alexander Darchiev", "Aleksandr Darciev"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
        ("J. Okoro", "James Okoro"),
        ("Tayyip Erdogan", "Recep Tayyip Erdoğan"),
    ],
)
def test_two_spellings_are_one_person(one: str, other: str) -> None:
    first, second = official(one, "state:xx"), official(other, "state:xx")
    assert first.block == second.block
    assert len(resolve([first, second])) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (official("Anna Petrova", "state:xx"), official("Boris Petrova", "state:xx")),
        (official("Anna Petrova", "state:xx"), official("Ana Petrova", "state:yy")),
        (official("Sergei Lavrin", "state:xx"), official("Sergei Rybin", "state:xx")),
    ],
)
def test_two_persons_stay_two(one: Candidate, other: Candidate) -> None:
    assert one.block != other.block or len(resolve([one, other])) == 2


def test_a_bare_surname_joins_the_one_who_serves_the_same_state() -> None:
    full = official("Anna Petrova", "state:xx", "a")
    assert names([full, official("Petrova", "state:xx", "b")]) == {frozenset({"Anna Petrova", "Petrova"})}
    assert len(names([full, official("Petrova", "state:yy", "b")])) == 2
    assert len(names([full, official("Petrova", None, "b")])) == 2


def test_a_bare_surname_that_could_be_two_joins_neither() -> None:
    several = [official("Anna Petrova", "state:xx"), official("Boris Petrova", "state:xx")]
    assert len(names([*several, official("Petrova", "state:xx")])) == 3


def test_namesakes_are_two_if_several_articles_tell_of_each() -> None:
    found = [official("Anna Petrova", state, article) for state in ("state:xx", "state:yy") for article in "abc"]
    entities = {entity.id for entity, _ in resolve(found)}
    assert entities == {"official:anna-petrova-xx", "official:anna-petrova-yy"}


def test_one_article_with_another_state_makes_no_namesake() -> None:
    found = [
        *(official("Anna Petrova", "state:xx", article) for article in "abc"),
        official("Anna Petrova", "state:yy"),
    ]
    ((entity, _),) = resolve(found)
    assert (entity.id, entity.state) == ("official:anna-petrova", "state:xx")


def test_a_body_is_one_whether_its_state_stands_before_or_in_its_name() -> None:
    one = thing(
        NodeType.ORGANIZATION, "Borduria Ministry of Foreign Affairs", "state:bo", "Ministry of Foreign Affairs"
    )
    other = thing(NodeType.ORGANIZATION, "Bordurian Foreign Ministry", "state:bo", "Foreign Ministry")
    elsewhere = thing(NodeType.ORGANIZATION, "Foreign Ministry", "state:ar")
    assert one.block == other.block != elsewhere.block
    ((entity, _),) = resolve([one, other])
    assert entity.id.startswith("org:bo-")


def test_consulates_of_one_state_in_two_cities_are_two() -> None:
    one = thing(NodeType.PROPERTY, "Bordurian consulate in Klow", "state:bo", "consulate in Klow")
    other = thing(NodeType.PROPERTY, "Bordurian consulate in Szohod", "state:bo", "consulate in Szohod")
    assert one.block != other.block


def test_a_consulate_general_is_a_consulate() -> None:
    one = thing(NodeType.PROPERTY, "consulate general in Klow", "state:bo")
    assert one.block == thing(NodeType.PROPERTY, "consulate in Klow", "state:bo").block


def test_premises_without_an_owner_are_those_of_the_only_one() -> None:
    owned = thing(NodeType.PROPERTY, "Bordurian consulate in Klow", "state:bo", "consulate in Klow")
    unowned = thing(NodeType.PROPERTY, "consulate in Klow")
    rival = thing(NodeType.PROPERTY, "Arlandic consulate in Klow", "state:ar", "consulate in Klow")
    assert owned.block == unowned.block == rival.block
    assert len(resolve([owned, unowned])) == 1
    assert len(resolve([owned, unowned, rival])) == 3


def test_what_means_something_only_in_its_article_is_joined_to_nothing() -> None:
    one = candidate(LocalEntity("a:0-9", NodeType.PROPERTY, "embassies", is_distinct=False))
    other = candidate(LocalEntity("b:0-9", NodeType.PROPERTY, "embassies", is_distinct=False))
    assert one.block is None
    assert lone(one).id != lone(other).id


def test_the_other_spelling_still_finds_the_entity() -> None:
    ((entity, _),) = resolve([official("Alexander Darchiev"), official("Aleksandr Darciev")])
    assert {"official:alexander-darchiev", "official:aleksandr-darciev"} <= set(entity.ids)


def meeting(article: str, date: str | None) -> Candidate:
    return candidate(LocalEntity(f"{article}:0-1", NodeType.TALKS, "Klow talks"), date=date)


def test_reports_of_talks_are_one_meeting_within_days_and_two_after_months() -> None:
    close = [meeting("a", "2025-04-10"), meeting("b", "2025-04-12"), meeting("c", None)]
    assert len(resolve(close)) == 1
    assert len(resolve([meeting("a", "2025-04-10"), meeting("b", "2025-09-10")])) == 2


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Anna Petrova", "Ana Petrova", "A. Petrova", "Petrova", "Boris Petrova", "Anna Petrovna"]),
            st.sampled_from([None, "state:xx", "state:yy"]),
        ),
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_candidates_has_no_say(found: list[tuple[str, str | None]], chance: random.Random) -> None:
    candidates = [official(name, state, f"a{number}") for number, (name, state) in enumerate(found)]
    shuffled = list(candidates)
    chance.shuffle(shuffled)
    assert resolve(candidates) == resolve(shuffled)
    assert sorted(one.local.key for _, cluster in resolve(candidates) for one in cluster) == sorted(
        one.local.key for one in candidates
    )
