from pathlib import Path

import pytest

from disputes.graph.errors import InputError
from disputes.graph.vocabulary import EdgeType, Issue
from training.corpus import ARTICLES, read, read_all

SAMPLE = Path(__file__).parent / "articles.txt"
HEAD = "# one | wire | trade\n@ gr State Greece\n@ tr State Turkey\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "articles.txt"
    path.write_text(text, "utf-8")
    return path


def test_markup_is_gone_and_spans_stand_in_the_plain_text() -> None:
    article = next(read(SAMPLE))
    assert "[[" not in article.text
    assert [mention.span.of(article.text) for mention in article.mentions[:4]] == [
        "Greece",
        "Turkish",
        "Rhodes",
        "Greece",
    ]
    assert [sentence.of(article.text)[:9] for sentence in article.sentences[:2]] == ["Greece pr", "Greece on"]


def test_lines_that_are_no_prose_stay_in_the_text_but_are_no_sentence() -> None:
    article = next(read(SAMPLE))
    assert "ATHENS (Agencies)" in article.text
    assert not any("Agencies" in sentence.of(article.text) for sentence in article.sentences)


def test_titles_stand_for_no_entity() -> None:
    article = next(read(SAMPLE))
    assert [mention.span.of(article.text) for mention in article.mentions if mention.entity is None] == [
        "Prime Minister"
    ]


def test_edges_carry_their_flags_and_their_words() -> None:
    article = next(read(SAMPLE))
    planned = next(edge for edge in article.edges if edge.type is EdgeType.RESTRICTS)
    assert planned.trigger.of(article.text) == "sanctions"
    assert (planned.hypothetical, planned.negated, planned.speaker, planned.issue) == (
        True,
        False,
        "doukas",
        Issue.SANCTIONS,
    )
    assert next(edge.role for edge in article.edges if edge.type is EdgeType.SERVES) == "Prime Minister"


@pytest.mark.parametrize(
    ("sentence", "trigger", "at"),
    [
        ("The office of [[Greece|gr]] in [[Turkey|tr]] closed.", "of", 11),
        ("[[Greece|gr]] counterclaims what [[Turkey|tr]] claims.", "claims", 33),
        ("[[Greece|gr]] told the Turks of [[Turkey|tr]]'s step.", "'s", 31),
        ("[[Greece|gr]] overcharges [[Turkey|tr]].", "charge", 11),
    ],
)
def test_a_trigger_is_whole_words_where_they_stand_in_the_line(
    tmp_path: Path, sentence: str, trigger: str, at: int
) -> None:
    article = next(read(written(tmp_path, f"{HEAD}S {sentence}\n> gr ACCUSES tr | {trigger}\n")))
    assert article.edges[0].trigger.start == at


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("S Too early.\n", "starts with"),
        ("# one | gazette | trade\n", "unknown style"),
        ("# one | wire | weather\n", "not a valid Issue"),
        (HEAD + "@ gr State Greece\n", "twice"),
        (HEAD + "@ x Dispute A dispute\n", "derived"),
        (HEAD + "S [[Spain|es]] left.\n", "unknown entity"),
        (HEAD + "S [[Greece|gr] left.\n", "broken markup"),
        (HEAD + "B [[Greece|gr]]\n", "no prose"),
        (HEAD + "> gr ACCUSES tr | x |\n", "without its line"),
        (HEAD + "S [[Greece|gr]] blames [[Turkey|tr]].\n> gr BLAMES tr | blames\n", "not a valid EdgeType"),
        (HEAD + "S [[Greece|gr]] blames [[Turkey|tr]].\n> gr OWNS tr | blames\n", "can't join"),
        (HEAD + "S [[Greece|gr]] blames [[Turkey|tr]].\n> gr ACCUSES tr | accuses\n", "trigger"),
        (HEAD + "S [[Greece|gr]] blames [[Turkey|tr]].\n> gr ACCUSES tr | blames | by=es\n", "flag"),
        (HEAD + "S [[Greece|gr]] blames them.\n> gr ACCUSES tr | blames\n", "implied"),
        (HEAD + "X what is this\n", "unknown kind"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_reason(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as mistake:
        list(read(written(tmp_path, text)))
    assert mistake.value.path.endswith(f"articles.txt:{text.count(chr(10))}")


def test_an_id_stands_for_one_article(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="twice"):
        read_all([written(tmp_path, HEAD + HEAD)])


def test_all_articles_of_the_project_are_right() -> None:
    articles = read_all()
    assert {article.style for article in articles} >= {"wire", "official", "translated"}
    assert {edge.type for article in articles for edge in article.edges} == set(EdgeType)
    assert (ARTICLES / "NOTICE.md").exists()
