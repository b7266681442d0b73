"""The page of `pledgebook coverage`: needs against who does what about them."""

from __future__ import annotations

from dataclasses import dataclass

from pledgebook.analysis.coverage import Coverage, CoverageRow
from pledgebook.ledger.records import Commitment, Stated
from pledgebook.pages.wording import kind_label, money_words, quantity_words, short_name
from pledgebook.types import CoverageClaim, Need

STANCES = ("delivers", "pledges", "offers", "considers", "asked", "declines")
"""What an actor does about a need, from done to refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageCell:
    """One contributor's stance on one kind, with the ids of the commitments behind it."""

    kind: str
    contributor: str
    contributor_name: str
    stance: str
    needed: bool
    covered: bool
    commitments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedEntry:
    """One need as a text states it."""

    asked_by: str
    asked_of: str
    amount: str
    deadline: str
    quote: str
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageLine:
    """One kind: its needs and its cells; `covered` where somebody delivers or has promised."""

    kind: str
    kind_label: str
    needed: bool
    covered: bool
    needs: tuple[NeedEntry, ...]
    cells: tuple[CoverageCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageWord:
    """Somebody's word on whether a plan is covered."""

    claimant: str
    met: str
    scope: str
    quote: str
    ref: str
    publisher: str
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveragePage:
    """Lines, uncovered needs first, and whose word there is that all is covered."""

    lines: tuple[CoverageLine, ...]
    words: tuple[CoverageWord, ...]


def _cells(row: CoverageRow) -> tuple[CoverageCell, ...]:
    cells = []
    for stance in STANCES:
        by_giver: dict[str, list[Commitment]] = {}
        for commitment in getattr(row, stance):
            by_giver.setdefault(commitment.contributor, []).append(commitment)
        cells += [
            CoverageCell(
                kind=row.kind,
                contributor=giver,
                contributor_name=short_name(giver),
                stance=stance,
                needed=row.needed,
                covered=row.covered,
                commitments=tuple(commitment.id for commitment in held),
            )
            for giver, held in by_giver.items()
        ]
    return tuple(cells)


def _need(stated: Stated[Need]) -> NeedEntry:
    need = stated.record
    amount = money_words(need.money) if need.money else ""
    if not amount and need.quantity:
        amount = quantity_words(need.quantity)
    return NeedEntry(
        asked_by=short_name(need.asked_by) if need.asked_by else "",
        asked_of=short_name(need.asked_of) if need.asked_of else "",
        amount=amount,
        deadline=need.deadline or "",
        quote=need.evidence.quote,
        ref=stated.ref,
    )


def _word(stated: Stated[CoverageClaim]) -> CoverageWord:
    claim = stated.record
    return CoverageWord(
        claimant=short_name(claim.claimant) if claim.claimant else "",
        met=claim.met,
        scope=claim.scope or "",
        quote=claim.evidence.quote,
        ref=stated.ref,
        publisher=stated.source.publisher or "",
        published=stated.source.published or "",
    )


def coverage_page(coverage: Coverage) -> CoveragePage:
    """The page of what `analysis.coverage` found."""
    return CoveragePage(
        lines=tuple(
            CoverageLine(
                kind=row.kind,
                kind_label=kind_label(row.kind),
                needed=row.needed,
                covered=row.covered,
                needs=tuple(_need(stated) for stated in row.needs),
                cells=_cells(row),
            )
            for row in coverage.rows
        ),
        words=tuple(_word(stated) for stated in coverage.claims),
    )
