import time

import pytest

from pledgebook.documents.decode import decode, normalised
from pledgebook.errors import DocumentError

WORDS = "Côte d’Ivoire said: “We’ll give €5m” – soon. " * 4


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_character_sets(charset: str) -> None:
    decoded = decode(WORDS.encode(charset))
    assert decoded.text == WORDS
    assert decoded.replaced == 0


def test_declared_character_set_of_a_page() -> None:
    page = '<html><head><meta charset="windows-1250"></head><p>Čaputová slíbila'
    assert decode(page.encode("cp1250"), page=True).text == page
    latin = '<?xml version="1.0" encoding="ISO-8859-1"?><p>“quoted”</p>'
    assert decode(latin.encode("cp1252"), page=True).text == latin


@pytest.mark.parametrize("name", [b"no-such-set", b"utf-16", b"ascii"])
def test_wrong_declaration_is_passed_over(name: bytes) -> None:
    page = b"<meta charset=" + name + b"><p>caf\xc3\xa9"
    assert "café" in decode(page, page=True).text or name == b"ascii"


def test_stray_bytes_are_replaced_and_counted() -> None:
    body = WORDS.encode() + b"ten \xff tents and \xc3( flour"
    decoded = decode(body)
    assert decoded.replaced == 2
    assert decoded.text.endswith("ten \ufffd tents and \ufffd( flour")


def test_broken_beyond_reading() -> None:
    with pytest.raises(DocumentError, match="character"):
        decode(("ж" * 100).encode() + b"\xff\xfe\xc3" * 20)


def test_unchanged_text_has_an_identity_map() -> None:
    text = "No\xa0break “quotes”\n\n\tand tabs  \n"
    assert normalised(text) == (text, ((0, 0),))


def test_line_ends() -> None:
    text, offsets = normalised("a\r\nb\rc\n\r\nd")
    assert text == "a\nb\nc\n\nd"
    assert offsets == ((0, 0), (2, 3), (7, 9))


def test_composition_maps_back() -> None:
    source = "cafe\u0301 in Zu\u0308rich"
    text, offsets = normalised(source)
    assert text == "café in Zürich"
    assert offsets == ((0, 0), (4, 5), (10, 12))


def test_huge_lines_take_linear_time() -> None:
    body = ("e\u0301 \r" * 500_000).encode()
    start = time.process_time()
    text, _ = normalised(decode(body).text)
    assert text.startswith("é \né ")
    assert time.process_time() - start < 10
