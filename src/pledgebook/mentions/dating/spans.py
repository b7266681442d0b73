"""Readers of stretches of time: quarters, seasons, "last month", "the next three years"."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from pledgebook.mentions.counting.numbers import DASH, SPACE
from pledgebook.mentions.dating import calendar
from pledgebook.mentions.dating.calendar import Today
from pledgebook.mentions.dating.written import YEAR, Place, Reading, count_of, words_of
from pledgebook.types import Granularity

_UNITS: dict[str, Granularity] = {
    "hour": "day", "day": "day", "week": "week", "fortnight": "week", "weekend": "day",
    "month": "month", "quarter": "quarter", "season": "season", "year": "year", "decade": "decade",
}  # fmt: skip
_WHICH_YEAR = (
    rf"(?:(?:the{SPACE})?(?P<year>{YEAR})"
    rf"|(?P<named>(?:this|last|next|the){SPACE}(?:calendar{SPACE})?year))"
)


@cache
def _quarter() -> re.Pattern[str]:
    ordinals = "|".join(words_of("ordinal"))
    return re.compile(
        rf"(?:(?P<nth>{ordinals})[ \u00a0-](?P<unit>quarter|half)|Q(?P<q>[1-4])"
        rf"|(?P<next>last|next|this){SPACE}quarter)\b"
        rf"(?:{SPACE}(?:of{SPACE}|in{SPACE})?{_WHICH_YEAR})?",
        re.IGNORECASE,
    )


def quarter(place: Place, at: int) -> Reading | None:
    """ "Q3 2021", "the third quarter", "the second half of 2027", "last quarter"."""
    found = _quarter().match(place.text, at, place.end)
    if found is None:
        return None
    half = (found["unit"] or "").lower() == "half"
    if half and not (found["year"] or found["named"]):
        return None
    if found["q"] and not found["year"] and place.text[at - 1 : at].isalnum():
        return None
    grain: Granularity = "quarter"
    today = place.today
    passed = (found["nth"] or "").lower() == "last" and not (found["year"] or found["named"])
    if found["next"] or passed:
        if today is None or today.month is None:
            return Reading(at, found.end(), None, grain)
        step = {"last": -1, "next": 1, "this": 0}[(found["next"] or found["nth"]).lower()]
        serial = today.year * 4 + (today.month - 1) // 3 + step
        return Reading(at, found.end(), calendar.quarter_of(serial // 4, serial % 4 + 1), grain)
    number = int(found["q"]) if found["q"] else words_of("ordinal")[found["nth"].lower()]
    of_year = _named_year(found["year"], found["named"], today)
    if of_year is None and today is not None:
        of_year = _quarter_year(place, (at, found.end()), number)
    if of_year is None:
        return Reading(at, found.end(), None, grain)
    if half:
        return Reading(at, found.end(), calendar.half_of(of_year, min(number, 2)), grain)
    return Reading(at, found.end(), calendar.quarter_of(of_year, number), grain)


def _named_year(written: str | None, named: str | None, today: Today | None) -> int | None:
    if written:
        return int(written)
    if not named or today is None:
        return None
    step = {"last": -1, "next": 1}.get(named.lower().split()[0], 0)
    return today.year + step


def _quarter_year(place: Place, span: tuple[int, int], number: int) -> int | None:
    today = place.today
    if today is None or today.month is None:
        return None
    now = (today.month - 1) // 3 + 1
    tense = place.tense(*span)
    if tense in ("future", "open") and number < now:
        return today.year + 1
    if tense == "past" and number > now:
        return today.year - 1
    return today.year


@cache
def _season() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<which>(?:this{SPACE}past|this|last|next|the{SPACE}(?:coming|next|past))(?:{SPACE})|the{SPACE})?"
        rf"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\b(?:{SPACE}(?:of{SPACE})?{_WHICH_YEAR})?"
    )


_SEASON_BEFORE = re.compile(
    rf"\b(?:in|by|until|till|before|after|during|through|over|since|early|mid|late|of|from|this|last|next|for|end)"
    rf"{SPACE}(?:the{SPACE})?\Z|\b(?:mid|early|late){DASH}\Z",
    re.IGNORECASE,
)


def season(place: Place, at: int) -> Reading | None:
    """ "spring 2015", "in the autumn", "last summer"; "fall" and "spring" alone are verbs."""
    found = _season().match(place.text, at, place.end)
    if found is None:
        return None
    which = (found["which"] or "").strip().lower()
    start = found.start() if which and which != "the" else found.start("season")
    before = _SEASON_BEFORE.search(place.text, max(place.start, found.start() - 12), found.start())
    if not (found["year"] or found["named"] or before or (which and which != "the")):
        return None
    first = words_of("season")[found["season"].lower()]
    of_year = _named_year(found["year"], found["named"], place.today)
    if of_year is None:
        of_year = _season_year(place, (start, found.end()), first, which)
    value = None if of_year is None else calendar.season_of(of_year, first)
    return Reading(start, found.end(), value, "season")


def _season_year(place: Place, span: tuple[int, int], first: int, which: str) -> int | None:
    today = place.today
    if today is None or today.month is None:
        return None
    begun = today.month >= first
    running = (today.month - first) % 12 < 3
    if which.endswith(("last", "past")):
        return today.year - (0 if begun and not running else 1)
    if which.endswith(("next", "coming")):
        return today.year + (1 if begun else 0)
    if which == "this":
        return today.year
    if running:
        return today.year if begun else today.year - 1
    tense = place.tense(*span)
    if tense in ("future", "open") or (tense is None and not begun):
        return today.year + (1 if begun else 0)
    return today.year - (0 if begun else 1)


_NAMED = re.compile(
    rf"(?P<which>last|next|this|current){SPACE}(?:calendar{SPACE}|fiscal{SPACE}|financial{SPACE})?"
    rf"(?P<unit>week|month|year|decade|fortnight)\b(?!s|[’']s{SPACE}end)",
    re.IGNORECASE,
)


def named_unit(place: Place, at: int) -> Reading | None:
    """ "last week", "this month", "next year": the whole unit around, before or after today."""
    found = _NAMED.match(place.text, at, place.end)
    if found is None:
        return None
    unit, which = found["unit"].lower(), found["which"].lower()
    step = {"last": -1, "next": 1}.get(which, 0)
    return Reading(at, found.end(), unit_value(place.today, unit, step), _UNITS[unit])


def unit_value(today: Today | None, unit: str, step: int) -> str | None:
    """The week, month, year or decade so many units from today; None where today is unknown."""
    if today is None:
        return None
    if unit == "year":
        return calendar.year_of(today.year + step)
    if unit == "decade":
        return calendar.decade_of(today.year // 10 * 10 + 10 * step)
    if unit == "month":
        return None if today.month is None else calendar.month_of(today.year, today.month + step)
    if today.day is None:
        return None
    day = calendar.shifted(today.day, 7 * step * (2 if unit == "fortnight" else 1))
    return calendar.week_of(day) if day else None


_COUNT = (
    r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen"
    r"|twenty|thirty|forty|fifty|sixty|ninety|several|a[ ]few|(?:a[ ])?couple[ ]of|few|many"
)
_UNIT_WORDS = r"(?P<unit>hour|day|week|fortnight|month|year|decade)s?"
_RUNNING = re.compile(
    rf"(?P<which>next|coming|last|past|recent)(?:{SPACE}(?P<count>{_COUNT}))?{SPACE}{_UNIT_WORDS}\b",
    re.IGNORECASE,
)
_AGO = re.compile(rf"\b(?P<count>{_COUNT}){SPACE}{_UNIT_WORDS}{SPACE}\Z", re.IGNORECASE)
_WITHIN = re.compile(
    rf"within(?:{SPACE}(?:the{SPACE})?(?:next{SPACE})?)(?P<count>{_COUNT}){SPACE}{_UNIT_WORDS}\b",
    re.IGNORECASE,
)


def running(place: Place, at: int) -> Reading | None:
    """ "the next three years" -> 2026/2029; "in the coming weeks" is open at its far end."""
    found = _RUNNING.match(place.text, at, place.end)
    if found is None:
        return None
    unit = found["unit"].lower()
    plural = found[0].lower().endswith("s")
    which = found["which"].lower()
    if found["count"] is None and not plural and which not in ("past", "coming"):
        return None
    ahead = which in ("next", "coming")
    count = count_of(found["count"] or ("" if plural else "a"))
    here = _point(place.today, unit)
    if here is None:
        value = None
    elif count is None:
        value = f"{here}/.." if ahead else f"../{here}"
    else:
        there = _stepped(place.today, unit, count if ahead else -count)
        value = None if there is None else f"{here}/{there}" if ahead else f"{there}/{here}"
    return Reading(at, found.end(), value, _UNITS[unit])


def ago(place: Place, at: int) -> Reading | None:
    """ "two years |ago" -> the year; the count stands left of `at`."""
    if not re.compile(r"ago\b").match(place.text, at, place.end):
        return None
    found = _AGO.search(place.text, max(place.start, at - 32), at)
    if found is None:
        return None
    unit, count = found["unit"].lower(), count_of(found["count"])
    if count is None:
        return None
    if unit in ("week", "fortnight"):
        value = unit_value(place.today, unit, -count)
    else:
        value = _stepped(place.today, unit, -count)
    grain: Granularity = "year" if unit == "decade" else _UNITS[unit]
    return Reading(found.start(), at + 3, value, grain)


def within(place: Place, at: int) -> Reading | None:
    """ "within 48 hours" -> open start, its last day the end."""
    found = _WITHIN.match(place.text, at, place.end)
    if found is None:
        return None
    unit, count = found["unit"].lower(), count_of(found["count"])
    if place.tense(at, found.end()) == "past":
        return None
    there = None if count is None else _stepped(place.today, unit, count)
    value = None if there is None else f"../{there}"
    return Reading(at, found.end(), value, _UNITS[unit])


def _point(today: Today | None, unit: str) -> str | None:
    """Today at the fineness of a unit: the year for years, the month for months, else the day."""
    if today is None:
        return None
    if unit in ("year", "decade"):
        return calendar.year_of(today.year)
    if unit == "month":
        return None if today.month is None else calendar.month_of(today.year, today.month)
    return None if today.day is None else today.day.isoformat()


def _stepped(today: Today | None, unit: str, count: int) -> str | None:
    here = _point(today, unit)
    if here is None or today is None:
        return None
    if unit in ("year", "decade"):
        year = today.year + count * (10 if unit == "decade" else 1)
        return calendar.year_of(year) if 1 <= year <= 9999 else None
    if unit == "month":
        return calendar.moved(here, "month", count)
    days = {"hour": 1, "day": 1, "week": 7, "fortnight": 14}[unit]
    # 48 hours from now end on the second day; a few hours ago was today.
    hours = -(-count // 24) if count > 0 else -count // 24
    steps = hours if unit == "hour" else abs(count) * days
    day: date | None = today.day
    there = calendar.shifted(day, steps if count > 0 else -steps) if day else None
    return there.isoformat() if there else None


_IN_UNITS = re.compile(
    rf"(?P<count>{_COUNT}){SPACE}{_UNIT_WORDS}\b(?P<time>[’']?{SPACE}time\b)?", re.I
)


_IN = re.compile(rf"\b[Ii]n{SPACE}\Z")


def in_units(place: Place, at: int) -> Reading | None:
    """ "in |two weeks' time", "will end in three months": so much later, if it lies ahead."""
    opened = _IN.search(place.text, max(place.start, at - 4), at)
    found = _IN_UNITS.match(place.text, at, place.end) if opened else None
    count = count_of(found["count"]) if found is not None else None
    if found is None or count is None:
        return None
    if not found["time"] and place.tense(at, found.end()) not in ("future", "open"):
        return None
    unit = found["unit"].lower()
    if unit in ("week", "fortnight"):
        value = unit_value(place.today, unit, count)
    else:
        value = _stepped(place.today, unit, count)
    grain: Granularity = "year" if unit == "decade" else _UNITS[unit]
    return Reading(at, found.end(), value, grain)


_WHOLE = re.compile(rf"(?:the|this){SPACE}(?P<unit>year|month|week|decade)\b", re.IGNORECASE)


def whole(place: Place, at: int) -> Reading | None:
    """ "the year" after "the end of": the one that runs."""
    found = _WHOLE.match(place.text, at, place.end)
    if found is None:
        return None
    unit = found["unit"].lower()
    return Reading(at, found.end(), unit_value(place.today, unit, 0), _UNITS[unit])
