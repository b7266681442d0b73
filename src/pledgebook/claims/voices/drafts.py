"""From token ids to stretches of the document: content with its quotation marks, and its type."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pledgebook.claims.speech.quotes import Quotation
from pledgebook.claims.speech.shapes import Report, noun_phrase
from pledgebook.claims.speech.stretches import Quoted, Stretch, merged
from pledgebook.sentences.tree import Tree, matches
from pledgebook.types import Document, Sentence

_FIRST = re.compile(r"\b(?:[Ww]e|[Oo]ur|I|[Mm]y)\b")


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
            whole = _unmarked(document, _whole_quotes(draft, q), q)
            (found if whole.content else bare).append(whole)
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
    """Whether words are content already; speech inside them takes nothing from them."""
    return any(
        start < high and low < end and not start <= draft.anchor < end
        for draft in drafts
        for low, high in draft.content
        for start, end in content
    )


def _whole_quotes(draft: Draft, q: Quoted) -> Draft:
    """Content that begins a quotation of several sentences takes all of it."""
    more = []
    for start, _ in draft.content:
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
    if not document.text[sentence.start : block.end].rstrip().endswith(":"):
        return None
    content = _following(document, sentence.block)
    return replace(draft, content=content) if content else None


def _following(document: Document, number: int) -> tuple[Stretch, ...]:
    """The paragraphs after one, up to a heading or the next cue with a colon at its end."""
    content: list[Stretch] = []
    for after in document.blocks[number + 1 :]:
        words = document.text[after.start : after.end].rstrip()
        if after.kind not in ("body", "item") or words.endswith((" said:", " added:")):
            break
        content.append((after.start, after.end))
    return tuple(content)


def _unmarked(document: Document, draft: Draft, q: Quoted) -> Draft:
    """ "Lee said: We will go. We must.": words in the first person after a colon, without marks.

    They run on to the end of the paragraph, and over the next ones that say "we" or "I".
    """
    if draft.tree is None or draft.report is None or not draft.report.cue:
        return draft
    end = draft.tree[max(draft.report.cue)].end
    block = document.blocks[draft.block]
    colon = document.text[end : end + 2].strip() == ":"
    rest = document.text[end + 1 : block.end]
    if not colon or not _FIRST.search(rest) or q.at(end + 1 + len(rest) - len(rest.lstrip())):
        return draft
    more: list[Stretch] = [(end + 1 + len(rest) - len(rest.lstrip()), block.end)]
    for start, stop in _following(document, draft.block):
        if not _FIRST.search(document.text[start:stop]) or q.at(start):
            break
        more.append((start, stop))
    return with_content(draft, more)


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


def begun(report: Report, tree: Tree, opens: int) -> Report:
    """A report whose source has no words of the dateline or label that stands before it."""
    kept = frozenset(i for i in report.source if tree[i].start >= opens)
    if kept == report.source:
        return report
    if not kept:
        subject = next(
            (t for t in reversed(tree.tokens[: report.verb]) if matches(t.deprel, ("nsubj",))), None
        )
        if subject is not None and subject.start >= opens:
            kept = noun_phrase(tree, subject.id, report.verb)
    top = tree.top(tree[min(kept)].start, tree[max(kept)].end) if kept else None
    return replace(report, source=kept, head=top.id if top is not None else None)
