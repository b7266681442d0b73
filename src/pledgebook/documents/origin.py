"""What a text says of its own origin: title, byline, publisher, date; and the publisher's home."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from pledgebook.documents.dateline import Dateline, dateline, published_in
from pledgebook.documents.tables import (
    bodies,
    capitals,
    key,
    outlets,
    pattern,
    seats,
    state_of_domain,
    states,
    words,
)
from pledgebook.types import Block, Metadata

# Dates stand above the article or below it; between are the dates that it speaks of.
_HEAD_PARAGRAPHS = 2
_TAIL_BLOCKS = 6
_PARAGRAPH = 80

_SOURCE = re.compile(r"(?:sources?|via)\s*:\s*(.+)", re.IGNORECASE | re.DOTALL)
_COPYRIGHT = re.compile(r"©|\(c\)\s|\bcopyright\b", re.IGNORECASE)
_NO_NAME = re.compile(
    r"©|\(c\)|\bcopyright\b|\ball rights? reserved\b.*|\b(?:19|20)\d\d\b"
    r"(?:\s*[-–]\s*(?:\d{2,4}|present))?|\bby\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_a-zß-ÿ][\w&.'’-]*(?: (?:of|the|and|for|&|de|[^\W_a-zß-ÿ][\w.'’-]*))*")
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)\s*")


def stated(text: str, blocks: Sequence[Block]) -> Metadata:
    """Title, publisher and date as the text itself states them; None where it does not.

    "Published September 15th, 2014" gives 2014-09-15; "NEWPORT, Wales, Sept 5 -" gives no
    date, because it names no year.
    """
    openings = _openings(text, blocks)
    return Metadata(
        title=_first(text, blocks, "title"),
        publisher=_publisher(text, blocks, openings),
        published=_published(text, blocks, openings),
    )


def byline(text: str, blocks: Sequence[Block]) -> str | None:
    """The line that names the authors, as written, or None."""
    return _first(text, blocks, "byline")


def completed(published: str | None, text: str, blocks: Sequence[Block]) -> str | None:
    """A bare year made a day by the dateline: "2014" and "Sept 5 -" give 2014-09-05."""
    if published is None or len(published) != 4:
        return published
    for opening in _openings(text, blocks):
        if opening.date and opening.date.startswith("--"):
            return published + opening.date[1:]
    return published


def home_of(publisher: str | None, url: str | None = None) -> str | None:
    """The publisher's country as ISO 3166-1 alpha-3, or a body's id; None where unknown.

    By the table of outlets, then by the state, seat or body that its name holds ("Danish
    Ministry of Defence", "The Courier (Nairobi)"), then by the address's country domain.

    Example:
        >>> home_of("Government of Canada"), home_of("The Unheard-of Gazette")
        ('CAN', None)
    """
    if publisher:
        whole = key(publisher)
        bare = key(_PARENTHESIS.sub(" ", publisher))
        if whole not in outlets():
            for place in _PARENTHESIS.findall(publisher):
                if state := states().get(key(place)):
                    return state
        for name in (whole, bare, bare.removeprefix("the "), f"the {bare}"):
            if name in outlets():
                return outlets()[name][1]
        for name in (bare, bare.removeprefix("the ")):
            if name in bodies():
                return bodies()[name]
        if found := _named_home(publisher, bare):
            return found
    return _home_of_address(url)


def _named_home(publisher: str, bare: str) -> str | None:
    """The state or body that a publisher's name holds."""
    if pattern("office").search(publisher):
        held = _longest(bare, states()) or _longest(bare, seats())
        if held:
            return held
    if bare.removeprefix("the ") in seats() or bare in seats():
        return seats().get(bare) or seats()[bare.removeprefix("the ")]
    for place in _PARENTHESIS.findall(publisher):
        if home := capitals().get(key(place)) or states().get(key(place)):
            return home
    head = bare.split(",")[0].split(" - ")[0]
    parts = head.split()
    for count in range(len(parts), 0, -1):
        if home := bodies().get(" ".join(parts[:count])):
            return home
    # "The Vientiane Herald": a paper is named after where it appears.
    return _longest(bare, {name: home for name, home in capitals().items() if name in seats()})


def _longest(name: str, names: dict[str, str]) -> str | None:
    """The value of the longest of the names that a name holds, by whole words."""
    tokens = re.findall(r"[\w.'-]+", name)
    for length in range(min(6, len(tokens)), 0, -1):
        for start in range(len(tokens) - length + 1):
            if value := names.get(" ".join(tokens[start : start + length])):
                return value
    return None


def _home_of_address(url: str | None) -> str | None:
    if not url:
        return None
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return None
    last = host.rsplit(".", 1)[-1]
    if last in ("gov", "mil"):
        return "USA"
    return None if last in words("lent_domain") else state_of_domain().get(last)


def _first(text: str, blocks: Sequence[Block], kind: str) -> str | None:
    for block in blocks:
        if block.kind == kind:
            line = " ".join(text[block.start : block.end].split())
            return line.lstrip("#* ").rstrip("* ") or None
    return None


def _openings(text: str, blocks: Sequence[Block]) -> list[Dateline]:
    """The datelines of the first paragraphs, where a report has its own."""
    body = [block for block in blocks if block.kind == "body"][:_HEAD_PARAGRAPHS]
    found = [dateline(text, block.start, block.end) for block in body]
    return [opening for opening in found if opening]


def _published(text: str, blocks: Sequence[Block], openings: Sequence[Dateline]) -> str | None:
    """The best date: labelled as publication, else bare, else in a dateline, else of an update."""
    found: list[tuple[int, int, str]] = []
    reading = 0
    for i, block in enumerate(blocks):
        line = text[block.start : block.end]
        if block.kind in ("body", "item", "row", "turn"):
            # Standfirsts, senders and list entries stand above dates, too.
            reading += block.end - block.start >= _PARAGRAPH
            continue
        head = reading <= _HEAD_PARAGRAPHS
        if not head and (i < len(blocks) - _TAIL_BLOCKS or block.kind == "heading"):
            continue
        dated = published_in(line)
        if dated is None or (dated[0] == 1 and not head) or len(dated[1]) == 4:
            continue
        # A date in a headline is most often the event's.
        rank = dated[0] if block.kind in ("dateline", "boilerplate", "byline") else 4
        found.append((rank, i, dated[1]))
    for opening in openings:
        if opening.date and opening.date[0] != "-" and len(opening.date) > 4:
            found.append((1, len(blocks), opening.date))
    return min(found)[2] if found else None


def _publisher(text: str, blocks: Sequence[Block], openings: Sequence[Dateline]) -> str | None:
    """The publisher: who holds the copyright, else the source line, else the dateline's agency."""
    lines = [
        text[block.start : block.end]
        for block in blocks
        if block.kind in ("boilerplate", "byline", "dateline") and block.end - block.start <= 200
    ]
    for line in reversed(lines):
        if _COPYRIGHT.search(line) and (name := _name(_NO_NAME.sub(" ", line))):
            return name
    for line in lines:
        match = _SOURCE.fullmatch(line)
        if match:
            for part in re.split(r"[,;/+&]| and | with ", match[1]):
                if name := _name(part):
                    return name
    for opening in openings:
        if opening.agency and (name := _name(opening.agency)):
            return name
    return None


def _name(text: str) -> str | None:
    """The outlet's usual name where the words are one, else the words where they are a name."""
    text = " ".join(text.split()).strip(" .,;:|-–—·/")
    for form in (key(text), key(text).removeprefix("the ")):
        if form in outlets():
            return outlets()[form][0]
    if key(text) in words("wire") or len(text) > 60 or not _NAME.fullmatch(text):
        return None
    return text
