"""Wrapped paragraphs, read as if each stood on one line.

Plain text is wrapped and indented within names ("the State\\n    Department"). The readers of
names see one space there; what they find is given back where it stands in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from pledgebook.types import Document, Mention, Sentence

# Several spaces within a line part the columns of a table; only line ends are wraps.
_WRAP = re.compile(r"[ \t\xa0]*\n[ \t\xa0]*")


class Unwrapped:
    """A document with one space for each indented line end inside a block.

    `document` is the document to read, the given one where nothing is wrapped so.
    """

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._cuts: list[int] = []
        """Where characters were left out, counted in the text that is read."""
        self._left_out: list[int] = [0]
        """How many were left out in all before the first, second, ... of these places."""
        self._ends: list[int] = []
        pieces, last = [], 0
        for block in document.blocks:
            for wrap in _WRAP.finditer(document.text, block.start, block.end):
                if wrap.end() - wrap.start() == 1:
                    continue
                pieces += [document.text[last : wrap.start()], " "]
                last = wrap.end()
                self._left_out.append(self._left_out[-1] + last - wrap.start() - 1)
                self._ends.append(last)
                self._cuts.append(last - self._left_out[-1])
        self.document = document
        if self._cuts:
            blocks = tuple(
                replace(block, start=self._read(block.start), end=self._read(block.end))
                for block in document.blocks
            )
            text = "".join([*pieces, document.text[last:]])
            self.document = replace(document, text=text, blocks=blocks)

    def _read(self, at: int) -> int:
        """The place in the text that is read of a place in the text as written."""
        return at - self._left_out[bisect_right(self._ends, at)]

    def _written(self, at: int) -> int:
        return at + self._left_out[bisect_right(self._cuts, at)]

    def sentences(self, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
        """The sentences with the places of the text that is read."""
        if not self._cuts:
            return tuple(sentences)
        return tuple(
            replace(
                sentence,
                start=self._read(sentence.start),
                end=self._read(sentence.end),
                tokens=tuple(
                    replace(token, start=self._read(token.start), end=self._read(token.end))
                    for token in sentence.tokens
                ),
            )
            for sentence in sentences
        )

    def mention(self, mention: Mention) -> Mention:
        """A mention of the text that is read, where and how the text as written has it."""
        if not self._cuts:
            return mention
        start, end = self._written(mention.start), self._written(mention.end - 1) + 1
        return replace(mention, start=start, end=end, quote=self._text[start:end])
