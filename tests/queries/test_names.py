import pytest

from disputes.graph.errors import NotFoundError
from disputes.graph.store.protocol import Store
from disputes.queries.names import Named, find, folded, names_in, names_of


@pytest.mark.parametrize(
    ("text", "ident"),
    [
        ("state:su", "state:su"),
        ("official:a-velja", "official:ana-velja"),
        ("Ana Velja", "official:ana-velja"),
        ("ana  VELJA", "official:ana-velja"),
        ("the Kingdom of Norland", "state:no"),
        ("Sudova", "state:su"),
        ("Ines Berg", "official:ines-berg"),
        ("Velja", "official:ana-velja"),
        ("Lindenhof", "property:villa"),
        ("ministry", "organization:su-ministry"),
        ("Sudovia ministry", "organization:su-ministry"),
        ("Norland – Sudovia: diplomatic property", "dispute:no+su:diplomatic-property"),
    ],
)
def test_an_entity_is_found_by_id_former_id_name_alias_and_part_of_a_name(store: Store, text: str, ident: str) -> None:
    assert find(names_of(store), text) == ident


def test_a_surname_that_two_share_is_ambiguous_and_names_both(store: Store) -> None:
    with pytest.raises(NotFoundError) as caught:
        find(names_of(store), "Berg")
    assert caught.value.ambiguous
    assert set(caught.value.nearest) == {"Olof Berg", "Inés Berg"}


def test_candidates_of_one_name_are_told_apart_by_id() -> None:
    names = [named("place:georgia", "Georgia"), named("state:ge", "Georgia")]
    with pytest.raises(NotFoundError) as caught:
        find(names, "georgia")
    assert caught.value.nearest == ("place:georgia", "state:ge")
    assert find(names, caught.value.nearest[1]) == "state:ge"


def test_a_name_goes_before_an_alias_and_an_alias_before_a_part_of_a_name() -> None:
    city, state, paper = (
        named("place:w", "Wessel"),
        named("state:w", "Westland", "Wessel"),
        named("org:p", "Daily Wessel"),
    )
    assert find([paper, state, city], "Wessel") == "place:w"
    assert find([paper, state], "Wessel") == "state:w"
    assert find([paper], "Wessel") == "org:p"


def test_an_id_goes_before_a_former_id_of_another() -> None:
    old = Named("official:b", "B", ("B",), ("official:b", "official:a"), is_dispute=False)
    assert find([old, named("official:a", "A")], "official:a") == "official:a"


def test_what_is_mistyped_is_answered_with_the_nearest_names(store: Store) -> None:
    with pytest.raises(NotFoundError) as caught:
        find(names_of(store), "Anna Velia")
    assert not caught.value.ambiguous
    assert caught.value.nearest[0] == "Ana Velja"
    assert len(caught.value.nearest) <= 5


@pytest.mark.parametrize("text", ["", "  ", "?"])
def test_nothing_is_found_by_nothing(store: Store, text: str) -> None:
    with pytest.raises(NotFoundError):
        find(names_of(store), text)


def test_a_dispute_is_not_found_by_a_part_of_its_name(store: Store) -> None:
    with pytest.raises(NotFoundError):
        find(names_of(store), "diplomatic property")


def test_store_and_mirror_give_the_same_names(store: Store, graph) -> None:
    assert set(names_in(graph)) == set(names_of(store))


def test_names_are_compared_without_accents_case_and_stops() -> None:
    assert folded("Ångström  Ñandú") == folded("angstrom nandu")
    assert folded("The") == "the"


def named(ident: str, name: str, *aliases: str) -> Named:
    return Named(ident, name, (name, *aliases), (ident,), is_dispute=False)
