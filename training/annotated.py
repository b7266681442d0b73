"""Annotated documents: those to learn from, and those held out to measure and calibrate on."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pledgebook.scoring.records import GoldDocument, gold_documents
from pledgebook.scoring.split import part_of, split_parts

HELD_OUT = 5
APART = frozenset({"clusters"})
"""Folders of a gold set that hold other records than annotated documents."""


def annotated_documents(folder: Path) -> Iterator[GoldDocument]:
    """The annotated documents below a folder; of one with a split.tsv only the dev part."""
    split = folder / "split.tsv"
    parts = split_parts(split) if split.exists() else None
    for path in sorted({file.parent for file in folder.rglob("*.json")}):
        if path.name in APART:
            continue
        for document in gold_documents(path):
            if parts is None or part_of(document, split, parts) == "dev":
                yield document


def is_held_out(name: str) -> bool:
    """Whether a document is never learnt from: one in five, by its name.

    The score of claims is calibrated on these (training/score.py).
    """
    return zlib.crc32(name.encode()) % HELD_OUT == 0


def claims_of(document: GoldDocument) -> list[dict[str, Any]]:
    """The claims of a document as its file has them."""
    return list(json.loads(document.path.read_text("utf-8"))["claims"])
