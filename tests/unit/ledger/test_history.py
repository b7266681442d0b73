from __future__ import annotations

from typing import Any

import pytest

from factories import reading, says
from pledgebook.types import Money
from unit.ledger.making import only

DAYS = ("2014-09-01", "2014-09-05", "2014-09-09", "2014-09-13")


def told(*reports: str | dict[str, Any]) -> Any:
    """One commitment, reported once a day with these statuses (or fields)."""
    readings = []
    for day, report in zip(DAYS, reports, strict=False):
        fields: dict[str, Any] = {"status": report} if isinstance(report, str) else dict(report)
        meta = {"published": fields.pop("published", day), "id": f"d{day}"}
        meta["publisher"] = fields.pop("publisher", f"Paper of {day}")
        readings.append(reading(says(f"As told on {day}.", **fields), **meta))
    return only(*readings)


@pytest.mark.parametrize(
    ("statuses", "holds"),
    [
        (["pledged", "delivered"], "delivered"),
        (["offered", "pledged", "committed", "under_way"], "under_way"),
        (["pledged", "asked"], "pledged"),
        (["asked"], "asked"),
        (["asked", "considering"], "considering"),
        (["delivered", "pledged"], "delivered"),
        (["under_way", "committed"], "under_way"),
        (["delivered", "withdrawn"], "withdrawn"),
        (["withdrawn", "pledged"], "pledged"),
        (["pledged", "declined"], "declined"),
        (["declined", "asked"], "declined"),
        (["declined", "considering"], "considering"),
        (["pledged", "considering"], "considering"),
    ],
)
def test_what_holds_after_a_row_of_reports(statuses: list[str], holds: str) -> None:
    assert told(*statuses).status == holds


def test_the_history_is_dated_and_says_what_moved() -> None:
    history = told("pledged", "asked", "delivered").history
    assert [(step.date, step.status, step.moved) for step in history] == [
        ("2014-09-01", "pledged", True),
        ("2014-09-05", "asked", False),
        ("2014-09-09", "delivered", True),
    ]
    assert all(len(step.reports) == 1 for step in history)


def test_an_older_text_read_later_does_not_move_it() -> None:
    found = told({"status": "delivered", "published": "2014-09-09"}, "pledged")
    assert found.status == "delivered"
    assert [step.status for step in found.history] == ["pledged", "delivered"]


def test_an_undated_text_never_overrides_a_dated_one() -> None:
    found = told("pledged", {"status": "withdrawn", "published": None})
    assert found.status == "pledged"
    assert found.history[0].date is None


def test_a_report_counts_from_the_day_the_statement_was_made() -> None:
    found = told("delivered", {"status": "pledged", "stated_on": "2014-08-20"})
    assert [(step.date, step.status) for step in found.history] == [
        ("2014-08-20", "pledged"),
        ("2014-09-01", "delivered"),
    ]


class TestOneDate:
    def test_the_farthest_status_holds(self) -> None:
        both = reading(
            says("France promised two frigates.", status="pledged"),
            says("One frigate has arrived.", status="delivered", partial=True),
        )
        found = only(both)
        assert (found.status, found.partial, found.disputed) == ("delivered", True, False)

    def test_a_partial_delivery_ranks_below_what_is_under_way(self) -> None:
        both = reading(
            says("One frigate has arrived.", status="delivered", partial=True),
            says("France is sending its frigates.", status="under_way"),
        )
        assert only(both).status == "under_way"

    def test_an_end_holds(self) -> None:
        both = reading(
            says("The frigates were sailing.", status="under_way"),
            says("France called the frigates back.", status="withdrawn"),
        )
        assert only(both).status == "withdrawn"

    def test_unless_the_text_goes_on(self) -> None:
        both = reading(
            says("France called the frigates back.", status="withdrawn"),
            says("Now they are sailing again.", status="under_way"),
        )
        assert only(both).status == "under_way"

    def test_texts_that_exclude_each_other_are_a_dispute(self) -> None:
        one = reading(says("Officials say the ships are off.", status="withdrawn"))
        two = reading(says("The ships will come.", status="pledged"), id="two", publisher="Star")
        found = only(one, two)
        assert (found.status, found.disputed) == ("withdrawn", True)
        (conflict,) = found.conflicts
        assert (conflict.field, conflict.kind) == ("status", "conflict")


class TestWhoSaidIt:
    @pytest.mark.parametrize("side", ["recipient", "organiser", "rival", "third_party"])
    def test_another_sides_word_of_a_step_up_is_marked(self, side: str) -> None:
        found = told("pledged", {"status": "delivered", "said_by_side": side})
        assert (found.status, found.unconfirmed) == ("delivered", True)
        assert found.history[-1].side == side

    @pytest.mark.parametrize("side", ["provider", "outlet"])
    def test_the_givers_and_the_outlets_are_not(self, side: str) -> None:
        found = told("pledged", {"status": "delivered", "said_by_side": side})
        assert not found.unconfirmed

    def test_the_mark_goes_when_the_giver_confirms(self) -> None:
        found = told("pledged", {"status": "delivered", "said_by_side": "recipient"}, "delivered")
        assert not found.unconfirmed


def test_what_holds_is_hedged_where_its_reports_are() -> None:
    assert told("pledged", {"status": "delivered", "hedged": True}).hedged
    assert not told({"status": "pledged", "hedged": True}, "pledged").hedged


def euros(low: int, high: int | None = None, **fields: Any) -> dict[str, Any]:
    money = Money(low=low, high=low if high is None else high, currency="EUR")
    return {"kind": "financial.grant", "money": money, **fields}


class TestConflicts:
    def test_none_where_all_agree(self) -> None:
        assert told(euros(5), euros(5, status="delivered")).conflicts == ()

    def test_sums_of_two_outlets_conflict_and_are_not_averaged(self) -> None:
        found = told(
            euros(45_000_000, said_by_side="outlet"), euros(40_000_000, said_by_side="outlet")
        )
        (conflict,) = found.conflicts
        assert (conflict.field, conflict.kind) == ("money", "conflict")
        assert [value.value for value in conflict.values] == ["EUR 45,000,000", "EUR 40,000,000"]
        assert [len(value.reports) for value in conflict.values] == [1, 1]
        assert found.money == Money(low=40_000_000, high=40_000_000, currency="EUR")

    def test_the_giver_naming_another_sum_later_updates_it(self) -> None:
        (conflict,) = told(euros(45), euros(40)).conflicts
        assert conflict.kind == "update"

    def test_a_running_total_updates(self) -> None:
        outlet = {"said_by_side": "outlet"}
        more = euros(60, increment="running_total", **outlet)
        (conflict,) = told(euros(45, **outlet), more).conflicts
        assert conflict.kind == "update"

    def test_the_same_publisher_naming_another_sum_later_corrects_it(self) -> None:
        outlet = {"said_by_side": "outlet", "publisher": "The Courier"}
        (conflict,) = told(euros(45, **outlet), euros(40, **outlet)).conflicts
        assert conflict.kind == "correction"

    def test_parts_are_no_rivals_of_the_whole(self) -> None:
        assert told(euros(45), euros(9, status="delivered", partial=True)).conflicts == ()

    def test_counts_of_one_unit_are_compared(self) -> None:
        four = {"quantity": (4, "frigate"), "said_by_side": "outlet"}
        three = {"quantity": (3, "frigate"), "said_by_side": "outlet"}
        (conflict,) = told(four, three).conflicts
        assert (conflict.field, conflict.values[0].value) == ("quantity", "4 frigate")

    def test_counts_of_different_units_are_not(self) -> None:
        ships = {"quantity": (1, "frigate")}
        crew = {"quantity": (130, "sailor")}
        assert told(ships, crew).conflicts == ()

    def test_an_end_updates_what_was_promised(self) -> None:
        (conflict,) = told("pledged", "withdrawn").conflicts
        assert (conflict.field, conflict.kind) == ("status", "update")
        assert [value.value for value in conflict.values] == ["pledged", "withdrawn"]

    def test_steps_up_the_ladder_are_no_conflict(self) -> None:
        assert told("offered", "pledged", "delivered").conflicts == ()

    def test_a_condition_that_a_firm_report_no_longer_names_was_met(self) -> None:
        found = told({"status": "pledged", "condition": "As told"}, "committed")
        (conflict,) = found.conflicts
        assert (conflict.field, conflict.kind) == ("condition", "update")
        assert [value.value for value in conflict.values] == ["As told", "no longer named"]
        assert found.condition is None

    def test_recipients_that_differ_between_texts(self) -> None:
        (conflict,) = told({"recipient": "GRC"}, {"recipient": "UNHCR"}).conflicts
        assert (conflict.field, conflict.kind) == ("recipient", "conflict")
        assert [value.value for value in conflict.values] == ["GRC", "UNHCR"]
