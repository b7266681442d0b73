"""Pages as JSON and CSV, for other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, is_dataclass
from typing import Any


def json_text(page: object) -> str:
    """A page, or a list of plain values, as indented JSON with a line end."""
    data = asdict(page) if is_dataclass(page) and not isinstance(page, type) else page
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple | list):
        return _text("; ".join(str(_cell(each)) for each in value))
    return _text(value) if isinstance(value, str) else value


def _text(value: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would run as a formula.

    Quotes come from outsiders' texts (OWASP, CSV injection); the JSON has them unchanged.
    """
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def csv_text(rows: Iterable[Any], record: type) -> str:
    """Rows of one frozen record as CSV, its field names as the header.

    Lists are joined with "; ". The header is there without a row too, so that a program
    that reads the file always finds its columns.
    """
    names = [each.name for each in fields(record)]
    return mapped_csv([{name: getattr(row, name) for name in names} for row in rows], names)


def mapped_csv(rows: Iterable[Mapping[str, object]], names: list[str]) -> str:
    """Rows as CSV with these columns."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in names])
    return out.getvalue()
