"""Totals, verdicts and timelines: their pages and how a terminal shows them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import reading, says
from pledgebook.analysis.coverage import Coverage
from pledgebook.analysis.members import Group
from pledgebook.analysis.plans import Plan, PlanNeed
from pledgebook.analysis.totals import totals
from pledgebook.analysis.verdicts import Judged, PlanCoverage
from pledgebook.ledger.store import Ledger
from pledgebook.pages.coverage import coverage_page
from pledgebook.pages.members import timelines
from pledgebook.pages.terminal.analysis import coverage_view, timelines_view
from pledgebook.pages.terminal.totals import totals_view
from pledgebook.pages.totals import TotalsPage, sum_words, totals_page
from pledgebook.types import Money

from .making import drawn
from .test_analysis import group, member


@pytest.mark.parametrize(
    ("low", "high", "about", "words"),
    [
        (5, 5, False, "5"),
        (5_000_000, 5_000_000, True, "about 5 million"),
        (5, None, False, "at least 5"),
        (0, 8, False, "up to 8"),
        (5, 9, True, "about 5 to 9"),
        (0, 0, False, ""),
        (0, None, False, "an open amount"),
    ],
)
def test_a_sum_keeps_its_bounds(low: int, high: int | None, about: bool, words: str) -> None:
    assert sum_words(low, high, about) == words


def gift(amount: int, giver: str, currency: str = "EUR", **more: object) -> object:
    held = Money(low=amount, high=amount, currency=currency)
    return says(f"{giver}: {amount}.", contributor=giver, money=held,
                **({"kind": "financial.grant"} | more))  # fmt: skip


def page(by: str = "currency", **more: object) -> TotalsPage:
    ledger = Ledger.open(":memory:")
    ledger.add(
        reading(
            gift(5, "FRA"),  # type: ignore[arg-type]
            gift(7, "ITA", "IQD"),  # type: ignore[arg-type]
            gift(3, "DEU", status="offered"),  # type: ignore[arg-type]
            gift(20, "GROUP:donors"),  # type: ignore[arg-type]
            says("Ten \x1b[31mtents.", quantity=(10, "t\x1b[31ment"), contributor="ESP"),
        )
    )
    return totals_page(totals(ledger.view(), by, **more))  # type: ignore[arg-type]


def test_every_entry_says_whether_it_counts_and_why() -> None:
    rows = {row.contributor: row for row in page().entries}
    assert rows["FRA"].counts_in_total
    assert rows["DEU"].reason == "only offered: not promised yet"
    assert rows["DEU"].stage == ""
    (told,) = page().stated
    assert (told.stated, told.computed, told.difference, told.percent) == (20, 5, 15, 25.0)
    assert told.others == ("IQD 7 of Italy",)
    assert told.quote == "GROUP:donors: 20."


def test_the_table_prints_the_rule_with_each_sum() -> None:
    text = " ".join(drawn(totals_view(page()), 80).split())
    assert "Each commitment counts once" in text
    assert "EUR: Adds the low ends of 1 commitment in EUR; leaves out 1 only offered" in text
    assert "EUR 20 stated; EUR 5 computed from 1 (25 %)" in text
    assert "3 of 5 commitments count." in text


def test_nothing_from_a_text_steers_the_terminal() -> None:
    assert "\x1b" not in drawn(totals_view(page(), listed=True), 80)


def test_a_converted_total_names_its_rates_and_what_is_missing() -> None:
    text = " ".join(drawn(totals_view(page(convert_to="USD"), listed=True), 100).split())
    assert "All currencies in USD" in text
    assert "not in it: IQD 7" in text
    assert "Rates: ECB euro reference rates" in text
    rows = {row.contributor: row for row in page(convert_to="USD").entries}
    assert rows["FRA"].rate_day == "2014-09-05"
    assert rows["ITA"].converted_low is None
    assert rows["ITA"].rate_source.startswith("no rate for IQD")


def test_lines_stand_by_name_and_described_groups_last() -> None:
    names = [row.group_name for row in page(by="contributor").rows]
    assert names == ["France", "Germany", "Italy", "Spain", "donors"]
    recipients = {row.group_name for row in page(by="recipient").rows}
    assert recipients == {"no recipient named"}


def test_an_empty_ledger_has_no_total() -> None:
    empty = replace(page(), rows=(), entries=(), stated=())
    assert "No commitment with a sum" in drawn(totals_view(empty))


def judged(verdict: str, share: float | None, **more: object) -> Judged:
    need = PlanNeed(
        name="tents", kind="humanitarian.shelter", amount=8, measure="tent", recipient="HND"
    )
    given: dict[str, object] = {
        "need": need,
        "verdict": verdict,
        "met": 4,
        "delivered": 2,
        "share": share,
        "by": (),
        "offers": (),
        "contested": (),
        "beside": (),
        "overdue": False,
    }
    return Judged(**(given | more))  # type: ignore[arg-type]


def test_a_plan_stands_on_top_with_its_share() -> None:
    both = (judged("partly", 0.5, overdue=True), judged("partly", None))
    plan = PlanCoverage(
        plan=Plan(name="Winter", needs=tuple(each.need for each in both)),
        day="2014-10-01",
        judged=both,
    )
    found = coverage_page(Coverage(rows=(), claims=()), plan=plan)
    assert found.plan is not None
    assert (found.plan.percent, found.plan.unmeasured) == (25.0, 1)
    assert found.plan.needs[0].needed == "8 × tent"
    text = " ".join(drawn(coverage_view(found), 80).split())
    for words in (
        "8 × tent for Honduras",
        "50 %",
        "overdue",
        "how much is",
        "Winter: at least 25 % of the plan is covered, by weight",
    ):
        assert words in text


def test_members_over_time_are_a_line_a_date() -> None:
    found = timelines([group(10, 10, member("FRA"), member("GBR", "host"))])
    (point,) = found[0].points
    assert (point.named, point.without_hosts, point.claimed) == (2, 1, ("10",))
    text = " ".join(drawn(timelines_view(found), 80).split())
    assert "2014-09-05 2 1 10 France, United Kingdom" in text
    nobody: list[Group] = []
    assert "No text names members" in drawn(timelines_view(timelines(nobody)))
