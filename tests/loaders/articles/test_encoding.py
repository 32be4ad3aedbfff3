from __future__ import annotations

import pytest

from disputes.loaders.articles.encoding import UndecodableError, declared_charset, decode, unmangled

TEXT = "The café in Chișinău is closed – “for good”, says Ștefan."
WESTERN = "The café of the attaché is closed, says Señor Núñez, and the façade of the château is grey. " * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_known_by_its_mark_or_its_bytes(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_western_bytes_are_guessed() -> None:
    assert decode(WESTERN.encode("cp1252")) == WESTERN


@pytest.mark.parametrize(
    "text", ["Müller left.", "“We met,” said Señor Núñez – it’s over.", "He paid 5 £ and 3 € at 20 °C.", "Łódź agreed."]
)
@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "cp1250", "utf-16-le", "utf-16-be"])
def test_short_texts_are_decoded_as_what_their_bytes_can_be(text: str, encoding: str) -> None:
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        return
    found = decode(data)
    assert found == text or (encoding == "cp1250" and "Ł" in text)


@pytest.mark.parametrize("text", ["Jörg Müller’s café", "“Yes” – no…", "naïve Ångström 5 € ½", "Дом"])
@pytest.mark.parametrize("wrongly", ["cp1252", "latin-1"])
@pytest.mark.parametrize("times", [1, 2])
def test_what_was_decoded_wrongly_is_set_right(text: str, wrongly: str, times: int) -> None:
    mangled = text
    for _ in range(times):
        data = mangled.encode("utf-8")
        mangled = "".join(bytes([byte]).decode(wrongly, "ignore") or chr(byte) for byte in data)
    assert unmangled(mangled) == text
    assert decode(mangled.encode("utf-8")) == text


@pytest.mark.parametrize("text", ["São Paulo", "Ângela", "Ã", "crème brûlée", "5 € Â", "“À”"])
def test_what_was_decoded_rightly_stays(text: str) -> None:
    assert unmangled(text) == text


def test_a_declared_encoding_goes_before_a_guess() -> None:
    assert decode("Łódź – the façade".encode("cp1250", "replace"), "cp1250").startswith("Łódź")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"abc\0def", "NUL"),
        (b"\xff\xfea", "byte order mark"),
        ("café ".encode() * 5 + b"\xe9 end", "broken bytes"),
        (b"\x01\x02\x03\x04 abc", "control"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UndecodableError, match=reason):
        decode(data)


@pytest.mark.parametrize(
    ("page", "name"),
    [
        (b'<meta charset="windows-1251">', "cp1251"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "cp1252"),
        (b'<?xml version="1.0" encoding="utf-8"?>', "utf-8"),
        (b"<meta charset=nonsense>", None),
        (b"<p>charset=utf-8</p>", None),
    ],
)
def test_a_page_declares_its_encoding(page: bytes, name: str | None) -> None:
    assert declared_charset(page) == name
