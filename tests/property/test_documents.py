"""What must hold of any bytes that somebody calls a text."""

import unicodedata
from itertools import pairwise

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pledgebook.documents.blocks import blocks
from pledgebook.documents.decode import decode, normalised
from pledgebook.documents.lines import pieces
from pledgebook.documents.read import read, source_position
from pledgebook.errors import PledgebookError
from pledgebook.types import Document, Snapshot

PLAIN = st.sampled_from(["text/plain", "text/markdown"])
LINES = st.lists(
    st.sampled_from(
        [
            "",
            "",
            "Togo will send forty tents to the flooded towns of Benin, it said on Monday.",
            "Togo sends tents",
            "Pledges so far:",
            "- 40 tents",
            "  of canvas",
            "1. Notes the report;",
            "Q: Who pays?",
            "DR ADDO: We do.",
            "Togo          40 tents      9",
            "| Mali | 2 |",
            "-----------",
            "By Ama Addo",
            "LOMÉ, March 2 (Zebra) - Togo gave nine.",
            "Posted 4 June 2016, 15:20 GMT",
            "7.05pm",
            "READ MORE: Why it floods",
            "You may also like",
            "CHINA: Nothing.",
            "\t\x0b indented \u2028 oddly \x85",
            "\xa0",
            "e\u0301 \r",
        ]
    ),
    max_size=40,
).map("\n".join)
TEXTS = st.one_of(LINES, st.text(max_size=400))


def taken(body: bytes, media_type: str) -> Snapshot:
    return Snapshot(address="x", name="x", media_type=media_type, digest="", body=body)


def outcome(snapshot: Snapshot) -> Document | str:
    try:
        return read(snapshot)
    except PledgebookError as error:
        return str(error)


@given(TEXTS)
def test_blocks_hold_each_character_once(text: str) -> None:
    found = blocks(text)
    ends = [0, *(block.end for block in found)]
    gaps = [text[end : block.start] for end, block in zip(ends, found, strict=False)]
    assert not "".join([*gaps, text[ends[-1] :]]).strip()
    for i, block in enumerate(found):
        assert text[block.start : block.end] == text[block.start : block.end].strip() != ""
        assert block.start >= ends[i]
        assert block.parent is None or 0 <= block.parent < i


@given(TEXTS)
def test_blocks_are_the_same_twice(text: str) -> None:
    assert blocks(text) == blocks(text)


@given(TEXTS)
def test_pieces_words_lie_inside(text: str) -> None:
    assert all(piece.start <= piece.words < piece.end for piece in pieces(text))


@given(TEXTS)
@example("a\r\n\u0301b")
@example("e\u0301\u0323\r\r\n")
def test_text_survives_and_leads_back(source: str) -> None:
    text, offsets = normalised(source)
    lines = source.replace("\r\n", "\n").replace("\r", "\n")
    assert text == unicodedata.normalize("NFC", lines)
    assert offsets[0] == (0, 0)
    assert all(a < b and c <= d for (a, c), (b, d) in pairwise(offsets))
    for at, origin in offsets[1:]:
        # A pair stands behind the change: from there on the text is the source's again.
        assert normalised(source[origin:])[0] == text[at:] or text[at:].startswith("\u0301")


@settings(deadline=None)
@given(LINES)
def test_ascii_words_lead_back(source: str) -> None:
    text, offsets = normalised(source)
    document = read(taken(b"The words of the text " + source.encode(), "text/plain"))
    head = len("The words of the text ")
    for position, char in enumerate(text):
        if char.isascii() and char.isalnum():
            assert ("x" * head + source)[source_position(document, head + position)] == char
            break
    assert offsets


@given(st.binary(max_size=600), PLAIN)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_bytes_give_a_document_or_our_error(body: bytes, media_type: str) -> None:
    document = outcome(taken(body, media_type))
    if isinstance(document, str):
        assert document.startswith("x: ")
        assert "\n" not in document
    else:
        document.text.encode()
        assert all(document.span(block.start, block.end).quote for block in document.blocks)


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<ul><li>",
        "</ul>",
        "<table><tr><td>",
        "</table>",
        "<div",
        ">",
        "<h1>",
        "&#x",
        "<!--",
        "]]>",
        "<script>",
        "<a href='",
        "&nbsp;",
        "<br>",
        "<blockquote>",
        "<meta charset=x>",
    ]
)


@given(
    st.lists(st.one_of(TAGS, st.sampled_from(["Togo sent nine tents. ", "\x00", "é"])), max_size=25)
    .map("".join)
    .map(str.encode)
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_page_gives_a_document_or_our_error(body: bytes) -> None:
    document = outcome(taken(b"<html><body>" + body, "text/html"))
    assert document.startswith("x: ") if isinstance(document, str) else document.blocks


@given(st.binary(max_size=300))
def test_decoding_never_fails_otherwise(body: bytes) -> None:
    try:
        decoded = decode(body)
    except PledgebookError:
        return
    assert decoded.replaced == 0 or "\ufffd" in decoded.text
