"""Calendar values as the contract writes them: ISO dates, prefixes and intervals.

Weeks run from Monday to Sunday; seasons are those of the north (spring is March to May), and
winter takes in the January and February after its December.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Today:
    """The day that relative expressions count from; day or month None where unknown."""

    year: int
    month: int | None
    day: date | None

    @classmethod
    def of(cls, published: str | None) -> Today | None:
        """From an ISO date or prefix ("2014-09-05", "2014-09", "2014"); None where unreadable."""
        if not published:
            return None
        parts = published[:10].split("-")
        try:
            numbers = [int(part) for part in parts]
            full = date(*numbers) if len(numbers) == 3 else None
        except ValueError:
            return None
        month = numbers[1] if len(numbers) > 1 else None
        if not 2 <= numbers[0] <= 9997 or (month is not None and not 1 <= month <= 12):
            return None
        return cls(numbers[0], month, full)


def year_of(year: int) -> str:
    """Four digits."""
    return f"{year:04d}"


def month_of(year: int, month: int) -> str:
    """ "2014-09"; months beyond 1 to 12 carry into other years (0 is December before)."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04d}-{month:02d}"


def day_of(year: int, month: int, day: int) -> date | None:
    """A date, or None for a day that the month does not have."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_day(value: str) -> str:
    """The last day of an ISO prefix or interval: "2014-09" -> "2014-09-30"."""
    value = value.split("/")[-1]
    parts = value.split("-")
    if len(parts) == 1:
        return f"{value}-12-31"
    if len(parts) == 2:
        return f"{value}-{calendar.monthrange(int(parts[0]), int(parts[1]))[1]:02d}"
    return value


def week_of(day: date) -> str:
    """Monday to Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return f"{monday}/{monday + timedelta(days=6)}"


def weekend_of(day: date) -> str:
    """Saturday and Sunday of the week of a day."""
    saturday = day + timedelta(days=5 - day.weekday())
    return f"{saturday}/{saturday + timedelta(days=1)}"


def season_of(year: int, first_month: int) -> str:
    """Three months: (2028, 6) -> "2028-06/2028-08"; winter runs into the next year."""
    return f"{month_of(year, first_month)}/{month_of(year, first_month + 2)}"


def quarter_of(year: int, quarter: int) -> str:
    """Three months of a calendar year: (2021, 3) -> "2021-07/2021-09"."""
    return season_of(year, 3 * quarter - 2)


def half_of(year: int, half: int) -> str:
    """Six months: (2027, 2) -> "2027-07/2027-12"."""
    return f"{month_of(year, 6 * half - 5)}/{month_of(year, 6 * half)}"


def decade_of(year: int) -> str:
    """Ten years from the one given: 1990 -> "1990/1999"."""
    return f"{year:04d}/{year + 9:04d}"


def easter(year: int) -> date:
    """Easter Sunday of the western churches, by the Gregorian computus."""
    golden, century = year % 19, year // 100
    skipped = century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15
    epact = skipped % 30
    epact -= epact // 28 * (1 - 29 // (epact + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    offset = epact - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


def shifted(day: date, days: int) -> date | None:
    """So many days on or back; None outside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def moved(value: str, unit: str, count: int) -> str:
    """An ISO prefix moved by months or years: ("2014-09", "month", -2) -> "2014-07"."""
    year, _, month = value.partition("-")
    if unit == "month":
        return month_of(int(year), int(month) + count)
    return year_of(max(1, int(year) + count))
