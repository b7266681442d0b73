from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from factories import Statement, reading, says
from pledgebook.analysis.counting import entries
from pledgebook.analysis.plans import Plan, PlanNeed
from pledgebook.analysis.verdicts import Judged, judge, plan_coverage, same_unit, stated_coverage
from pledgebook.types import Money, Result

from ..ledger.making import full_reading, ledger_of

TENTS = PlanNeed(name="tents", kind="humanitarian.shelter", amount=500, measure="tents")


def tents(number: int, giver: str = "FRA", unit: str = "tent", **more: Any) -> Statement:
    fields = {"kind": "humanitarian.shelter", "contributor": giver, "quantity": (number, unit)}
    return says(f"{giver}: {number} {unit}.", **(fields | more))


def judged(*results: Result, need: PlanNeed = TENTS, day: str = "2014-09-30") -> Judged:
    return judge(need, entries(ledger_of(*results).view()), day)


def of(*statements: Statement, **more: Any) -> Judged:
    return judged(reading(*statements), **more)


def test_enough_that_is_sure_covers_a_need() -> None:
    found = of(tents(300, status="delivered"), tents(200, "ITA"))
    assert (found.verdict, found.met, found.delivered, found.share) == ("covered", 500, 300, 1)
    assert [entry.contributor for entry in found.by] == ["FRA", "ITA"]


def test_less_covers_it_partly() -> None:
    found = of(tents(300), tents(100, "ITA"), tents(200, "ESP", status="offered"))
    assert (found.verdict, found.share) == ("partly", 0.8)
    assert [entry.contributor for entry in found.offers] == ["ESP"]


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        ("offered", "offered only"),
        ("considering", "uncovered"),
        ("asked", "uncovered"),
        ("declined", "uncovered"),
        ("withdrawn", "contested"),
    ],
)
def test_what_is_not_promised_covers_nothing(status: str, verdict: str) -> None:
    found = of(tents(500, status=status))
    assert (found.verdict, found.met, found.share) == (verdict, 0, 0)


def test_a_promise_that_was_refused_later_is_contested() -> None:
    found = judged(
        reading(tents(500, what="tent"), id="a"),
        reading(tents(500, status="declined", what="tent"), id="b", published="2014-09-09"),
    )
    assert found.verdict == "contested"


def test_numbers_that_conflict_are_contested_unless_the_rest_suffices() -> None:
    both = (
        reading(tents(300, said_by_side="outlet", recipient="HTI"), id="a", publisher="A"),
        reading(tents(200, said_by_side="outlet", recipient="HTI"), id="b", publisher="B"),
    )
    found = judged(*both)
    assert (found.verdict, found.met) == ("contested", 0)
    assert [entry.contributor for entry in found.contested] == ["FRA"]
    assert judged(*both, reading(tents(500, "ITA"), id="c")).verdict == "covered"


def test_a_need_without_an_amount_is_covered_by_any_sure_promise() -> None:
    need = PlanNeed(name="shelter", kind="humanitarian.shelter")
    bare = says("France sends blankets.", kind="humanitarian.shelter")
    found = of(bare, tents(3, "ITA"), need=need)
    assert (found.verdict, found.met, found.share) == ("covered", 0, 1)
    assert len(found.by) == 2
    assert of(tents(3, status="offered"), need=need).verdict == "offered only"


@pytest.mark.parametrize(
    ("kind", "given", "verdict"),
    [
        ("humanitarian.shelter", "humanitarian.food", "uncovered"),
        ("humanitarian.shelter", "humanitarian.aid", "uncovered"),
        ("humanitarian.aid", "humanitarian.food", "covered"),
        ("humanitarian", "humanitarian.food", "covered"),
        ("humanitarian", "military.aid", "uncovered"),
        ("other.unspecified", "other.unspecified", "covered"),
    ],
)
def test_kinds(kind: str, given: str, verdict: str) -> None:
    assert of(says(kind=given), need=PlanNeed(name="n", kind=kind)).verdict == verdict


@pytest.mark.parametrize(
    ("recipient", "verdict"),
    [("IRQ", "covered"), ("IRQ-kurds", "covered"), ("SYR", "uncovered"), (None, "uncovered")],
)
def test_a_need_of_somebody_is_met_by_what_that_one_gets(
    recipient: str | None, verdict: str
) -> None:
    need = PlanNeed(name="n", kind="humanitarian.shelter", recipient="IRQ")
    assert of(tents(3, recipient=recipient), need=need).verdict == verdict


def money(amount: float, currency: str = "EUR", **more: Any) -> Statement:
    sums = Money(low=amount, high=amount, currency=currency)  # type: ignore[arg-type]
    return says(f"{amount} {currency}.", kind="humanitarian.shelter", money=sums, **more)


def test_what_cannot_be_compared_says_so() -> None:
    found = of(tents(9, unit="blanket"), money(5, contributor="ITA"))
    assert (found.verdict, found.share) == ("partly", None)
    assert {reason for _, reason in found.beside} == {
        "'blanket' is not known to be 'tents'",
        "a sum in EUR is no number of tents",
    }
    need = PlanNeed(name="n", kind="humanitarian.shelter", amount=5, measure="EUR", money=True)
    dollars = of(money(5, "USD"), tents(4, "ITA"), need=need)
    assert {reason for _, reason in dollars.beside} == {
        "USD is not EUR",
        "goods are not priced",
    }
    assert of(money(5), need=need).verdict == "covered"


def test_of_a_ceiling_nobody_knows_how_much_comes() -> None:
    from pledgebook.types import Quantity

    up_to = says(
        "Up to 9.", kind="humanitarian.shelter", quantity=Quantity(low=None, high=9, unit="tent")
    )
    found = of(up_to)
    assert (found.verdict, found.share) == ("partly", None)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("tent", "tents", True),
        ("family tent", "tents", True),
        ("Tents", "tent", True),
        ("soldier", "troop", False),
        ("cargo plane", "fighter plane", False),
        ("hospital bed", "hospital", False),
        ("", "tent", False),
    ],
)
def test_units(left: str, right: str, same: bool) -> None:
    assert same_unit(left, right) is same
    assert same_unit(right, left) is same


def test_a_part_meets_a_need_that_the_whole_does_not_fit() -> None:
    whole = says("In all 900 things.", kind="humanitarian.aid", quantity=(900, "tent"), id="w")
    own, other = tents(200, id="p", part_of="w"), tents(200, "ITA", id="p", part_of="w")
    nested = tents(50, "ESP", id="q", part_of="p")
    assert of(whole).met == 0
    assert of(whole, own).met == 200
    assert of(whole, other, nested).met == 200
    assert of(whole, own, need=replace(TENTS, kind="humanitarian.aid")).met == 900


@pytest.mark.parametrize(
    ("deadline", "day", "overdue"),
    [
        ("2014-09-20", "2014-09-30", True),
        ("2014-09-30", "2014-09-30", False),
        ("2014-09", "2014-09-30", False),
        ("2014-09", "2014-10-01", True),
        (None, "2020-01-01", False),
    ],
)
def test_a_need_is_overdue_once_its_deadline_is_past(
    deadline: str | None, day: str, overdue: bool
) -> None:
    need = PlanNeed(
        name="n", kind="humanitarian.shelter", amount=5, measure="tent", deadline=deadline
    )
    assert of(tents(5), need=need, day=day).overdue is overdue
    assert not of(tents(5, status="delivered"), need=need, day=day).overdue


def test_the_share_of_a_plan_is_weighted() -> None:
    half = PlanNeed(name="a", kind="humanitarian.shelter", amount=10, measure="tent", weight=3)
    none = PlanNeed(name="b", kind="humanitarian.food", weight=1)
    odd = PlanNeed(name="c", kind="humanitarian.shelter", amount=1, measure="hut", weight=1)
    every = entries(ledger_of(reading(tents(5))).view())
    found = plan_coverage(Plan(name="p", needs=(half, none, odd)), every, "2014-09-30")
    assert found.share == pytest.approx(0.5 * 3 / 5)
    assert found.unmeasured == 1
    assert [each.verdict for each in found.judged] == ["partly", "uncovered", "partly"]


def test_needs_of_texts_have_verdicts_too() -> None:
    view = ledger_of(full_reading()).view()
    (found,) = stated_coverage(view.needs(), entries(view), "2015-07-01")
    assert found.need.stated is not None
    assert (found.verdict, found.overdue) == ("partly", True)
