from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from disputes.graph.map.evidence import marked

OFFSETS = st.one_of(st.none(), st.integers(-5, 60))


@given(
    evidence=st.text(max_size=40),
    start=st.integers(0, 10),
    places=st.fixed_dictionaries(
        {f"{mark}_{end}": OFFSETS for mark in ("trigger", "source", "target") for end in ("start", "end")}
    ),
)
def test_the_pieces_are_the_evidence_whatever_the_offsets(evidence, start, places):
    pieces = marked({"evidence": evidence, "start": start, **places})
    assert "".join(piece for piece, _ in pieces) == evidence


def test_offsets_count_code_points_of_the_article():
    places = {"source_start": 52, "source_end": 56, "trigger_start": 57, "trigger_end": 61}
    assert marked({"evidence": "🕊 Kesh paid.", "start": 50, **places}) == [
        ("🕊 ", None),
        ("Kesh", "source"),
        (" ", None),
        ("paid", "trigger"),
        (".", None),
    ]


def test_the_trigger_shows_within_an_end_that_covers_it():
    places = {"source_start": 0, "source_end": 17, "trigger_start": 7, "trigger_end": 12}
    pieces = marked({"evidence": "Kesh's envoy Hale left.", "start": 0, **places})
    assert pieces == [("Kesh's ", "source"), ("envoy", "trigger"), (" Hale", "source"), (" left.", None)]


def test_what_is_said_outside_the_evidence_is_not_marked():
    assert marked({"evidence": "It left.", "start": 30, "source_start": 2, "source_end": 6}) == [("It left.", None)]
