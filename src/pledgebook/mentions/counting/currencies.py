"""Currencies of the world: codes, signs, words, and whose they are.

A shared word or sign ("$", "pound", "kroner") stands for several currencies; the table
names a default for each, and the giver's country decides where it is known.

Source: `data/en/lexicons/currencies.tsv` (ISO 4217; countries and names after CLDR).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pledgebook.mentions.lexicons import rows


@dataclass(frozen=True, slots=True)
class Unit:
    """A word or sign for money and the currency it stands for.

    `bare`: several currencies share it, so `code` is a default or the home currency.
    `guarded`: it is also an ordinary word, so that a small number before it is no sum.
    """

    code: str
    bare: bool = False
    guarded: bool = False


@dataclass(frozen=True, slots=True)
class _Table:
    by_country: dict[str, str]
    shared: dict[str, dict[str, bool]]
    defaults: dict[str, str]
    adjectives: dict[str, tuple[str, ...]]
    guarded: frozenset[str]


def currency_of_country(iso3: str) -> str | None:
    """The code of the money in use in a country, or None where the table has no such country.

    "NOR" -> "NOK", "DEU" -> "EUR", "ECU" -> "USD".
    """
    return _table().by_country.get(iso3)


def dollar_of(iso3: str | None) -> str:
    """What a bare dollar means for a giver or publisher: its own dollar if it has one, else USD.

    "AUS" -> "AUD", "WSM" -> "WST" (tala are written with the dollar sign), "FRA" -> "USD".
    Pesos, which Spanish texts write with the sign, are not dollars in English ones.
    """
    return home_currency("$", iso3) or "USD"


def home_currency(word: str, iso3: str | None) -> str | None:
    """The currency that a shared word or sign means in a country; None if not its money.

    ("kroner", "DNK") -> "DKK"; ("pounds", "EGY") -> "EGP"; ("kroner", "FRA") -> None.
    """
    code = _table().by_country.get(iso3 or "")
    return code if code is not None and code in _table().shared.get(_key(word), {}) else None


def unit_of(word: str, adjective: str | None, home: str | None) -> Unit | None:
    """The currency behind a word or sign, or None if it is no money.

    Args:
        adjective: What stands before the word: "Norwegian", "US"; None or unknown: ignored.
        home: ISO3 country whose own money a shared word means.
    """
    table = _table()
    key = _key(word)
    users = table.shared.get(key)
    if users is None:
        return None
    guarded = key in table.guarded
    own = home_currency(word, home)
    named = [code for code in table.adjectives.get((adjective or "").lower(), ()) if code in users]
    if len(named) == 1:
        return Unit(named[0])
    if named:
        # "CFA francs" are two currencies: that of the home country, else the wider one.
        spread = list(table.by_country.values())
        return Unit(own if own in named else max(named, key=spread.count), bare=True)
    current = [code for code, in_use in users.items() if in_use]
    if own is not None:
        return Unit(own, bare=len(users) > 1, guarded=guarded)
    if key in table.defaults:
        return Unit(table.defaults[key], bare=True, guarded=guarded)
    return Unit((current or list(users))[0], guarded=guarded)


@cache
def codes() -> frozenset[str]:
    """Every ISO 4217 code of the table."""
    return frozenset(row["code"] for row in rows("currencies"))


@cache
def words() -> tuple[str, ...]:
    """Every unit word, longest first: "units of account", ..., "yen"."""
    return _longest(word for row in rows("currencies") for word in row["units"].split("|"))


@cache
def signs() -> tuple[str, ...]:
    """Every sign and letter sign, longest first: "US$", "KSh", "€", "R"."""
    return _longest(sign for row in rows("currencies") for sign in row["signs"].split("|") if sign)


@cache
def adjectives() -> tuple[str, ...]:
    """Every adjective that may stand before a unit word, longest first."""
    return _longest(
        word for row in rows("currencies") for word in row["adjectives"].split("|") if word
    )


def guarded_code(code: str) -> bool:
    """Whether a code is also a word in capitals ("ALL", "TOP", "MAD")."""
    return code in _table().guarded


def _longest(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(found), key=lambda word: (-len(word), word)))


def _key(word: str) -> str:
    """Unit words are read in any case, signs as written ("R" is rand, "r" is nothing)."""
    return word.lower() if word.lower() in _unit_words() else word


@cache
def _unit_words() -> frozenset[str]:
    return frozenset(word.lower() for word in words())


@cache
def _table() -> _Table:
    table = _Table({}, {}, {}, {}, frozenset())
    guarded: set[str] = set()
    by_adjective: dict[str, list[str]] = {}
    for row in rows("currencies"):
        code = row["code"]
        for iso3 in filter(None, row["countries"].split("|")):
            table.by_country[iso3] = code
        for word in filter(None, [*row["units"].split("|"), *row["signs"].split("|")]):
            table.shared.setdefault(_key(word), {})[code] = not row["until"]
        for word in filter(None, row["default_for"].split("|")):
            table.defaults[_key(word)] = code
        for word in filter(None, row["adjectives"].split("|")):
            by_adjective.setdefault(word.lower(), []).append(code)
        guarded.update(filter(None, row["word_like"].split("|")))
    settled = {word: tuple(found) for word, found in by_adjective.items()}
    return _Table(table.by_country, table.shared, table.defaults, settled, frozenset(guarded))
