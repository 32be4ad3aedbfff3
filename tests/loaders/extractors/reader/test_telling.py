"""Who says what the model hears, whether it is asked, and the words of an office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from disputes.graph.model import Article, Assertion, LocalEntity, Mention, MentionKind, Span, local_key
from disputes.graph.vocabulary import EdgeType, NodeType
from disputes.loaders.extractors.reader.telling import as_told
from disputes.loaders.extractors.rules.assertions import lines_of

KINDS = {
    "Gorna": NodeType.STATE,
    "Birn": NodeType.STATE,
    "Vera Orel": NodeType.OFFICIAL,
    "Ivo Sand": NodeType.OFFICIAL,
    "pact": NodeType.AGREEMENT,
}


def entities(text: str) -> dict[str, LocalEntity]:
    found = {}
    for name, kind in KINDS.items():
        if name in text:
            span = Span(text.index(name), text.index(name) + len(name))
            found[name] = LocalEntity(local_key("a", span), kind, name)
    return found


def told(lines: Sequence[str], said: Assertion, titles: Sequence[str] = (), number: int = -1) -> Assertion:
    """Give the assertion as the lines tell it; names in `said` stand for keys, spans are those of line `number`."""
    text = "\n".join(lines)
    known = entities(text)
    starts = [sum(len(other) + 1 for other in lines[:at]) for at in range(len(lines))]
    spans = [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    mentions = [
        Mention(Span(at, at + len(name)), MentionKind.NAME, one.key)
        for name, one in known.items()
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    by_place = sorted(mentions, key=lambda one: one.span)
    split = lines_of(Article("a", text, ""), [(span, False) for span in spans], by_place, list(known.values()))
    start = spans[number].start
    one = replace(
        said,
        source=known[said.source].key,
        target=known[said.target].key,
        speaker_local=known[said.speaker].key if said.speaker else None,
        evidence=spans[number],
        trigger=Span(start + said.trigger.start, start + said.trigger.end),
    )
    places = [Span(text.index(title), text.index(title) + len(title)) for title in titles]
    (found,) = as_told(text, [one], split, places)
    return found


def said(line: str, source: str, kind: EdgeType, target: str, trigger: str, speaker: str | None = None) -> Assertion:
    at = line.index(trigger)
    return Assertion("a", kind, source, target, Span(at, at + len(trigger)), Span(0, 0), speaker=speaker)


def test_a_speaker_whom_the_sentence_mentions_is_kept() -> None:
    line = "Vera Orel asked why Gorna attacked Birn."
    assert told([line], said(line, "Gorna", EdgeType.ATTACKS, "Birn", "attacked", "Vera Orel")).speaker == "Vera Orel"


def test_a_speaker_whom_it_does_not_mention_is_none() -> None:
    before, line = "Vera Orel left.", "In spring Gorna attacked Birn."
    found = told([before, line], said(line, "Gorna", EdgeType.ATTACKS, "Birn", "attacked", "Vera Orel"))
    assert (found.speaker, found.speaker_local) == (None, None)


def test_a_quotation_goes_on_with_its_speaker() -> None:
    before, line = '"It is war," Vera Orel said.', '"In spring Gorna attacked Birn."'
    found = told([before, line], said(line, "Gorna", EdgeType.ATTACKS, "Birn", "attacked", "Vera Orel"))
    assert found.speaker == "Vera Orel"


def test_where_the_grammar_hears_another_he_speaks() -> None:
    before, line = "Vera Orel left.", "Gorna attacked Birn, Ivo Sand said."
    found = told([before, line], said(line, "Gorna", EdgeType.ATTACKS, "Birn", "attacked", "Vera Orel"))
    assert (found.speaker, found.speaker_local) == ("Ivo Sand", entities("\n".join([before, line]))["Ivo Sand"].key)


def test_who_speaks_in_his_own_act_is_left_as_he_is() -> None:
    line = "He, so they say, accused Birn of theft."
    before = "Vera Orel spoke."
    found = told([before, line], said(line, "Vera Orel", EdgeType.ACCUSES, "Birn", "accused", "Vera Orel"))
    assert found.speaker == "Vera Orel"


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("Why do you think that Gorna attacked Birn?", True),
        ('"Do you believe that Gorna attacked Birn?"', True),
        ("You know that Gorna attacked Birn.", False),
        ("Why has Gorna attacked Birn?", False),
        ("Has Gorna attacked Birn?", True),
        ("Would Gorna have attacked Birn? Few believe it.", True),
        ("Nobody asks: was it Gorna that attacked Birn?", True),
        ('"Is it true that Gorna attacked Birn?"', True),
        ("Is it true? Gorna attacked Birn, it seems.", False),
        ("Gorna attacked Birn. Was it right?", False),
        ("Gorna attacked Birn?", False),
        ("And did Gorna attacked Birn?", True),
        ("So then, has Gorna attacked Birn?", True),
        ("After the raid, hasn't Gorna attacked Birn?", True),
        ("Now that Gorna attacked Birn, will it rain?", False),
        ("When Gorna attacked Birn, did it rain?", False),
        ("And why, after the raid, has Gorna attacked Birn?", False),
    ],
)
def test_what_somebody_is_asked_is_no_fact(line: str, asked: bool) -> None:
    assert told([line], said(line, "Gorna", EdgeType.ATTACKS, "Birn", "attacked")).hypothetical == asked


@pytest.mark.parametrize(
    ("line", "negated", "hypothetical"),
    [
        ("Gorna attacked Birn.", False, False),
        ("Gorna almost attacked Birn.", True, False),
        ("If Gorna had attacked Birn, the port would be shut.", False, True),
        ("The attacked Birn fears Gorna.", False, False),
    ],
)
def test_what_is_done_is_denied_or_meant_where_the_grammar_says_so(
    line: str, negated: bool, hypothetical: bool
) -> None:
    found = told([line], said(line, "Gorna", EdgeType.ATTACKS, "Birn", "attacked"))
    assert (found.negated, found.hypothetical) == (negated, hypothetical)


def test_what_the_model_hears_as_denied_or_meant_stays_so() -> None:
    line = "Gorna attacked Birn."
    heard = replace(said(line, "Gorna", EdgeType.ATTACKS, "Birn", "attacked"), negated=True, hypothetical=True)
    assert told([line], heard).negated
    assert told([line], heard).hypothetical


@pytest.mark.parametrize(
    ("verb", "hypothetical"), [("called for", True), ("signed", False), ("wants", True), ("broke", False)]
)
def test_who_is_party_to_what_is_merely_wanted_is_none_yet(verb: str, hypothetical: bool) -> None:
    line = f"Vera Orel {verb} a pact between Gorna and Birn."
    asserted = said(line, "Gorna", EdgeType.PARTY_TO, "pact", "between")
    at = line.index("a pact")
    placed = replace(asserted, target_span=Span(at, at + len("a pact")))
    assert told([line], placed).hypothetical is hypothetical


@pytest.mark.parametrize("kind", [EdgeType.DEMANDS, EdgeType.ACCUSES])
def test_what_is_said_is_said_though_it_is_of_what_is_meant(kind: EdgeType) -> None:
    line = "If Gorna had attacked Birn, the port would be shut."
    assert not told([line], said(line, "Gorna", kind, "Birn", "attacked")).hypothetical


def test_an_office_is_told_in_all_its_words() -> None:
    line = "Vera Orel is the foreign minister of Gorna."
    found = told([line], said(line, "Vera Orel", EdgeType.SERVES, "Gorna", "foreign"), ["foreign minister"])
    at = line.index("foreign minister")
    assert (found.trigger, found.detail) == (Span(at, at + len("foreign minister")), "foreign minister")


def test_no_act_is_told_by_an_office() -> None:
    line = "Vera Orel, foreign minister, left Gorna."
    found = told([line], said(line, "Vera Orel", EdgeType.ACCUSES, "Gorna", "foreign"), ["foreign minister"])
    assert found.trigger == said(line, "Vera Orel", EdgeType.ACCUSES, "Gorna", "foreign").trigger


OPEN = ('"Gorna attacked Birn.', "We saw it.", '"It was war," Vera Orel told reporters.')


@pytest.mark.parametrize(
    ("lines", "speaker"),
    [
        (OPEN, "Vera Orel"),
        (tuple(line.replace('"', "“", 1).replace(',"', ",”") for line in OPEN), "Vera Orel"),
        (('"Gorna attacked Birn."', *OPEN[1:]), None),
        (("Gorna attacked Birn.", *OPEN[1:]), None),
        ((OPEN[0], "We saw it.", '"It was war."'), None),
        ((OPEN[0], 'It was war."', "Vera Orel said she left."), None),
    ],
)
def test_a_quotation_over_paragraphs_is_said_by_who_is_named_at_its_end(
    lines: tuple[str, ...], speaker: str | None
) -> None:
    found = told(lines, said(lines[0], "Gorna", EdgeType.ATTACKS, "Birn", "attacked"), number=0)
    key = entities("\n".join(lines))[speaker].key if speaker else None
    assert (found.speaker, found.speaker_local) == (speaker, key)
