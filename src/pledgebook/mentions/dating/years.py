"""Readers of years: "2014", "2021-2023", "the 1990s", "fiscal year 2024", years in words."""

from __future__ import annotations

import re

from pledgebook.mentions.counting.counted import plural_unit
from pledgebook.mentions.counting.numbers import DASH, SPACE, numeral
from pledgebook.mentions.dating import calendar
from pledgebook.mentions.dating.written import YEAR, Place, Reading, count_of
from pledgebook.mentions.lexicons import column

_DECADE = re.compile(r"((?:19|20)\d0)[’']?s\b")
_SHORT_DECADE = re.compile(r"(\d0)s\b")
_FISCAL = re.compile(
    rf"(?:[Ff]iscal|[Ff]inancial|[Bb]udget){SPACE}(?:[Yy]ear{SPACE})?({YEAR})(?:[/-](\d\d(?:\d\d)?))?|FY{SPACE}?(20\d\d|\d\d)(?:[/-](\d\d(?:\d\d)?))?\b"
)
_SPLIT_YEAR = re.compile(rf"((?:19|20)\d\d)(?:/|{DASH})(\d\d|(?:19|20)\d\d)(?![\d/-])")
_YEAR_WORD = re.compile(YEAR)
# A bare four-figure number is a year only beside one of these words, in brackets, or before a
# noun that years go with.
_YEAR_BEFORE = re.compile(
    rf"\b(?:in|since|by|until|till|from|to|through|throughout|during|before|after|early|mid|late|year|years"
    rf"|of|for|into|both|due|between|around|end|beginning|start|than|and|spring|summer|autumn|fall|winter|quarter|half|the|that|an?"
    rf"|its|ending|ended|as{SPACE}of|\d{{4}},|\d{{4}},?{SPACE}(?:and|or)){SPACE}\Z|\b(?:mid|end|early|late|pre|post){DASH}\Z|[(\[]\Z",
    re.IGNORECASE,
)
_YEAR_NEEDS_NOUN = re.compile(
    rf"\b(?:the|that|its|of|for|to|and|than|a|by|from|between){SPACE}\Z", re.IGNORECASE
)
_WORD_AFTER = re.compile(rf"{SPACE}([a-z-]+)\b")


def year(place: Place, at: int) -> Reading | None:
    """ "2014", "2023/24", "2021-2023", "the 1990s", "fiscal year 2024"."""
    text = place.text
    short = _SHORT_DECADE.match(text, at, place.end)
    if short is not None and text[at - 1 : at] in ("'", "’", "‘") and at > place.start:
        first = 1900 + int(short[1]) if int(short[1]) >= 20 else 2000 + int(short[1])
        return Reading(at, short.end(), calendar.decade_of(first), "decade")
    decade = _DECADE.match(text, at, place.end)
    if decade is not None:
        return Reading(at, decade.end(), calendar.decade_of(int(decade[1])), "decade")
    fiscal = _FISCAL.match(text, at, place.end)
    if fiscal is not None:
        return _fiscal(fiscal)
    split = _SPLIT_YEAR.match(text, at, place.end)
    if split is not None:
        first, last = int(split[1]), split[2]
        until = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
        if first < until < first + 60:
            return Reading(at, split.end(), f"{first}/{until}", "year")
        return None
    found = _YEAR_WORD.match(text, at, place.end)
    if found is None or text[found.end() : min(found.end() + 1, place.end)] in ("%", "$", "€", "£"):
        return None
    window = max(place.start, at - 14)
    if not _YEAR_BEFORE.search(text, window, at) and not _attributive(place, found):
        return None
    following = _WORD_AFTER.match(text, found.end(), place.end)
    counted = following is not None and plural_unit(following[1]) is not None
    if int(found[0]) % 50 == 0 and counted and _YEAR_NEEDS_NOUN.search(text, window, at):
        return None
    return Reading(at, found.end(), found[0], "year")


_NOUN_AFTER = re.compile(rf"{SPACE}([a-z]{{3,}})\b")
_WORD_BEFORE = re.compile(rf"([A-Za-z.’']+){SPACE}\Z")


def _attributive(place: Place, found: re.Match[str]) -> bool:
    """Whether a year stands before a singular noun: "the unsuccessful 1996 campaign".

    Not after a word that numbers things ("Resolution 1973 demands", "room 2014 is").
    """
    if not 1950 <= int(found[0]) < 2050:
        return False
    before = _WORD_BEFORE.search(place.text, max(place.start, found.start() - 16), found.start())
    noun = _NOUN_AFTER.match(place.text, found.end(), place.end)
    if before is None or noun is None or plural_unit(noun[1]) is not None:
        return False
    kinds = column("function_words", "word", "class")
    numbering = before[1] in column("designators", "word") or before[1][0].isupper()
    possessive = before[1].endswith(("'s", "’s", "s'", "s’"))
    return noun[1] not in kinds and (possessive or not numbering) and before[1] not in _PLACES


# Rooms and roads are numbered in lower case too.
_PLACES = frozenset(
    {"room", "flight", "route", "highway", "unit", "number", "building", "gate", "page"}
)


def _fiscal(found: re.Match[str]) -> Reading:
    first = found[1] or found[3]
    first = first if len(first) == 4 else f"20{first}"
    last = found[2] or found[4]
    if last is None:
        return Reading(found.start(), found.end(), first, "year")
    last = last if len(last) == 4 else first[:2] + last
    return Reading(found.start(), found.end(), f"{first}/{last}", "year")


_SPOKEN = re.compile(
    rf"(?:two{SPACE}thousand(?:{SPACE}and)?(?:{SPACE}[a-z-]+)?|(?P<century>nineteen|twenty){SPACE}(?P<rest>[a-z]+(?:-[a-z]+)?))\b",
    re.IGNORECASE,
)
_SPOKEN_BEFORE = re.compile(
    rf"\b(?:in|since|by|until|till|of|during|from|for|to|early|late|year){SPACE}\Z", re.IGNORECASE
)


def year_in_words(place: Place, at: int) -> Reading | None:
    """ "in two thousand and thirteen", "by twenty twenty-nine": years as transcripts write them."""
    found = _SPOKEN.match(place.text, at, place.end)
    if found is None:
        return None
    # Nothing else is said as "nineteen ninety-six"; "twenty twenty" and "two thousand" may count.
    plain = found[0][0] in "nN"
    if not plain and not _SPOKEN_BEFORE.search(place.text, max(place.start, at - 8), at):
        return None
    if found["century"]:
        rest = count_of(found["rest"])
        total = (
            None
            if rest is None or not 10 <= rest < 100
            else {"n": 1900, "t": 2000}[found[0][0].lower()] + rest
        )
    else:
        body = numeral(place.text, at, found.end())
        total = int(body.value) if body is not None and body.end == found.end() else None
        if total is None or not 2000 <= total <= 2099:
            return None
    following = _WORD_AFTER.match(place.text, found.end(), place.end)
    if total is None or (following is not None and plural_unit(following[1]) is not None):
        return None
    return Reading(at, found.end(), str(total), "year")
