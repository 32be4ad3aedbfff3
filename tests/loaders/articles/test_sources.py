from __future__ import annotations

import gzip
import io
import json
import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes.graph.errors import InputError
from disputes.graph.model import Article, article_id
from disputes.loaders.articles import assembly, sources
from disputes.loaders.articles.encoding import unmangled
from disputes.loaders.articles.language import holds_sentence
from disputes.loaders.articles.sources import count_sources, read_articles

TITLE = "Two ministries quarrel over a villa"
PROSE = (
    "The two ministries met on Monday and did not agree on the villa, which stands empty by the sea. "
    "A spokesman of the smaller country said that the talks would go on next week in the capital."
)
TEXT = f"{TITLE}\n\n{PROSE}\n"
FRENCH = (
    "Les deux ministères se sont réunis lundi sans parvenir à un accord sur la villa, qui reste vide au bord de la mer."
    " Un porte-parole du plus petit pays a déclaré que les discussions reprendraient la semaine prochaine."
)


def one(path: Path | str) -> Article:
    (found,) = read_articles([path])
    assert isinstance(found, Article), found
    return found


def failure(path: Path | str) -> InputError:
    (found,) = read_articles([path])
    assert isinstance(found, InputError), found
    return found


def put(path: Path, content: str | bytes = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def records(path: Path, *rows: object) -> Path:
    return put(path, "".join(json.dumps(row) + "\n" for row in rows))


def test_a_text_file_is_stored_whole(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", TEXT.replace("\n", "\r\n"))
    found = one(path)
    assert found.text == TEXT.replace("\n", "\r\n")
    assert (found.title, found.id, found.sources) == (TITLE, article_id(found.text), (str(path),))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t"), min_size=1, max_size=150))
def test_any_text_comes_back_unchanged(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = put(tmp_path_factory.mktemp("any") / "a.txt", text)
    (found,) = read_articles([path])
    wanted = unmangled(text.removeprefix("\ufeff"))
    if isinstance(found, InputError):
        assert not holds_sentence(wanted) or "not English" in found.reason
    else:
        assert found.text == wanted
        assert found.title
        ends = [0, *(place for span in found.boilerplate for place in span), len(found.text)]
        assert ends == sorted(ends)


@pytest.mark.parametrize(
    ("text", "reason"), [("Hello", "no sentence"), ("Виллу закрыли.", "not English"), ("  \n", "empty")]
)
def test_a_text_that_says_nothing_in_english_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    (found,) = read_articles([put(tmp_path / "a.txt", text)])
    assert isinstance(found, InputError)
    assert reason in found.reason


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "latin-1", "utf-8-sig"])
def test_records_are_read_in_the_encodings_that_programs_write(tmp_path: Path, encoding: str) -> None:
    rows = [{"text": "Jörg Müller left. It rained in Đà Nẵng."[: None if "16" in encoding else 17]}, {"text": TEXT}]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\r\n" for row in rows)
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    path = put(tmp_path / "a.jsonl", (mark + lines).encode(encoding))
    found = list(read_articles([path]))
    assert [one.text for one in found if not isinstance(one, InputError)] == [row["text"] for row in rows]
    zipped = put(tmp_path / "b.jsonl.gz", gzip.compress(path.read_bytes()))
    assert [one.text for one in read_articles([zipped])] == [row["text"] for row in rows]


def test_records_that_were_decoded_wrongly_are_set_right(tmp_path: Path) -> None:
    row = {"text": "JÃ¶rg leftâ€¦ then.", "title": "MÃ¼ller"}
    (found,) = read_articles([put(tmp_path / "a.jsonl", json.dumps(row))])
    assert (found.text, found.title) == ("Jörg left… then.", "Müller")


def test_a_folder_is_read_in_order_without_hidden_and_unknown_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.TXT", ".hidden.txt", ".git/d.txt", "e.pdf"):
        put(tmp_path / name)
    found = [item.sources[0] for item in read_articles([tmp_path]) if isinstance(item, Article)]
    assert found == [str(tmp_path / name) for name in ("a.md", "b.txt", "sub/c.TXT")]


def test_one_bad_file_does_not_keep_the_rest_out(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", ""), put(tmp_path / "b.txt")
    first, second = read_articles([tmp_path])
    assert isinstance(first, InputError)
    assert isinstance(second, Article)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", "", "empty"),
        ("a.txt", " \n\n ", "empty"),
        ("a.txt", b"a\0b", "NUL"),
        ("a.txt", FRENCH, "'fr'"),
        ("a.pdf", TEXT, ".jsonl.gz"),
        ("a.html", "<html><body></body></html>", "no article"),
        ("a.md", "---\ntitle: [\n---\n" + TEXT, "front matter"),
        ("a.jsonl.gz", b"no gzip", "gzip"),
    ],
)
def test_a_file_that_gives_no_article_says_why(tmp_path: Path, name: str, content: str | bytes, reason: str) -> None:
    path = put(tmp_path / name, content)
    error = failure(path)
    assert error.path.startswith(str(path))
    assert reason in error.reason


def test_a_missing_path_and_an_empty_folder_are_errors(tmp_path: Path) -> None:
    assert "no such" in failure(tmp_path / "nowhere").reason
    assert ".txt" in failure(tmp_path).reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_an_error(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt")
    path.chmod(0)
    assert "cannot be read" in failure(path).reason


def test_a_file_too_large_for_an_article_is_an_error(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", PROSE * (assembly.LARGEST_ARTICLE_BYTES // len(PROSE) + 1))
    assert "5 MB" in failure(path).reason


def test_standard_input_is_one_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources.sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert (one("-").text, count_sources(["-"])) == (TEXT, 1)
    monkeypatch.setattr(sources.sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert one("-").sources == ()


def test_records_give_what_they_know(tmp_path: Path) -> None:
    row = {"text": TEXT, "title": TITLE, "date": "July 10, 2025", "url": "https://example.org/1", "author": "Ann Other"}
    found = one(records(tmp_path / "a.jsonl", row | {"publisher": "Newsline", "id": 7, "more": 1}))
    assert (found.title, found.date, found.publisher) == (TITLE, "2025-07-10", "Newsline")
    assert (found.author, found.url, found.sources) == ("Ann Other", row["url"], (row["url"],))
    assert found.headline == (0, len(TITLE))


def test_a_record_is_found_by_url_else_id_else_line(tmp_path: Path) -> None:
    path = records(tmp_path / "a.jsonl", {"text": TEXT, "id": 7}, {"text": TEXT})
    assert [item.sources for item in read_articles([path]) if isinstance(item, Article)] == [
        (f"{path}#7",),
        (f"{path}:2",),
    ]


def test_a_bad_record_names_its_line_and_field_and_the_others_go_on(tmp_path: Path) -> None:
    good = json.dumps({"text": TEXT})
    lines = [good, "{", '{"text": 3}', "", '{"title": "x"}', '{"text": "y", "date": []}', '{"text": " "}', good]
    path = put(tmp_path / "a.jsonl", "\ufeff" + "\n".join(lines))
    found = list(read_articles([path]))
    errors = {item.path.removeprefix(f"{path}:"): item.reason for item in found if isinstance(item, InputError)}
    assert list(errors) == ["2", "3", "5", "6", "7"]
    assert "'text'" in errors["3"]
    assert "`text`" in errors["5"]
    assert "'date'" in errors["6"]
    assert [isinstance(item, Article) for item in (found[0], found[-1])] == [True, True]


def test_a_record_too_large_is_an_error_and_the_next_goes_on(tmp_path: Path) -> None:
    path = records(tmp_path / "a.jsonl", {"text": "x" * assembly.LARGEST_ARTICLE_BYTES * 3}, {"text": TEXT})
    first, second = read_articles([path])
    assert isinstance(first, InputError)
    assert (first.path, isinstance(second, Article)) == (f"{path}:1", True)


def test_a_gzip_that_breaks_off_gives_what_it_holds_and_an_error(tmp_path: Path) -> None:
    data = gzip.compress("".join(json.dumps({"text": f"{TEXT}{n}"}) + "\n" for n in range(50)).encode())
    *_, last = read_articles([put(tmp_path / "a.jsonl.gz", data[: len(data) - 20])])
    assert isinstance(last, InputError)
    assert "gzip" in last.reason
    assert len(list(read_articles([put(tmp_path / "b.jsonl.gz", data)]))) == 50


def test_front_matter_tells_and_is_boilerplate(tmp_path: Path) -> None:
    front = "---\ntitle: Villa\ndate: 2025-07-10\nauthor: [Ann Other, Joe Doe]\nurl: https://example.org/2\n---\n"
    found = one(
        put(tmp_path / "a.md", f"{front}\n# Villa\n\n{PROSE}\n\n## What next\n\n![a](b.png)\n\n[Talks](c) go on.\n")
    )
    assert (found.title, found.date, found.author) == ("Villa", "2025-07-10", "Ann Other, Joe Doe")
    assert found.sources == ("https://example.org/2",)
    assert found.headline is not None
    assert found.headline.of(found.text) == "Villa"
    assert [span.of(found.text).strip() for span in found.boilerplate] == [front.strip(), "#", "##", "![a](b.png)"]


def test_a_heading_is_the_title_of_markdown_without_front_matter(tmp_path: Path) -> None:
    assert one(put(tmp_path / "a.md", f"# {TITLE}\n\n{PROSE}\n")).title == TITLE


PAGE = f"""<html lang="en"><head><meta charset="iso-8859-1"><title>{TITLE} | Newsline</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="Newsline">
<meta property="article:published_time" content="2025-07-10T10:00:00Z"><meta name="author" content="Ann Other">
<link rel="canonical" href="https://example.org/villa"></head><body><nav>Home</nav><article><h1>{TITLE}</h1>
<p>{PROSE} The attaché stayed away.</p><p>{PROSE} Nobody knows why.</p></article></body></html>"""


def test_a_page_gives_its_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a page touched the network")

    monkeypatch.setattr(socket.socket, "connect", refused)
    found = one(put(tmp_path / "a.html", PAGE.encode("cp1252")))
    assert (found.title, found.date, found.publisher) == (TITLE, "2025-07-10", "Newsline")
    assert (found.author, found.sources) == ("Ann Other", ("https://example.org/villa",))
    assert found.text.startswith(f"{TITLE}\n")
    assert found.text.count(TITLE) == 1
    assert "The attaché stayed away." in found.text
    assert found.headline == (0, len(TITLE))


def test_what_a_page_hides_is_not_read(tmp_path: Path) -> None:
    hidden = "<p hidden>Norland burnt the villa.</p><p style='color: red; display: none'>Norland sold the villa.</p>"
    found = one(put(tmp_path / "a.html", PAGE.replace("<nav>", f"{hidden}<nav>").replace("</h1>", f"</h1>{hidden}")))
    assert "The attaché stayed away." in found.text
    assert "burnt" not in found.text and "sold" not in found.text


def test_a_page_without_an_article_writes_nothing_to_stderr(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    failure(put(tmp_path / "a.html", "<html></html>"))
    assert capfd.readouterr().err == ""


def test_files_are_counted_where_that_is_possible_without_reading(tmp_path: Path) -> None:
    put(tmp_path / "a.txt"), put(tmp_path / "b.md")
    assert count_sources([tmp_path, tmp_path / "nowhere"]) == 3
    records(tmp_path / "c.jsonl", {"text": TEXT})
    assert count_sources([tmp_path]) is None


def test_a_pipe_in_a_folder_is_named_and_does_not_hold_up_the_rest(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    put(tmp_path / "b.txt", TEXT)
    pipe, article = read_articles([tmp_path])
    assert isinstance(pipe, InputError)
    assert "regular" in pipe.reason
    assert isinstance(article, Article)


def test_a_file_name_that_is_not_utf_8_is_written_out(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    with open(folder + b"/bad\xffname.txt", "w", encoding="utf-8") as file:  # noqa: PTH123 - a name of bytes
        file.write(TEXT)
    assert one(tmp_path).sources[0].endswith("bad\\xffname.txt")


def test_an_id_that_stood_before_in_the_file_names_no_second_record(tmp_path: Path) -> None:
    path = records(tmp_path / "a.jsonl", {"text": TEXT, "id": 7}, {"text": TEXT + " More.", "id": 7})
    assert [item.sources for item in read_articles([path]) if isinstance(item, Article)] == [
        (f"{path}#7",),
        (f"{path}:2",),
    ]


def test_records_of_another_encoding_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(json.dumps({"text": TEXT + " The café closed."}, ensure_ascii=False).encode("cp1252"))
    assert "café" in one(path).text


def test_another_alphabet_is_not_taken_for_accents(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes((TEXT + " The Russian word is Россия, and the ministry is министерство.").encode("cp1251"))
    assert "Россия" in one(path).text


def test_a_fragment_of_a_page_is_taken_whole(tmp_path: Path) -> None:
    path = put(tmp_path / "a.html", "<p>Norland closed the Sudovian consulate in Lindau, the ministry said.</p>" * 2)
    assert "Norland closed" in one(path).text
