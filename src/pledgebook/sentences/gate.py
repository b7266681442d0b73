"""Which blocks are worth parsing: those that can hold a claim, and those they lean on."""

from __future__ import annotations

import re

from pledgebook.types import Document

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
SILENT = frozenset({"boilerplate", "byline", "caption"})


def blocks_to_parse(
    document: Document, cues: frozenset[str], *, everything: bool = False
) -> tuple[int, ...]:
    """Indices of the blocks that hold a cue word, and of those that they lean on.

    A block leans on the block before it (pronouns, purpose, the list it continues).

    Args:
        cues: lower-case surface forms of the words that can state a contribution.
        everything: all blocks but boilerplate, for the layers of every sentence.
    """
    kept: list[int] = []
    for at, block in enumerate(document.blocks):
        if block.kind in SILENT:
            continue
        if everything:
            kept.append(at)
            continue
        words = WORD.findall(document.text[block.start : block.end].lower())
        if any(word in cues for word in words):
            kept.append(at)
    return tuple(kept)
