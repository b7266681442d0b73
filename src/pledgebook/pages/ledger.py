"""The page of `pledgebook ledger`: one row for each commitment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pledgebook.ledger.records import Commitment
from pledgebook.pages.wording import (
    STATUS_ORDER,
    kind_label,
    money_words,
    quantity_words,
    said_by,
    short_name,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One commitment in words. Empty text stands for what no report gives.

    `marks` are "?" (hedged), "if" (conditional), "part" (only part of it so far), "~" (only
    on the word of somebody who is neither the giver nor the outlet) and "≠" (reports differ).
    """

    id: str
    contributor: str
    contributor_name: str
    kind: str
    kind_label: str
    what: str
    money: str
    quantity: str
    recipient: str
    recipient_name: str
    place: str
    status: str
    marks: tuple[str, ...]
    condition: str
    said_by: str
    first: str
    last: str
    reports: int
    sources: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPage:
    """The rows by contributor name, then kind, done things first; described groups last."""

    rows: tuple[LedgerRow, ...]
    documents: int


def ledger_row(commitment: Commitment) -> LedgerRow:
    """One commitment as a row; the latest report says by whom it is said."""
    spoken = commitment.reports[-1]
    return LedgerRow(
        id=commitment.id,
        contributor=commitment.contributor,
        contributor_name=short_name(commitment.contributor),
        kind=commitment.kind,
        kind_label=kind_label(commitment.kind),
        what=commitment.what.quote if commitment.what else "",
        money=money_words(commitment.money) if commitment.money else "",
        quantity=quantity_words(commitment.quantity) if commitment.quantity else "",
        recipient=commitment.recipient or "",
        recipient_name=short_name(commitment.recipient) if commitment.recipient else "",
        place=_place_words(commitment),
        status=commitment.status,
        marks=marks_of(commitment),
        condition=commitment.condition.quote if commitment.condition else "",
        said_by=said_by(spoken.claim.speakers, spoken.source.publisher),
        first=commitment.first or "",
        last=commitment.last or "",
        reports=len(commitment.reports),
        sources=commitment.sources,
    )


def amount_words(commitment: Commitment) -> str:
    """The sum, else the count, in words; empty without either."""
    if commitment.money:
        return money_words(commitment.money)
    return quantity_words(commitment.quantity) if commitment.quantity else ""


def marks_of(commitment: Commitment) -> tuple[str, ...]:
    """The marks that a commitment's status carries; see `LedgerRow`."""
    carried = {
        "?": commitment.hedged,
        "if": commitment.condition is not None,
        "part": commitment.partial,
        "~": commitment.unconfirmed,
        "≠": commitment.disputed or bool(commitment.conflicts),
    }
    return tuple(mark for mark, holds in carried.items() if holds)


def _place_words(commitment: Commitment) -> str:
    """The place that the latest report gives; empty where none does."""
    places = [report.claim.place for report in commitment.reports if report.claim.place]
    return places[-1].quote if places else ""


def _order(row: LedgerRow) -> tuple[bool, str, str, int, str, str]:
    status = STATUS_ORDER.index(row.status)
    described = row.contributor.startswith("GROUP:")
    return (described, row.contributor_name.casefold(), row.kind, status, row.first, row.id)


def ledger_page(commitments: Iterable[Commitment], documents: int) -> LedgerPage:
    """The page of these commitments; `documents` is how many the ledger holds."""
    rows = sorted((ledger_row(each) for each in commitments), key=_order)
    return LedgerPage(rows=tuple(rows), documents=documents)
