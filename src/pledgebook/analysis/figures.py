"""What each commitment brings to a total by itself: amount, stage, and whether it may count.

Only what is pledged, committed (under way included) or delivered counts, at that stage alone. A
delivery in part whose texts do not say how much stays at the stage that its sum was told at. Where
reports differ in the amount, the giver's own figure counts, and where that does not decide, the
lowest. A figure that was corrected or moved on is not in question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from pledgebook.ledger.history import date_of, holding
from pledgebook.ledger.records import Commitment, Report
from pledgebook.ledger.view import View
from pledgebook.types import Money, Number, Quantity, Status

Stage = Literal["pledged", "committed", "delivered"]
Key = tuple[str, bool, str]
Sort = Literal["money", "loan", "guarantee", "debt relief", "count", "none"]

STAGES: Final[tuple[Stage, ...]] = ("pledged", "committed", "delivered")

_STAGE_OF: Final[dict[Status, Stage]] = {
    "pledged": "pledged",
    "committed": "committed",
    "under_way": "committed",
    "delivered": "delivered",
}
_NO_STAGE: Final[dict[Status, str]] = {
    "asked": "only asked for: nobody promised it",
    "considering": "only being considered: nobody promised it",
    "offered": "only offered: not promised yet",
    "declined": "declined",
    "withdrawn": "withdrawn",
}
_APART: Final[dict[str, Sort]] = {
    "financial.loan": "loan",
    "financial.guarantee": "guarantee",
    "financial.debt_relief": "debt relief",
}
RUNNING_TOTAL: Final = "a running total: it restates earlier sums"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One amount of one commitment, and whether it counts in a total.

    `measure` is an ISO 4217 currency or a unit in the singular, empty where no amount is told;
    `sort` keeps loans, guarantees and debt relief apart from money given. `low` is what counts: 0
    of "up to X"; `high` None is open above. `stage` is None for what never counts for its status.
    `date` is the day that the amount was first told on. `stated` marks totals that texts state,
    which stand beside the computed sums. `instead` names what counts in its place; `part` says
    that this is only a part of it. `beside` is the id of the report where this is a running
    total or a part beside the commitment's own amount.
    """

    id: str
    contributor: str
    kind: str
    recipient: str | None
    status: Status
    stage: Stage | None
    sort: Sort
    measure: str
    low: Number
    high: Number | None
    approximate: bool
    date: str | None
    counts_in_total: bool
    reason: str
    stated: bool = False
    instead: str | None = None
    part: bool = False
    beside: str = ""
    contested: bool = False
    meetings: frozenset[str] = frozenset()
    report: Report | None = None
    """The report that gives the amount; None without one."""

    commitment: Commitment | None = None
    """None for a report that review rejected: it belongs to no commitment."""

    @property
    def key(self) -> Key:
        """What tells it from every other entry."""
        return (self.id, self.sort == "count", self.beside)


def limits(amount: Money | Quantity) -> tuple[Number, Number | None]:
    """The low end that is sure and the high end, None where it is open.

    "up to €20m" -> (0, 20000000); "at least 600" -> (600, None); "10 to 15" -> (10, 15)
    """
    bound = amount.bound if isinstance(amount, Money) else "exact"
    if amount.low is None or bound == "up_to":
        return 0, amount.high if amount.high is not None else amount.low
    return amount.low, None if bound == "at_least" else amount.high


def is_contested(commitment: Commitment) -> bool:
    """Whether reports exclude each other in status, amount or recipient, with no later word."""
    fields = ("money", "quantity", "status", "recipient")
    return commitment.disputed or any(
        each.kind == "conflict" and each.field in fields for each in commitment.conflicts
    )


def entries_of(commitment: Commitment) -> Iterable[Entry]:
    """The entries of one commitment by itself: its amounts, else one that says so."""
    sums = [entry for field in ("money", "quantity") for entry in _figures(commitment, field)]
    if sums:
        return [*sums, *_parts_within(commitment)]
    bare = _bare(commitment)
    reason = bare.reason or "no sum and no count is told"
    return (replace(bare, counts_in_total=False, reason=reason),)


def _bare(commitment: Commitment) -> Entry:
    stage = _STAGE_OF.get(commitment.status)
    denied = all(report.claim.denied for report in holding(commitment.history).reports)
    reason = "the giver says that it never promised it" if denied else ""
    return Entry(
        id=commitment.id,
        contributor=commitment.contributor,
        kind=commitment.kind,
        recipient=commitment.recipient,
        status=commitment.status,
        stage=None if denied else stage,
        sort="none",
        measure="",
        low=0,
        high=0,
        approximate=False,
        date=commitment.last,
        counts_in_total=False,
        reason=_NO_STAGE.get(commitment.status, reason),
        contested=is_contested(commitment),
        meetings=frozenset(
            report.claim.meeting.casefold() for report in commitment.reports if report.claim.meeting
        ),
        commitment=commitment,
    )


def _amount(report: Report, field: str) -> Money | Quantity | None:
    amount: Money | Quantity | None = getattr(report.claim, field)
    return None if amount is None or (amount.low is None and amount.high is None) else amount


def _measure(amount: Money | Quantity) -> str:
    return amount.currency if isinstance(amount, Money) else amount.unit.casefold()


def _figures(commitment: Commitment, field: str) -> Iterable[Entry]:
    """The entry for a commitment's sum or count, and one for a running total told beside it."""
    held = getattr(commitment, field)
    told = [r for r in commitment.reports if _amount(r, field) and r.rank != "deprecated"]
    if held is None or not told:
        return
    holders = [r for r in told if getattr(r.claim, field) == held] or told
    report, remarks = holders[-1], []
    measure = _measure(held)
    rivals = _rivals(commitment, field, measure)
    fresh = [r for r in told if r.claim.increment != "running_total" and not r.claim.part_of]
    same = [r for r in fresh if _measure(getattr(r.claim, field)) == measure]
    if report.claim.increment == "running_total" and same:
        total = _figure(commitment, field, report, [])
        open_yet = total.stage is None
        reason = total.reason if open_yet else RUNNING_TOTAL
        yield replace(left_out(total, reason, stated=not open_yet), beside=report.id)
        report = same[-1]
    elif rivals:
        report, remark = _chosen(rivals, field)
        remarks.append(remark)
    yield _figure(commitment, field, report, remarks)


def _parts_within(commitment: Commitment) -> Iterable[Entry]:
    """The stated parts of a commitment that are of another kind than the whole, each once."""
    named = {(report.source.key, report.claim.id) for report in commitment.reports}
    seen: set[object] = set()
    for report in commitment.reports:
        claim = report.claim
        if claim.kind == commitment.kind or (report.source.key, claim.part_of) not in named:
            continue
        for field in ("money", "quantity"):
            amount = _amount(report, field)
            what = None if amount is None else (claim.kind, _measure(amount), limits(amount))
            if what is None or what in seen:
                continue
            seen.add(what)
            reason = f"part of a larger amount, {commitment.id[:7]}"
            entry = left_out(_figure(commitment, field, report, []), reason, commitment.id)
            yield replace(entry, kind=claim.kind, part=True, beside=report.id)


def _figure(commitment: Commitment, field: str, report: Report, remarks: Sequence[str]) -> Entry:
    """The entry for the amount that one report gives."""
    amount = getattr(report.claim, field)
    low, high = limits(amount)
    measure = _measure(amount)
    same = [
        each
        for each in commitment.reports
        if (other := _amount(each, field))
        and (_measure(other), limits(other)) == (measure, (low, high))
    ]
    bare = _bare(commitment)
    stage, late = _stage_of_sum(commitment, bare.stage, report)
    words = [*_bound_words(amount), *late, *remarks, *_marks(commitment)]
    sort: Sort = "count" if field == "quantity" else _APART.get(commitment.kind, "money")
    if sort not in ("count", "money"):
        words.insert(0, f"{sort}: added up apart from money given")
    return replace(
        bare,
        stage=stage,
        sort=sort,
        measure=measure,
        low=low,
        high=high,
        approximate=amount.approximate or getattr(amount, "bound", "") == "about",
        date=date_of(same[0]),
        report=report,
        counts_in_total=stage is not None,
        reason=bare.reason or "; ".join(("counts", *words)),
    )


def _rivals(commitment: Commitment, field: str, measure: str) -> list[Report]:
    """The reports whose amounts contradict each other, in the measure that is counted."""
    found = [
        report
        for conflict in commitment.conflicts
        if conflict.field == field and conflict.kind == "conflict"
        for value in conflict.values
        for report in value.reports
        if _amount(report, field)
    ]
    return [report for report in found if _measure(getattr(report.claim, field)) == measure]


def _chosen(rivals: Sequence[Report], field: str) -> tuple[Report, str]:
    """The report whose amount counts where amounts conflict, and why."""
    preferred = [report for report in rivals if report.rank == "preferred"]
    if preferred:
        return preferred[-1], "sources differ: the figure that review prefers is taken"
    own = [report for report in rivals if report.claim.said_by_side == "provider"]
    figures = {limits(getattr(report.claim, field)) for report in own}
    if len(figures) == 1:
        return own[-1], "sources differ: the giver's own figure is taken"
    lowest = min(rivals, key=lambda report: limits(getattr(report.claim, field))[0])
    return lowest, "sources differ: the lowest figure is taken"


def _stage_of_sum(
    commitment: Commitment, stage: Stage | None, report: Report
) -> tuple[Stage | None, list[str]]:
    """The stage of a sum; what was delivered in part is not delivered as a whole."""
    before = _STAGE_OF.get(report.claim.status)
    if stage != "delivered" or not commitment.partial or before in (None, "delivered"):
        return stage, []
    return before, [f"delivered in part, no text says how much: all of it stays {before}"]


def _bound_words(amount: Money | Quantity) -> list[str]:
    low, high = limits(amount)
    words = []
    if low == 0 and high != 0:
        words.append("only a ceiling is told (up to): 0 is sure")
    elif high is None:
        words.append("at least so much: the low end counts")
    elif low != high:
        words.append("a range: the low end counts")
    if isinstance(amount, Money) and amount.years:
        words.append(f"spread over {amount.years:g} years: all of it counts")
    return words


def _marks(commitment: Commitment) -> list[str]:
    marks = {
        "on a condition": commitment.condition is not None,
        "hedged": commitment.hedged,
        "only on a third side's word": commitment.unconfirmed,
        "disputed": commitment.disputed,
    }
    return [words for words, holds in marks.items() if holds]


def left_out(
    entry: Entry, reason: str, instead: str | None = None, *, stated: bool = False
) -> Entry:
    """The entry as one that does not count, for a reason; `instead` is what counts in its place."""
    return replace(entry, counts_in_total=False, reason=reason, instead=instead, stated=stated)


def reported(entry: Entry, test: Callable[[Report], bool | None]) -> bool:
    """Whether a report of the amount of this entry passes a test."""
    field = "quantity" if entry.sort == "count" else "money"
    reports = entry.commitment.reports if entry.commitment else ()
    return any(
        test(r) and (a := _amount(r, field)) and limits(a) == (entry.low, entry.high)
        for r in reports
    )


def rejected(view: View) -> Iterable[Entry]:
    """What review rejected, so that nothing disappears unsaid; by date and place."""
    for report in sorted(view.reviewed("reject"), key=_by_place):
        claim = report.claim
        amount = _amount(report, "money") or _amount(report, "quantity")
        low, high = limits(amount) if amount else (0, 0)
        sort: Sort = "count" if isinstance(amount, Quantity) else "money"
        yield Entry(
            id=report.identity,
            contributor=claim.contributor,
            kind=claim.kind,
            recipient=claim.recipient,
            status=claim.status,
            stage=None,
            sort=sort if amount else "none",
            measure=_measure(amount) if amount else "",
            low=low,
            high=high,
            approximate=amount.approximate if amount else False,
            date=date_of(report),
            counts_in_total=False,
            reason="rejected by review",
            report=report,
        )


def _by_place(report: Report) -> tuple[str, str, str, int, str]:
    source = report.source
    place = report.claim.evidence.start
    return (source.published or "", source.name, source.key, place, report.id)
