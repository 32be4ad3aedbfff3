from __future__ import annotations

from disputes.graph.model import MentionKind, Span
from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.reader.candidates import FoundMention
from disputes.loaders.extractors.reader.labels import KINDS
from disputes.loaders.extractors.reader.members import is_acronym_of, member_of, plain_name


def test_a_states_side_names_the_state() -> None:
    text = "the Russian side"
    found = member_of(text, FoundMention(0, 0, 2, KINDS.index("State")), Span(0, len(text)))
    assert (found.type, found.name, found.known and found.known.code) == (NodeType.STATE, "Russia", "state:ru")


def test_an_office_without_a_name_is_no_name() -> None:
    text = "the president"
    found = member_of(text, FoundMention(0, 0, 1, KINDS.index("Official")), Span(0, len(text)))
    assert found.kind is MentionKind.NOUN


def test_articles_and_forms_of_address_are_no_part_of_a_name() -> None:
    assert plain_name("Mr. Orel's", NodeType.OFFICIAL) == "Orel"
    assert plain_name("the Harbour Board", NodeType.ORGANIZATION) == "Harbour Board"


def test_an_acronym_may_leave_small_words_out() -> None:
    assert is_acronym_of("NBH", ["national", "board", "of", "harbours"])
    assert not is_acronym_of("NBH", ["national", "harbours"])
