"""Time expressions in a block of text, resolved against the publication day.

The value is an ISO date, a prefix or an interval "A/B" with ".." for an open end; the words
that open it ("since", "by", "until") are part of the mention. "May" and "March" are months
only beside a word that makes them a time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from pledgebook.mentions.counting.numbers import DASH, SPACE
from pledgebook.mentions.dating import calendar, days, spans, written, years
from pledgebook.mentions.dating.calendar import Today
from pledgebook.mentions.dating.tense import Tense, tense_at
from pledgebook.mentions.dating.written import Place, Reading, words_of
from pledgebook.types import Mention, When

Reader = Callable[[Place, int], Reading | None]


def find(text: str, start: int, end: int, *, published: str | None) -> tuple[Mention, ...]:
    """Time mentions of `text[start:end]`, in order, not overlapping, each with a `When`.

    "By Friday 600 soldiers will have left" of Tuesday 2014-09-02 -> "By Friday", value
    "../2014-09-05", granularity day. Offsets count in `text`.

    Args:
        published: ISO date or prefix that relative expressions count from; None where unknown.

    Returns:
        `normal` is None for words that name a time but cannot be resolved: "Friday" where the
        publication day is unknown, "5/9/2014", which Britons and Americans read differently.
        `via` says what narrows the value: "early", "mid", "late", "end", "later", ...
    """

    def tense(at: int, stop: int) -> Tense | None:
        found = tense_at(text, at, stop, start, end)
        ahead = _AHEAD.search(text, max(start, at - 24), at)
        if ahead is None:
            return found
        deferred = found == "past" and _DEFERRED.search(text, max(start, at - 120), at)
        return "future" if found != "past" or ahead["soon"] or deferred else found

    place = Place(text, start, end, _today(published), tense)
    found: list[Mention] = []
    floor = start
    for at in _starts(text, start, end):
        reading = _core(place, at) if at >= floor else None
        if reading is not None and reading.start >= floor:
            found.append(_mention(place, floor, reading))
            floor = found[-1].end
    return tuple(found)


@cache
def _today(published: str | None) -> Today | None:
    return Today.of(published)


_LEADS = (
    "last next this past coming previous following current recent within ago overnight weekend"
    " fiscal financial budget first second third fourth final nineteen twenty end beginning a an"
    " one two three four five six seven eight nine ten twelve"
    " start middle close year FY Q"
)
_RUNS = re.compile(r"\d+|[^\W\d_]+")


@cache
def _first_words() -> frozenset[str]:
    named = [
        word for kind in ("month", "month_short", "weekday", "holiday") for word in words_of(kind)
    ]
    low = [*words_of("relative"), *words_of("season"), *_LEADS.split()]
    return frozenset(
        [*(name.split()[0] for name in named), *low, *(word.capitalize() for word in low)]
    )


def _starts(text: str, start: int, end: int) -> Iterator[int]:
    """Places where a time may begin: a figure, or a word that opens one of the shapes."""
    known = _first_words()
    for run in _RUNS.finditer(text, start, end):
        word, at = run[0], run.start()
        if word in known or word[0] in "0123456789":
            before = text[at - 1] if at > start else " "
            if not (before.isalnum() or before in "_.,:/$£€+#"):
                yield at


_BY_DIGIT: tuple[Reader, ...] = (
    written.iso,
    written.slashed,
    written.dated,
    years.year,
    spans.in_units,
)
_BY_WORD: tuple[Reader, ...] = (
    written.dated,
    days.weekday,
    written.month,
    days.relative_day,
    spans.named_unit,
    spans.running,
    spans.quarter,
    spans.season,
    years.year,
    spans.within,
    spans.ago,
    spans.in_units,
    years.year_in_words,
    days.holiday,
)
_OF_PERIOD = re.compile(
    rf"(?:end|beginning|start|middle|close){SPACE}of{SPACE}(?=the|this)", re.IGNORECASE
)
_YEAR_END = re.compile(r"year(?:-|['’]s[ ]|[ ])end\b")
_NTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)\b(?!\s[a-z]+)")
_NTH_BEFORE = re.compile(
    rf"\b(?:on|by|until|till|since|from|of|before|after){SPACE}the{SPACE}\Z", re.IGNORECASE
)


def _core(place: Place, at: int) -> Reading | None:
    text = place.text
    if text[at].isdigit():
        if at > place.start and text[at - 1] in "-–" and text[at - 2 : at - 1].isalnum():
            return years.year(place, at) if text[at - 2 : at - 1].isalpha() else None
        return next((found for read in _BY_DIGIT if (found := read(place, at))), None) or _nth_day(
            place, at
        )
    of_period = _OF_PERIOD.match(text, at, place.end)
    if of_period is not None:
        return spans.whole(place, of_period.end())
    year_end = _YEAR_END.match(text, at, place.end)
    if year_end is not None:
        value = None if place.today is None else calendar.year_of(place.today.year)
        return Reading(at, year_end.end(), value, "year", part="end")
    return next((found for read in _BY_WORD if (found := read(place, at))), None)


def _nth_day(place: Place, at: int) -> Reading | None:
    """ "by the 20th": that day of the month that tense and nearness choose."""
    nth = _NTH.match(place.text, at, place.end)
    if nth is None or not _NTH_BEFORE.search(place.text, max(place.start, at - 12), at):
        return None
    today, number = place.today, int(nth[1])
    if today is None or today.day is None:
        return Reading(at, nth.end(), None, "day")
    tense = place.tense(at, nth.end())
    step = 0
    if tense in ("future", "open") and number < today.day.day:
        step = 1
    elif tense == "past" and number > today.day.day:
        step = -1
    month = calendar.month_of(today.year, today.day.month + step)
    day = calendar.day_of(int(month[:4]), int(month[5:]), number)
    return Reading(at, nth.end(), day.isoformat(), "day") if day else None


_PARTS = {
    "early": "early", "earlier": "earlier", "beginning": "early", "start": "early", "mid": "mid",
    "middle": "mid", "late": "late", "later": "later", "end": "end", "close": "end",
}  # fmt: skip
_PART = re.compile(
    rf"\b(?P<word>(?:early|earlier|mid|late|later)(?:{SPACE}(?:of|in|on){SPACE}|{DASH}|{SPACE})"
    rf"|(?:end|beginning|start|middle|close)(?:{SPACE}of{SPACE}|{DASH})"
    rf"|(?:(?<=by )|(?<=until )|(?<=till ))end{SPACE})(?:the{SPACE})?\Z",
    re.IGNORECASE,
)
_PART_WORD = re.compile(r"[A-Za-z]+")
_OPENERS = (
    r"(?P<start>since|from|starting(?:[ ](?:in|on|from))?|beginning(?:[ ](?:in|on))?|as[ ]from"
    r"|effective(?:[ ]from)?|after|beyond)"
    r"|(?P<stop>until|till|through|up[ ](?:to|until)|by|(?:no|not)[ ]later[ ]than|before"
    r"|prior[ ]to|ahead[ ]of)"
    r"|(?P<asof>as[ ]of)|(?P<span>between)"
)
_OPENER = re.compile(
    rf"\b(?:{_OPENERS}){SPACE}(?:the{SPACE}|about{SPACE}|around{SPACE})*\Z", re.IGNORECASE
)
_JOIN = re.compile(
    rf"{SPACE}?(?:to|and|until|till|through|{DASH}){SPACE}?(?:the{SPACE})?", re.IGNORECASE
)
# A limit lies ahead unless a past form says that it has been reached.
_AHEAD = re.compile(
    rf"\b(?:until|till|through|by|before|no later than|from|starting|up to"
    rf"|(?P<soon>as (?:early|soon) as))"
    rf"{SPACE}(?:the{SPACE})?(?:(?:early|mid|late|end|beginning|start)(?:{SPACE}of)?(?:{SPACE}|{DASH}))?\Z",
    re.IGNORECASE,
)
# What is put off in the past is put off to a day ahead.
_DEFERRED = re.compile(
    r"\b(?:postponed|delayed|extended|suspended|deferred|adjourned|rescheduled|prolonged|renewed"
    r"|put off|pushed back|put back|moved|promised|pledged|vowed|agreed|gave|given|granted)\b"
    r"[^.;]*\Z"
)
_ONWARDS = re.compile(rf"{SPACE}onwards?\b", re.IGNORECASE)


def _mention(place: Place, floor: int, core: Reading) -> Mention:
    """The reading with its part, opener and other end."""
    core = _with_part(place, floor, core)
    opener = _OPENER.search(place.text, max(floor, core.start - 28), core.start)
    if opener is not None and _idle(place, core, opener[0].strip().lower()):
        opener = None
    kind = "" if opener is None else opener.lastgroup or ""
    if kind in ("start", "span"):
        joined = _until(place, core, need_and=kind == "span")
        if joined is not None and opener is not None:
            return _made(place, replace(joined, start=opener.start()))
    if opener is None or kind == "span":
        joined = _until(place, core, need_and=False) if _rangeable(place, core) else None
        if joined is not None:
            return _made(place, joined)
        onwards = _ONWARDS.match(place.text, core.end, place.end)
        if onwards is not None and core.value is not None and "/" not in core.value:
            return _made(place, replace(core, end=onwards.end(), value=f"{core.value}/.."))
        return _made(place, core)
    return _made(place, _opened(place, core, opener, kind))


_COMPARED = re.compile(r"last\b|.*\bago\Z|overnight", re.IGNORECASE | re.DOTALL)


def _idle(place: Place, core: Reading, opener: str) -> bool:
    """Whether the word before opens no interval: "through the winter", "up from last year"."""
    if opener.startswith("through") and core.granularity == "season":
        return True
    words = place.text[core.start : core.end]
    return opener.split()[0] in ("from", "by") and _COMPARED.match(words) is not None


_TO_TIME = re.compile(rf"{SPACE}?(?:to\b|until\b|through\b|{DASH})")


def _rangeable(place: Place, core: Reading) -> bool:
    """Whether "to" or a dash follows: "2027 to 2029", "January-March", "Monday to Friday"."""
    return core.part == "" and _TO_TIME.match(place.text, core.end, place.end) is not None


def _made(place: Place, reading: Reading) -> Mention:
    normal = (
        None
        if reading.value is None
        else When(value=reading.value, granularity=reading.granularity)
    )
    return Mention(
        type="time",
        start=reading.start,
        end=reading.end,
        quote=place.text[reading.start : reading.end],
        normal=normal,
        via=reading.part,
    )


def _with_part(place: Place, floor: int, core: Reading) -> Reading:
    """The reading with "early", "mid-", "end of" before it; a day keeps its value."""
    part = _PART.search(place.text, max(floor, core.start - 20), core.start)
    if part is None:
        return core
    word = _PART_WORD.match(part["word"])
    name = word[0].lower() if word else ""
    if core.granularity == "day":
        whole = name in ("early", "late", "earlier", "later") and part["word"].strip().isalpha()
        return replace(core, start=part.start()) if whole else core
    return replace(core, start=part.start(), part=_PARTS[name])


def _until(place: Place, first: Reading, *, need_and: bool) -> Reading | None:
    """The interval to a second time that follows "to", "and" or a dash."""
    join = _JOIN.match(place.text, first.end, place.end)
    if join is None or (join[0].strip().lower() == "and") != need_and:
        return None
    at = next(_starts(place.text, join.end(), min(place.end, join.end() + 24)), None)
    second = _core(place, at) if at is not None else None
    if second is None:
        return None
    second = _with_part(place, join.end(), second)
    if first.value is None and first.yearless and second.value is not None:
        year = replace(place, today=Today.of(second.value.split("/")[0]))
        first = _core(year, first.start) or first
    if second.start != join.end() or first.value is None or second.value is None:
        return None
    if (first.granularity == "day") != (second.granularity == "day"):
        return None
    low, high = first.value.split("/")[0], second.value.split("/")[-1]
    if first.yearless and not second.yearless and high[:4].isdigit():
        low = high[:4] + low[4:]
        if low > high:
            low = f"{int(high[:4]) - 1:04d}{low[4:]}"
    elif second.yearless and low > high:
        high = f"{int(high[:4]) + 1:04d}{high[4:]}"
    if ".." in (low, high) or low[: len(high)] > high[: len(low)]:
        return None
    return Reading(first.start, second.end, f"{low}/{high}", second.granularity)


def _opened(place: Place, core: Reading, opener: re.Match[str], kind: str) -> Reading:
    whole = replace(core, start=opener.start())
    if core.value is None or ".." in core.value:
        return whole
    first, last = core.value.split("/")[0], core.value.split("/")[-1]
    if kind == "start" and core.granularity == "day" and first != last:
        return whole
    if kind == "asof":
        today = place.today.day.isoformat() if place.today and place.today.day else None
        kind = "start" if today is not None and first > today else "stop"
    if kind == "start":
        onwards = _ONWARDS.match(place.text, core.end, place.end)
        stop = onwards.end() if onwards is not None else core.end
        return replace(whole, end=stop, value=f"{first}/..")
    word = opener[0].strip().lower()
    if word.startswith("before") or (
        core.granularity == "season" and word.startswith(("until", "till"))
    ):
        return replace(
            whole, value=f"../{calendar.last_day(last) if core.part == 'end' else first}"
        )
    return replace(whole, value=f"../{_limit(last, core.part)}")


def _limit(value: str, part: str) -> str:
    """The last day that a part of a month or year leaves: mid-May -> the 15th."""
    if part == "end":
        return calendar.last_day(value)
    if len(value) == 7 and part in ("early", "mid"):
        return f"{value}-{'10' if part == 'early' else '15'}"
    return value
