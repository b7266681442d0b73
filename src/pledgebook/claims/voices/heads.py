"""What the head of a document says of its speaker: its lines, its publisher, its names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pledgebook.mentions.world import agencies, bodies, outlets
from pledgebook.types import ActorName, Block, Document, Mention, Span, Speaker

_OFFICIAL = re.compile(
    r"\b(?:ministry|minister|ministries|department|government|office of|council|commission|"
    r"embassy|mission|cabinet|parliament|congress|senate|secretariat|command|presidency|"
    r"white house|united nations|division|directorate|authority|delegation|chancellery|"
    r"defen[cs]e|press office|military|executive|federal|state department|foreign office|"
    r"administration|hansard|house of (?:commons|lords|representatives)|bundestag|state house|"
    r"mfa|mea|mofa)\b",
    re.IGNORECASE,
)
LOOSE = ("ORG:", "PERSON:")
"""Ids made from words that no table knows; an issuer's id is better than such a one."""
TITLED = re.compile(r"(?:mr|ms|mrs|dr|lord|lady|baroness|sir|dame|secretary|senator)\b", re.I)
SPOKEN = ("body", "item", "row", "turn", "caption")
OPENING_BLOCKS = 4
"""A release names its issuer in its head; deeper lines only mention statements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One speaker's stretches of a document, and the words that name the speaker if any do."""

    speaker: Speaker
    source: Span | None
    content: tuple[Span, ...]
    turn: bool = False
    beside: tuple[Speaker, ...] = ()


def named(
    actors: tuple[Mention, ...], start: int, end: int
) -> tuple[str | None, str | None, str | None]:
    """Actor, person and role that the mentions in a stretch give."""
    actor = person = role = None
    for mention in actors:
        normal = mention.normal
        if mention.start < end and start < mention.end and isinstance(normal, ActorName):
            actor, person = actor or normal.id, person or normal.person
            role = role or normal.role
    return actor, person, role


def spoken(document: Document, after: int = 0, before: int | None = None) -> tuple[Span, ...]:
    """The blocks that can be spoken, from one block on and up to another."""
    return tuple(
        document.span(block.start, block.end)
        for block in document.blocks[after:before]
        if block.kind in SPOKEN
    )


def opening(document: Document) -> list[tuple[int, Block | None, str]]:
    """Title and first blocks as (number, block, text); the title alone has no block."""
    lines: list[tuple[int, Block | None, str]] = []
    if document.title:
        lines.append((-1, None, document.title))
    for number, block in enumerate(document.blocks[:OPENING_BLOCKS]):
        lines.append((number, block, document.text[block.start : block.end]))
    return lines


def _unbracketed(name: str) -> str:
    return re.sub(r"\s*\([^)]*\)", "", name).strip()


def issuer(document: Document) -> str | None:
    """The state or body that publishes a document as its own word; None for news outlets.

    "Ministry of Defence" with home SWE -> "SWE"; "European Investment Bank" -> its id.
    """
    return _issuer(document.publisher, document.home) if document.publisher else None


@lru_cache(maxsize=1024)
def _issuer(publisher: str, home: str | None) -> str | None:
    bare = _unbracketed(publisher)
    for body in bodies().values():
        if bare in (body.name, body.id, *body.aliases):
            return body.id
    for agency in agencies():
        if bare == agency.name:
            return agency.id
    for outlet in outlets():
        if bare in (outlet.name, *outlet.aliases):
            official = outlet.kind in ("government", "IGO", "NGO")
            return (home or outlet.home) if official else None
    return home if _OFFICIAL.search(bare) else None
