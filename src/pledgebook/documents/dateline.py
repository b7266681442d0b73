"""Dates and places at the head of a text: "NEWPORT, Wales, Sept 5 -", "Posted 3 May 2014".

Only the forms in which newsrooms and press offices write them; times inside sentences are
read by `mentions.times`.
"""

from __future__ import annotations

import re
from calendar import month_abbr
from dataclasses import dataclass
from datetime import date

from pledgebook.documents.tables import key, pattern, seats, states

_MONTH_OF = {name.casefold(): number for number, name in enumerate(month_abbr) if name}

_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?:\d{{1,2}}(?:st|nd|rd|th)?\s*[-–/]\s*)?(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<{0}>(?:18|19|20|21)\d\d)\b"
DATE = re.compile(
    r"(?<![\w.,$€£-])(?:"
    + _DAY.format("d1")
    + r"(?:\s+of)?\s+"
    + _MONTH.format("m1")
    + r"(?:,?\s+"
    + _YEAR.format("y1")
    + r")?"
    + r"|"
    + _MONTH.format("m2")
    + r"\s+"
    + _DAY.format("d2")
    + r"(?:,?\s+"
    + _YEAR.format("y2")
    + r")?"
    + r"|"
    + _MONTH.format("m3")
    + r",?\s+"
    + _YEAR.format("y3")
    + r"|(?P<y4>(?:18|19|20|21)\d\d)[-./](?P<m4>\d{1,2})[-./](?P<d4>\d{1,2})(?!\d)"
    + r"|(?P<a5>\d{1,2})[-./](?P<b5>\d{1,2})[-./](?P<y5>(?:19|20|21)\d\d)(?!\d))",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:[:.][0-5]\d)?\s*(?:[ap]\.?m\b\.?|(?:hrs|hours|h)?\b)"
    r"|\b(?:1[0-2]|0?[1-9])\s*[ap]\.?m\b\.?",
    re.IGNORECASE,
)
# Small words that stand between a label, a date and a place, in lower case.
_SMALL = re.compile(r"\b(?:the|at|on|in|and)\b")
_OFFSET = re.compile(r"(?<=[A-Za-z])\s*[+-]\d{1,2}(?::?\d\d)?\b")
_PLACE_WORDS = re.compile(r"[^\W\d_][\w.'’-]*")

_PLACE = re.compile(
    r"[^\W\d_a-zß-ÿ][\w.'’ʻ-]*"
    r"(?:[ /-]+(?:(?:de|del|la|el|al|the|of|and|upon|sur|am)[ -])?[^\W\d_a-zß-ÿ][\w.'’ʻ-]*){0,4}"
)
# After an agency in brackets a capital letter alone may begin the report (PTI, NAN).
_MARK = re.compile(r"\.?\s*(?:--+|—|–|―)\s*|\s-\s+|:\s+|\.\s+|(?<=\))\s+(?=[A-Z“\"])")
_INSIDE = re.compile(r"\s*(?:[(\[]([^()\[\]\n]{2,40})[)\]]|/([A-Z][\w-]+)/)\s*")
_LONGEST_HEAD = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The place, date and agency at the head of a report, as document characters.

    `end` is where the report's own words begin. `date` is ISO, "2014-09-05", or without a
    year "--09-05" (ISO 8601), or None. `agency` is as written, or None.
    """

    start: int
    end: int
    place: tuple[int, int] | None
    date: str | None
    agency: str | None


def dateline(text: str, start: int, end: int) -> Dateline | None:
    """The dateline at the head of a block, or None.

    "ACCRA, March 2 (Reuters) - Nine nations put ..." has place ACCRA, date --03-02 and
    agency Reuters. A place in mixed case counts only with a date or agency; a state's name
    in capitals with neither is an entry of a list, not a dateline.

    Source: Associated Press Stylebook, "datelines"; Reuters Handbook, "dateline".
    """
    if start >= end:
        return None
    if not text[start].isupper() and not text[start].isdigit() and text[start] not in "(*_":
        return None
    mark = _mark_behind(text, start, end)
    if mark is None or mark.end() >= end:
        return None
    sign, behind = mark.group().strip(), mark.end()
    words = text[start : mark.start()].strip("*_ ")
    inside = [found[1] or found[2] for found in _INSIDE.finditer(words)]
    agency = next((name.strip() for name in inside if key(name) not in states()), None)
    rest = _INSIDE.sub(" ", words)
    found = DATE.search(rest)
    day = iso(found) if found else None
    rest = _without_labels(_TIME.sub(" ", DATE.sub(" ", rest))).strip(" ,.;|*_")
    if sign == "—" and bool(day) != bool(rest):
        # "June 5, 2026—Ottawa—The minister", "CAIRO — 5 June 2026: The minister".
        again = _MARK.search(text, behind, min(end, behind + 40))
        between = text[behind : again.start()] if again else ""
        if again and day and again.group() == "—" and _is_place(between):
            rest, behind = between, again.end()
        elif again and (found := DATE.fullmatch(between)) and _is_place(rest):
            day, behind = iso(found), again.end()
    if not (_is_place(rest) if rest else day):
        return None
    # "Montevideo. —": a stop before a dash is written nowhere else.
    sure = day or (inside and sign not in (".", "")) or (sign[:1] == "." and len(sign) > 1)
    if not sure and (not sign or not _is_seat(rest, known=sign in ".:")):
        return None
    at = text.find(rest, start, behind) if rest else -1
    place = (at, at + len(rest)) if rest and at >= 0 else None
    return Dateline(start=start, end=behind, place=place, date=day, agency=agency)


def _mark_behind(text: str, start: int, end: int) -> re.Match[str] | None:
    """The dash, colon or stop that ends a dateline, if one does."""
    end = min(end, start + _LONGEST_HEAD)
    mark = _MARK.search(text, start, end)
    while mark and mark.group().strip() in ("", "."):
        date = DATE.search(text, start, mark.end() + 8)
        abbreviated = date is not None and date.start() < mark.start() < date.end() - 1
        follows = text[mark.end() : mark.end() + 1]
        dateless = mark.group().isspace() and date is None
        more = follows in ("/", "(", "[") or DATE.match(text, mark.end()) is not None
        if not (abbreviated or dateless or more):
            break
        # The full stop of "Sept. 24" ends no dateline, nor does one before "/TASS/" or "(AP)".
        mark = _MARK.search(text, mark.end(), end)
    return mark


def iso(match: re.Match[str]) -> str | None:
    """The ISO date of a `DATE` match; "--09-05" without a year; None where it is no date.

    The last day of a range is taken. "05/06/2014" is doubtful between day and month and
    gives only the year.
    """
    groups = match.groupdict()
    if groups["y5"]:
        first, second, year = int(groups["a5"]), int(groups["b5"]), int(groups["y5"])
        if first <= 12 and second <= 12 and first != second:
            return str(year)
        day, month = (first, second) if second <= 12 else (second, first)
        return _iso(year, month, day)
    if groups["y4"]:
        return _iso(int(groups["y4"]), int(groups["m4"]), int(groups["d4"]))
    if groups["m3"]:
        return f"{groups['y3']}-{_MONTH_OF[groups['m3'][:3].casefold()]:02}"
    form = "1" if groups["m1"] else "2"
    month = _MONTH_OF[groups["m" + form][:3].casefold()]
    year_written = groups["y" + form]
    return _iso(int(year_written) if year_written else None, month, int(groups["d" + form]))


def published_in(line: str) -> tuple[int, str] | None:
    """The date of a line that dates a text, with its rank: 0 published, 1 bare, 2 updated.

    Example:
        >>> published_in("Published September 15th, 2014 - 06:57 GMT")
        (0, '2014-09-15')
    """
    found: list[tuple[int, str]] = []
    before = 0
    for match in DATE.finditer(line):
        value = iso(match)
        label = line[before : match.start()]
        before = match.end()
        if value is None or value.startswith("--"):
            continue
        found.append((_rank(label), value))
    return min(found, default=None, key=lambda item: item[0])


def _rank(label: str) -> int:
    if pattern("updated").search(label):
        return 2
    return 0 if pattern("published").search(label) else 1


def is_stamp(line: str, *, places: int = 4) -> bool:
    """Whether a line only says when and where: a date or time, labels, a place's name.

    Args:
        places: Most words of a place that may stand beside the date.

    Example:
        >>> is_stamp("Posted 14 September 2014, 15:20 AEST")
        True
        >>> is_stamp("On 14 September 2014 Togo gave 3 tents.")
        False
    """
    if not any(map(str.isdigit, line)):
        return False
    rest, dates = DATE.subn(" ", line)
    rest, times = _TIME.subn(" ", rest)
    if not dates + times:
        return False
    rest = _without_labels(_OFFSET.sub(" ", rest))
    if any(char.isdigit() for char in rest) or rest.rstrip().endswith(("?", "!")):
        return False
    words = _PLACE_WORDS.findall(rest)
    return len(words) <= places and all(word[0].isupper() for word in words)


def _without_labels(words: str) -> str:
    """The words without labels of content systems, days of the week and time zones."""
    return _SMALL.sub(" ", pattern("stamp", "zone").sub(" ", words))


def _is_place(words: str) -> bool:
    """Whether words have the form of a town and its state or province."""
    parts = words.split(",")
    return (
        len(words) >= 3
        and len(parts) <= 3
        and all(_PLACE.fullmatch(part.strip()) for part in parts)
    )


def _is_seat(place: str, *, known: bool) -> bool:
    """Whether a place with neither date nor agency stands as in a dateline: in capitals.

    Args:
        known: It must be a seat of the tables, too ("NEW DELHI: ..." but no "NOTE: ...").
    """
    town = place.split(",")[0].strip()
    if len(town) < 3 or town != town.upper():
        return False
    return key(town) in seats() if known else key(place) not in states()


def _iso(year: int | None, month: int, day: int) -> str | None:
    try:
        # 2000 was a leap year, so that 29 February passes where the year is unknown.
        date(year or 2000, month, day)
    except ValueError:
        return None
    return f"{year}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"
