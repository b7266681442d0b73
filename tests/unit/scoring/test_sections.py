from __future__ import annotations

import pytest

from pledgebook.scoring.records import (
    Annotated,
    Quoted,
    ScoredCount,
    ScoredCoverage,
    ScoredMeeting,
    ScoredMembership,
    ScoredMoney,
    ScoredNeed,
)
from pledgebook.scoring.sections import scored_sections

HERE = Quoted(start=0, end=10, quote="x" * 10)
NEAR = Quoted(start=5, end=15, quote="x" * 10)
FAR = Quoted(start=50, end=60, quote="x" * 10)


def member(group: str, actor: str, role: str = "member", at: Quoted = HERE) -> ScoredMembership:
    return ScoredMembership(group=group, member=actor, role=role, evidence=at)


def both(section: str, gold: tuple[object, ...], predicted: tuple[object, ...]) -> tuple[int, int]:
    one = Annotated(claims=(), **{section: gold})  # type: ignore[arg-type]
    two = Annotated(claims=(), **{section: predicted})  # type: ignore[arg-type]
    counts = scored_sections(one, two)[section]
    return counts.found, counts.exact


@pytest.mark.parametrize(
    ("predicted", "expected"),
    [
        (member("the core coalition", "FRA", at=NEAR), (1, 1)),
        (member("core coalition", "FRA", "backer"), (1, 0)),
        (member("Paris conference", "FRA"), (1, 0)),
        (member("core coalition", "DEU"), (0, 0)),
        (member("core coalition", "FRA", at=FAR), (0, 0)),
    ],
)
def test_memberships(predicted: ScoredMembership, expected: tuple[int, int]) -> None:
    assert both("memberships", (member("core coalition", "FRA"),), (predicted,)) == expected


def test_counts_by_number_then_group() -> None:
    gold = ScoredCount(group="core coalition", low=10, high=10, evidence=HERE)
    same = ScoredCount(group="COALITION:core coalition", low=10, high=10, evidence=NEAR)
    other = ScoredCount(group="core coalition", low=20, high=20, evidence=NEAR)
    assert both("counts", (gold,), (other, same)) == (1, 1)
    assert both("counts", (gold,), (other,)) == (0, 0)


def test_meetings_by_name_then_place_and_start() -> None:
    gold = ScoredMeeting(name="Lisbon talks", place="Lisbon", start="2027-06-14", evidence=HERE)
    dateless = ScoredMeeting(name="the Lisbon talks", place="Lisbon", evidence=HERE)
    assert both("meetings", (gold,), (gold,)) == (1, 1)
    assert both("meetings", (gold,), (dateless,)) == (1, 0)


def test_needs_by_area_then_all() -> None:
    money = ScoredMoney(low=5, high=5, currency="USD")
    gold = ScoredNeed(kind="humanitarian.food", asked_by="WFP", money=money, evidence=HERE)
    kind = ScoredNeed(kind="humanitarian.aid", asked_by="WFP", money=money, evidence=HERE)
    assert both("needs", (gold,), (gold,)) == (1, 1)
    assert both("needs", (gold,), (kind,)) == (1, 0)


def test_coverage_by_answer_then_claimant() -> None:
    gold = ScoredCoverage(claimant="USA", scope="all bases", met="yes", evidence=HERE)
    unnamed = ScoredCoverage(claimant=None, scope="all bases", met="yes", evidence=HERE)
    denied = ScoredCoverage(claimant="USA", scope="all bases", met="no", evidence=HERE)
    assert both("coverage_claims", (gold,), (gold,)) == (1, 1)
    assert both("coverage_claims", (gold,), (unnamed,)) == (1, 0)
    assert both("coverage_claims", (gold,), (denied,)) == (0, 0)


def test_optional_records_are_neither_rewarded_nor_punished() -> None:
    gold = ScoredMembership(
        group="coalition", member="FRA", role="member", evidence=HERE, optional=True
    )
    one = Annotated(claims=(), memberships=(gold,))
    counts = scored_sections(one, Annotated(claims=(), memberships=(member("coalition", "FRA"),)))
    assert counts["memberships"].gold == counts["memberships"].predicted == 0


def test_grounded_by_section() -> None:
    text = "x" * 20
    predicted = Annotated(claims=(), memberships=(member("a", "FRA"), member("a", "DEU", at=FAR)))
    counts = scored_sections(Annotated(claims=()), predicted, text)["memberships"]
    assert (counts.grounded.hits, counts.grounded.of) == (1, 2)
