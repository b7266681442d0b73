"""Exchange rates of the European Central Bank, from the file that CurrencyConverter ships.

Nothing is fetched: a day after the file's last one has no rate until the package is updated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final, TypeGuard

from pledgebook.errors import SettingsError

if TYPE_CHECKING:
    from currency_converter import CurrencyConverter

SOURCE: Final = "ECB euro reference rates"

LONGEST_PAUSE: Final = 7
"""Days that a rate is good for: the bank's longest pause, at Easter or Christmas, is five."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How much of `to` one unit of `currency` was worth on `day`, the day of the bank's rate."""

    currency: str
    to: str
    rate: float
    day: str
    source: str = SOURCE


def rate(currency: str, to: str, day: str | None) -> Rate | str:
    """The rate of a day, or of the last day with one in the week before; else why there is none.

    `day` is an ISO date. A month or a year is no day and has no rate, nor has a sum without a
    date.

    Example:
        rate("GBP", "USD", "2014-09-07").day -> "2014-09-05", since the 7th was a Sunday

    Raises:
        SettingsError: the file has no rates at all for `to`.
    """
    book = _book()
    check(to)
    if currency == to:
        return Rate(currency=currency, to=to, rate=1.0, day=day or "", source="same currency")
    if currency not in (book.currencies or ()):
        return f"no rate for {currency} in the {SOURCE}"
    if not _is_day(day):
        return f"no rate for {currency}: no day is told"
    return _nearest(currency, to, day)


def _is_day(day: str | None) -> TypeGuard[str]:
    try:
        return day is not None and len(day) == 10 and bool(date.fromisoformat(day))
    except ValueError:
        return False


def check(to: str) -> None:
    """Raises `SettingsError` where nothing can be converted to this currency."""
    known = _book().currencies or set()
    if to not in known:
        raise SettingsError(
            f"--convert-to {to}: the {SOURCE} do not have it; one of {', '.join(sorted(known))}"
        )


@cache
def _nearest(currency: str, to: str, day: str) -> Rate | str:
    from currency_converter import RateNotFoundError

    asked = date.fromisoformat(day)
    for back in range(LONGEST_PAUSE + 1):
        at = asked - timedelta(days=back)
        try:
            found = _book().convert(1, currency, to, date=at)
        except RateNotFoundError:
            continue
        return Rate(currency=currency, to=to, rate=float(found), day=at.isoformat())
    return f"no rate for {currency} to {to} on {day} in the {SOURCE}"


@cache
def _book() -> CurrencyConverter:
    from currency_converter import CurrencyConverter

    return CurrencyConverter()
