"""Short texts through the whole rules engine with the shipped parser."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from pledgebook.claims.rules import RulesEngine
from pledgebook.documents.read import read
from pledgebook.sentences.parse import parser_named
from pledgebook.types import Claim, Document, Metadata, Sentence, Snapshot


class Unopinionated:
    """The shipped parser's trees without its network's beliefs: what rules find by themselves."""

    name = "unopinionated"
    believes = False

    def __init__(self) -> None:
        self.inner = parser_named("shipped")
        self.version = self.inner.version

    def parse(self, document: Document, blocks: tuple[int, ...]) -> tuple[Sentence, ...]:
        sentences = self.inner.parse(document, blocks)
        return tuple(replace(sentence, beliefs=()) for sentence in sentences)


@cache
def engine() -> RulesEngine:
    """The rules alone, loaded once a run; they emit what they find however unsure."""
    return RulesEngine(Unopinionated(), least=0.0)


def document(text: str, **metadata: str) -> Document:
    """A text published on 4 May 2026, unless told otherwise."""
    fields = {"id": "text", "published": "2026-05-04"} | metadata
    return read(
        Snapshot(
            address="text",
            name="text",
            media_type="text/plain",
            digest="0" * 64,
            body=text.encode(),
            metadata=Metadata(**fields),
        )
    )


def claims(text: str) -> dict[str, Claim]:
    """The claims of a text by contributor; of several by one contributor the last."""
    return {claim.contributor: claim for claim in every(text)}


def every(text: str) -> tuple[Claim, ...]:
    """The claims of a text in order, all of it parsed: the gate has tests of its own."""
    return engine().read(document(text), layers=True).claims


def sizes(text: str) -> list[tuple[str, float | int | None, str]]:
    """Contributor, amount and status of each claim of a text, sorted."""
    return sorted((claim.contributor, amount_of(claim), claim.status) for claim in every(text))


def amount_of(claim: Claim) -> float | int | None:
    """The sum or count of a claim."""
    held = claim.money or claim.quantity
    return held.low if held is not None else None
