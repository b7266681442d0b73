"""What is worth parsing: which documents can state a contribution, and which of their blocks.

Parsing costs more than everything else, and most news states no contribution. So a document
is first searched for *telling* stretches: a predicate of giving or refusing beside an actor and
something that can be given. Many of them open a document; few have to be looked at one by one
(`claims.probe`); none close it. Within an open document blocks with any cue are parsed, and
those that they lean on. docs/reference/benchmarks.md says what that loses and saves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from pledgebook.types import Block, Document

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
SILENT = frozenset({"boilerplate", "byline", "caption"})
LISTED = frozenset({"item", "row"})

UNNAMED = frozenset(
    {"i", "we", "our", "agency", "agencies", "army", "authorities", "cabinet", "charities",
     "charity", "church", "churches", "commission", "committee", "council", "crescent", "cross",
     "donor", "donors", "foundation", "fund", "government", "governments", "military", "minister",
     "ministers", "ministries", "ministry", "nations", "navy", "president", "states"}
)  # fmt: skip
"""Givers that no table names: whoever speaks, and the nouns for states' and relief's bodies."""
MONEY = re.compile(
    r"[$€£¥₹]|\d\s?(?:m|bn|k|million|billion|trillion|crore|lakh)\b|\b[A-Z]{3} ?\d"
    r"|\b(?:dollars?|euros?|pounds?|yen|yuan|rupees?|francs?|kron[aeo]r?|dirhams?)\b"
)
SENTENCE_END = re.compile(r"[.!?;][\"”’')]*\s+(?=[\"“‘'(A-Z0-9$€£]|(?<=; )\w)")
"""Where a sentence probably ends: enough to look at one at a time, no tokeniser."""
TITLES = (" Mr", " Mrs", " Ms", " Dr", " St", " Gen", " Lt", " Col", " Sen", " Rep", " Gov")

MANY = 4
"""So many telling stretches, or list items, stand in no text by chance."""
SHARE = 0.35
"""The share of sentences that tell, from which a document is open without another look. In the
development gold 79 of 100 texts with a claim have it, and four of 427 texts of the treebanks."""
SHORT = 5
"""Words below which a sentence does not count towards the share ("Media: +32 2 555 01")."""
GIVERS = 3
"""Actors or headings that a list must have to be one of givers."""

Worth = Literal["everything", "cue", "after a cue", "figure", "heading"]
"""Why a block is parsed: all are wanted; it holds a cue word; the block before it does; it is an
item or row with a figure beside some cue of the document; a parsed block stands under it."""

Names = Callable[[str], int]
"""How many actors a stretch of text names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """The surface forms that the gate looks for, in lower case.

    `words` are all that can state or name a contribution; `predicates` and `things` those of
    acts and operators, and of what is given, that are rare in general English.
    """

    words: frozenset[str]
    predicates: frozenset[str]
    things: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A sentence that may state a contribution; a higher `weight` tells more."""

    start: int
    end: int
    weight: int
    named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a document shows before anything is parsed.

    `stretches` are ranked, the most telling first. `dense`: much of it tells; `lists`: it
    lists gifts (not asked where it is dense).
    """

    stretches: tuple[Stretch, ...]
    dense: bool
    lists: bool

    @property
    def certain(self) -> bool:
        """Whether the document must be read without looking closer."""
        return self.dense or self.lists


def evidence_of(document: Document, cues: Cues, names: Names) -> Evidence:
    """The telling stretches of a document, and whether they are enough by themselves.

    "Norway sent 40 tents to Chad" tells: an actor, a predicate, a thing. "The striker signed
    for $3m" tells only if the sentence names an actor, or speaks as one ("we").
    """
    found: list[Stretch] = []
    sentences = 0
    for block in document.blocks:
        if block.kind in SILENT:
            continue
        for start, end, words in _sentences(document.text, block):
            sentences += len(words) >= SHORT
            stretch = _stretch(document.text, start, end, frozenset(words), cues, names)
            if stretch is not None:
                found.append(stretch)
    found.sort(key=lambda stretch: (-stretch.weight, stretch.start))
    named = sum(stretch.named for stretch in found)
    dense = named >= MANY and named >= SHARE * sentences
    lists = not dense and _lists_gifts(document, cues, names)
    return Evidence(stretches=tuple(found), dense=dense, lists=lists)


def _sentences(text: str, block: Block) -> Iterator[tuple[int, int, list[str]]]:
    start = block.start
    for match in SENTENCE_END.finditer(text, block.start, block.end):
        # "U.S. troops": a capital before the stop is no sentence's end.
        stop = match.start()
        if not text[stop - 1 : stop].isupper() and not text.endswith(TITLES, start, stop):
            yield start, match.end(), WORD.findall(text[start : match.end()].lower())
            start = match.end()
    if start < block.end:
        yield start, block.end, WORD.findall(text[start : block.end].lower())


def _stretch(
    text: str, start: int, end: int, words: frozenset[str], cues: Cues, names: Names
) -> Stretch | None:
    predicates = words & cues.predicates
    if not predicates:
        return None
    things = (words & cues.things) - predicates
    money = MONEY.search(text, start, end) is not None
    if not things and not money and len(predicates) == 1:
        return None
    actors = names(text[start:end])
    if not actors and UNNAMED.isdisjoint(words):
        return None
    weight = min(2, actors) + len(predicates) + len(things) + 2 * money
    return Stretch(start=start, end=end, weight=weight, named=actors > 0)


def _lists_gifts(document: Document, cues: Cues, names: Names) -> bool:
    """Whether items or rows name things and sums, beside or below several actors."""
    listed = [block for block in document.blocks if block.kind in LISTED]
    if len(listed) < MANY:
        return False
    texts = [document.text[block.start : block.end] for block in listed]
    gifts = sum(
        MONEY.search(text) is not None or not cues.things.isdisjoint(WORD.findall(text.lower()))
        for text in texts
    )
    if gifts < MANY:
        return False
    parents = {block.parent for block in listed if block.parent is not None}
    heads = [document.blocks[at] for at in sorted(parents)]
    # Headings in capitals: the tables know names of up to three letters only as written.
    texts += [document.text[head.start : head.end].title() for head in heads]
    return sum(names(text) > 0 for text in texts) >= GIVERS


def blocks_to_parse(
    document: Document, cues: frozenset[str], *, everything: bool = False
) -> tuple[int, ...]:
    """Indices of the blocks that are `worth_parsing`, in text order."""
    return tuple(sorted(worth_parsing(document, cues, everything=everything)))


def worth_parsing(
    document: Document, cues: frozenset[str], *, everything: bool = False
) -> dict[int, Worth]:
    """The blocks that hold a cue word, and those that they lean on, by index with the reason.

    The block after one with a cue may go on with its words left out: "The French were vague:
    'several thousand'." A list item or table row with a figure is kept beside any cue of its
    document: "Norway 40" has no word of its own that could be one. So are the headings that
    kept blocks stand under, which may name their giver.

    Args:
        cues: lower-case surface forms of the words that can state a contribution.
        everything: all blocks but boilerplate, for the layers of every sentence.
    """
    kept: dict[int, Worth] = {}
    listed: dict[int, Worth] = {}
    goes_on = False
    for at, block in enumerate(document.blocks):
        if block.kind in SILENT:
            continue
        text = document.text[block.start : block.end]
        cued = everything or not cues.isdisjoint(WORD.findall(text.lower()))
        if cued:
            kept[at] = "everything" if everything else "cue"
        elif goes_on:
            kept[at] = "after a cue"
        elif block.kind in LISTED and any(character.isdigit() for character in text):
            listed[at] = "figure"
        goes_on = cued
    if kept:
        kept |= listed
    for at in tuple(kept):
        parent = document.blocks[at].parent
        if parent is not None and document.blocks[parent].kind not in SILENT:
            kept.setdefault(parent, "heading")
    return kept
