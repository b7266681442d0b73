"""Snapshots of files, folders and patterns, one at a time.

A thing that cannot be read becomes a `Skipped` with one clear line, and the next one is
read. Never more than one body is held, so ten thousand files need no more memory than one.
"""

from __future__ import annotations

import hashlib
import mimetypes
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pledgebook.errors import SourceError
from pledgebook.sources.metadata import MetadataTable
from pledgebook.types import Metadata, Snapshot

# A long transcript has 0.3 MB and a fat web page 5 MB; above 20 MB a file is an export of
# many texts, which would be read as one article. trafilatura stops at the same size.
MAX_BYTES = 20_000_000

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
}
"""What a folder is searched for, by lower-case suffix."""

# First bytes of formats that people hand over by mistake (PRONOM registry, The National
# Archives), with what to call them.
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SNIFFED = 8192
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1b")) + b"\x7f"
# Share of control characters above which a file is binary: compressed or machine data has
# about 11 in 100, a damaged text a few in thousands.
_BINARY_SHARE = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Something that could not be read, and the line that says why and what to do."""

    address: str
    error: SourceError


def snapshots(
    paths: Iterable[str | os.PathLike[str]],
    metadata: MetadataTable | None = None,
    *,
    limit: int = MAX_BYTES,
) -> Iterator[Snapshot | Skipped]:
    """Each readable file as a Snapshot and everything else as Skipped, in a stable order.

    Folders are searched to any depth, sorted by name, for the suffixes of `MEDIA_TYPES`;
    hidden files and folders are passed over. A path with `*`, `?` or `[` that is no file is
    a pattern (`**` crosses folders). A file that is named twice is read once.

    Args:
        metadata: What is known of the files besides their words.
        limit: Size in bytes above which a file is skipped.

    Example:
        >>> [item.name for item in snapshots(["articles"])]  # doctest: +SKIP
        ['001-wales', '002-jeddah']
    """
    seen: set[str] = set()
    for given in paths:
        for found in _files(Path(given)):
            if isinstance(found, Skipped):
                yield found
                continue
            real = os.path.realpath(found)
            if real in seen:
                continue
            seen.add(real)
            try:
                yield take(found, metadata.of(found) if metadata else None, limit=limit)
            except SourceError as error:
                yield Skipped(address=shown(found), error=error)


def take(path: Path, metadata: Metadata | None = None, *, limit: int = MAX_BYTES) -> Snapshot:
    """The snapshot of one file.

    Raises:
        SourceError: the file is missing, no file, empty, too large, binary, of a format
            that is no text, not permitted, or changed while it was read.
    """
    name = shown(path)
    media_type = _media_type(path)
    body = _read(path, name, limit)
    return snapshot(name, body, media_type, shown(Path(path.stem)), metadata)


def snapshot(
    address: str,
    body: bytes,
    media_type: str = "text/plain",
    name: str = "text",
    metadata: Metadata | None = None,
) -> Snapshot:
    """The snapshot of bytes that came from a file or another place.

    Raises:
        SourceError: there are none, or they are binary.
    """
    if not body:
        raise SourceError(f"{address}: is empty; put the article's text into it or leave it out")
    if binary := _binary(body):
        raise SourceError(f"{address}: is {binary}, not text; save it as .txt or .html first")
    if media_type == "text/plain" and body[:512].lstrip().lower().startswith(
        (b"<!doctype html", b"<html")
    ):
        media_type = "text/html"
    return Snapshot(
        address=address,
        name=name,
        media_type=media_type,
        digest=hashlib.sha256(body).hexdigest(),
        body=body,
        metadata=metadata or Metadata(),
    )


def shown(path: Path) -> str:
    """The path as one line of valid text, whatever bytes its name is made of."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def _files(path: Path) -> Iterator[Path | Skipped]:
    """The files that a path given by a person stands for, or why there is none."""
    try:
        if path.is_dir():
            found = False
            for item in _walk(path):
                found = True
                yield item
            if not found:
                suffixes = " ".join(MEDIA_TYPES)
                yield _skipped(path, f"holds no text; files end in one of {suffixes}")
        elif not path.exists() and any(char in str(path) for char in "*?["):
            yield from _matches(path)
        elif "\0" in str(path):
            yield _skipped(path, "is no file name; check it")
        else:
            yield path
    except (OSError, ValueError) as error:
        # A name that no file system takes: too long, or with a NUL.
        yield _skipped(path, f"cannot be looked up ({_reason(error)}); check the name")


def _walk(folder: Path) -> Iterator[Path | Skipped]:
    """Readable files below a folder, sorted by name, and the folders that refuse."""
    refused: list[Skipped] = []

    def refuse(error: OSError) -> None:
        where = Path(os.fsdecode(error.filename or folder))
        refused.append(_skipped(where, f"cannot be opened ({_reason(error)}); check its rights"))

    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in MEDIA_TYPES:
                yield Path(parent, name)
        yield from refused
        refused.clear()
    yield from refused


def _matches(pattern: Path) -> Iterator[Path | Skipped]:
    """The files that a pattern finds: all texts of a folder that it names included."""
    parts = pattern.parts
    magic = next(i for i, part in enumerate(parts) if any(char in part for char in "*?["))
    base = Path(*parts[:magic])
    try:
        found = sorted(
            path
            for path in base.glob(str(Path(*parts[magic:])))
            if not any(part.startswith(".") for part in path.relative_to(base).parts)
        )
    except (ValueError, NotImplementedError) as error:
        yield _skipped(pattern, f"is no pattern ({error}); use * for any name")
        return
    if not found:
        yield _skipped(pattern, "matches no file; check the pattern")
    for path in found:
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path


def _media_type(path: Path) -> str:
    """The media type by suffix; files of unknown suffix are taken for plain text."""
    suffix = path.suffix.lower()
    if suffix in MEDIA_TYPES:
        return MEDIA_TYPES[suffix]
    # A table of its own: the machine's would make the answer differ between machines.
    other = mimetypes.MimeTypes().guess_type(f"x{suffix}")[0]
    if other and other != "text/plain":
        raise SourceError(f"{shown(path)}: is {other}, not an article; save it as .txt or .html")
    return "text/plain"


def _read(path: Path, name: str, limit: int) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            # A pipe or device would block the run for ever.
            raise SourceError(f"{name}: is no file that can be read; name a text file or folder")
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            if before.st_size > limit:
                size, most = before.st_size / 1e6, limit / 1e6
                raise SourceError(
                    f"{name}: has {size:.1f} MB, above the limit of {most:g} MB; "
                    "split it into one file an article"
                )
            body = file.read(limit + 1)
            after = os.fstat(file.fileno())
    except FileNotFoundError:
        raise SourceError(f"{name}: there is no such file or folder; check the name") from None
    except PermissionError:
        raise SourceError(f"{name}: may not be read; change its rights") from None
    except (OSError, ValueError) as error:
        raise SourceError(f"{name}: cannot be read ({_reason(error)}); check it") from None
    if (
        len(body) != before.st_size
        or before.st_size != after.st_size
        or before.st_mtime_ns != after.st_mtime_ns
    ):
        raise SourceError(f"{name}: changed while it was read; run again when it is complete")
    return body


def _binary(body: bytes) -> str | None:
    """What sort of binary the bytes are, or None for anything that may be text."""
    for signature, what in _SIGNATURES:
        if body.startswith(signature):
            return what
    head = body[:_SNIFFED]
    if head.startswith(_UTF16_MARKS):
        return None
    if _is_wide(head):
        return None
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return "binary" if controls > len(head) * _BINARY_SHARE else None


def _is_wide(head: bytes) -> bool:
    """Whether NULs stand where UTF-16 or UTF-32 without a mark has them in Latin text."""
    quarters = sorted(head[i::4].count(0) * 4 for i in range(4))
    full = len(head) - len(head) // 10
    # UTF-32 fills three bytes of four with NULs, UTF-16 one of two; the letters have none.
    return quarters[0] * 10 < full and quarters[2] >= full - 16


def _skipped(path: Path, says: str) -> Skipped:
    return Skipped(address=shown(path), error=SourceError(f"{shown(path)}: {says}"))


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
