"""The page of `pledgebook show`: one commitment with every report and its exact words."""

from __future__ import annotations

from dataclasses import dataclass

from pledgebook.ledger.records import Commitment, Conflict, Correction, Report, StatusStep
from pledgebook.pages.ledger import LedgerRow, ledger_row
from pledgebook.pages.wording import chain_words, money_words, quantity_words
from pledgebook.types import Claim, Money, Quantity, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionEntry:
    """A field that a person corrected: what the engine had said, what holds, who and why."""

    field: str
    before: str
    after: str
    author: str
    reason: str
    made_at: str

    def __str__(self) -> str:
        """In one line, for a cell."""
        why = f": {self.reason}" if self.reason else ""
        return f"{self.field} was {self.before} ({self.author}{why})"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEntry:
    """One report: `quote` is the evidence, `before` and `after` the words around it.

    `why` are the reasons for which it belongs to the commitment, `details` pairs of a
    field's name and its value in words, only those that the text gives.
    """

    ref: str
    claim: str
    title: str
    publisher: str
    published: str
    url: str
    before: str
    quote: str
    after: str
    speakers: str
    side: str
    status: str
    details: tuple[tuple[str, str], ...]
    why: tuple[str, ...]
    read_by: str
    score: float
    reviewed: str
    rank: str
    corrections: tuple[CorrectionEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One dated status; `heard` where it was said but did not change what holds."""

    date: str
    status: str
    side: str
    marks: tuple[str, ...]
    heard: bool
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictEntry:
    """Values of one field that differ, side by side with who gives them."""

    field: str
    kind: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentPage:
    """A commitment: its row, its reports in order of publication, history and conflicts."""

    row: LedgerRow
    reports: tuple[ReportEntry, ...]
    history: tuple[HistoryEntry, ...]
    conflicts: tuple[ConflictEntry, ...]


def _details(claim: Claim) -> tuple[tuple[str, str], ...]:
    amounts = {
        "money": money_words(claim.money) if claim.money else None,
        "quantity": quantity_words(claim.quantity) if claim.quantity else None,
        "increment": claim.increment.replace("_", " ") if claim.increment else None,
    }
    spans = {"condition": claim.condition, "place": claim.place}
    flags = {
        "hedged": claim.hedged,
        "only part of it": claim.partial,
        "overdue": claim.overdue,
        "denied by the contributor": claim.denied,
        "includes earlier money": bool(claim.includes_previous),
    }
    rest = {
        "channel": claim.channel,
        "against": claim.target,
        "when": claim.when,
        "stated on": claim.stated_on,
        "meeting": claim.meeting,
        "taker's response": claim.taker_response,
    }
    given = [(name, words) for name, words in amounts.items() if words]
    given += [(name, span.quote) for name, span in spans.items() if span]
    given += [(name, value) for name, value in rest.items() if value]
    given += [(name, "yes") for name, holds in flags.items() if holds]
    return tuple(given)


def report_entry(report: Report) -> ReportEntry:
    """One report with its exact words."""
    claim, source = report.claim, report.source
    return ReportEntry(
        ref=report.ref,
        claim=report.identity,
        title=source.title or "",
        publisher=source.publisher or "",
        published=source.published or "",
        url=source.url or source.address or "",
        before=report.before,
        quote=claim.evidence.quote,
        after=report.after,
        speakers=chain_words(claim.speakers, source.publisher),
        side=claim.said_by_side,
        status=claim.status,
        details=_details(claim),
        why=report.why,
        read_by=f"{report.engine} {report.engine_version}",
        score=claim.score,
        reviewed=report.reviewed or "",
        rank=report.rank,
        corrections=tuple(_correction(each) for each in report.corrections),
    )


def value_words(value: object) -> str:
    """A claim's value in words: "EUR 5 million", "Naval forces", "yes"; "none" where empty."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Money):
        return money_words(value)
    if isinstance(value, Quantity):
        return quantity_words(value)
    return value.quote if isinstance(value, Span) else str(value)


def _correction(made: Correction) -> CorrectionEntry:
    return CorrectionEntry(
        field=made.field,
        before=value_words(made.before),
        after=value_words(made.after),
        author=made.author,
        reason=made.reason,
        made_at=made.made_at,
    )


def _step(step: StatusStep) -> HistoryEntry:
    carried = {
        "?": step.hedged,
        "part": step.partial,
        "~": step.unconfirmed,
        "≠": step.disputed,
    }
    return HistoryEntry(
        date=step.date or "",
        status=step.status,
        side=step.side,
        marks=tuple(mark for mark, holds in carried.items() if holds),
        heard=not step.moved,
        refs=tuple(report.ref for report in step.reports),
    )


def _conflict(conflict: Conflict) -> ConflictEntry:
    return ConflictEntry(
        field=conflict.field,
        kind=conflict.kind,
        values=tuple(
            (each.value, tuple(_voice(report) for report in each.reports))
            for each in conflict.values
        ),
    )


def _voice(report: Report) -> str:
    chain = chain_words(report.claim.speakers, report.source.publisher)
    date = f", {report.source.published}" if report.source.published else ""
    return f"{chain} ({report.ref}{date})"


def commitment_page(commitment: Commitment) -> CommitmentPage:
    """The page of one commitment."""
    return CommitmentPage(
        row=ledger_row(commitment),
        reports=tuple(report_entry(report) for report in commitment.reports),
        history=tuple(_step(step) for step in commitment.history),
        conflicts=tuple(_conflict(conflict) for conflict in commitment.conflicts),
    )
