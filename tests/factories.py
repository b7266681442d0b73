"""Records for tests, where a test says only what differs.

    reading(says("France will send two frigates.", what="two frigates"), published="2014-09-05")

`says` is one statement with the fields of its claim; `reading` puts statements into one
document, one a line, and gives what an engine would have read from it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from pledgebook.types import Claim, Document, Quantity, Result, Span

FRIGATES = "France will send two frigates."


@dataclass(frozen=True)
class Statement:
    """A sentence and the fields of the claim that it makes."""

    text: str
    fields: dict[str, Any]


def document(text: str = FRIGATES, **fields: Any) -> Document:
    """A document of the Courier of 5 September 2014, unless told otherwise."""
    made: dict[str, Any] = {
        "id": "courier",
        "digest": hashlib.sha256(text.encode()).hexdigest(),
        "title": "News",
        "publisher": "The Courier",
        "published": "2014-09-05",
        "address": "articles/courier.txt",
    }
    return Document(text=text, **(made | fields))


def says(text: str = FRIGATES, **fields: Any) -> Statement:
    """A statement; `what`, `place` and `condition` are given as words of it.

    `quantity` may be a pair of number and unit. A French pledge of ships without more ado.
    """
    return Statement(text, fields)


def reading(
    *statements: Statement,
    engine: str = "rules",
    version: str = "1.0",
    others: dict[str, Any] | None = None,
    **fields: Any,
) -> Result:
    """What an engine read from one document that holds the statements, one a line.

    Args:
        others: further fields of the result, such as memberships; a function there is called
            with the document.
        fields: fields of the document.
    """
    text = fields.pop("text", None) or "\n".join(statement.text for statement in statements)
    made = document(text, **fields)
    claims, start = [], 0
    for number, statement in enumerate(statements, 1):
        start = text.index(statement.text, start)
        claims.append(_claim(made, f"m{number}", start, statement))
        start += len(statement.text)
    further = {
        name: value(made) if callable(value) else value for name, value in (others or {}).items()
    }
    return Result(
        document=made,
        engine=engine,
        engine_version=version,
        claims=tuple(claims),
        **further,
    )


def claim(text: str = FRIGATES, **fields: Any) -> Claim:
    """A claim in a document that holds nothing else."""
    return reading(says(text, **fields)).claims[0]


def span(found: Document, words: str) -> Span:
    """Where words first stand in a document."""
    start = found.text.index(words)
    return found.span(start, start + len(words))


def _claim(found: Document, name: str, start: int, statement: Statement) -> Claim:
    fields: dict[str, Any] = {
        "contributor": "FRA",
        "kind": "military.naval",
        "status": "pledged",
        "said_by_side": "provider",
        "score": 0.9,
    }
    fields |= statement.fields
    for name_of_span in ("what", "place", "condition"):
        words = fields.get(name_of_span)
        if isinstance(words, str):
            at = found.text.index(words, start)
            fields[name_of_span] = found.span(at, at + len(words))
    quantity = fields.get("quantity")
    if isinstance(quantity, tuple):
        fields["quantity"] = Quantity(low=quantity[0], high=quantity[0], unit=quantity[1])
    fields.setdefault("id", name)
    evidence = found.span(start, start + len(statement.text))
    return Claim(document=found.id, evidence=evidence, **fields)
