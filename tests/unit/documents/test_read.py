import contextlib
import logging
import time

import pytest

from pledgebook.documents.read import read, source_position
from pledgebook.errors import DocumentError
from pledgebook.types import Document, Metadata, Snapshot

TEXT = (
    "Togo sends tents\n\nPosted 4 June 2016\n\nTogo will send forty tents to the flooded towns of "
    "Benin, its government said on Monday.\n\n© 2016 Zebra Wire\n"
)


def snapshot(body: bytes, media_type: str = "text/plain", **known: str) -> Snapshot:
    return Snapshot(
        address="texts/tents.txt",
        name="tents",
        media_type=media_type,
        digest="d" * 64,
        body=body,
        metadata=Metadata(**known),
    )


def document(text: str, **known: str) -> Document:
    return read(snapshot(text.encode(), **known))


def test_plain_text_is_kept_whole() -> None:
    found = document(TEXT)
    assert found.text == TEXT
    assert found.offsets == ((0, 0),)
    assert found.id == "tents"
    assert found.address == "texts/tents.txt"
    assert found.snapshot_digest == "d" * 64
    assert found.title == "Togo sends tents"
    assert found.published == "2016-06-04"
    assert found.publisher == "Zebra Wire"
    assert [block.kind for block in found.blocks] == ["title", "dateline", "body", "boilerplate"]


def test_spaces_and_quotes_are_kept() -> None:
    text = "  “40\xa0000 tents” – 🤷 \n\tsaid  Togo's minister \n"
    assert document(text).text == text


def test_metadata_file_goes_before_the_text_and_the_text_before_the_defaults() -> None:
    defaults = Metadata(publisher="Default", published="1999-01-01", url="https://d.example")
    found = read(snapshot(TEXT.encode(), id="T1", published="2016-06-05"), defaults=defaults)
    assert (found.id, found.published) == ("T1", "2016-06-05")
    assert (found.publisher, found.url) == ("Zebra Wire", "https://d.example")
    bare = read(snapshot(b"Togo has sent nine tents to Benin."), defaults=defaults)
    assert (bare.publisher, bare.published) == ("Default", "1999-01-01")


def test_page_metadata_goes_before_the_text() -> None:
    page = (
        "<html><head><title>Tents</title><meta property='og:site_name' content='The Post'>"
        "<meta property='article:published_time' content='2016-06-06'></head><body><article>"
        "<h1>Tents</h1><p>Posted 4 June 2016</p><p>Togo will send forty tents to the flooded "
        "towns of Benin, its government said on Monday, and nine doctors with them.</p>"
        "</article></body></html>"
    )
    found = read(snapshot(page.encode(), "text/html"))
    assert (found.title, found.publisher, found.published) == ("Tents", "The Post", "2016-06-06")
    for start in (found.text.index("Togo will"), found.text.index("nine doctors")):
        at = source_position(found, start)
        assert page[at : at + 8] == found.text[start : start + 8]


def test_offsets_lead_back_over_line_ends_and_composition() -> None:
    source = "Cafe\u0301 owners\r\n\r\nin Togo gave\rnine tents."
    found = document(source)
    assert found.text == "Café owners\n\nin Togo gave\nnine tents."
    for word in ("owners", "Togo", "tents"):
        at = source_position(found, found.text.index(word))
        assert source[at : at + len(word)] == word
    with pytest.raises(ValueError, match="outside"):
        source_position(found, 1000)


@pytest.mark.parametrize("body", [b" \n \t", "\xa0\n".encode(), b"\x00 \x01", b"--- ***"])
def test_texts_without_words(body: bytes) -> None:
    with pytest.raises(DocumentError, match=r"^texts/tents\.txt: holds no words"):
        read(snapshot(body))


def test_other_language_names_the_file() -> None:
    with pytest.raises(DocumentError, match=r"^texts/tents\.txt: is in French"):
        document("Le gouvernement du Togo a annoncé lundi qu’il enverrait quarante tentes. " * 3)


def test_stray_bytes_are_noted(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "pledgebook.documents.read"):
        found = read(snapshot(TEXT.encode() + b"\xff more words"))
    assert "\ufffd" in found.text
    assert "texts/tents.txt: 1 broken characters" in caplog.text


def test_same_bytes_give_the_same_document() -> None:
    assert document(TEXT) == document(TEXT)


def test_too_many_lines() -> None:
    with pytest.raises(DocumentError, match="500000 lines"):
        document("a\n" * 500_000)


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "x",
        "a b ",
        "a\n",
        "\n",
        "\x00a",
        "| a ",
        "- ",
        "(",
        "By A ",
        "1. ",
        "A: ",
        "2014 ",
        "http://",
    ],
)
def test_hostile_texts_end_in_time(unit: str) -> None:
    start = time.process_time()
    with contextlib.suppress(DocumentError):
        document("The tents and the rice that they would send. " + unit * (2_000_000 // len(unit)))
    assert time.process_time() - start < 30
