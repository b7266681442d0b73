"""Readers of single time expressions: each tries one shape of words at a place in the text.

A reader returns a `Reading` or None. Whatever depends on the publication day reads None as
its value where that day is unknown, so that the words are still found. Which way a weekday,
a bare month or a day without a year points is decided by `tense`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from pledgebook.mentions.counting.numbers import DASH, SPACE, numeral
from pledgebook.mentions.dating import calendar
from pledgebook.mentions.dating.calendar import Today
from pledgebook.mentions.dating.tense import Tense
from pledgebook.mentions.lexicons import rows
from pledgebook.types import Granularity


@dataclass(frozen=True, slots=True)
class Reading:
    """A time at `[start, end)`; `value` None where the publication day is needed and unknown.

    `part` is the stretch of the value that is meant ("early", "mid", "late", "end"); `yearless`:
    the year was supplied from context.
    """

    start: int
    end: int
    value: str | None
    granularity: Granularity
    part: str = ""
    yearless: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a text is read: text, block, publication day, tense at a stretch."""

    text: str
    start: int
    end: int
    today: Today | None
    tense: Callable[[int, int], Tense | None]


@cache
def words_of(kind: str) -> dict[str, int]:
    """The words of one kind in `times.tsv` with their values."""
    return {row["word"]: int(row["value"]) for row in rows("times") if row["kind"] == kind}


@cache
def any_of(*kinds: str) -> str:
    """The words of some kinds as one alternation, longest first."""
    found = [word for kind in kinds for word in words_of(kind)]
    return "|".join(sorted(found, key=len, reverse=True))


@cache
def _month() -> str:
    return rf"(?P<month>{any_of('month')}|(?:{any_of('month_short')})(?=[. \d])\.?)"


def month_number(word: str) -> int:
    """1 to 12 for "September", "Sept."."""
    word = word.rstrip(".")
    return words_of("month").get(word) or words_of("month_short")[word]


YEAR = r"(?:19|20)\d\d(?!\d|,\d{3}|\.\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_NTH = r"(?:st|nd|rd|th)?"

_ISO = re.compile(r"((?:19|20)\d\d)([-/.])(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_ISO_MONTH = re.compile(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])(?![\d-])")
_SLASHED = re.compile(rf"({_DAY})([/.])({_DAY})\2((?:19|20)\d\d|\d\d)(?![\d/.]\d|\d)")


def iso(place: Place, at: int) -> Reading | None:
    """ "2014-09-05", "2014-09"."""
    found = _ISO.match(place.text, at, place.end)
    if found is not None:
        day = calendar.day_of(int(found[1]), int(found[3]), int(found[4]))
        return Reading(at, found.end(), day.isoformat(), "day") if day else None
    short = _ISO_MONTH.match(place.text, at, place.end)
    return Reading(at, short.end(), short[0], "month") if short else None


def slashed(place: Place, at: int) -> Reading | None:
    """ "25/9/2014", "05.09.2014".

    With a point the day stands first. With a slash British and American order differ: where
    both readings are dates and not the same one, the value stays None.
    """
    found = _SLASHED.match(place.text, at, place.end)
    if found is None:
        return None
    one, two, written = int(found[1]), int(found[3]), found[4]
    if found[2] == "." and len(written) == 2:
        return None
    year = int(written) if len(written) == 4 else 2000 + int(written)
    day_first = calendar.day_of(year, two, one)
    month_first = calendar.day_of(year, one, two) if found[2] == "/" else None
    if day_first and month_first and day_first != month_first:
        return Reading(at, found.end(), None, "day")
    day = day_first or month_first
    return Reading(at, found.end(), day.isoformat(), "day") if day else None


@cache
def _day_month() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<day>{_DAY}){_NTH}(?:{SPACE}?(?:{DASH}|to|and|or|until){SPACE}?(?P<until>{_DAY}){_NTH})?"
        rf"{SPACE}(?:of{SPACE})?{_month()}(?![a-z])(?:,?{SPACE}(?P<year>{YEAR}))?"
    )


@cache
def _month_day() -> re.Pattern[str]:
    return re.compile(
        rf"{_month()}{SPACE}(?:the{SPACE})?(?P<day>{_DAY}){_NTH}(?![\d,.:]\d|[\w%])"
        rf"(?:{SPACE}?(?:{DASH}|to|and|until|through){SPACE}?(?P<until>{_DAY}){_NTH}(?![\d,.:]\d|[\w%]))?"
        rf"(?:,?{SPACE}(?P<year>{YEAR}))?"
    )


@cache
def _month_year() -> re.Pattern[str]:
    return re.compile(rf"{_month()},?{SPACE}(?:of{SPACE})?(?P<year>{YEAR})")


def dated(place: Place, at: int) -> Reading | None:
    """ "5 September 2014", "Sept. 5", "24 to 26 February", "March 2016"."""
    found = _day_month().match(place.text, at, place.end) or _month_day().match(
        place.text, at, place.end
    )
    if found is None:
        whole = _month_year().match(place.text, at, place.end)
        if whole is None:
            return None
        value = calendar.month_of(int(whole["year"]), month_number(whole["month"]))
        return Reading(at, whole.end(), value, "month")
    month, day = month_number(found["month"]), int(found["day"])
    yearless = found["year"] is None
    first = (
        nearest_day(place, at, found.end(), month, day)
        if yearless
        else calendar.day_of(int(found["year"]), month, day)
    )
    if first is None:
        known = calendar.day_of(2024, month, day) is not None and place.today is None
        return Reading(at, found.end(), None, "day", yearless=True) if known else None
    value = first.isoformat()
    if found["until"]:
        last = calendar.day_of(first.year, month, int(found["until"]))
        if last is not None and last > first:
            value = f"{value}/{last}"
    return Reading(at, found.end(), value, "day", yearless=yearless)


# A year is left out where it is plain: a date without one is rarely half a year away. A sign
# of tense against the nearer date must outweigh this many days before the other is taken.
_AGAINST_TENSE_DAYS = 150
# News leaves the year out above all for days of the running one.
_OTHER_YEAR_DAYS = 90


def nearest_day(place: Place, at: int, end: int, month: int, day: int) -> date | None:
    """The day of a month in the year that nearness and tense choose; None without today."""
    today = place.today
    if today is None:
        return None
    middle = today.day or date(today.year, today.month or 7, 15)
    tense = place.tense(at, end)
    best: tuple[int, date] | None = None
    for year in (today.year - 1, today.year, today.year + 1):
        candidate = calendar.day_of(year, month, day)
        if candidate is None:
            continue
        distance = (candidate - middle).days
        cost = abs(distance) + (0 if year == today.year else _OTHER_YEAR_DAYS)
        if (tense == "past" and distance > 0) or (tense in ("future", "open") and distance < 0):
            cost += _AGAINST_TENSE_DAYS
        if best is None or cost < best[0]:
            best = cost, candidate
    return best[1] if best else None


@cache
def _lone_month() -> re.Pattern[str]:
    return re.compile(rf"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his){SPACE})?{_month()}(?![a-z])")


# "March", "April", "May", "June", "August" are also names, verbs and adjectives; abbreviations
# are also names ("Jan"). They want a neighbour that makes them a time.
_UNSURE = frozenset({"March", "April", "May", "June", "August"})
_TIME_BEFORE = re.compile(
    rf"\b(?:in|since|by|until|till|from|to|through|during|before|after|early|mid|late|last|next|this|end"
    rf"|beginning|start|between|around|for|and|of|end-of|every){SPACE}\Z|\b(?:early|mid|late|end){DASH}\Z",
    re.IGNORECASE,
)


def month(place: Place, at: int) -> Reading | None:
    """ "in June", "last December", "September": the year comes from the tense."""
    found = _lone_month().match(place.text, at, place.end)
    if found is None:
        return None
    word = found["month"]
    near = _TIME_BEFORE.search(place.text, max(place.start, at - 12), at)
    if not _is_month(word, found["which"] or "", near[0].lower() if near else ""):
        return None
    if found["which"]:
        day = _which_day(place, at, found)
        if day is not None:
            return day
    end = found.end() - (1 if word.endswith(".") and _ends_sentence(place, found.end()) else 0)
    of_year = _OF_YEAR.match(place.text, end, place.end)
    if place.today is None or (place.today.month is None and of_year is None):
        stop = of_year.end() if of_year is not None else end
        return Reading(at, stop, None, "month", yearless=True)
    if of_year is not None:
        step = {"last": -1, "next": 1}.get(of_year[1].lower(), 0)
        exact = calendar.month_of(place.today.year + step, month_number(word))
        return Reading(at, of_year.end(), exact, "month")
    value = _month_value(place, at, end, month_number(word), (found["which"] or "").lower())
    return Reading(at, end, value, "month", yearless=True)


_OF_YEAR = re.compile(rf",?{SPACE}(?:of{SPACE})?(this|last|next){SPACE}year\b", re.IGNORECASE)


def _is_month(word: str, which: str, before: str) -> bool:
    """Whether the words around make a month of a word that may be a name or a verb."""
    if which:
        return True
    if word == "May":
        return bool(before) and not before.startswith(("and", "to", "of", "for"))
    if word.rstrip(".") in words_of("month_short"):
        return bool(before) and word.endswith(".")
    return word not in _UNSURE or bool(before)


def _which_day(place: Place, at: int, found: re.Match[str]) -> Reading | None:
    """ "last Oct. 23": the day in the month that "last" or "next" chooses."""
    day = dated(place, found.start("month"))
    if day is None or day.value is None or not day.yearless or place.today is None:
        return None
    number = month_number(found["month"])
    chosen = _month_value(place, at, day.end, number, found["which"].lower())
    exact = calendar.day_of(int(chosen[:4]), number, int(day.value[8:10])) if chosen else None
    return Reading(at, day.end, exact.isoformat(), "day") if exact else None


def _ends_sentence(place: Place, at: int) -> bool:
    return not place.text[at : min(at + 2, place.end)].strip()[:1].islower()


def _month_value(place: Place, at: int, end: int, number: int, which: str) -> str | None:
    today = place.today
    if today is None or today.month is None:
        return None
    back, ahead = (today.month - number) % 12, (number - today.month) % 12
    if which == "last":
        return calendar.month_of(today.year, today.month - (back or 12))
    if which == "next":
        return calendar.month_of(today.year, today.month + (ahead or 12))
    if which == "this":
        return calendar.month_of(today.year, number)
    # A bare month gives way to the tense altogether: "left in December" was last December.
    tense = place.tense(at, end)
    forward = tense in ("future", "open")
    against = 12
    cost_back = back + (against if forward else 0)
    cost_ahead = ahead + (against if tense == "past" else 0)
    ahead_is_nearer = cost_ahead < cost_back or (cost_ahead == cost_back and forward)
    return calendar.month_of(today.year, today.month + (ahead if ahead_is_nearer else -back))


def count_of(word: str) -> int | None:
    """The whole number that a word or figure gives; "a" is 1; None for "several" and the like."""
    lowered = word.lower().strip()
    if lowered in ("a", "an"):
        return 1
    found = numeral(lowered, 0, len(lowered)) if lowered else None
    if found is None or found.vague or found.value > 1000:
        return None
    return int(found.value)
