"""A number or range with the words that bound it: "more than 160", "between 2 and 3 million".

Source: contract, section 8, point 16 ("nearly", "some", "about" X: low = high = X) and
section 1 (`bound`: exact, about, at_least, up_to; an open end is None).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pledgebook.mentions.counting.numbers import DASH, SPACE, Numeral, numeral, plain
from pledgebook.mentions.lexicons import rows
from pledgebook.types import Bound, Number

# How far left of a number its bounding words may reach: the longest phrase of bounds.tsv has
# 26 characters, and fillers ("an additional", "a further") may stand between.
_REACH = 56
_FILLERS = frozenset(
    {"a", "an", "another", "further", "additional", "extra", "initial", "total", "of"}
)
# "over" and "up to" may belong to the verb: "handed over 500 rifles", "rolled over its $3
# billion", "add up to". Verbs whose "over" more often bounds the number ("take", "fly") are out.
_PARTICLES = {
    "over": re.compile(r"\b(?:hand|turn|sign|roll|carr)(?:s|es|y|ies|ed|ied|ing)?$", re.IGNORECASE),
    "up to": re.compile(
        r"\badd(?:s|ed|ing)?(?:\s(?:it|them|this|that|these|those))?$", re.IGNORECASE
    ),
}
_WORD = re.compile(r"[^\s\"“”‘'(\[]+")
_RISING = re.compile(
    r"\b(?:rang(?:e|es|ed|ing)|anything|anywhere|somewhere|var(?:y|ies|ied|ying))$", re.I
)


@dataclass(frozen=True, slots=True)
class Figure:
    """Ends of a number or range and how it is bounded; `start` includes the bounding words.

    `number` is where the digits or number words themselves begin; `low` or `high` None: open.
    """

    start: int
    number: int
    end: int
    low: Decimal | None
    high: Decimal | None
    bound: Bound
    approximate: bool
    last: Numeral

    def ends(self) -> tuple[Number | None, Number | None]:
        """Low and high as plain numbers."""
        low = None if self.low is None else plain(self.low)
        return low, None if self.high is None else plain(self.high)


@cache
def _bounds(place: str) -> dict[str, tuple[Bound, bool]]:
    found: dict[str, tuple[Bound, bool]] = {}
    names: dict[str, Bound] = {
        "exact": "exact",
        "about": "about",
        "at_least": "at_least",
        "up_to": "up_to",
    }
    for row in rows("bounds"):
        if row["place"] == place:
            found[row["phrase"]] = names[row["bound"]], row["approximate"] == "yes"
    return found


@cache
def _after() -> re.Pattern[str]:
    phrases = sorted(_bounds("after"), key=len, reverse=True)
    body = "|".join(re.escape(phrase).replace(r"\ ", SPACE) for phrase in phrases)
    return re.compile(rf"{SPACE}?({body})(?![\w])", re.IGNORECASE)


@cache
def _closing_words() -> frozenset[str]:
    return _FILLERS | {phrase.split()[-1] for phrase in _bounds("before")}


_OPENERS = str.maketrans(dict.fromkeys("\u00a0\n(“\"‘'", " "))


def _may_bound(text: str, floor: int, at: int) -> bool:
    """Whether the last word before a number ends a bounding phrase at all."""
    window = text[floor:at].rstrip().translate(_OPENERS)
    return window.rpartition(" ")[2].lower() in _closing_words()


def before(text: str, floor: int, at: int) -> tuple[int, Bound | None, bool]:
    """Where the bounding words left of `at` begin, their bound, and whether they blur.

    "at least another |500" -> (start of "at", "at_least", False); no such words: (at, None,
    False).
    """
    floor = max(floor, at - _REACH)
    if not _may_bound(text, floor, at):
        return at, None, False
    spans = [(word.start() + floor, word[0].lower()) for word in _WORD.finditer(text[floor:at])]
    bound: Bound | None = None
    blurred, start, skipped = False, at, 0
    while spans:
        size = next(
            (
                n
                for n in (5, 4, 3, 2, 1)
                if " ".join(word for _, word in spans[-n:]) in _bounds("before") and n <= len(spans)
            ),
            0,
        )
        if size:
            phrase = " ".join(word for _, word in spans[-size:])
            where = spans[-size][0]
            if phrase in _PARTICLES and _PARTICLES[phrase].search(text[floor:where].rstrip()):
                break
            found, blurs = _bounds("before")[phrase]
            if found != "exact":
                start, blurred = where, blurred or blurs
                bound = found if bound in (None, "about") else bound
            spans, skipped = spans[:-size], 0
        elif spans[-1][1] in _FILLERS and skipped < 3:
            spans, skipped = spans[:-1], skipped + 1
        else:
            break
    return start, bound, blurred


def figure(text: str, floor: int, start: int, end: int, lead: int | None = None) -> Figure | None:
    """The number or range that begins at `start` with its bounding words, or None.

    Args:
        floor: Nothing left of here belongs to the number.
        lead: Where the words before the number end, if a currency sign stands between.
    """
    first = numeral(text, start, end)
    if first is None:
        return None
    left = start if lead is None else lead
    begin, bound, blurred = before(text, floor, left)
    low = high = first.value
    last, stop = first, first.end
    second = _other_end(text, floor, left, first, end)
    if second is not None:
        last, low, begin, blurred = (
            second[0],
            second[1],
            min(begin, second[2]),
            blurred or second[3],
        )
        high, stop = last.value, last.end
    tail = _after().match(text, stop, end)
    if tail is not None:
        bound, blurs = _bounds("after")[re.sub(SPACE, " ", tail[1].lower())]
        blurred, stop = blurred or blurs, tail.end()
    return _bounded(begin, start, stop, (low, high), bound, blurred, last)


def _bounded(
    begin: int,
    start: int,
    stop: int,
    ends: tuple[Decimal, Decimal],
    bound: Bound | None,
    blurred: bool,
    last: Numeral,
) -> Figure:
    low: Decimal | None
    high: Decimal | None
    low, high = ends
    if last.vague:
        return Figure(
            begin, start, stop, None if bound == "up_to" else low, None, "at_least", True, last
        )
    if bound == "at_least":
        high = None
    elif bound == "up_to":
        low = None
    return Figure(begin, start, stop, low, high, bound or "exact", blurred or last.rough, last)


_TO = re.compile(rf"{SPACE}?(?:{DASH}|to){SPACE}?", re.IGNORECASE)
_OR = re.compile(rf"{SPACE}or{SPACE}", re.IGNORECASE)
_AND = re.compile(rf"{SPACE}and{SPACE}", re.IGNORECASE)
_SIGN = re.compile(r"(?:[A-Z]{1,3}\$|[A-Z]{3}[ \u00a0]?|[^\w\s.,;:()\"'\-])(?=\d)")
_FROM = re.compile(
    rf"\b(from|between){SPACE}(?:(?:about|around|some|roughly){SPACE})?$", re.IGNORECASE
)


def _other_end(
    text: str, floor: int, left: int, first: Numeral, end: int
) -> tuple[Numeral, Decimal, int, bool] | None:
    """The upper number of a range, its lower value, where it begins, and whether it blurs.

    "from four to six" tells a change: its value is what it came to (contract, section 8,
    point 17), unless a word such as "ranging" makes it a range.
    """
    window = text[max(floor, left - 24) : left]
    opener = _FROM.search(window)
    word = opener[1].lower() if opener else ""
    begin = left - len(window) + opener.start() if opener else left
    joins = (_AND, _TO) if word == "between" else (_TO, _OR)
    for join in joins:
        joined = join.match(text, first.end, end)
        if joined is None:
            continue
        sign = _SIGN.match(text, joined.end(), end)
        if sign is not None and sign[0].strip() != text[left : first.start].strip():
            continue
        at = sign.end() if sign else joined.end()
        second = numeral(text, at, end) if at < end else None
        if second is None or second.vague or first.vague:
            continue
        low = first.value
        if first.scale == 1 and second.scale > 1 and low * second.scale <= second.value:
            low *= second.scale
        if word == "from" and not _RISING.search(text[max(floor, begin - 12) : begin].rstrip()):
            return second, second.value, begin, False
        if low > second.value or (join is _OR and not _neighbours(low, second.value)):
            continue
        return second, low, begin, join is _OR
    return None


def _neighbours(low: Decimal, high: Decimal) -> bool:
    """Whether "X or Y" gives the ends of one estimate: "two or three", "30 or 40"."""
    return low < high <= 2 * low
