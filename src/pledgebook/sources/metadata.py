"""What a metadata file says of the texts: publisher, date, title, address.

A CSV file (comma, semicolon or tab) or JSON lines, one text a line, with the fields path,
id, title, publisher, published, url. Other columns are passed over.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from pledgebook.errors import SettingsError
from pledgebook.types import Metadata

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?")
_FIELDS = ("id", "title", "publisher", "published", "url")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a metadata file: the path's parts and what is said of it."""

    parts: tuple[str, ...]
    line: int
    metadata: Metadata


@dataclass(frozen=True, slots=True)
class MetadataTable:
    """The entries of a metadata file, found by a file's name."""

    entries: dict[str, tuple[Entry, ...]]
    """By the last part of the path, longest path first."""

    def of(self, path: Path) -> Metadata | None:
        """What is known of a file, or None.

        An entry fits when its path is the end of the file's path: "wales.txt" fits
        "news/wales.txt", and "news/wales.txt" is taken before "wales.txt".
        """
        entries = self.entries.get(path.name)
        if not entries:
            return None
        whole = path.absolute().parts
        for entry in entries:
            if whole[-len(entry.parts) :] == entry.parts:
                return entry.metadata
        return None


def read_metadata(path: Path) -> MetadataTable:
    """The table of a metadata file in CSV or JSON lines.

    Raises:
        SettingsError: the file cannot be read, or a line of it is malformed, names no path,
            holds no ISO date, or says of a path something else than an earlier line did.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SettingsError(
            f"{path}: cannot be read ({error.strerror}); check --metadata"
        ) from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: is not UTF-8; save it as UTF-8") from None
    is_json = text.lstrip().startswith(("{", "["))
    grouped: dict[str, dict[tuple[str, ...], Entry]] = {}
    for line, row in _json_rows(path, text) if is_json else _csv_rows(path, text):
        entry = _entry(path, line, row)
        same = grouped.setdefault(entry.parts[-1], {})
        earlier = same.setdefault(entry.parts, entry)
        if earlier.metadata != entry.metadata:
            raise SettingsError(
                f"{path}, line {line}: says of {'/'.join(entry.parts)} something else than "
                f"line {earlier.line}; keep one of the two"
            )
    return MetadataTable(
        {
            name: tuple(sorted(same.values(), key=lambda entry: -len(entry.parts)))
            for name, same in grouped.items()
        }
    )


def _json_rows(path: Path, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise SettingsError(
                f"{path}, line {number}: is not JSON ({str(error).splitlines()[0]}); "
                "write one object a line"
            ) from None
        if not isinstance(row, dict):
            raise SettingsError(f"{path}, line {number}: is no JSON object; write one a line")
        yield number, row


def _csv_rows(path: Path, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    header, _, _ = text.partition("\n")
    delimiter = max(",;\t", key=header.count)
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    try:
        names = [name.strip().lower() for name in reader.fieldnames or ()]
        if "path" not in names:
            raise SettingsError(f"{path}, line 1: has no column 'path'; name the columns there")
        reader.fieldnames = names
        for row in reader:
            if None in row:
                raise SettingsError(
                    f"{path}, line {reader.line_num}: has more cells than columns; "
                    "quote cells that hold the separator"
                )
            yield reader.line_num, dict(row)
    except csv.Error as error:
        raise SettingsError(f"{path}, line {reader.line_num}: is not CSV ({error})") from None


def _entry(path: Path, line: int, row: dict[str, Any]) -> Entry:
    where = f"{path}, line {line}"
    values = {name: _text(where, name, row.get(name)) for name in ("path", *_FIELDS)}
    named = values.pop("path")
    if named is None:
        raise SettingsError(f"{where}: names no path; add the file's name")
    parts = _parts(path, named)
    if not parts:
        raise SettingsError(f"{where}: {named!r} is no file name; add the file's name")
    if values["published"] is not None:
        values["published"] = _iso(where, values["published"])
    return Entry(parts=parts, line=line, metadata=Metadata(**values))


def _parts(path: Path, named: str) -> tuple[str, ...]:
    """The parts to compare, with `.` and `..` resolved from the metadata file's folder."""
    posix = PurePosixPath(named.replace("\\", "/"))
    if ".." in posix.parts:
        return (path.absolute().parent / posix).resolve().parts
    return posix.parts


def _text(where: str, name: str, value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise SettingsError(f"{where}: {name} is {value!r}, not text; put it in quotes")
    return " ".join(str(value).split()) or None


def _iso(where: str, value: str) -> str:
    """An ISO date or prefix; a time of day is cut off."""
    match = _DATE.fullmatch(value)
    if match:
        year, month, day = match.groups()
        try:
            date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            match = None
    if match is None:
        raise SettingsError(f"{where}: published is {value!r}; write it as 2014-09-05")
    return "-".join(part for part in match.groups() if part)
