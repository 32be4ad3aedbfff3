"""Who is named as hit is not accused; who hits is."""

from __future__ import annotations

import pytest

from disputes.graph.model import Article, Assertion, LocalEntity, Mention, MentionKind, Span, local_key
from disputes.graph.vocabulary import EdgeType, NodeType
from disputes.loaders.extractors.reader.victims import without_victims
from disputes.loaders.extractors.rules.assertions import lines_of
from disputes.loaders.extractors.rules.clauses import Clauses

NAMES = {"Gorna": NodeType.STATE, "Birn": NodeType.STATE, "Tavland": NodeType.STATE, "its": NodeType.STATE}


def is_kept(text: str, trigger: str, target: str, kind: EdgeType = EdgeType.ACCUSES) -> bool:
    """Whether "Gorna ACCUSES `target`" stays, with the trigger `trigger`."""
    spans = {name: Span(text.index(name), text.index(name) + len(name)) for name in NAMES if name in text}
    known = {name: LocalEntity(local_key("a", span), NAMES[name], name) for name, span in spans.items()}
    mentions = sorted(
        (Mention(span, MentionKind.NAME, known[name].key) for name, span in spans.items()), key=lambda one: one.span
    )
    sentence = Span(0, len(text))
    (line,) = lines_of(Article("a", text, ""), [(sentence, False)], mentions, list(known.values()))
    said = Assertion(
        "a",
        kind,
        known["Gorna"].key,
        known[target].key,
        Span(text.index(trigger), text.index(trigger) + len(trigger)),
        sentence,
        target_span=spans[target],
    )
    return bool(list(without_victims([said], {sentence: Clauses.of(line)})))


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Gorna condemned the attack on Birn.", "condemned"),
        ("Gorna strongly condemned the bombing of Birn by rebels.", "condemned"),
        ("Gorna denounced the missile strikes on three towns in Birn.", "denounced"),
        ("Gorna condemned the attack on Birn's embassy.", "condemned"),
        ("Gorna accused Tavland of an attack on Birn.", "accused"),
        ("Gorna deplored the sanctions against Birn.", "deplored"),
    ],
)
def test_who_is_hit_is_not_accused(text: str, trigger: str) -> None:
    assert not is_kept(text, trigger, "Birn")


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Gorna condemned Birn for the attack on Tavland.", "condemned"),
        ("Gorna condemned Birn's attack on Tavland.", "condemned"),
        ("Gorna condemned the bombing of Tavland by Birn.", "condemned"),
        ("Gorna condemned the aggression of Birn.", "condemned"),
        ("Gorna protested at the seizure of a ship, and Birn was blamed.", "blamed"),
        ("Gorna protested after the attack on Tavland, and accused Birn.", "accused"),
    ],
)
def test_who_hits_is_accused(text: str, trigger: str) -> None:
    assert is_kept(text, trigger, "Birn")


def test_who_hits_his_own_is_accused() -> None:
    assert is_kept("Gorna condemned Birn for attacks on its people.", "condemned", "its")


@pytest.mark.parametrize(
    "text",
    [
        "Gorna thanked Tavland for help against Birn.",
        "Gorna backed Tavland against nearby Birn.",
        "Gorna supports sanctions against Tavland and Birn.",
    ],
)
def test_no_help_is_given_to_whom_it_is_given_against(text: str) -> None:
    assert not is_kept(text, text.split()[1], "Birn", EdgeType.SUPPORTS)


@pytest.mark.parametrize("text", ["Gorna helped Birn against Tavland.", "Gorna left Tavland and helped Birn."])
def test_help_against_another_stays(text: str) -> None:
    assert is_kept(text, "helped", "Birn", EdgeType.SUPPORTS)


def test_other_acts_stay() -> None:
    assert is_kept("Gorna announced the bombing of Birn.", "bombing", "Birn", EdgeType.ATTACKS)
