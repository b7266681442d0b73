"""Scores memberships, counts, meetings, needs and coverage claims as sets.

A record is `found` where its key agrees and the evidence overlaps, `exact` where its whole
normal form agrees too:

| section | key | whole normal form |
|---|---|---|
| memberships | member | group, role |
| counts | low, high | group |
| meetings | name | place, start |
| needs | area of the kind | kind, asked_by, asked_of, quantity, money |
| coverage_claims | met | claimant, scope |
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from pledgebook.scoring.claims import Tally
from pledgebook.scoring.compare import (
    area,
    grounded,
    near,
    overlap,
    same_actor,
    same_money,
    same_name,
    same_quantity,
)
from pledgebook.scoring.matching import best_pairs
from pledgebook.scoring.records import (
    Annotated,
    Quoted,
    ScoredCount,
    ScoredCoverage,
    ScoredMeeting,
    ScoredMembership,
    ScoredNeed,
)


class _Record(Protocol):
    @property
    def evidence(self) -> Quoted: ...

    @property
    def optional(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionCounts:
    """What one section adds up to; counted like claims (optional records neither way)."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    exact: int = 0
    grounded: Tally = field(default_factory=Tally)

    def __add__(self, other: SectionCounts) -> SectionCounts:
        return SectionCounts(
            gold=self.gold + other.gold,
            predicted=self.predicted + other.predicted,
            found=self.found + other.found,
            exact=self.exact + other.exact,
            grounded=self.grounded + other.grounded,
        )


def _same_group(one: str, two: str) -> bool:
    return same_actor(one, two) or same_name(_bare(one), _bare(two))


def _bare(name: str) -> str:
    return name.split(":", 1)[-1]


def _membership(one: ScoredMembership, two: ScoredMembership) -> tuple[bool, bool]:
    return same_actor(one.member, two.member), one.role == two.role and _same_group(
        one.group, two.group
    )


def _count(one: ScoredCount, two: ScoredCount) -> tuple[bool, bool]:
    # "up to 30 nations" has no lower end in gold and may have 0 in a prediction.
    key = near(one.low or 0, two.low or 0) and near(one.high, two.high)
    return key, _same_group(one.group, two.group)


def _meeting(one: ScoredMeeting, two: ScoredMeeting) -> tuple[bool, bool]:
    return same_name(one.name, two.name), one.start == two.start and same_name(one.place, two.place)


def _need(one: ScoredNeed, two: ScoredNeed) -> tuple[bool, bool]:
    whole = (
        one.kind == two.kind
        and same_actor(one.asked_by, two.asked_by)
        and same_actor(one.asked_of, two.asked_of)
        and same_quantity(one.quantity, two.quantity)
        and same_money(one.money, two.money)
    )
    return area(one.kind) == area(two.kind), whole


def _coverage(one: ScoredCoverage, two: ScoredCoverage) -> tuple[bool, bool]:
    whole = same_actor(one.claimant, two.claimant) and same_name(one.scope, two.scope)
    return one.met == two.met, whole


# Each section's records differ in type; the comparison beside a name fits its records.
SECTIONS: dict[str, Callable[[Any, Any], tuple[bool, bool]]] = {
    "memberships": _membership,
    "counts": _count,
    "meetings": _meeting,
    "needs": _need,
    "coverage_claims": _coverage,
}


def _section(
    gold: Sequence[_Record],
    predicted: Sequence[_Record],
    same: Callable[[Any, Any], tuple[bool, bool]],
    text: str | None,
) -> SectionCounts:
    def weight(one: _Record, two: _Record) -> float:
        share = overlap(one.evidence, two.evidence)
        key, whole = same(one, two)
        if not share or not key:
            return 0.0
        return (2.0 if one.optional else 100.0) + 10 * whole + share

    pairs = best_pairs([[weight(one, two) for two in predicted] for one in gold])
    hits = [(i, j) for i, j in pairs if not gold[i].optional]
    exactly = Tally()
    if text is not None:
        right = sum(grounded(record.evidence, text) for record in predicted)
        exactly = Tally(hits=right, of=len(predicted))
    return SectionCounts(
        gold=sum(not record.optional for record in gold),
        predicted=len(predicted) - (len(pairs) - len(hits)),
        found=len(hits),
        exact=sum(same(gold[i], predicted[j])[1] for i, j in hits),
        grounded=exactly,
    )


def scored_sections(
    gold: Annotated, predicted: Annotated, text: str | None = None
) -> dict[str, SectionCounts]:
    """Counts by section for one document."""
    return {
        name: _section(getattr(gold, name), getattr(predicted, name), same, text)
        for name, same in SECTIONS.items()
    }
