"""Records written as rows and read back; digests that name documents, readings and claims."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from pledgebook.ledger.names import actor_key, is_indefinite
from pledgebook.ledger.records import Source
from pledgebook.types import (
    Claim,
    Count,
    CoverageClaim,
    Document,
    Meeting,
    Membership,
    Money,
    Need,
    Quantity,
    Span,
    Speaker,
    Step,
)

Row = dict[str, Any]

UNREADABLE: Final = (ValueError, TypeError, KeyError)
"""What making a record of a row raises where somebody changed the row: its JSON or its span."""

_SCALARS: Final = (
    "contributor",
    "kind",
    "status",
    "group_size",
    "increment",
    "includes_previous",
    "recipient",
    "channel",
    "target",
    "when",
    "stated_on",
    "said_by_side",
    "meeting",
    "hedged",
    "partial",
    "overdue",
    "denied",
    "taker_response",
    "score",
)

# Kinds among which one contribution may be told under two codes: relief money is also called
# a grant (contract, section 8, doubt 1), and a stated purpose makes aid of what another text
# calls reconstruction. Military, political and unspecified contributions never are.
_FAMILIES: Final = {
    "humanitarian": "giving",
    "financial": "giving",
    "economic": "giving",
    "climate": "giving",
}


# Made once: `json.dumps` with options makes an encoder at every call.
_canonical: Final = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":")
).encode


def family(kind: str) -> str:
    """The family of a kind, within which reports may be one: "humanitarian.food" -> "giving"."""
    area = kind.partition(".")[0]
    return _FAMILIES.get(area, area)


def digest(*parts: object, size: int = 32) -> str:
    """The first `size` hexadecimal digits of the SHA-256 of the parts as canonical JSON."""
    text = _canonical(parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:size]


def document_key(document: Document) -> str:
    """What identifies a document: its text, publisher and date.

    The same text under another path is the same document; under another publisher or date it
    is a document of its own (a syndicated copy, a reprint).
    """
    text = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    return digest(text, document.publisher, document.published)


def reading_id(key: str, engine: str, version: str) -> str:
    """What identifies the reading of a document by one version of an engine."""
    return digest(key, engine, version)


def block_of(claim: Claim, key: str) -> str:
    """The block that a claim is linked in: contributor and family of kinds.

    An indefinite contributor ("some nations") is only known within its document.
    """
    scope = f"@{key}" if is_indefinite(claim.contributor) else ""
    return f"{actor_key(claim.contributor)}{scope}|{family(claim.kind)}"


def identity_of(claim: Claim, key: str) -> str:
    """What a claim says and where, whichever engine says so: twenty hexadecimal digits.

    Engine, version, score, trace, speakers and marks are left out: they may improve while the
    statement stays the same. Judgements and commitment ids rest on it.
    """
    return digest(
        key,
        actor_key(claim.contributor),
        claim.kind,
        claim.status,
        claim.recipient,
        claim.target,
        (claim.evidence.start, claim.evidence.end),
        None if claim.what is None else (claim.what.start, claim.what.end),
        _plain(claim.quantity),
        _plain(claim.money),
        size=20,
    )


def document_row(document: Document, key: str, signature: str, read_at: str) -> Row:
    """The row of a document; its blocks and offset map are not kept."""
    return {
        "key": key,
        "digest": document.digest,
        "id": document.id,
        "title": document.title,
        "byline": document.byline,
        "publisher": document.publisher,
        "home": document.home,
        "published": document.published,
        "url": document.url,
        "address": document.address,
        "language": document.language,
        "text": document.text,
        "snapshot_digest": document.snapshot_digest,
        "signature": signature,
        "read_at": read_at,
    }


def source_of(row: Mapping[Any, Any], shared: frozenset[str]) -> Source:
    """The source that a row of `documents` describes.

    Args:
        shared: ids that several documents have; those get eight digits of their key.
    """
    name = f"{row['id']}~{row['key'][:8]}" if row["id"] in shared else row["id"]
    return Source(
        key=row["key"],
        name=name,
        title=row["title"],
        publisher=row["publisher"],
        published=row["published"],
        url=row["url"],
        address=row["address"],
        digest=row["digest"],
        signature=row["signature"],
    )


def claim_row(claim: Claim, key: str, reading: str) -> Row:
    """The row of a claim; its id is the digest of everything in it."""
    row: Row = {name: getattr(claim, name) for name in _SCALARS}
    row |= {
        # The database gives back 1.0 for 1, and the two have different digests.
        "score": float(claim.score),
        "identity": identity_of(claim, key),
        "reading": reading,
        "document": key,
        "block": block_of(claim, key),
        "local": claim.id,
        "span_start": claim.evidence.start,
        "span_end": claim.evidence.end,
        "quote": claim.evidence.quote,
        "what": _plain(claim.what),
        "quantity": _plain(claim.quantity),
        "money": _plain(claim.money),
        "place": _plain(claim.place),
        "condition": _plain(claim.condition),
        "joint_with": list(claim.joint_with) or None,
        "part_of": list(parts_of(claim)) or None,
        "speakers": [_plain(speaker) for speaker in claim.speakers] or None,
        "trace": [_plain(step) for step in claim.trace] or None,
    }
    row["id"] = digest(row)
    return row


def parts_of(claim: Claim) -> tuple[str, ...]:
    """The ids of the claims that this one is a part of, as written in its document."""
    return () if claim.part_of is None else (claim.part_of,)


def claim_of(row: Mapping[Any, Any], document: str) -> Claim:
    """The claim that a row describes, with its document's name."""
    scalars = {name: row[name] for name in _SCALARS}
    part_of = row["part_of"]
    return Claim(
        id=row["local"],
        document=document,
        evidence=Span(start=row["span_start"], end=row["span_end"], quote=row["quote"]),
        what=_span(row["what"]),
        quantity=None if row["quantity"] is None else Quantity(**row["quantity"]),
        money=None if row["money"] is None else Money(**row["money"]),
        place=_span(row["place"]),
        condition=_span(row["condition"]),
        joint_with=tuple(row["joint_with"] or ()),
        part_of=part_of[0] if part_of else None,
        speakers=tuple(Speaker(**speaker) for speaker in row.get("speakers") or ()),
        trace=tuple(Step(**step) for step in row.get("trace") or ()),
        **scalars,
    )


Statement = Membership | Count | Meeting | Need | CoverageClaim


def statement_row(record: Statement, key: str, reading: str, index: int) -> Row:
    """The row of a membership, count, meeting, need or coverage claim.

    Args:
        index: its place among the reading's statements of that sort; a text may state the
            same twice.
    """
    body = asdict(record)
    evidence = body.pop("evidence")
    row: Row = {
        "reading": reading,
        "document": key,
        "span_start": evidence["start"],
        "span_end": evidence["end"],
        "quote": evidence["quote"],
        "body": body,
    }
    row["id"] = digest(type(record).__name__, index, row)
    for column in ("group", "member", "name", "kind", "met"):
        if column in body:
            row[column] = body[column]
    return row


def statement_of(sort: type[Statement], row: Mapping[Any, Any]) -> Statement:
    """The statement that a row of its table describes."""
    body = dict(row["body"])
    evidence = Span(start=row["span_start"], end=row["span_end"], quote=row["quote"])
    if sort is Count:
        body["what"] = _span(body["what"])
    if sort is Need:
        body["quantity"] = None if body["quantity"] is None else Quantity(**body["quantity"])
        body["money"] = None if body["money"] is None else Money(**body["money"])
    return sort(evidence=evidence, **body)


def _plain(record: Span | Quantity | Money | Speaker | Step | None) -> Row | None:
    """The fields of a record that holds no other; `asdict` copies deeply and costs ten times."""
    return None if record is None else {name: getattr(record, name) for name in record.__slots__}


def _span(value: Mapping[str, Any] | None) -> Span | None:
    return None if value is None else Span(**value)
