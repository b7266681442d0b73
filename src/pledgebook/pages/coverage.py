"""The page of `pledgebook coverage`: needs against who does what about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pledgebook.analysis.coverage import Coverage, CoverageRow
from pledgebook.analysis.figures import Entry
from pledgebook.analysis.verdicts import Judged, PlanCoverage
from pledgebook.ledger.records import Commitment, Stated
from pledgebook.pages.wording import (
    kind_label,
    money_words,
    number_words,
    printable,
    quantity_words,
    short_name,
)
from pledgebook.types import CoverageClaim, Need, Number

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
class VerdictRow:
    """One need of a plan, or of a text, with its verdict and who stands behind it.

    `met` is how much is sure, in the need's measure; `percent` is met of needed, None where what
    is given cannot be compared; `not_compared` says what cannot and why. `ref` is the place of a
    text's need, empty for a plan's.
    """

    need: str
    kind: str
    kind_label: str
    needed: str
    recipient: str
    verdict: str
    met: str
    delivered: str
    percent: float | None
    by: tuple[str, ...]
    offers: tuple[str, ...]
    contested: tuple[str, ...]
    not_compared: tuple[str, ...]
    deadline: str
    overdue: bool
    weight: float
    commitments: tuple[str, ...]
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEntry:
    """A plan with a row for each need; `percent` is its weighted share that is surely covered.

    `unmeasured` counts needs that something meets though nobody can say how much; `day` is that
    for which deadlines were judged.
    """

    name: str
    day: str
    percent: float
    unmeasured: int
    needs: tuple[VerdictRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveragePage:
    """Lines, uncovered needs first, and whose word there is that all is covered.

    `stated` has a verdict on each need that a text states; `plan` is None without a plan.
    """

    lines: tuple[CoverageLine, ...]
    words: tuple[CoverageWord, ...]
    stated: tuple[VerdictRow, ...] = ()
    plan: PlanEntry | None = None


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


def _verdict(judged: Judged) -> VerdictRow:
    need = judged.need

    def amount(number: Number) -> str:
        """A number in the measure of the need."""
        if not need.measure:
            return ""
        words = number_words(number)
        return f"{need.measure} {words}" if need.money else f"{words} × {printable(need.measure)}"

    return VerdictRow(
        need=need.name,
        kind=need.kind,
        kind_label=kind_label(need.kind),
        needed=amount(need.amount) if need.amount else "",
        recipient=short_name(need.recipient) if need.recipient else "",
        verdict=judged.verdict,
        met=amount(judged.met),
        delivered=amount(judged.delivered),
        percent=None if judged.share is None else round(100 * judged.share, 1),
        by=_names(judged.by),
        offers=_names(judged.offers),
        contested=_names(judged.contested),
        not_compared=_not_compared(judged.beside),
        deadline=need.deadline or "",
        overdue=judged.overdue,
        weight=need.weight,
        commitments=tuple(dict.fromkeys(entry.id for entry in judged.by)),
        ref=need.stated.ref if need.stated else "",
    )


def _not_compared(beside: Iterable[tuple[Entry, str]]) -> tuple[str, ...]:
    """Each reason once, with whom it concerns."""
    told: dict[str, dict[str, None]] = {}
    for entry, reason in beside:
        told.setdefault(reason, {})[short_name(entry.contributor)] = None
    return tuple(f"{', '.join(names)}: {printable(reason)}" for reason, names in told.items())


def _names(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Each giver once, with the stages or the status that its commitments have reached."""
    told: dict[str, dict[str, None]] = {}
    for entry in entries:
        reached = entry.stage or entry.status
        told.setdefault(short_name(entry.contributor), {})[reached] = None
    return tuple(f"{name} ({', '.join(reached)})" for name, reached in told.items())


def coverage_page(
    coverage: Coverage, stated: Iterable[Judged] = (), plan: PlanCoverage | None = None
) -> CoveragePage:
    """The page of what `analysis.coverage` and `analysis.verdicts` found."""
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
        words=tuple(_word(each) for each in coverage.claims),
        stated=tuple(_verdict(judged) for judged in stated),
        plan=None
        if plan is None
        else PlanEntry(
            name=plan.plan.name,
            day=plan.day,
            percent=round(100 * plan.share, 1),
            unmeasured=plan.unmeasured,
            needs=tuple(_verdict(judged) for judged in plan.judged),
        ),
    )
