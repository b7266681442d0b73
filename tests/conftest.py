"""Sentences that the shipped parser misreads: tests known to fail until it reads them well."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

LIST = Path(__file__).parent / "misread.tsv"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the listed tests as failing. The marks are strict: a test that passes must go."""
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        listed = {row["test"]: row["reason"] for row in rows}
    for item in items:
        if item.nodeid in listed:
            item.add_marker(pytest.mark.xfail(strict=True, reason=listed[item.nodeid]))
