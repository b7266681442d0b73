"""Quotations in a document: where quotation marks open and close."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pledgebook.types import Block, Document

# German-style low quotes close with the English opening mark; news in English that quotes
# them keeps the pair.
_PAIRS = {"“": "”", "«": "»", "„": "“", "‟": "”"}
_CLOSERS = "”»\"'’"
_STRAIGHT = '"'
_SINGLES = {"‘": "’", "'": "'"}
_MARKS = re.compile("[“”«»„‟\"‘’']")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_OPENS_BLOCK = re.compile(r"\s*[“\"«‘„]")

SCARE_WORDS = 3
"""A quotation of so many words or fewer is no speech of its own: the "surge" of 2007."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words between quotation marks, the marks included, in document characters.

    `block` is the block that it stands in; `closed` False where the mark is missing, which
    is usual where the next paragraph goes on with a fresh opening mark (`goes_on`). `whole`:
    it begins and ends like a sentence, so that few words are speech too (“No,” he said).
    """

    start: int
    end: int
    block: int
    words: int
    closed: bool = True
    whole: bool = False
    goes_on: bool = False

    @property
    def scare(self) -> bool:
        """Whether it is too short to be somebody's statement."""
        return self.words <= SCARE_WORDS and not self.whole


def _opens(text: str, at: int, start: int) -> bool:
    """Whether a straight or single mark at `at` opens: nothing wordlike before, a word after."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1 : at + 2]
    return (before.isspace() or before in '([{—–-/:“"‘‎') and bool(after) and not after.isspace()


def _single_close(text: str, at: int, end: int, mark: str) -> int | None:
    """Where a single quotation that opened at `at` closes, or None where it is an apostrophe."""
    here = at + 1
    while (here := text.find(mark, here, end)) >= 0:
        after = text[here + 1 : here + 2] if here + 1 < end else " "
        if not (after.isalnum()) and not text[here - 1].isspace():
            # "the allies' plan": a plural possessive is followed by a small letter; take it
            # for the end only where the clause ends too or no later mark would do.
            later = text.find(mark, here + 1, end)
            plural = text[here - 1] == "s" and after == " " and text[here + 2 : here + 3].islower()
            if not (plural and later >= 0):
                return here + 1
        here += 1
    return None


def _whole(text: str, start: int, end: int, block: int) -> bool:
    """Whether words in marks begin and end like a sentence, after a mark or a line's start."""
    inner = text[start:end].strip("“”\"«»„‘’' ")
    before = text[block:start].rstrip()
    opens = inner[:1].isupper() and (not before or before[-1] in ':.!?”"')
    return (opens or before[-1:] == ",") and inner[-1:] in (",", ".", "!", "?")


def _in_block(text: str, number: int, block: Block, goes_on: bool) -> list[Quotation]:
    found: list[Quotation] = []
    at = block.start
    while match := _MARKS.search(text, at, block.end):
        start, mark = match.start(), match.group()
        end: int | None = None
        if mark in _PAIRS:
            here = text.find(_PAIRS[mark], start + 1, block.end)
            end = here + 1 if here >= 0 else block.end
        elif mark == _STRAIGHT and _opens(text, start, block.start):
            here = text.find(_STRAIGHT, start + 1, block.end)
            end = here + 1 if here >= 0 else block.end
        elif mark in _SINGLES and _opens(text, start, block.start):
            end = _single_close(text, start, block.end, _SINGLES[mark])
        if end is None:
            at = start + 1
            continue
        closed = text[end - 1] in _CLOSERS and end - start > 1
        while not closed and end > start + 1 and text[end - 1].isspace():
            end -= 1
        words = len(_WORD.findall(text, start, end))
        if words:
            found.append(
                Quotation(
                    start=start,
                    end=end,
                    block=number,
                    words=words,
                    closed=closed,
                    whole=_whole(text, start, end, block.start),
                    goes_on=not closed and goes_on,
                )
            )
        at = end
    return found


def quotations(document: Document) -> tuple[Quotation, ...]:
    """All outermost quotations of a document, in text order.

    Straight, curly, low and angle marks count; a single mark counts where it opens before a
    word and closes after one, so apostrophes do not. A quotation that never closes ends with
    its block; `goes_on` says that the next block opens with a mark again. Empty where the
    document has none.

    Example: in `He said: "We will go."` the one quotation is `"We will go."`.
    """
    found: list[Quotation] = []
    blocks = document.blocks
    for number, block in enumerate(blocks):
        follows = blocks[number + 1] if number + 1 < len(blocks) else None
        goes_on = follows is not None and bool(
            _OPENS_BLOCK.match(document.text, follows.start, follows.end)
        )
        found.extend(_in_block(document.text, number, block, goes_on))
    return tuple(found)
