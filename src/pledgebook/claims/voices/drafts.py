"""From token ids to stretches of the document: content with its quotation marks, and its type."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from pledgebook.claims.speech.quotes import Quotation
from pledgebook.claims.speech.shapes import Report
from pledgebook.documents.dateline import dateline
from pledgebook.sentences.tree import Tree
from pledgebook.types import Document, Sentence

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An act of speech on its way to an `Attribution`: stretches, not yet a speaker.

    `tree` and `report` are None for words that nobody's cue introduces: a quoted paragraph
    that goes on from the one before (`follows` is then the draft that names its speaker).
    """

    content: tuple[Stretch, ...]
    block: int
    tree: Tree | None = None
    report: Report | None = None
    follows: Draft | None = None

    @property
    def anchor(self) -> int:
        """Where the act of speech stands: its cue, or the first word without one."""
        if self.tree is not None and self.report is not None:
            return self.tree[min(self.report.cue or {self.report.verb})].start
        return self.content[0][0]


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
                start = max(tree[kept[0]].start, self._head_end(tree.sentence))
                if start < tree[kept[-1]].end:
                    found.append(self._widened(start, tree[kept[-1]].end))
        return merged(found)

    def _head_end(self, sentence: Sentence) -> int:
        """Where a report's own words begin after "OSLO, March 2 (Agency) - "; 0 elsewhere."""
        block = self.blocks[sentence.block]
        if sentence.start > block.start + 80:
            return 0
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


def with_content(draft: Draft, more: Iterable[Stretch]) -> Draft:
    """The same act of speech with more of its words."""
    return replace(draft, content=merged((*draft.content, *more)))


def drafts_of(
    document: Document, trees: tuple[Tree, ...], reports: tuple[tuple[Report, ...], ...], q: Quoted
) -> list[Draft]:
    """Every reported act of speech with all its words, free quotations joined to their cue.

    Raises nothing; a report whose words are found nowhere is left out.
    """
    found: list[Draft] = []
    bare: list[Draft] = []
    for tree, here in zip(trees, reports, strict=True):
        for report in here:
            content = q.stretches(tree, report.content)
            draft = Draft(content=content, block=tree.sentence.block, tree=tree, report=report)
            (found if content else bare).append(_whole_quotes(draft, q))
    for draft in bare:
        joined = _beside(document, draft, q)
        if joined is not None and _taken(joined.content, found):
            continue
        joined = joined or _led(document, draft)
        if joined is not None:
            found.append(joined)
    found.sort(key=lambda d: d.anchor)
    return _free_quotes(document, trees, found, q)


def _taken(content: tuple[Stretch, ...], drafts: list[Draft]) -> bool:
    return any(
        start < high and low < end
        for draft in drafts
        for low, high in draft.content
        for start, end in content
    )


def _whole_quotes(draft: Draft, q: Quoted) -> Draft:
    """Content that begins a quotation of several sentences takes all of it."""
    more = []
    for start, end in draft.content:
        quotation = q.at(start)
        outside = quotation is not None and not quotation.start <= draft.anchor < quotation.end
        if quotation is not None and outside and not quotation.scare:
            more.append((quotation.start, quotation.end))
    return with_content(draft, more) if more else draft


def _beside(document: Document, draft: Draft, q: Quoted) -> Draft | None:
    """A cue without content in its sentence: the quotation before or after it, if they touch."""
    assert draft.tree is not None
    sentence = draft.tree.sentence
    block = document.blocks[sentence.block]
    opens = not document.text[block.start : sentence.start].strip()
    for quotation in q.found:
        stretch = (quotation.start, quotation.end)
        if quotation.end <= sentence.start:
            before = document.text[max(quotation.end, block.start) : sentence.start]
            # A page that breaks the line after the comma of `"We will go," / Lee said.`
            broken = opens and quotation.block < sentence.block and _breaks_off(document, quotation)
            if (quotation.block == sentence.block and not before.strip()) or (
                broken and _last_before(q, sentence) == quotation
            ):
                return replace(draft, content=(stretch,))
        if quotation.start >= sentence.end:
            gap = document.text[sentence.end : quotation.start]
            ends = document.text[sentence.start : sentence.end].rstrip()
            if not gap.strip() and ends.endswith((":", ",")):
                return replace(draft, content=(stretch,))
            break
    return None


def _breaks_off(document: Document, quotation: Quotation) -> bool:
    """Whether a quotation ends its block with a comma: the sentence goes on in the next."""
    block = document.blocks[quotation.block]
    words = document.text[quotation.start : quotation.end].rstrip("”\"»’' ")
    return words.endswith(",") and not document.text[quotation.end : block.end].strip()


def _last_before(q: Quoted, sentence: Sentence) -> Quotation | None:
    return next((x for x in reversed(q.found) if x.end <= sentence.start), None)


def _led(document: Document, draft: Draft) -> Draft | None:
    """A cue and a colon at the end of a paragraph: the paragraphs that follow, up to a heading.

    Releases print statements so, without quotation marks ("The minister said:").
    """
    assert draft.tree is not None
    sentence = draft.tree.sentence
    block = document.blocks[sentence.block]
    tail = document.text[sentence.start : block.end].rstrip()
    if not tail.endswith(":"):
        return None
    content: list[Stretch] = []
    for after in document.blocks[sentence.block + 1 :]:
        if after.kind not in ("body", "item") or document.text[
            after.start : after.end
        ].rstrip().endswith(" said:"):
            break
        content.append((after.start, after.end))
    return replace(draft, content=tuple(content)) if content else None


def _free_quotes(
    document: Document, trees: tuple[Tree, ...], drafts: list[Draft], q: Quoted
) -> list[Draft]:
    """Quotations that stand as sentences without a cue of their own, given to their neighbour."""
    starts = {tree.sentence.start for tree in trees}
    found = list(drafts)
    for quotation in q.found:
        stretch = (quotation.start, quotation.end)
        if (
            quotation.scare
            or _taken((stretch,), found)
            or not _sentence(document, quotation, starts)
        ):
            continue
        beside = [
            i
            for i, d in enumerate(found)
            if d.block == quotation.block and q.kind(d.content) != "indirect"
        ]
        beside = beside or [
            i
            for i, d in enumerate(found)
            if d.block == quotation.block and d.report is not None and d.report.kind == "neutral"
        ]
        if beside:
            before = [i for i in beside if found[i].content[0][0] < quotation.start]
            place = before[-1] if before else beside[0]
            found[place] = with_content(found[place], [stretch])
            continue
        last = [d for d in found if d.block < quotation.block]
        near = last and _near_block(document, last[-1], quotation.block)
        if near:
            source = last[-1].follows or last[-1]
            found.append(Draft(content=(stretch,), block=quotation.block, follows=source))
            found.sort(key=lambda d: d.anchor)
    return found


def _near_block(document: Document, draft: Draft, block: int) -> bool:
    """Whether only headings or captions stand between a draft's last words and a block."""
    last = max(end for _, end in draft.content)
    between = [
        b
        for number, b in enumerate(document.blocks)
        if draft.block < number < block and b.start >= last and b.kind in ("body", "turn", "row")
    ]
    return not between


def _sentence(document: Document, quotation: Quotation, starts: set[int]) -> bool:
    """Whether a quotation begins and ends like a sentence of its own."""
    block = document.blocks[quotation.block]
    before = document.text[block.start : quotation.start].rstrip()
    inner = document.text[quotation.start : quotation.end].strip("“”\"«»‘’' ")
    after = document.text[quotation.end : block.end].lstrip()
    opens = not before or before[-1] in '.!?…:;”"»’' or quotation.start in starts
    closes = inner[-1:] in ".!?…," or quotation.goes_on or not after
    return opens and closes and inner[:1].isupper()
