"""Quotations asked by place, and token ids turned into stretches of the document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Literal

from pledgebook.claims.speech.quotes import Quotation
from pledgebook.documents.dateline import dateline
from pledgebook.sentences.tree import Tree
from pledgebook.types import Document, Sentence

Stretch = tuple[int, int]


class Quoted:
    """The quotations of a document, asked by place."""

    def __init__(self, document: Document, found: tuple[Quotation, ...]) -> None:
        self.text = document.text
        self.blocks = document.blocks
        self.found = found
        self._starts = [q.start for q in found]

    def at(self, place: int) -> Quotation | None:
        """The quotation that a character stands in, or None."""
        number = bisect_right(self._starts, place) - 1
        if number >= 0 and self.found[number].start <= place < self.found[number].end:
            return self.found[number]
        return None

    def ids(self, sentence: Sentence) -> frozenset[int]:
        """The tokens of a sentence that stand in quotation marks, scare quotes left out."""
        if not self._near(sentence.start, sentence.end):
            return frozenset()
        return frozenset(
            token.id for token in sentence.tokens if self._speech(self.at(token.start))
        )

    def _speech(self, quotation: Quotation | None) -> bool:
        return quotation is not None and not quotation.scare

    def _near(self, start: int, end: int) -> tuple[Quotation, ...]:
        return tuple(q for q in self.found if q.start < end and start < q.end)

    def stretches(self, tree: Tree, words: Iterable[int]) -> tuple[Stretch, ...]:
        """The document stretches of some tokens: one a run, quotation marks kept with them."""
        held = sorted(words)
        runs: list[list[int]] = []
        for i in held:
            if runs and all(tree[j].upos == "PUNCT" for j in range(runs[-1][-1] + 1, i)):
                runs[-1].append(i)
            else:
                runs.append([i])
        found: list[Stretch] = []
        for run in runs:
            kept = [i for i in run if tree[i].upos != "PUNCT"]
            while kept and tree[kept[0]].deprel == "cc" and not found:
                kept.pop(0)
            if kept:
                start = max(tree[kept[0]].start, self.head_end(tree.sentence))
                if start < tree[kept[-1]].end:
                    found.append(self._widened(start, tree[kept[-1]].end))
        return merged(found)

    def head_end(self, sentence: Sentence) -> int:
        """Where the words begin after a dateline or the label of a turn; 0 elsewhere."""
        block = self.blocks[sentence.block]
        if sentence.start > block.start + 80:
            return 0
        if block.kind == "turn":
            return max(self.text.find(":", block.start, block.start + 90) + 1, 0)
        head = dateline(self.text, block.start, block.end)
        return head.end if head is not None else 0

    def _widened(self, start: int, end: int) -> Stretch:
        """A stretch with the marks and closing stops of the quotations at its edges."""
        for q in self._near(start, end):
            if q.start < start and not _wordlike(self.text[q.start : start]):
                start = q.start
            if q.end > end and not _wordlike(self.text[end : q.end]):
                end = q.end
        return start, end

    def kind(self, content: tuple[Stretch, ...]) -> Literal["direct", "indirect", "mixed"]:
        """direct: all words in marks; mixed: some are, more than a scare quote; else indirect."""
        inside = outside = False
        for start, end in content:
            here = start
            for q in self._near(start, end):
                outside |= _wordlike(self.text[here : max(here, q.start)])
                whole = q.start <= start and end <= q.end
                inside |= whole or not q.scare
                outside |= q.scare and not whole
                here = max(here, q.end)
            outside |= _wordlike(self.text[here : max(here, end)])
        if inside and outside:
            return "mixed"
        return "direct" if inside else "indirect"


def _wordlike(text: str) -> bool:
    return any(c.isalnum() for c in text)


def merged(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Stretches in text order, those that touch or overlap made one."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)
