"""Sums of money: sign, code or unit word, number, converted twin and period.

"£10m ($16m)" is one sum in pounds with a twin; "€500 million over three years" is spread
over three years; "C$47.5m a year" is a yearly sum, multiplied out where the number of years
is stated (contract, section 1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from pledgebook.mentions.counting.currencies import (
    Unit,
    adjectives,
    codes,
    guarded_code,
    home_currency,
    signs,
    unit_of,
    words,
)
from pledgebook.mentions.counting.figures import Figure, figure
from pledgebook.mentions.counting.numbers import DASH, SPACE, plain, starts
from pledgebook.mentions.counting.periods import Period, period_before, period_of
from pledgebook.mentions.lexicons import column
from pledgebook.types import Mention, Money, Number

# The longest sign or code ("U.S.$", "Euros") that may stand right before a number.
_SIGN_REACH = 8


@dataclass(frozen=True, slots=True)
class Home:
    """Whose money a shared sign means: the country, and the code of a bare dollar."""

    iso3: str | None
    dollar: str

    def unit(self, word: str, adjective: str | None = None) -> Unit | None:
        """As `currencies.unit_of`, with the bare dollar settled."""
        found = unit_of(word, adjective, self.iso3)
        if found is not None and found.bare and word.lower() in ("$", "dollar", "dollars"):
            return replace(found, code=self.dollar)
        return found


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure with its currency; `[start, end)` takes in sign, bounds and unit word."""

    start: int
    end: int
    figure: Figure
    unit: Unit
    word: str


def sum_at(text: str, floor: int, at: int, end: int, home: Home) -> Sum | None:
    """The sum whose number begins at `at`, or None if that number is no money."""
    signed = signed_sum(text, floor, at, end, home)
    if signed is not None:
        return signed
    number = figure(text, floor, at, end)
    return None if number is None else named_sum(text, number, end, home)


def signed_sum(text: str, floor: int, at: int, end: int, home: Home) -> Sum | None:
    """The sum with a sign or code before its number: "US$5m", "NOK 200 million"; else None."""
    sign = _sign_before(text, floor, at)
    unit = _signed_unit(sign, home) if sign else None
    if unit is None:
        return None
    lead = text.rindex(sign, floor, at)
    found = figure(text, floor, at, end, lead)
    if found is None or not _large(unit, found):
        return None
    stop = _repeated_unit(text, found.end, end)
    return Sum(min(found.start, lead), stop, found, unit, sign)


def named_sum(text: str, number: Figure, end: int, home: Home) -> Sum | None:
    """The sum with its unit after the number: "5m euros", "500 million NOK"; else None."""
    named = _named_unit(text, number.end, end)
    if named is None or (named["of"] and not number.last.vague):
        return None
    word = named["word"] or named["code"] or named["sign"]
    if named["code"]:
        unit: Unit | None = Unit(word, guarded=guarded_code(word))
    else:
        unit = home.unit(word, named["adjective"])
    if unit is None or not _large(unit, number) or _is_weight(text, word, named.end(), end):
        return None
    return Sum(number.start, named.end(), number, unit, word)


def _sign_before(text: str, floor: int, at: int) -> str:
    """The longest sign, code or capitalised unit word that ends right before a number, or ""."""
    stop = at - 1 if text[at - 1 : at] in _SPACES and at > floor else at
    known = _before()
    for size in range(min(_SIGN_REACH, stop - floor), 0, -1):
        word = text[stop - size : stop]
        if word in known:
            left = text[stop - size - 1 : stop - size] if stop - size > floor else ""
            return "" if left and (left.isalnum() or left in "$£€") else word
    return ""


_SPACES = frozenset(" \u00a0\u2009\u202f")


def _signed_unit(word: str, home: Home) -> Unit | None:
    if word in codes():
        return Unit(word, guarded=guarded_code(word))
    unit = home.unit(word)
    if unit is None:
        return None
    # A sign of letters alone ("R", "UA", "Le") may be a grade, a road or an article.
    return replace(unit, guarded=True) if word.isalpha() and len(word) < 4 else unit


def _large(unit: Unit, found: Figure) -> bool:
    """Guarded units want a scale word or four digits: "R300m" is money, "R2" a grade."""
    value = found.high if found.high is not None else found.low
    return not unit.guarded or found.last.scale > 1 or (value is not None and value >= 1000)


@cache
def _before() -> frozenset[str]:
    return frozenset([*signs(), *codes(), "EURO", *(word.capitalize() for word in words())])


_NEXT_WORD = re.compile(rf"(?:{SPACE}|{DASH})?(?:of{SPACE})?([^\W\d_]+|[^\s\w])")


@cache
def _first_words() -> frozenset[str]:
    found = set(codes())
    for name in (*words(), *adjectives(), *signs()):
        head = _NEXT_WORD.match(name)
        if head is not None:
            found.update((head[1], head[1].upper(), head[1].capitalize()))
    return frozenset(found)


def _named_unit(text: str, at: int, end: int) -> re.Match[str] | None:
    """The unit word, code or sign after a number. The set spares most numbers the long pattern."""
    word = _NEXT_WORD.match(text, at, end)
    return _after().match(text, at, end) if word and word[1] in _first_words() else None


@cache
def _after() -> re.Pattern[str]:
    kinds = "|".join(re.escape(word) for word in adjectives())
    units = "|".join(re.escape(word) for word in words())
    isos = "|".join(sorted(codes()))
    marks = "|".join(re.escape(sign) for sign in signs() if not (sign.isalpha() and len(sign) == 1))
    return re.compile(
        rf"(?:{SPACE}|{DASH})?(?P<of>of{SPACE})?(?:"
        rf"(?:(?P<adjective>{kinds}){SPACE})?(?P<word>(?i:{units}))\b"
        rf"|(?P<code>{isos})(?![A-Za-z\d])|(?P<sign>{marks})(?![A-Za-z\d]))"
    )


_WEIGHT = re.compile(rf"{SPACE}of{SPACE}(\w+)(?:{SPACE}(\w+))?(?:{SPACE}(\w+))?")


def _is_weight(text: str, word: str, at: int, end: int) -> bool:
    """Whether "pounds" is the weight: "170,000 pounds of tools", not "pounds of new funding"."""
    if word.lower() not in ("pound", "pounds"):
        return False
    goods = _WEIGHT.match(text, at, end)
    nouns = column("money_nouns", "word")
    return goods is not None and not any((group or "").lower() in nouns for group in goods.groups())


def _repeated_unit(text: str, at: int, end: int) -> int:
    """Past a unit that says the sign again: "US$5 million dollars", "$20 million USD"."""
    again = _named_unit(text, at, end)
    if again is None or again["of"]:
        return at
    return again.end()


_BRACKET = re.compile(rf"{SPACE}?[(\[]")
_OR = re.compile(rf",?{SPACE}(?:or|the equivalent of|equivalent to|equal to|i\.e\.){SPACE}")
_CLOSING = re.compile(r"[^()\[\]\d]{0,40}[)\]]")
# A twin's number stands within a few words of the bracket: "(or approximately US$16m)".
_TWIN_REACH = 32


def mention_of(text: str, floor: int, found: Sum, end: int, home: Home) -> Mention:
    """The mention of a sum with its twin and period read from what follows."""
    twin, stop = _twin(text, found, end, home)
    unit = found.unit
    if twin is not None and twin.unit.code == unit.code:
        if unit.bare:
            unit = replace(unit, code="USD")
        elif twin.unit.bare:
            twin = replace(twin, unit=replace(twin.unit, code="USD"))
    period = period_of(text, stop, end) or period_before(text, floor, found.start)
    notes = [f"bare {found.word}"] if unit.bare else []
    if twin is not None:
        value = twin.figure.high if twin.figure.high is not None else twin.figure.low
        notes.append(f"twin {twin.unit.code} {plain(value or Decimal(0))}")
    if period is not None:
        notes.append(period.note)
        stop = max(stop, period.end) if period.adjacent else stop
    return Mention(
        type="money",
        start=found.start,
        end=stop,
        quote=text[found.start : stop],
        normal=_money(found.figure, unit.code, period),
        via="; ".join(notes),
    )


def _money(found: Figure, code: str, period: Period | None) -> Money:
    times = period.times if period else Decimal(1)
    low: Number | None = None if found.low is None else plain(found.low * times)
    high: Number | None = None if found.high is None else plain(found.high * times)
    bound = "about" if found.approximate and found.bound == "exact" else found.bound
    return Money(
        low=low,
        high=high,
        currency=code,
        years=plain(period.years) if period else None,
        approximate=found.approximate,
        bound=bound,
    )


def _twin(text: str, found: Sum, end: int, home: Home) -> tuple[Sum | None, int]:
    """The converted sum that follows in brackets or after "or", and where both end."""
    opened = _BRACKET.match(text, found.end, end)
    joined = opened or _OR.match(text, found.end, end)
    if joined is None:
        return None, found.end
    limit = min(end, joined.end() + _TWIN_REACH)
    at = next(starts(text, joined.end(), limit), None)
    twin = None if at is None else sum_at(text, joined.end(), at, end, home)
    if twin is None or (twin.unit == found.unit):
        return None, found.end
    if opened is None:
        return (twin, twin.end) if twin.start == joined.end() else (None, found.end)
    closed = _CLOSING.match(text, twin.end, end)
    return (twin, closed.end()) if closed else (None, found.end)


def with_currency(money: Money, code: str) -> Money:
    """The same sum in another currency, number unchanged: for a bare "$" whose giver is known."""
    return replace(money, currency=code)


def in_country(mention: Mention, iso3: str | None) -> Mention:
    """The mention with a shared sign or word read as the money of the giver's country.

    "$50m" (via "bare $") for "CAN" -> CAD; "40 million kroner" for "DNK" -> DKK. Unchanged
    where the sign was not shared or is not that country's money.
    """
    money = mention.normal
    bare = next((note[5:] for note in mention.via.split("; ") if note.startswith("bare ")), None)
    if bare is None or not isinstance(money, Money):
        return mention
    code = home_currency(bare, iso3)
    return mention if code is None else replace(mention, normal=with_currency(money, code))
