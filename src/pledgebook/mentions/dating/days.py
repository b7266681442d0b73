"""Readers of days by name: weekdays, "today", "last night", the weekend, feasts."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from pledgebook.mentions.counting.numbers import SPACE
from pledgebook.mentions.dating import calendar
from pledgebook.mentions.dating.written import (
    Place,
    Reading,
    any_of,
    dated,
    nearest_day,
    words_of,
)
from pledgebook.mentions.lexicons import column


@cache
def _weekday() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?:{SPACE}(?:past|coming))?|[Pp]ast|[Cc]oming|[Ff]ollowing){SPACE})?"
        rf"(?P<day>{any_of('weekday')})(?P<part>{SPACE}(?:{any_of('daypart')}))?"
        rf"(?:,?{SPACE}(?:of{SPACE})?(?P<week>last|next|this){SPACE}week)?(?![a-z])"
    )


@cache
def _not_weekday() -> tuple[re.Pattern[str], re.Pattern[str]]:
    after = re.compile(rf"{SPACE}(?:{any_of('after_weekday')})\b")
    return after, re.compile(rf"\b(?:{any_of('before_weekday')}){SPACE}\Z")


_DATE_AFTER = re.compile(rf",?{SPACE}?\(?(?:the{SPACE})?(?=[\dA-Z])")
_CAPITAL_BEFORE = re.compile(rf"\b[A-Z][a-z]+{SPACE}\Z")
_CAPITAL_AFTER = re.compile(rf"{SPACE}[A-Z][a-z]")


def _is_name(place: Place, found: re.Match[str]) -> bool:
    """Whether a weekday is a first name between two names: "Commodore Sunday Etuk"."""
    before = _CAPITAL_BEFORE.search(place.text, max(place.start, found.start() - 16), found.start())
    after = _CAPITAL_AFTER.match(place.text, found.end(), place.end)
    if before is None or after is None or found["which"] or found["part"]:
        return False
    word = before[0].split()[-1]
    known = column("function_words", "word", "class").get(word.lower())
    return known is None and dated(place, after.start() + 1) is None


def weekday(place: Place, at: int) -> Reading | None:
    """ "Friday", "next Tuesday", "Monday night", "Tuesday of last week", "Friday, 5 September"."""
    found = _weekday().match(place.text, at, place.end)
    if found is None:
        return None
    after, before = _not_weekday()
    if place.text[max(place.start, at - 6) : at].lower().endswith(("every ", "each ")):
        return None
    if after.match(place.text, found.end("day"), place.end) or before.search(
        place.text, max(place.start, at - 10), at
    ):
        return None
    if _is_name(place, found):
        return None
    full = _DATE_AFTER.match(place.text, found.end(), place.end)
    exact = dated(place, full.end()) if full else None
    if exact is not None and exact.granularity == "day":
        return Reading(at, exact.end, exact.value, "day", yearless=exact.yearless)
    if place.today is None or place.today.day is None:
        return Reading(at, found.end(), None, "day")
    number = words_of("weekday")[found["day"]]
    which = (found["which"] or "").lower()
    if found["week"]:
        which = found["week"]
    day = _weekday_date(place, (at, found.end()), number, which)
    return Reading(at, found.end(), day.isoformat() if day else None, "day")


def _weekday_date(place: Place, span: tuple[int, int], number: int, which: str) -> date | None:
    today = place.today.day if place.today else None
    if today is None:
        return None
    back, ahead = (today.weekday() - number) % 7, (number - today.weekday()) % 7
    # "last Tuesday" on a Friday is not this week's Tuesday, which would be plain "Tuesday".
    in_week = number - today.weekday()
    if which == "last":
        return calendar.shifted(today, in_week - 7)
    if which == "next":
        return calendar.shifted(today, in_week + 7)
    if which == "this":
        return calendar.shifted(today, in_week)
    if which == "following":
        return None
    if which in ("coming", "this coming"):
        return calendar.shifted(today, ahead or 7)
    if which in ("past", "this past"):
        return calendar.shifted(today, -(back or 7))
    tense = place.tense(*span) if back else None
    # Under an infinitive the day after is likelier than six days on.
    forward = tense == "future" or (tense == "open" and back > 1)
    if forward and _POSSESSIVE.match(place.text, span[1], place.end):
        forward = (
            _EVENT_AHEAD.search(place.text, max(place.start, span[0] - 10), span[0]) is not None
        )
    return calendar.shifted(today, ahead if forward else -back)


# "get around Wednesday's ruling" takes no tense from its verb, "ready for Wednesday's vote" does.
_POSSESSIVE = re.compile(r"['’]s\b")
_EVENT_AHEAD = re.compile(rf"\b(?:at|for|before|until|of|by|in){SPACE}\Z")


_RELATIVE = re.compile(
    rf"(today|yesterday|tomorrow|tonight)(?:{SPACE}(?:morning|afternoon|evening|night))?\b"
    rf"|(this|last){SPACE}(morning|afternoon|evening|night|weekend)\b|(overnight)\b"
    rf"|((?:(?:this|next|last|the|coming|past){SPACE})?weekend)\b",
    re.IGNORECASE,
)


def relative_day(place: Place, at: int) -> Reading | None:
    """ "today", "yesterday", "last night", "overnight", "this morning", "the weekend"."""
    found = _RELATIVE.match(place.text, at, place.end)
    if found is None:
        return None
    today = place.today.day if place.today else None
    if today is None:
        return Reading(at, found.end(), None, "day")
    if found[4]:
        before = calendar.shifted(today, -1)
        return Reading(at, found.end(), f"{before}/{today}", "day")
    if found[1]:
        day = calendar.shifted(today, words_of("relative")[found[1].lower()])
    elif (found[3] or "").lower() != "weekend" and not found[5]:
        back = (
            1
            if found[2].lower() == "last" and found[3].lower() in ("night", "evening", "afternoon")
            else 0
        )
        day = calendar.shifted(today, -back)
    else:
        return _weekend(place, (at, found.end()), found[0].lower(), today)
    return Reading(at, found.end(), day.isoformat() if day else None, "day")


def _weekend(place: Place, span: tuple[int, int], words: str, today: date) -> Reading:
    tense = place.tense(*span)
    shift = 0
    if words.startswith("last") or (tense == "past" and today.weekday() < 5):
        shift = -7
    elif words.startswith("next") and today.weekday() >= 5:
        shift = 7
    day = calendar.shifted(today, shift)
    return Reading(*span, calendar.weekend_of(day) if day else None, "day")


@cache
def _holiday() -> re.Pattern[str]:
    return re.compile(
        rf"({any_of('holiday')})(?![\w’'-]|{SPACE}[a-z]*(?:term|tree|card|present|party|market|season|message|break)s?\b)"
    )


_HOLIDAY_BEFORE = re.compile(
    rf"\b(?:by|until|till|before|since|after|at|on|over|around|from|last|next|this|and|to){SPACE}\Z",
    re.IGNORECASE,
)


def holiday(place: Place, at: int) -> Reading | None:
    """ "Christmas", "Easter" after a word of time; feasts of the moon are left alone."""
    found = _holiday().match(place.text, at, place.end)
    if found is None or not _HOLIDAY_BEFORE.search(place.text, max(place.start, at - 8), at):
        return None
    today = place.today
    if today is None:
        return Reading(at, found.end(), None, "day", yearless=True)
    number = words_of("holiday")[found[1]]
    if number:
        day = nearest_day(place, at, found.end(), number // 100, number % 100)
    else:
        middle = today.day or date(today.year, today.month or 7, 15)
        ahead = place.tense(at, found.end()) in ("future", "open")
        feasts = [calendar.easter(today.year + step) for step in (-1, 0, 1)]
        day = (
            next(feast for feast in feasts if feast >= middle)
            if ahead
            else max(feast for feast in feasts if feast <= middle)
        )
    return Reading(at, found.end(), day.isoformat() if day else None, "day", yearless=True)
