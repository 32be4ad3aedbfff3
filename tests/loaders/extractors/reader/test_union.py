from __future__ import annotations

from dataclasses import replace

from hearings import ARTICLE, antecedents_of, entity, members_of

from disputes.graph.model import Assertion, LocalEntity, Mention, MentionKind, Span
from disputes.graph.vocabulary import EdgeType, NodeType
from disputes.loaders.extractors.reader.coreference import Cluster, clusters_of
from disputes.loaders.extractors.reader.union import Translation, known_by_name, translated
from disputes.loaders.extractors.rules.findings import Found

MARKED = "[[Peru|State]] objects. The [[Peruvian Harbour Board|Organization]] met [[Vera Orel|Official]]."


def made_of(marked: str) -> dict[Cluster, LocalEntity]:
    members = members_of(marked)
    clusters = clusters_of(members, *antecedents_of(len(members), {}))
    return {cluster: cluster.entity(ARTICLE) for cluster in clusters if cluster is not None}


MADE = made_of(MARKED)
PERU, BOARD, OREL = MADE.values()


def ruled(found: LocalEntity, span: Span, *, is_inner: bool = False) -> Translation:
    """Translate one entity of the rules that has one mention."""
    mention = Mention(span, MentionKind.NAME, found.key)
    mentions, inner = ((), (mention,)) if is_inner else ((mention,), ())
    return translated(Found((), (found,), mentions, (), inner), MADE)


def test_an_entity_of_the_rules_is_the_one_whose_words_end_where_its_do() -> None:
    short = entity("Board", NodeType.ORGANIZATION, at=35)
    assert ruled(short, Span(35, 40)).entities == {short.key: BOARD}


def test_a_known_actor_is_found_by_its_code_wherever_it_stands() -> None:
    state = entity("Peru", NodeType.STATE, "state:pe", at=18)
    assert ruled(state, Span(18, 26)).entities == {state.key: PERU}


def test_an_entity_is_found_by_its_name() -> None:
    person = entity("Vera Orel", NodeType.OFFICIAL, at=99)
    assert ruled(person, Span(99, 108)).entities == {person.key: OREL}


def test_words_of_another_type_are_another_thing() -> None:
    thing = entity("Board", NodeType.PROPERTY, at=35)
    assert ruled(thing, Span(35, 40)).entities == {}


def test_a_place_inside_a_longer_name_is_added_with_its_mention() -> None:
    site = entity("Harbour", NodeType.PLACE, at=27)
    table = ruled(site, Span(27, 34), is_inner=True)
    assert (table.entities, table.added) == ({site.key: site}, (site,))
    assert [mention.local for mention in table.mentions] == [site.key]


def test_what_is_added_keeps_the_mention_that_its_key_tells() -> None:
    site = entity("Harbour", NodeType.PLACE, at=27)
    first, inner = (Mention(Span(at, at + 7), MentionKind.NAME, site.key) for at in (27, 99))
    table = translated(Found((), (site,), (first,), (), (inner,)), MADE)
    assert (table.added, table.mentions) == ((site,), (first, inner))


def test_words_that_the_reader_takes_for_something_else_are_not_added() -> None:
    """Two entities with one key would be taken for each other."""
    (treaty,) = made_of("[[Quito|Agreement]] holds.").values()
    state = entity("Ecuador", NodeType.STATE, "state:ec")
    mention = Mention(Span(0, 5), MentionKind.NAME, treaty.key)
    found = Found((), (replace(state, key=treaty.key),), (), (), (mention,))
    (cluster,) = made_of("[[Quito|Agreement]] holds.")
    assert translated(found, {cluster: treaty}) == Translation({})


def test_what_the_reader_does_not_have_and_no_name_holds_is_left_out() -> None:
    for found in (entity("Quay", NodeType.PLACE, at=70), entity("Dock", NodeType.PROPERTY, at=70)):
        assert ruled(found, Span(70, 74), is_inner=found.type is NodeType.PROPERTY) == Translation({})


def test_assertions_are_said_of_the_readers_entities() -> None:
    theirs = [entity("Orel", NodeType.OFFICIAL, at=1), entity("The Board", NodeType.ORGANIZATION, at=2)]
    table = Translation({theirs[0].key: OREL, theirs[1].key: BOARD})
    span = Span(0, 5)
    said = Assertion(ARTICLE, EdgeType.SERVES, theirs[0].key, theirs[1].key, span, span, speaker_local=theirs[1].key)
    (found,) = table.of([said])
    assert (found.source, found.target, found.speaker_local) == (OREL.key, BOARD.key, BOARD.key)
    assert next(table.of([replace(said, speaker_local="unknown")])).speaker_local is None
    assert not list(table.of([replace(said, target="unknown")]))


def test_an_assertion_whose_ends_turn_out_one_says_nothing() -> None:
    table = Translation({"a:1-2": OREL, "a:3-4": OREL})
    assert not list(table.of([Assertion(ARTICLE, EdgeType.MEETS, "a:1-2", "a:3-4", Span(0, 1), Span(0, 1))]))


def test_entities_are_known_by_code_and_by_all_their_names() -> None:
    known = known_by_name([PERU, replace(OREL, aliases=("Ms. Oreľ",)), replace(PERU, key="later")])
    assert known[NodeType.STATE, "state:pe"] == known[NodeType.STATE, "peru"] == PERU
    assert known[NodeType.OFFICIAL, "ms orel"].key == OREL.key
    assert (NodeType.PLACE, "peru") not in known
