"""What is read is plain; what is stored, and what edges show of it, stays what the file held."""

from __future__ import annotations

import unicodedata
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes.graph.model import Article, Reading, Span, article_id
from disputes.loaders.extractors.choice import make_extractor
from disputes.loaders.texts.legible import legible
from disputes.loaders.workers import read_all


def article(text: str, **facts) -> Article:
    return Article(article_id(text), text, "-", sources=("a",), **facts)


def read(text: str) -> Reading:
    ((_, reading),) = read_all([article(text)], partial(make_extractor, "rules"), 1)
    assert isinstance(reading, Reading)
    return reading


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Con\u00adsu\u00adlate", "Consulate"),
        ("Ka\u200bzan\ufeff and\u2060 Kiel\u200d", "Kazan and Kiel"),
        ("Mr.\u00a0Orel\u202fleft", "Mr. Orel left"),
        ("Norway \U0001f1f3\U0001f1f4 left \u2708\ufe0f.", "Norway   left  ."),
        ("the o\ufb03cer and the \uff35\uff2b", "the officer and the UK"),
        ("Jose\u0301 left", "José left"),
        ("AT&amp;T and Iran&#8217;s", "AT&T and Iran’s"),
        ("**Norway** accused [Chad](https://a.org/b) of *lies* and `more`.", "Norway accused Chad of lies and more."),
        ("See https://a.org/b?c=d, or write to ada.birn@a.org.", "See , or write to ."),
        ("He <b>left</b>.", "He  left ."),
        ("So 5 * 3 [1] a_b 'tis it’s 2 < 3", "So 5 * 3 [1] a_b 'tis it’s 2 < 3"),
        ("One\r\ntwo\rthree\u2028four", "One\ntwo\nthree\nfour"),
    ],
)
def test_what_no_reader_reads_is_left_out(text: str, plain: str) -> None:
    found = legible(article(text))
    assert found.article.text == plain
    assert found.article.id == article_id(text)


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("\u00ad\u200b*_[]()<>&;\r\n\ufb01e\u0301"), max_size=60))
def test_every_word_is_found_again_in_the_stored_text(text: str) -> None:
    found = legible(article(text))
    for at, char in enumerate(found.article.text):
        start, end = found.stored(Span(at, at + 1))
        assert 0 <= start < end <= len(text)
        if end - start == 1 and text[start].isalnum() and text[start] == unicodedata.normalize("NFKC", text[start]):
            assert char.casefold() == text[start].casefold()
    assert found.stored(Span(0, len(found.article.text))).end <= len(text)


def test_headline_and_boilerplate_move_with_the_text() -> None:
    text = "Gor\u00adna ac\u00adcuses\n\nBy Ada\u00a0Birn\n\nIt did."
    found = legible(article(text, headline=Span(0, 15), boilerplate=(Span(17, 28),))).article
    assert found.headline is not None
    assert found.headline.of(found.text) == "Gorna accuses"
    assert [span.of(found.text) for span in found.boilerplate] == ["By Ada Birn"]


def test_names_are_plain_and_evidence_is_the_files_own() -> None:
    text = "Nor\u00adway \U0001f1f3\U0001f1f4 closed the Chi\u00adlean con\u00adsu\u00adlate in Ber\u200bgen."
    reading = read(text)
    names = {local.key: local.name for local in reading.entities}
    assert {"Norway", "Bergen"} <= set(names.values())
    assert all(found.evidence == Span(0, len(text)) for found in reading.assertions)
    assert ("Norway", "RESTRICTS") in {(names[one.source], str(one.type)) for one in reading.assertions}
    assert {one.trigger.of(text) for one in reading.assertions if str(one.type) == "RESTRICTS"} == {"closed"}
    firsts = {mention.local: mention.span for mention in reversed(reading.mentions)}
    assert all(key.startswith(f"{article_id(text)}:{span.start}-{span.end}") for key, span in firsts.items())


@pytest.mark.parametrize("change", [str, str.upper, str.lower])
def test_a_story_says_the_same_in_whatever_letters_it_is_written(change) -> None:
    text = change("The foreign minister of Norway, Ada Birn, accused Chad on Monday. NATO attacked the Chadian army.")
    reading = read(text)
    names = {local.key: local.name for local in reading.entities}
    said = {(names[one.source], str(one.type), names[one.target]) for one in reading.assertions}
    assert {("Ada Birn", "SERVES", "Norway"), ("Ada Birn", "ACCUSES", "Chad")} <= said
    assert {one.evidence.of(text) for one in reading.assertions} <= {change(half) for half in _halves(text)}


def _halves(text: str) -> tuple[str, str]:
    first, _, second = text.partition(". ")
    return first + ".", second


def test_two_spellings_of_a_name_are_one_person() -> None:
    text = "President Emma\u00adnuel\u00a0Orel of Chad left. Emmanuel Orel met the envoy of Norway. Or\u200bel smiled."
    persons = [local for local in read(text).entities if str(local.type) == "Official"]
    assert [(one.name, set(one.aliases) - {one.name}) for one in persons] == [("Emmanuel Orel", {"Orel"})]
