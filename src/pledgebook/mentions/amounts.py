"""Money and quantities in a block of text, with normal forms.

The readings are those of the annotation contract, sections 1 and 8: "more than 160
airstrikes" is 160 and open above, "up to €20m" has no low end, "£10m ($16m)" is one sum.
Percentages, ages, years, dates, clock times, ordinals, numbered things ("Resolution 2170",
"No. 10", "C-130") and durations are no amounts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from pledgebook.mentions.counting.counted import Counted, counted, plural_unit, shared
from pledgebook.mentions.counting.currencies import currency_of_country, dollar_of
from pledgebook.mentions.counting.figures import Figure, figure
from pledgebook.mentions.counting.money import (
    Home,
    in_country,
    mention_of,
    named_sum,
    signed_sum,
    with_currency,
)
from pledgebook.mentions.counting.numbers import DASH, SPACE, starts
from pledgebook.mentions.lexicons import column
from pledgebook.types import Mention, Quantity

__all__ = ["bare", "currency_of_country", "dollar_of", "find", "in_country", "with_currency"]


def find(
    text: str, start: int, end: int, *, home: str | None, dollar: str | None = None
) -> tuple[Mention, ...]:
    """Money and quantity mentions of `text[start:end]`, in order, not overlapping.

    "Canada will send 600 soldiers and C$5m a year." -> quantity 600 soldier; money 5 000 000
    CAD, years 1. Offsets count in `text`. Nothing is read across `start` or `end`, so a block
    is given whole. Quantities have a counted noun: a bare "15,000" is no mention.

    Args:
        home: ISO3 country whose money a shared sign or word ("$", "kroner") means; None where
            unknown. `in_country` reads a mention anew once its giver is known.
        dollar: ISO 4217 code for a bare dollar; by default that of `home`, else USD.

    Returns:
        `via` of a sum lists "bare $" (a shared sign), "twin USD 16000000" (a converted sum in
        brackets), "annual", "over 3 years". Each end None in `normal` is open.
    """
    money_of = Home(home, dollar or dollar_of(home))
    found: list[Mention] = []
    floor = skip = start
    for at in starts(text, start, end):
        if at < skip:
            continue
        mention = _mention(text, floor, at, end, money_of)
        if mention is None:
            skip = _past_number(text, at, end)
            continue
        found.append(mention)
        floor = skip = mention.end
    return tuple(found)


def _mention(text: str, floor: int, at: int, end: int, home: Home) -> Mention | None:
    money = signed_sum(text, floor, at, end, home)
    if money is None:
        number = figure(text, floor, at, end) if _free(text, at, floor) else None
        if number is None:
            return None
        money = named_sum(text, number, end, home)
        if money is None:
            return _quantity(text, floor, at, end, number)
    return mention_of(text, floor, money, end, home)


def bare(text: str, start: int, end: int, *, home: str | None = None) -> tuple[Mention, ...]:
    """The numbers of `text[start:end]` that count nothing themselves: unit "" throughout.

    "Canada will take 24,000" -> 24 000. What they count stands elsewhere ("Portugal 500"); a
    reader of claims finds it there or drops them. Years, days, shares and named things are left
    out as in `find`, and so is what `find` gives.
    """
    taken = find(text, start, end, home=home)
    found: list[Mention] = []
    skip, at_taken = start, 0
    for at in starts(text, start, end):
        while at_taken < len(taken) and taken[at_taken].end <= at:
            at_taken += 1
        if at_taken < len(taken) and taken[at_taken].start <= at:
            skip = taken[at_taken].end
        if at < skip:
            continue
        number = figure(text, start, at, end) if _free(text, at, start) else None
        if (
            number is None
            or _named_or_dated(text, start, at, end, number)
            or _measured(text, number, end)
        ):
            skip = _past_number(text, at, end)
            continue
        found.append(_mention_of(text, number, Counted(number.end, "")))
        skip = number.end
    return tuple(found)


_WORD_AFTER = re.compile(rf"{SPACE}([\w.’']+)")


def _measured(text: str, number: Figure, end: int) -> bool:
    """Whether a bare number is a share, a duration or glued to a word: "20 per cent"."""
    if (
        _NOT_COUNTED.match(text, number.end, end)
        or text[number.end : min(number.end + 1, end)].isalnum()
    ):
        return True
    word = _WORD_AFTER.match(text, number.end, end)
    return word is not None and plural_unit(word[1]) is not None


# A number does not begin inside a word, a figure, a clock time, a fraction or a model name.
def _free(text: str, at: int, floor: int) -> bool:
    if at == floor:
        return True
    before = text[at - 1]
    if before.isspace():
        return True
    if before == "-":
        return text[at].isdigit() and not (at - 1 > floor and text[at - 2].isalnum())
    return not (before.isalnum() or before in "_.,:/#^\\+'’")


_NEXT = re.compile(r"\d[\d.,]*|\w+|.", re.DOTALL)


def _past_number(text: str, at: int, end: int) -> int:
    """Where to look for the next number after one that was no amount."""
    found = _NEXT.match(text, at, end)
    return max(at + 1, found.end() if found else at + 1)


_NOT_COUNTED = re.compile(
    rf"{SPACE}?(?:%|per{SPACE}?cents?\b|percent|percentage|pct\b|pc\b|°|:\d|/\d|st\b|nd\b|rd\b|th\b)"
    rf"|{SPACE}(?:out{SPACE}of|in){SPACE}(?:every{SPACE})?(?:\d{{1,3}}|two|three|four|five|six|seven|eight|nine|ten)\b"
    rf"|['’]|[-](?!strong|member|person|man\b|woman\b|odd\b|plus\b)\w",
    re.IGNORECASE,
)
_STRENGTH = re.compile(
    r"[-‐‑ ](strong|members?|persons?|man|woman|soldiers?|officers?)\b(?:[ ]([\w-]+))?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d(?![\d,.]\d)")
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_MONTH_BEFORE = re.compile(rf"\b(?:{_MONTHS})\.?{SPACE}\Z")
_MONTH_AFTER = re.compile(
    rf"(?:{SPACE}?(?:{DASH}|to|and){SPACE}?\d\d?)?{SPACE}(?:of{SPACE})?(?:{_MONTHS})\b"
)
_CLOCK = re.compile(r"\b(?:[Aa]t|[Bb]y|[Ff]rom|[Uu]ntil|[Aa]fter|[Bb]efore|[Ss]ince)\s\Z")
_HOUR = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d(?!\d)")
_RATIO = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten))\s(?:in|out of)\s\Z",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(rf"([\w.№#§-]+){SPACE}\Z")


def _quantity(text: str, floor: int, at: int, end: int, found: Figure) -> Mention | None:
    if _named_or_dated(text, floor, at, end, found):
        return None
    strong = _strength(text, found, end)
    if strong is not None:
        return _mention_of(text, found, strong)
    if _NOT_COUNTED.match(text, found.end, end):
        return None
    value = found.high if found.high is not None else found.low
    single = value == 1 and found.last.scale == 1
    if single and text[at].isdigit() and not text.startswith("1 ", at, end):
        return None
    noun = (
        counted(text, found.end, end, single=single, vague=found.last.vague)
        or _collective(text, floor, found)
        or (None if single else _shared(text, found, end))
    )
    if noun is None:
        return None
    if single and found.start == at and _PRONOUN_ONE.search(text, max(floor, at - 16), at):
        return None
    denied = _NOT_ONE.search(text, floor, at) if single else None
    if denied is not None:
        nothing = replace(found, start=denied.start(), low=Decimal(0), high=Decimal(0))
        return _mention_of(text, nothing, noun)
    return _mention_of(text, found, noun)


# "one" after a determiner or an ordinal stands for a noun named before: "a second one free".
_PRONOUN_ONE = re.compile(
    r"\b(?:this|that|which|each|every|any|another|no|a[ ]\w+|first|second|third|fourth|fifth|last"
    r"|next|other)\s\Z",
    re.IGNORECASE,
)
_NOT_ONE = re.compile(r"\b[Nn]ot(?: a)?\s\Z")


def _shared(text: str, found: Figure, end: int) -> Counted | None:
    """The noun that a number shares with the next one: "400 air force and 200 army personnel"."""
    joined = shared(text, found.end, end)
    at = next(starts(text, joined[1], min(end, joined[1] + 24)), None) if joined else None
    second = figure(text, at, at, end) if joined and at == joined[1] else None
    if joined is None or second is None or second.low == Decimal(1):
        return None
    noun = counted(text, second.end, end, single=False, vague=False)
    return None if noun is None else Counted(max(found.end, joined[0]), noun.unit)


def _mention_of(text: str, found: Figure, noun: Counted) -> Mention:
    low, high = found.ends()
    return Mention(
        type="quantity",
        start=found.start,
        end=noun.end,
        quote=text[found.start : noun.end],
        normal=Quantity(low=low, high=high, unit=noun.unit, approximate=found.approximate),
    )


def _named_or_dated(text: str, floor: int, at: int, end: int, found: Figure) -> bool:
    """Whether the number names a thing, a year or a day: "Resolution 2170", "5 September"."""
    left = max(floor, at - 24)
    before = _WORD_BEFORE.search(text, left, at)
    word = before[1] if before else ""
    if word in column("designators", "word") and not found.last.scale > 1:
        return True
    if word == "of" and re.search(r"\bGroup of\s\Z", text[left:at]):
        return True
    if _RATIO.search(text, left, at):
        return True
    if not text[at].isdigit():
        return False
    if _HOUR.match(text, at, end) and _CLOCK.search(text, left, at):
        return True
    value = found.low if found.high is None else found.high
    daily = value is not None and value <= 31 and value == value.to_integral_value()
    if daily and (_MONTH_BEFORE.search(text, left, at) or _MONTH_AFTER.match(text, found.end, end)):
        return True
    year = _YEAR.match(text, at, end)
    return year is not None and year.end() == found.end and not _round(int(year[0]), word)


def _round(value: int, word: str) -> bool:
    """Whether four digits like a year are rather a count: "2000 soldiers", not "in 2000"."""
    since = (
        "in",
        "since",
        "until",
        "till",
        "by",
        "before",
        "after",
        "during",
        "from",
        "early",
        "late",
    )
    return value % 50 == 0 and word.lower() not in since


def _strength(text: str, found: Figure, end: int) -> Counted | None:
    """ "a 1,200-strong force", "a six-member team": so many persons."""
    named = _STRENGTH.match(text, found.end, end)
    if named is None or named[0][0] == " " or named[1].lower().endswith("s"):
        return None
    return Counted(named.end(2) if named[2] else named.end(1), "person")


def _collective(text: str, floor: int, found: Figure) -> Counted | None:
    """ "a battalion of 500": a body of persons whose members alone are counted."""
    before = _collectives().search(text, max(floor, found.start - 32), found.start)
    return Counted(found.end, "person") if before is not None and found.low != Decimal(1) else None


@cache
def _collectives() -> re.Pattern[str]:
    names = "|".join(re.escape(word) for word in column("collectives", "word"))
    return re.compile(rf"\b(?:{names}){SPACE}of{SPACE}(?:about|some|around|up to)?{SPACE}?\Z")
