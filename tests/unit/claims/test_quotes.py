"""Where quotations open and close."""

from __future__ import annotations

import pytest

from pledgebook.claims.speech.quotes import quotations
from pledgebook.types import Block, Document


def quoted(*paragraphs: str) -> list[str]:
    """The quotations of a document of some paragraphs, as written."""
    text, blocks = "", []
    for words in paragraphs:
        text += "\n\n" if text else ""
        blocks.append(Block(start=len(text), end=len(text) + len(words), kind="body"))
        text += words
    document = Document(id="d", text=text, digest="0", blocks=tuple(blocks))
    return [text[q.start : q.end] for q in quotations(document)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said: "We will go."', ['"We will go."']),
        ("He said: “We will go.”", ["“We will go.”"]),
        ("He said: «We will go.»", ["«We will go.»"]),
        ("He said: ‘We will go.’", ["‘We will go.’"]),
        ("He said: ‘It’s the allies’ plan.’", ["‘It’s the allies’ plan.’"]),
        ("“She said ‘no’ to us,” he wrote.", ["“She said ‘no’ to us,”"]),
        ("Japan's offer, the allies' plan and '90s tanks", []),
        ('a 12" pipe and nothing else', []),
    ],
)
def test_marks_pair(text: str, found: list[str]) -> None:
    assert quoted(text) == found


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    assert quoted("“We will go", "They left.") == ["“We will go"]


def test_a_repeated_opening_mark_goes_on() -> None:
    text = "“We will go.\n\n“And soon.”"
    first, second = text.split("\n\n")
    document = Document(
        id="d",
        text=text,
        digest="0",
        blocks=(
            Block(start=0, end=len(first), kind="body"),
            Block(start=len(first) + 2, end=len(text), kind="body"),
        ),
    )
    assert [q.goes_on for q in quotations(document)] == [True, False]
    assert second == text[-len(second) :]


def test_three_words_are_a_scare_quote() -> None:
    text = "the “boots on the ground” and the “surge” of 2007"
    document = Document(
        id="d", text=text, digest="0", blocks=(Block(start=0, end=len(text), kind="body"),)
    )
    assert [q.scare for q in quotations(document)] == [False, True]
