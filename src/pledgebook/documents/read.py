"""Snapshots to documents: the one way in."""

from __future__ import annotations

import hashlib
import logging
from bisect import bisect_right

from pledgebook.documents import html, origin
from pledgebook.documents.blocks import blocks
from pledgebook.documents.decode import decode, normalised
from pledgebook.documents.language import require_english
from pledgebook.errors import DocumentError
from pledgebook.types import Document, Metadata, Snapshot

_log = logging.getLogger(__name__)
_PAGES = ("text/html", "application/xhtml+xml")
_NOTHING = Metadata()
# The largest file wrapped at 50 characters; with more lines it is a table or a log, and the
# blocks would take gigabytes.
_MOST_LINES = 400_000


def read(snapshot: Snapshot, *, defaults: Metadata = _NOTHING) -> Document:
    """The document of a snapshot, with its blocks marked.

    Plain text is the whole file with `\\n` line ends in NFC and nothing else changed; of a
    page it is the article. What is known of its origin comes from the snapshot's metadata
    first, then from the page's, then from the text, then from the defaults.

    Args:
        defaults: For texts that say nothing themselves.

    Example:
        >>> snapshot = Snapshot(address="a.txt", name="a", media_type="text/plain", digest="",
        ...     body=b"Togo sends tents\\r\\n\\r\\nTogo has sent 9 tents to Benin.")
        >>> read(snapshot).text
        'Togo sends tents\\n\\nTogo has sent 9 tents to Benin.'

    Raises:
        DocumentError: the bytes are no text, hold no words or article, or are not English.
    """
    try:
        return _read(snapshot, defaults)
    except DocumentError as error:
        raise DocumentError(f"{snapshot.address}: {error}") from error.__cause__


def _read(snapshot: Snapshot, defaults: Metadata) -> Document:
    is_page = snapshot.media_type in _PAGES
    decoded = decode(snapshot.body, page=is_page)
    if decoded.replaced:
        _log.warning(
            "%s: %d broken characters are shown as U+FFFD (read as %s)",
            snapshot.address,
            decoded.replaced,
            decoded.charset,
        )
    of_page = _NOTHING
    author: str | None = None
    if is_page:
        page = html.article(decoded.text)
        text, to_page = normalised(page.text)
        offsets = _chained(to_page, page.offsets) if len(to_page) > 1 else page.offsets
        of_page, author = page.metadata, page.byline
    else:
        text, offsets = normalised(decoded.text)
    if not any(map(str.isalnum, text)):
        raise DocumentError("holds no words; put the article's text into it or leave it out")
    if (lines := text.count("\n")) > _MOST_LINES:
        raise DocumentError(f"has {lines} lines, too many for an article; split it")
    require_english(text)
    given = snapshot.metadata
    found = blocks(text, title=given.title or of_page.title)
    stated = origin.stated(text, found)
    layers = (given, of_page, stated, defaults)
    publisher = _first([layer.publisher for layer in layers])
    url = _first([layer.url for layer in layers])
    published = _first([layer.published for layer in layers])
    return Document(
        id=given.id or snapshot.name,
        text=text,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        title=_first([layer.title for layer in layers]),
        byline=author or origin.byline(text, found),
        publisher=publisher,
        home=origin.home_of(publisher, url),
        published=origin.completed(published, text, found),
        url=url,
        address=snapshot.address,
        blocks=found,
        offsets=offsets,
        snapshot_digest=snapshot.digest,
    )


def source_position(document: Document, position: int) -> int:
    """Where a character of the text stands in the decoded snapshot.

    Raises:
        ValueError: the position lies outside the text.
    """
    if not 0 <= position <= len(document.text):
        raise ValueError(f"position {position} is outside the text of {document.id}")
    return _mapped(document.offsets, position)


def _mapped(offsets: tuple[tuple[int, int], ...], position: int) -> int:
    i = max(bisect_right(offsets, position, key=lambda pair: pair[0]) - 1, 0)
    at, source = offsets[i]
    return max(source + position - at, 0)


def _chained(
    first: tuple[tuple[int, int], ...], second: tuple[tuple[int, int], ...]
) -> tuple[tuple[int, int], ...]:
    """One map for two steps: normalised text to article, article to page."""
    inverse = tuple((source, at) for at, source in first)
    starts = {at for at, _ in first} | {_mapped(inverse, source) for source, _ in second}
    return tuple((at, _mapped(second, _mapped(first, at))) for at in sorted(starts))


def _first(values: list[str | None]) -> str | None:
    return next((value for value in values if value), None)
