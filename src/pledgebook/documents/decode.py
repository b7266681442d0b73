"""Bytes to text: character set, line ends and NFC, with the way back to the source.

Nothing else is changed: no-break spaces, curly quotes and blank lines stay as they are,
because every offset in the ledger counts on the text.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from pledgebook.errors import DocumentError

REPLACEMENT = "\ufffd"

# Share of replaced characters above which a text is damaged rather than scratched: one in
# twenty hits every third word.
_BROKEN_SHARE = 0.05
# Share of bytes outside ASCII up to which a text that is not UTF-8 is read as Windows-1252
# without a guess: English has only quotes, dashes and some names there. The WHATWG Encoding
# Standard makes Windows-1252 the reading of undeclared Western text.
_WESTERN_SHARE = 0.05
# charset-normalizer is given so many bytes: its cost grows with the text, its answer does not.
_GUESSED_FROM = 32_768

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# HTML Living Standard, "prescan a byte stream": the declaration stands in the first 1024
# bytes. XHTML has it in the XML declaration.
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_:.-]+)|"""
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([a-z0-9_:.-]+)""",
    re.IGNORECASE,
)
# What pages call by a Latin-1 name is Windows-1252 in fact (WHATWG Encoding Standard).
_LATIN1 = frozenset({"iso8859-1", "ascii"})
_BEYOND_ASCII = re.compile(r"(?:(?![\r\n])[\x00-\x7f])?[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The characters of a snapshot; `replaced` counts bytes that no character fits."""

    text: str
    charset: str
    replaced: int = 0


def decode(body: bytes, *, page: bool = False) -> Decoded:
    """The characters of the bytes, without a byte order mark.

    The mark decides, then a page's own declaration, then whether the bytes are UTF-8 or
    UTF-16; a text with single broken bytes keeps its reading and has U+FFFD in their place.

    Args:
        page: The bytes are HTML, which may declare its character set.

    Example:
        >>> decode(b"\\x93Canada\\x94 pledged").text
        '“Canada” pledged'

    Raises:
        DocumentError: the bytes fit no character set well enough to be read.
    """
    for bom, charset in _BOMS:
        if body.startswith(bom):
            return _lenient(body[len(bom) :], charset)
    declared = _declared(body) if page else None
    if declared:
        try:
            return Decoded(text=body.decode(declared), charset=declared)
        except (UnicodeDecodeError, LookupError):
            pass
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _undeclared(body)
    wide = _wide(body)
    if wide:
        return _lenient(body, wide)
    return Decoded(text=text, charset="utf-8")


def normalised(source: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    r"""The text with `\n` line ends in NFC, and its offset map to the source.

    The map holds pairs (text position, source position), one where the distance between the
    two changes; inside a composed cluster positions are those of its start.

    Example:
        >>> normalised("a\r\nb")
        ('a\nb', ((0, 0), (2, 3)))
    """
    pairs = [(0, 0)]
    text, changes = source, []
    if "\r" in source:
        changes = [(m.start(), m.end(), "\n") for m in re.finditer(r"\r\n?", source)]
    if not unicodedata.is_normalized("NFC", source):
        # An ASCII character never joins what stands before it, so a stretch that begins
        # with one can be composed by itself.
        for match in _BEYOND_ASCII.finditer(source):
            cluster = match.group()
            if not unicodedata.is_normalized("NFC", cluster):
                composed = unicodedata.normalize("NFC", cluster)
                changes.append((match.start(), match.end(), composed))
        changes.sort()
    if changes:
        pieces: list[str] = []
        done = length = 0
        for start, end, new in changes:
            pieces += (source[done:start], new)
            length += start - done + len(new)
            done = end
            if length - done != pairs[-1][0] - pairs[-1][1]:
                pairs.append((length, done))
        pieces.append(source[done:])
        text = "".join(pieces)
    return text, tuple(pairs)


def _declared(body: bytes) -> str | None:
    """The character set that a page declares, or None."""
    match = _DECLARED.search(body[:1024])
    if match is None:
        return None
    name = (match.group(1) or match.group(2)).decode("ascii").lower()
    try:
        charset = codecs.lookup(name).name
    except LookupError:
        return None
    # A declaration that could be read as ASCII cannot be UTF-16 (HTML Living Standard).
    if charset in _LATIN1:
        return "cp1252"
    return None if charset.startswith("utf-16") else charset


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark, by the NULs of its Latin letters, or None."""
    head = body[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 3 < len(head) or min(even, odd) * 20 >= max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _undeclared(body: bytes) -> Decoded:
    """The reading of bytes that are not wholly UTF-8."""
    if wide := _wide(body):
        return _lenient(body, wide)
    scratched = body.decode("utf-8", "replace")
    replaced = scratched.count(REPLACEMENT)
    foreign = sum(1 for _ in re.finditer(r"[^\x00-\x7f\ufffd]", scratched))
    if foreign >= replaced:
        return _checked(scratched, "utf-8", replaced)
    high = len(body) - len(body.translate(None, bytes(range(128, 256))))
    if high <= len(body) * _WESTERN_SHARE:
        return _lenient(body, "cp1252")
    from charset_normalizer import from_bytes

    best = from_bytes(body[:_GUESSED_FROM]).best()
    if best is None:
        raise DocumentError("its bytes fit no character set; save it as UTF-8")
    return _lenient(body, best.encoding)


def _lenient(body: bytes, charset: str) -> Decoded:
    text = body.decode(charset, "replace")
    return _checked(text, charset, text.count(REPLACEMENT))


def _checked(text: str, charset: str, replaced: int) -> Decoded:
    if replaced > max(len(text), 20) * _BROKEN_SHARE:
        raise DocumentError(
            f"is broken: {replaced} of its {len(text)} characters fit no character set "
            f"(read as {charset}); save it anew as UTF-8"
        )
    return Decoded(text=text, charset=charset, replaced=replaced)
