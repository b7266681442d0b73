from __future__ import annotations

import pytest

from pledgebook.analysis.rates import Rate, check, rate
from pledgebook.errors import SettingsError


def test_a_rate_is_that_of_the_day() -> None:
    found = rate("EUR", "USD", "2014-10-09")
    assert isinstance(found, Rate)
    # The bank's own reference rate of that day.
    assert found.rate == pytest.approx(1.2763)
    assert found.day == "2014-10-09"


def test_on_a_sunday_the_last_rate_before_holds_and_says_its_day() -> None:
    sunday, friday = rate("GBP", "USD", "2014-09-07"), rate("GBP", "USD", "2014-09-05")
    assert isinstance(sunday, Rate)
    assert sunday == friday
    assert sunday.day == "2014-09-05"


@pytest.mark.parametrize(
    ("currency", "day", "says"),
    [
        ("IQD", "2014-09-05", "no rate for IQD"),
        ("EUR", "1998-06-01", "on 1998-06-01"),
        ("RUB", "2023-01-10", "on 2023-01-10"),
        ("EUR", "2014-09", "no day is told"),
        ("EUR", "2014-02-30", "no day is told"),
        ("EUR", None, "no day is told"),
    ],
)
def test_what_the_file_lacks_is_said(currency: str, day: str | None, says: str) -> None:
    found = rate(currency, "USD", day)
    assert isinstance(found, str)
    assert says in found


def test_a_currency_is_worth_itself_on_any_day() -> None:
    found = rate("USD", "USD", None)
    assert isinstance(found, Rate)
    assert found.rate == 1


def test_nothing_converts_to_a_currency_without_rates() -> None:
    with pytest.raises(SettingsError, match=r"--convert-to XXX: .*USD"):
        check("XXX")
