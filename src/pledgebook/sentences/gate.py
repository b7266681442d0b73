"""Which blocks are worth parsing: those that can hold a claim, and those they lean on."""

from __future__ import annotations

import re

from pledgebook.types import Document

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
SILENT = frozenset({"boilerplate", "byline", "caption"})
LISTED = frozenset({"item", "row"})


def blocks_to_parse(
    document: Document, cues: frozenset[str], *, everything: bool = False
) -> tuple[int, ...]:
    """Indices of the blocks that hold a cue word, and of those that they lean on.

    A list item or table row with a figure is kept beside any cue of its document: "Norway 40"
    has no word of its own that could be one. So are the headings that kept blocks stand under,
    which may name their giver.

    Args:
        cues: lower-case surface forms of the words that can state a contribution.
        everything: all blocks but boilerplate, for the layers of every sentence.
    """
    kept: set[int] = set()
    listed: set[int] = set()
    for at, block in enumerate(document.blocks):
        if block.kind in SILENT:
            continue
        text = document.text[block.start : block.end]
        if everything or any(word in cues for word in WORD.findall(text.lower())):
            kept.add(at)
        elif block.kind in LISTED and any(character.isdigit() for character in text):
            listed.add(at)
    if kept:
        kept |= listed
    for at in tuple(kept):
        parent = document.blocks[at].parent
        if parent is not None and document.blocks[parent].kind not in SILENT:
            kept.add(parent)
    return tuple(sorted(kept))
