"""Short ways to write the records that scoring tests need."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pledgebook.scoring.records import Annotated, GoldDocument, Head, Quoted, ScoredClaim


def claim(start: int, end: int, contributor: str = "FRA", **more: Any) -> ScoredClaim:
    given: dict[str, Any] = {
        "kind": "military.weapons",
        "status": "pledged",
        "evidence": Quoted(start=start, end=end, quote="x" * (end - start)),
    }
    return ScoredClaim(contributor=contributor, **(given | more))


def gold_document(name: str, *claims: ScoredClaim, text: str | None = None) -> GoldDocument:
    return GoldDocument(
        id=name,
        path=Path("gold") / f"{name}.json",
        group="gold",
        gold=Annotated(claims=claims, document=Head(id=name)),
        text=text,
    )
