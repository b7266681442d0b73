"""Which report a person should look at next: the doubtful and large ones first.

A report's place is doubt x size. *Doubt* is the chance that something is wrong: one minus the
claim's score, and a share for each mark in the ledger, put together as independent causes
(noisy-or; Pearl 1988, "Probabilistic Reasoning in Intelligent Systems", 4.3.2). *Size* is the
order of magnitude of the money, since a hundred times the sum is not worth a hundred times the
attention. Currencies are not converted; a gift without a sum counts as a million.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from math import log10
from typing import Final, Literal

from pledgebook.ledger.records import Commitment, Report
from pledgebook.ledger.view import View
from pledgebook.types import Money

State = Literal["open", "unsure", "accepted", "rejected"]
"""Which reports: nobody decided on them yet, or the last verdict on them."""

# Set by hand, by how often a mark asks for a person's eye: a denial on the same day more than
# another figure, that more than a third side's word, that more than careful wording. They set
# the order only; no figure rests on them.
MARKS: Final = {"disputed": 0.5, "reports differ": 0.4, "unconfirmed": 0.3, "hedged": 0.2}

IN_KIND: Final = 6.0
"""The size of what has no sum: as a million, about the middle of sums in aid news."""

LONGEST: Final = 200
"""How many cases are held at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A report to decide on, with its commitment (None where it was rejected).

    `doubt` is from 0 to 1, `size` a power of ten from 1 on, `marks` say what the doubt rests
    on besides the score.
    """

    report: Report
    commitment: Commitment | None
    doubt: float
    size: float
    marks: tuple[str, ...]

    @property
    def weight(self) -> float:
        """Doubt x size: the greater, the sooner."""
        return self.doubt * self.size


def queue(view: View, *, state: State = "open", most: int = LONGEST) -> tuple[Case, ...]:
    """The reports in the view's scope to decide on, the weightiest first.

    The commitments are gone through once and at most `most` cases are held. Ties go by date,
    document, place and identity, so that the same ledger gives the same queue.
    """
    return tuple(heapq.nsmallest(most, _unique(_cases(view, state)), key=_order))


def case(view: View, identity: str) -> Case | None:
    """One report as it stands now; None where no standing report has this identity."""
    found = next(view.reports([identity]), None)
    if found is None:
        return None
    if found.reviewed == "reject":
        return _case(found, None)
    commitment = view.commitment(identity)
    return _case(next(r for r in commitment.reports if r.identity == identity), commitment)


def _cases(view: View, state: State) -> Iterator[Case]:
    if state == "rejected":
        yield from (_case(report, None) for report in view.reviewed("reject"))
        return
    wanted = {"open": None, "unsure": "unsure", "accepted": "accept"}[state]
    for commitment in view.commitments():
        for report in commitment.reports:
            if report.reviewed == wanted:
                yield _case(report, commitment)


def _unique(cases: Iterator[Case]) -> Iterator[Case]:
    """One case of several engines' readings of one thing: a judgement is on all of them."""
    last: set[str] = set()
    at = ""
    for each in cases:
        where = each.commitment.id if each.commitment else ""
        if where != at:
            at, last = where, set()
        if each.report.identity not in last:
            last.add(each.report.identity)
            yield each


def _case(report: Report, commitment: Commitment | None) -> Case:
    marks = tuple(_marks(report, commitment))
    sure = report.claim.score
    for mark in marks:
        sure *= 1 - MARKS[mark]
    money = report.claim.money or (commitment.money if commitment else None)
    return Case(
        report=report,
        commitment=commitment,
        doubt=1 - sure,
        size=_size(money),
        marks=marks,
    )


def _marks(report: Report, commitment: Commitment | None) -> Iterator[str]:
    steps = commitment.history if commitment else ()
    mine = [step for step in steps if any(r.id == report.id for r in step.reports)]
    if any(step.disputed for step in mine):
        yield "disputed"
    conflicts = commitment.conflicts if commitment else ()
    if any(
        conflict.kind == "conflict" and any(r.id == report.id for r in value.reports)
        for conflict in conflicts
        for value in conflict.values
    ):
        yield "reports differ"
    if any(step.unconfirmed for step in mine):
        yield "unconfirmed"
    if report.claim.hedged:
        yield "hedged"


def _size(money: Money | None) -> float:
    if money is None:
        return IN_KIND
    amount = money.low if money.high is None else money.high
    return max(1.0, log10(max(amount or 1, 1)))


def _order(each: Case) -> tuple[object, ...]:
    source, span = each.report.source, each.report.claim.evidence
    # Rounded, since sums of logarithms may differ in their last digit between machines.
    return (
        -round(each.weight, 9),
        source.published or "",
        source.key,
        span.start,
        span.end,
        each.report.identity,
    )
