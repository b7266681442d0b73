"""The page of `pledgebook review`: one report to decide on; and what a person types, as a value."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from pledgebook.analysis.queue import Case
from pledgebook.errors import LedgerError
from pledgebook.ledger.correcting import FIELDS, SPANS, kinds
from pledgebook.pages.commitment import (
    CommitmentPage,
    ReportEntry,
    commitment_page,
    report_entry,
    value_words,
)
from pledgebook.pages.wording import kind_label
from pledgebook.types import Money, Quantity, Span

EMPTY = "none"
"""What is typed to empty a field."""

_ACTORS = ("contributor", "recipient", "channel", "target")
_FLAGS = ("hedged", "partial", "overdue", "denied")
_TRUTH = {"yes": True, "y": True, "no": False, "n": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """A report to decide on.

    `fields` are pairs of a field that may be corrected and its value in words. `commitment` is
    what it belongs to, None where it was rejected. `doubt` (0 to 1), `size` and `marks` say
    why it is asked about.
    """

    report: ReportEntry
    fields: tuple[tuple[str, str], ...]
    commitment: CommitmentPage | None
    doubt: float
    size: float
    marks: tuple[str, ...]


def review_page(case: Case) -> ReviewPage:
    """The page of one report."""
    claim = case.report.claim
    return ReviewPage(
        report=report_entry(case.report),
        fields=tuple((name, value_words(getattr(claim, name))) for name in FIELDS),
        commitment=commitment_page(case.commitment) if case.commitment else None,
        doubt=case.doubt,
        size=case.size,
        marks=case.marks,
    )


def field_value(field: str, words: str, evidence: Span, text: str) -> Any:
    """What a person typed for a field, as `ledger.review.correct` takes it.

    Amounts are read as in an article, actors by name or id, kinds by code or label, words of
    the document by finding them where they stand nearest to the evidence. "none" empties.

    Args:
        evidence: the report's quote.
        text: the whole text of its document.

    Example:
        ("money", "about 5 million euros") -> {"low": 5000000, "currency": "EUR", ...};
        ("recipient", "Iraq") -> "IRQ"; ("hedged", "yes") -> True

    Raises:
        LedgerError: the words are no sum, count or words of the document.
    """
    words = words.strip()
    if words.casefold() == EMPTY:
        return None
    if field in SPANS:
        return _nearest(field, words, evidence, text)
    if field in ("money", "quantity"):
        return _amount(field, words)
    if field in _ACTORS:
        from pledgebook.mentions.world import actor_id

        return actor_id(words) or words
    if field == "kind":
        labels = {kind_label(code).casefold(): code for code in kinds()}
        return labels.get(words.casefold(), words)
    if field in _FLAGS:
        return _TRUTH.get(words.casefold(), words)
    if field in ("status", "increment", "said_by_side", "taker_response"):
        return words.casefold().replace(" ", "_")
    return words


def _nearest(field: str, words: str, evidence: Span, text: str) -> dict[str, int]:
    """Where words stand in a text, nearest to the evidence."""
    found, at = [], text.find(words) if words else -1
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    if not found:
        raise LedgerError(f"{field}: {words[:60]!r} does not stand in the document; copy its words")

    def gap(place: int) -> tuple[int, int]:
        away = max(evidence.start - place - len(words), place - evidence.end, 0)
        return away, place

    start = min(found, key=gap)
    return {"start": start, "end": start + len(words)}


def _amount(field: str, words: str) -> dict[str, Any]:
    from pledgebook.mentions.amounts import find

    sort, example = (
        (Money, "EUR 5 million") if field == "money" else (Quantity, "about 600 soldiers")
    )
    found = [mention.normal for mention in find(words, 0, len(words), home=None)]
    if len(found) != 1 or not isinstance(found[0], sort):
        raise LedgerError(f"{field}: {words[:60]!r} is not read as one; write it as {example!r}")
    return asdict(found[0])
