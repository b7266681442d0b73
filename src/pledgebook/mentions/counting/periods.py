"""Over how many years a sum is spread: "over three years", "a year", "in 2028-2031".

Source: contract, section 1: `years` is the number of years, and annual sums are multiplied
out; "between 2028 and 2030" counts both ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pledgebook.mentions.counting.numbers import DASH, SPACE, numeral

# How many words may stand between a sum and its period: "$8m in climate finance for small
# island states over five years". More than eight lets the period of the next phrase in.
_GAP = rf"(?:{SPACE}(?!and\b|but\b|while\b|plus\b)[^\s.,;:()\[\]\d$£€\"“”]+){{0,8}}?"
_NUMBER_WORD = (
    r"(?:\d{1,2}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)"
)


@dataclass(frozen=True, slots=True)
class Period:
    """`years` for the record, `times` to multiply the sum by; `end` is where the words end.

    `adjacent`: nothing but a space stands between the sum and these words.
    """

    years: Decimal
    times: Decimal
    note: str
    end: int
    adjacent: bool


@cache
def _annual() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<gap>{_GAP})"
        rf"(?:/{SPACE}?year\b|[ \u00a0-](?:(?:a|per|each|every)[ \u00a0-]year\b|annually\b"
        rf"|yearly\b|per{SPACE}annum\b|p\.a\.))"
        rf"(?!{SPACE}(?:ago|later|earlier|before|after|from|since|on\b|or{SPACE}(?:so|two)))",
        re.IGNORECASE,
    )


@cache
def _spread() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<gap>{_GAP}),?{SPACE}(?:over|across|during|for|throughout|spread{SPACE}over)"
        rf"(?:{SPACE}(?:each{SPACE}of|the|a|another|a{SPACE}further|its|his|her))*"
        rf"(?:{SPACE}(?:next|coming|following|first|past|last|period{SPACE}of"
        rf"|course{SPACE}of(?:{SPACE}the)?(?:{SPACE}next)?))*"
        rf"{SPACE}(?P<half>half{SPACE}a{SPACE})?(?P<number>{_NUMBER_WORD})?[ \u00a0-]?"
        rf"(?P<unit>years?|decades?)"
        rf"\b(?:(?:{DASH}|{SPACE})(?:period|term|programme|program)\b)?(?![’'])",
        re.IGNORECASE,
    )


@cache
def _span() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<gap>{_GAP}){SPACE}(?:in|for|over|between|from|during|across)"
        rf"(?:{SPACE}the)?(?:{SPACE}(?:years?|period))?{SPACE}"
        rf"(?P<first>(?:19|20)\d\d)(?:{SPACE}?(?P<dash>{DASH}){SPACE}?|{SPACE}(?:to|and|until|through){SPACE})"
        rf"(?P<last>(?:19|20)?\d\d)(?![\d,%])",
        re.IGNORECASE,
    )


_BEFORE = re.compile(
    rf"\b({_NUMBER_WORD})[ \u00a0-]years?(?:,|,?{SPACE}[a-z]+)?{SPACE}(?:of{SPACE})?$",
    re.IGNORECASE,
)
_AFTER = re.compile(rf",?{SPACE}({_NUMBER_WORD})-year\b", re.IGNORECASE)


def period_of(text: str, at: int, end: int) -> Period | None:
    """The period that the words after a sum state, or None.

    " over three years" -> 3; " a year for five years" -> 5, times 5; " annually" -> 1.
    """
    end = min(end, at + 160)
    annual = _annual().match(text, at, end)
    after = annual.end() if annual else at
    years, stop, adjacent = _stated(text, after, end)
    if years is not None:
        times = years if annual else Decimal(1)
        note = f"over {years} years" if annual is None else f"annual over {years} years"
        return Period(years, times, note, stop, adjacent and _touches(annual))
    if annual is None:
        return None
    return Period(Decimal(1), Decimal(1), "annual", annual.end(), _touches(annual))


def period_before(text: str, floor: int, at: int) -> Period | None:
    """The period that stands before a sum: "a five-year, |€2bn plan" -> 5."""
    found = _BEFORE.search(text, max(floor, at - 32), at)
    if found is None or "-" not in found[0]:
        return None
    years = _count(found[1])
    return Period(years, Decimal(1), f"over {years} years", at, False) if years else None


def _touches(found: re.Match[str] | None) -> bool:
    return found is None or not found["gap"]


def _stated(text: str, at: int, end: int) -> tuple[Decimal | None, int, bool]:
    spread = _spread().match(text, at, end)
    if spread is not None and (spread["number"] or spread["half"] or spread["unit"] == "decade"):
        years = _count(spread["number"] or "a")
        if years is not None:
            years *= 10 if spread["unit"].lower().startswith("decade") else 1
            years /= 2 if spread["half"] else 1
            return years, spread.end(), not spread["gap"]
    span = _span().match(text, at, end)
    if span is not None:
        first, last = int(span["first"]), int(span["last"])
        financial = last < 100 and last == (first + 1) % 100
        last += first // 100 * 100 if last < 100 else 0
        if first < last < first + 40 and not financial:
            return Decimal(last - first + 1), span.end(), not span["gap"]
    compound = _AFTER.match(text, at, end)
    if compound is not None:
        return _count(compound[1]), at, False
    return None, at, False


def _count(word: str) -> Decimal | None:
    lowered = word.lower()
    if lowered in ("a", "an"):
        return Decimal(1)
    found = numeral(lowered, 0, len(lowered))
    return found.value if found else None
