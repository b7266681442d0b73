"""Annotated documents: those to learn from, and those held out to measure and calibrate on.

Three forms are read: gold files in the contract's form (`NAME.json` beside its text); our own
articles (`NAME.jsonl` beside `NAME.txt`: a line for the document, then one a claim, spans as
their words); and annotation of texts that lie elsewhere (one line a document, spans as
`[start, end]`).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pledgebook.documents.read import read
from pledgebook.scoring.records import GoldDocument, annotated, gold_documents
from pledgebook.scoring.split import part_of, split_parts
from pledgebook.types import Document, Metadata, Snapshot

HELD_OUT = 5
APART = frozenset({"clusters"})
"""Folders of a gold set that hold other records than annotated documents."""
UNSEEN = "unseen"
"""A folder of documents that came after the network was trained."""
GOLD = frozenset({"authored", "authored-b", "authored-c", "fresh", "real", "seeds"})
"""Folders of documents that were annotated with the greatest care."""
SPANS = ("what", "condition", "giver")


@dataclass(frozen=True, slots=True)
class Lesson:
    """A document with its claims as the files have them, `giver` (a span) included."""

    document: GoldDocument
    claims: tuple[Mapping[str, Any], ...]


def lessons(folder: Path) -> Iterator[Lesson]:
    """The annotated documents below a folder; of one with a split.tsv only the dev part."""
    split = folder / "split.tsv"
    parts = split_parts(split) if split.exists() else None
    for path in sorted({file.parent for file in folder.rglob("*.json")}):
        for document in gold_documents(path) if path.name not in APART else ():
            if parts is None or part_of(document, split, parts) == "dev":
                claims = json.loads(document.path.read_text("utf-8"))["claims"]
                yield Lesson(document, tuple(claims))
    for path in sorted(folder.rglob("*.jsonl")):
        if path.with_suffix(".txt").exists():
            text = path.with_suffix(".txt").read_text("utf-8")
            head, *rows = map(json.loads, path.read_text("utf-8").splitlines())
            yield lesson(path, {"id": path.stem} | head, rows, text)


def statements(annotation: Path, texts: Path) -> Iterator[Lesson]:
    """The annotated ones of the statements in a packed file of one JSON object a line."""
    with gzip.open(texts, "rt", encoding="utf-8") as file:
        known = {row["id"]: row for row in map(json.loads, file)}
    for line in annotation.read_text("utf-8").splitlines():
        row = json.loads(line)
        source = known[row["source"]]
        head = {"id": row["id"], "title": source["title"], "publisher": source["publisher"]}
        head["published"] = source["published"][:10]
        yield lesson(annotation, head, row["claims"], source["text"][: row["end"]])


def lesson(path: Path, head: Mapping[str, Any], rows: list[dict[str, Any]], text: str) -> Lesson:
    """A document and its claims in the contract's form.

    Raises:
        ValueError: the words of a span do not stand in the text.
    """
    claims = [in_full(row, text, f"m{at}") for at, row in enumerate(rows, 1)]
    gold = annotated({"document": dict(head), "claims": claims}, str(path))
    name = str(head["id"])
    document = GoldDocument(id=name, path=path, group=path.parent.name, gold=gold, text=text)
    return Lesson(document, tuple(claims))


def in_full(row: Mapping[str, Any], text: str, name: str) -> dict[str, Any]:
    """A claim of the short form in the contract's form."""
    evidence = span(text, row["evidence"], None, row.get("occurrence", 1))
    quantity, money = row.get("quantity"), row.get("money")
    found: dict[str, Any] = {
        key: row.get(key)
        for key in ("contributor", "kind", "status", "recipient", "channel", "target")
    }
    found |= {"id": name, "evidence": evidence, "hedged": bool(row.get("hedged"))}
    found |= {key: span(text, row[key], evidence) if row.get(key) else None for key in SPANS}
    found["quantity"] = quantity and dict(zip(("low", "high", "unit"), quantity, strict=True))
    found["money"] = money and dict(zip(("low", "high", "currency"), money, strict=True))
    found["speakers"] = [
        dict(zip(("name", "actor", "cue"), speaker, strict=True))
        for speaker in row.get("speakers", ())
    ]
    found["optional"] = bool(row.get("optional"))
    return found


def span(
    text: str, said: str | list[int], near: Mapping[str, Any] | None, occurrence: int = 1
) -> dict[str, Any]:
    """Where words stand: inside `near` or nearest to it, else at their n-th occurrence.

    Raises:
        ValueError: they do not stand in the text so often.
    """
    if not isinstance(said, str):
        start, end = said
        return {"start": start, "end": end, "quote": text[start:end]}
    places = []
    at = text.find(said)
    while at >= 0:
        places.append(at)
        at = text.find(said, at + 1)
    if len(places) < occurrence:
        raise ValueError(f"{said!r} does not stand in the text")
    start = places[occurrence - 1]
    if near is not None:
        low, high = near["start"], near["end"]
        inside = [at for at in places if low <= at and at + len(said) <= high]
        start = (
            inside[0] if inside else min(places, key=lambda at: min(abs(at - high), abs(at - low)))
        )
    return {"start": start, "end": start + len(said), "quote": said}


def as_read(gold: GoldDocument) -> Document:
    """A document as the engine gets it, with the annotation's publisher and date."""
    head = gold.gold.document
    body = (gold.text or "").encode()
    known = Metadata(
        id=gold.id, title=head.title, publisher=head.publisher, published=head.published
    )
    return read(
        Snapshot(
            address=str(gold.path),
            name=gold.id,
            media_type="text/plain",
            digest=hashlib.sha256(body).hexdigest(),
            body=body,
            metadata=known,
        )
    )


def is_gold(document: GoldDocument) -> bool:
    """Whether a document is of the gold sets and not of the many written to learn from."""
    return document.group in GOLD


def is_held_out(document: GoldDocument) -> bool:
    """Whether a document is never learnt from: one in five by its name, and all in `UNSEEN`.

    The score of claims is calibrated on these (training/score.py).
    """
    return UNSEEN in document.path.parts or zlib.crc32(document.id.encode()) % HELD_OUT == 0
