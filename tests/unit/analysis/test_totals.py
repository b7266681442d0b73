from __future__ import annotations

from typing import Any

import pytest

from factories import reading, says
from pledgebook.analysis.totals import Total, Totals, add, totals
from pledgebook.errors import SettingsError
from pledgebook.ledger.records import Scope
from pledgebook.types import Money, Result

from ..ledger.making import ledger_of
from .test_counting import gives, money


def of(*results: Result, scope: Scope = Scope(), **more: Any) -> Totals:  # noqa: B008
    return totals(ledger_of(*results).view(scope), **more)


def only(found: Totals) -> Total:
    (line,) = found.totals
    return line


def test_each_commitment_is_in_the_column_of_its_stage() -> None:
    line = only(
        of(
            reading(
                gives(1),
                gives(2, contributor="ITA", status="committed"),
                gives(4, contributor="ESP", status="under_way"),
                gives(8, contributor="GRC", status="delivered"),
                gives(16, contributor="PRT", status="offered"),
            )
        )
    )
    assert (line.pledged.low, line.committed.low, line.delivered.low) == (1, 6, 8)


def test_the_rule_says_what_is_added_and_what_is_left_out() -> None:
    line = only(of(reading(gives(1), gives(2, contributor="ITA", status="offered"))))
    assert line.rule == "Adds the low ends of 1 commitment in EUR; leaves out 1 only offered."


def test_currencies_loans_and_goods_have_lines_of_their_own() -> None:
    found = of(
        reading(
            gives(1),
            gives(money(2, currency="USD"), contributor="ITA"),
            gives(4, contributor="ESP", kind="financial.loan"),
            says("Ten tents.", quantity=(10, "tent"), contributor="GRC"),
            says("Six Tents.", quantity=(6, "Tent"), contributor="PRT"),
        )
    )
    lines = {(line.measure, line.sort): line.pledged.low for line in found.totals}
    assert lines == {
        ("EUR", "loan"): 4,
        ("EUR", "money"): 1,
        ("USD", "money"): 2,
        ("tent", "count"): 16,
    }
    assert found.converted == ()


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("currency", [""]),
        ("contributor", ["FRA", "ITA"]),
        ("kind", ["financial", "humanitarian"]),
        ("recipient", ["", "HTI"]),
    ],
)
def test_lines_by_giver_area_or_recipient(by: Any, groups: list[str]) -> None:
    text = reading(gives(1), gives(2, contributor="ITA", recipient="HTI", kind="humanitarian.food"))
    assert [line.group for line in of(text, by=by).totals] == groups


def test_bounds_are_carried_into_the_sum() -> None:
    amounts = (
        gives(Money(low=5, high=None, currency="EUR", bound="at_least")),
        gives(Money(low=None, high=3, currency="EUR", approximate=True), contributor="ITA"),
    )
    line = only(of(reading(*amounts)))
    assert (line.pledged.low, line.pledged.high, line.pledged.approximate) == (5, None, True)
    closed = add([(1, 2, False), (0, 3, False)])
    assert (closed.low, closed.high, closed.approximate, closed.count) == (1, 5, False, 2)


def test_a_conversion_is_a_further_line_at_the_rate_of_the_day() -> None:
    found = of(
        reading(
            gives(1_000_000),
            gives(money(50, currency="USD"), contributor="ITA"),
            published="2014-10-09",
        ),
        convert_to="USD",
    )
    (line,) = found.converted
    assert line.pledged.low == 1_276_300 + 50
    assert {(t.measure, t.pledged.low) for t in found.totals} == {("EUR", 1_000_000), ("USD", 50)}
    euro = next(each for each in found.conversions if each.entry.measure == "EUR")
    assert euro.rate is not None
    assert (euro.rate.day, euro.rate.source) == ("2014-10-09", "ECB euro reference rates")


def test_what_cannot_be_converted_is_named_and_not_added() -> None:
    found = of(
        reading(gives(1), gives(money(900, currency="IQD"), contributor="ITA")), convert_to="EUR"
    )
    (line,) = found.converted
    assert line.pledged.low == 1
    (missing,) = line.missing
    assert "IQD 900" in missing
    assert "no rate for IQD" in missing


def test_a_target_without_rates_is_refused() -> None:
    with pytest.raises(SettingsError, match="--convert-to XXX"):
        of(reading(gives(1)), convert_to="XXX")


def test_a_filter_chooses_what_is_shown() -> None:
    text = reading(gives(1), gives(2, contributor="ITA"))
    assert only(of(text, scope=Scope(contributor="ITA"))).pledged.low == 2
    assert only(of(text, keep=lambda c: c.contributor == "FRA")).pledged.low == 1


def donors(amount: int, **more: Any) -> Any:
    return gives(amount, contributor="GROUP:donors", **more)


def stated(*results: Result) -> tuple[object, ...]:
    (found,) = of(*results).stated
    return (found.entry.low, found.computed.low, found.difference, found.percent)


def test_a_stated_total_stands_beside_the_sum() -> None:
    assert stated(reading(donors(20), gives(3), gives(2, contributor="ITA"))) == (20, 5, 15, 25.0)


def test_a_stated_total_is_compared_with_what_it_may_speak_of() -> None:
    others = (
        gives(1, kind="military.aid"),
        gives(2, contributor="ITA", recipient="CHL"),
        gives(money(4, currency="USD"), contributor="ESP"),
        gives(8, contributor="GRC", status="offered"),
        gives(16, contributor="PRT", recipient="HTI"),
    )
    later = reading(gives(32, contributor="POL"), id="later", published="2014-12-01")
    assert stated(reading(donors(100, recipient="HTI"), *others), later)[1] == 16
    (found,) = of(reading(donors(100, recipient="HTI"), *others)).stated
    assert [entry.contributor for entry in found.others] == ["ESP"]


def test_a_total_of_what_was_paid_is_compared_with_what_was_paid() -> None:
    text = reading(donors(20, status="delivered"), gives(3), gives(2, contributor="ITA",
                   status="delivered"))  # fmt: skip
    assert stated(text)[1] == 2


def test_the_total_of_a_conference_is_compared_with_what_was_announced_there() -> None:
    text = reading(
        donors(20, meeting="Oslo Conference"),
        gives(3, meeting="Oslo conference"),
        gives(2, contributor="ITA", meeting="Rome conference"),
        id="a",
    )
    elsewhere = gives(4, contributor="ESP", meeting="oslo conference")
    assert stated(text, reading(elsewhere, id="b"))[1] == 7


def test_nothing_ties_a_total_without_recipient_or_meeting_to_other_texts() -> None:
    texts = (reading(donors(20), gives(3), id="a"), reading(gives(2, contributor="ITA"), id="b"))
    assert stated(*texts)[1] == 3


def test_a_running_total_is_compared_with_its_own_giver() -> None:
    first = reading(gives(5), gives(9, contributor="ITA"), id="a")
    then = reading(
        gives(3, increment="additional"),
        gives(20, increment="running_total"),
        id="b",
        published="2014-09-09",
    )
    assert stated(first, then) == (20, 8, 12, 40.0)
