"""All mentions of a document: actors from trees and tables, amounts and times from text."""

from __future__ import annotations

from pledgebook.mentions import actors, amounts, times
from pledgebook.types import Document, Mention, Sentence


def mentions_of(document: Document, sentences: tuple[Sentence, ...]) -> tuple[Mention, ...]:
    """The mentions of the parsed sentences' blocks in text order.

    An amount or time inside an actor's name ("Group of 20") is not one.
    """
    found = list(actors.find(document, sentences))
    covered = [(m.start, m.end) for m in found if m.type == "actor" and m.via != "group"]
    for at in sorted({sentence.block for sentence in sentences}):
        block = document.blocks[at]
        spans = (
            *amounts.find(document.text, block.start, block.end, home=document.home),
            *times.find(document.text, block.start, block.end, published=document.published),
        )
        found.extend(m for m in spans if not any(s <= m.start and m.end <= e for s, e in covered))
    return tuple(sorted(found, key=lambda m: (m.start, -m.end, m.type)))
