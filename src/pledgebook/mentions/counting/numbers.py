"""Numbers as English news writes them: figures, words, mixtures, vague plurals, ranges.

"5,000", "5 000", "1.5m", "half a million", "two and a half billion", "twenty-five",
"several dozen", "tens of thousands", "2 to 3 million". Ordinals are no numbers here.

Source: vague plurals take twice the unit as the lowest value and are open above (contract,
section 8, point 16); a scale word after a range holds for both ends ("$20-30 million").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from pledgebook.mentions.lexicons import rows
from pledgebook.types import Number

SPACE = "[ \u00a0\u2009\u202f]"
DASH = "[-\u2010\u2011\u2012\u2013\u2014]"

# Digits with their thousands marks. A space groups only full threes, so that "in 2014 600
# soldiers" stays two numbers; a point does so only twice or more ("1.500" is one and a half).
_DIGITS = re.compile(
    r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,6})?(?!\d)"
    r"|\d{1,3}(?:\.\d{3}){2,6}(?!\d)"
    "|\\d{1,3}(?:[ \u00a0\u2009\u202f]\\d{3}){1,6}(?![\\d,]|\\.\\d)"
    r"|\d{1,15}(?:\.\d{1,6})?(?!\d)"
)
_FRACTION = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_LETTERS = re.compile(r"[A-Za-z]+")
_JOIN = re.compile(rf"(?:{SPACE}|-)(?:and{SPACE})?")
_QUARTERS = {"quarter": Decimal("0.25"), "third": Decimal(1) / 3, "half": Decimal("0.5")}


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number at `[start, end)`; `scale` is the scale word's value, 1 without one.

    `vague`: a plural or "several", so that `value` is only a lower bound. `attached`: the
    scale is a letter, which a length may also be ("5m"). `digits`: begins with a figure.
    `rough`: "a couple of".
    """

    start: int
    end: int
    value: Decimal
    scale: int = 1
    vague: bool = False
    attached: bool = False
    digits: bool = False
    rough: bool = False


def plain(value: Decimal) -> Number:
    """The value as int where it is whole, else as float."""
    return int(value) if value == value.to_integral_value() else float(value)


@cache
def _kinds() -> dict[str, tuple[str, int]]:
    return {row["word"]: (row["kind"], int(row["value"])) for row in rows("numbers")}


@cache
def _words(*kinds: str) -> str:
    found = [word for word, (kind, _) in _kinds().items() if kind in kinds]
    return "|".join(sorted(found, key=len, reverse=True))


_RUNS = re.compile(r"\d+|[^\W\d_]+|[½¼¾]")


def starts(text: str, start: int, end: int) -> Iterator[int]:
    """Places in `[start, end)` where a number may begin: a figure, a number word or its lead.

    "about half a million" -> the place of "half". A scan over words with one look into a set
    each is thrice as fast as a search for the alternatives.
    """
    begins, leads = _begins(), _lead_words()
    for run in _RUNS.finditer(text, start, end):
        word = run[0]
        sure = word in begins or word[0] in _DIGIT_SIGNS
        if sure or (word in leads and _lead().match(text, run.start(), end)):
            yield run.start()


_DIGIT_SIGNS = frozenset("0123456789½¼¾")


def _cased(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in (word, word.capitalize(), word.upper()))


@cache
def _begins() -> frozenset[str]:
    return _cased(word for word, (kind, _) in _kinds().items() if kind in ("unit", "ten", "plural"))


@cache
def _lead_words() -> frozenset[str]:
    return _cased(("a", "an", "half", "three", "several", "many", "some"))


@cache
def _lead() -> re.Pattern[str]:
    scale, plural = _words("scale", "hundred"), _words("plural")
    return re.compile(
        rf"(?:half[ -](?:an?[ -])?(?=(?:{scale})\b)"
        rf"|(?:a|one|three)[ -](?:quarter|third|half)s?[ ]of[ ]an?[ ](?=(?:{scale})\b)"
        rf"|a[ ](?:couple|pair)[ ]of\b"
        rf"|(?:several|many|a[ ]few|some[ ]few)[ ](?=(?:{scale}|{plural})\b)"
        rf"|an?[ ](?=(?:{scale})\b))",
        re.IGNORECASE,
    )


@cache
def _letter() -> re.Pattern[str]:
    return re.compile(rf"({_words('letter')})(?![A-Za-z\d])", re.IGNORECASE)


@cache
def _spaced_scale() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{SPACE}|{DASH})?(?:(hundred){SPACE})?({_words('scale', 'hundred')}|bn|mn|tn)\b",
        re.IGNORECASE,
    )


_LEAD = re.compile(
    r"(?P<half>half[ -](?:an?[ -])?)"
    r"|(?P<part>a|one|three)[ -](?P<of>quarter|third|half)s?[ ]of[ ]an?[ ]"
    r"|(?P<couple>a[ ](?:couple|pair)[ ]of\b)[ ]?"
    r"|(?P<several>several[ ]|many[ ]|a[ ]few[ ]|some[ ]few[ ])"
    r"|(?P<one>an?[ ])",
    re.IGNORECASE,
)


def numeral(text: str, start: int, end: int) -> Numeral | None:
    """The number that begins at `start`, or None.

    "half a million doses" at 0 -> 500 000; "several dozen" -> 24, vague.
    """
    if text[start].isdigit() or text[start] in _FRACTION:
        return _from_digits(text, start, end)
    lead = _LEAD.match(text, start, end)
    if lead is None:
        body = _from_words(text, start, start, end)
        return None if body is None or _bare_scale(text, body) else body
    if lead["couple"]:
        body = _from_words(text, start, lead.end(), end)
        if body is None or body.value < 100:
            return Numeral(start, lead.end("couple"), Decimal(2), rough="couple" in lead[0].lower())
        return replace(body, value=body.value * 2, rough="couple" in lead[0].lower())
    body = _from_words(text, start, lead.end(), end)
    if body is None:
        return None
    if lead["several"]:
        return replace(body, value=body.value * (1 if body.vague else 2), vague=True)
    if lead["half"]:
        return replace(body, value=body.value / 2)
    if lead["of"]:
        share = _QUARTERS[lead["of"].lower()] * (3 if lead["part"].lower() == "three" else 1)
        return replace(body, value=body.value * share)
    return _and_a_half(text, body, end)


def _bare_scale(text: str, body: Numeral) -> bool:
    """Whether nothing multiplies the scale: "million-dollar question", "hundred times"."""
    word = _LETTERS.match(text, body.start, body.end)
    return word is not None and _kinds()[word[0].lower()][0] in ("scale", "hundred")


def _and_a_half(text: str, body: Numeral, end: int) -> Numeral:
    half = _HALF.match(text, body.end, end)
    if half is None:
        return body
    more = _QUARTERS[half[1].lower()] * body.scale
    return replace(body, end=half.end(), value=body.value + more)


def _from_digits(text: str, start: int, end: int) -> Numeral | None:
    if text[start] in _FRACTION:
        value, at = _FRACTION[text[start]], start + 1
    else:
        found = _DIGITS.match(text, start, end)
        if found is None:
            return None
        written, at = found[0], found.end()
        if written.count(".") > 1:
            written = written.replace(".", "")
        value = Decimal(re.sub(r"[^\d.]", "", written))
        if at < end and text[at] in _FRACTION:
            value, at = value + _FRACTION[text[at]], at + 1
    letter = _letter().match(text, at, end)
    if letter is not None:
        scale = _kinds()[letter[1].lower()][1]
        return Numeral(start, letter.end(), value * scale, scale, attached=True, digits=True)
    found = _spaced_scale().match(text, at, end)
    if found is None:
        return Numeral(start, at, value, digits=True)
    scale = _kinds()[found[2].lower()][1] * (100 if found[1] else 1)
    return Numeral(start, found.end(), value * scale, scale, digits=True)


def _from_words(text: str, start: int, at: int, end: int) -> Numeral | None:
    """A number in words from `at`; the numeral begins at `start`."""
    total, current, scale, done, tried = Decimal(0), Decimal(0), 1, at, False
    while (word := _LETTERS.match(text, at, end)) is not None:
        kind, value = _kinds().get(word[0].lower(), ("", 0))
        if kind == "plural" and not tried:
            return _vague(text, start, word, end)
        if (kind == "unit" and _fits(current, value)) or (kind == "ten" and current % 100 == 0):
            current += value
        elif kind == "hundred" and current < 100:
            current, scale = (current or Decimal(1)) * 100, 100
        elif kind == "scale" and (total == 0 or value < scale):
            total, current, scale = total + (current or Decimal(1)) * value, Decimal(0), value
        else:
            break
        done, tried = word.end(), True
        tail = _fraction(text, done, end)
        if tail is not None:
            more = tail[0] * (scale if current == 0 else 1)
            return _scaled(text, start, total + current + more, tail[1], end)
        joined = _JOIN.match(text, done, end)
        if joined is None or ("and" in joined[0].lower() and current % 100):
            break
        at = joined.end()
    return Numeral(start, done, total + current, scale) if tried else None


def _fits(current: Decimal, unit: int) -> bool:
    """Whether a unit word may follow: "twenty" + "five" or "hundred" + "twelve"."""
    return current % 100 == 0 or (unit in range(1, 10) and current % 10 == 0 and current % 100 > 10)


def _scaled(text: str, start: int, value: Decimal, at: int, end: int) -> Numeral:
    """ "two and a half" with the "million" that may follow."""
    found = _spaced_scale().match(text, at, end)
    if found is None:
        return Numeral(start, at, value)
    scale = _kinds()[found[2].lower()][1]
    return Numeral(start, found.end(), value * scale, scale)


_POINT = re.compile(rf"{SPACE}point((?:{SPACE}[a-z]+){{1,4}})", re.IGNORECASE)
_HALF = re.compile(rf"{SPACE}and{SPACE}(?:a|one){SPACE}(half|quarter)\b", re.IGNORECASE)


def _fraction(text: str, at: int, end: int) -> tuple[Decimal, int] | None:
    """What "point four" or "and a half" after a number adds, and where it ends."""
    half = _HALF.match(text, at, end)
    if half is not None:
        return _QUARTERS[half[1].lower()], half.end()
    point = _POINT.match(text, at, end)
    if point is None:
        return None
    digits, stop = "", at
    for word in _LETTERS.finditer(text, point.start(1), point.end(1)):
        kind, value = _kinds().get(word[0].lower(), ("", 0))
        if kind != "unit" or value > 9:
            break
        digits, stop = digits + str(value), word.end()
    return (Decimal("0." + digits), stop) if digits else None


def _vague(text: str, start: int, word: re.Match[str], end: int) -> Numeral | None:
    """ "dozens", "tens of thousands": twice the unit, open above."""
    value, stop = _kinds()[word[0].lower()][1], word.end()
    inner = _of_plural().match(text, stop, end)
    if inner is not None:
        value, stop = value * _kinds()[inner[1].lower()][1], inner.end()
    elif word[0].lower() == "tens":
        return None
    return Numeral(start, stop, Decimal(2 * value), value, vague=True)


@cache
def _of_plural() -> re.Pattern[str]:
    return re.compile(rf"{SPACE}of{SPACE}({_words('plural')})\b", re.IGNORECASE)
