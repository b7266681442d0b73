"""All names of the fact tables in one automaton, and where a text holds them.

Case is kept: "US" is a state and "us" a pronoun, "Turkey" a state and "turkey" a bird. Each
name is searched as the table writes it, with a capital first letter, with capitals on its
words (headlines), and, from four letters on, in capitals. Accents, curly quotes, hyphens and
spaces are folded one to one, so that positions in the folded text are positions in the text.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pledgebook.mentions import world

SMALL_WORDS = frozenset({"the", "of", "and", "in", "for", "to", "a", "an", "on", "at"})

_PEOPLES = {"peoples": "substate", "peoples_of": "adjective"}
_ARTICLES = ("the ", "The ", "THE ")
# "The Hague" is a city's name; in "the Kremlin" the article is none.
_OWN_ARTICLE = frozenset({"The Hague", "The Valley"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One thing that a name may stand for.

    `actor` is an id, "" for a person (whose office depends on the date) and for a name that
    stands for no actor ("Gulf of Guinea"). `via` is the table's kind: country, adjective,
    demonym, seat kinds, body, group, substate, agency, outlet, person or none.
    """

    actor: str
    via: str
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameHit:
    """A name of the tables at `[start, end)` of a text, with what it may stand for."""

    start: int
    end: int
    readings: tuple[Reading, ...]


@cache
def _fold_table() -> dict[int, str]:
    folded = {0x2018: "'", 0x2019: "'", 0x02BC: "'", 0x2010: "-", 0x2011: "-"}
    folded |= {0xA0: " ", 0x202F: " ", 0x2009: " ", 0xD8: "O", 0xF8: "o", 0x141: "L", 0x142: "l"}
    folded |= {0x131: "i", 0x110: "D", 0x111: "d"}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and code not in folded:
            folded[code] = base
    return folded


def fold(text: str) -> str:
    """The text without accents and with plain quotes, hyphens and spaces, of the same length.

    Line ends stay: no name goes on over one, for table rows and lists have a name a line.
    """
    return text if text.isascii() else text.translate(_fold_table())


def _variants(form: str) -> set[str]:
    key = fold(form)
    found = {key, key[0].upper() + key[1:]}
    words = key.split(" ")
    titled = [w if w in SMALL_WORDS else w[:1].upper() + w[1:] for w in words]
    found.add(" ".join(titled))
    if (len(key) >= 4 and key != key.lower()) or len(words) > 1:
        found.add(key.upper())
    return found


def _table_names() -> Iterator[Reading]:
    for country in world.countries().values():
        for form in (country.name, country.official, *country.others):
            yield Reading(actor=country.id, via="country", form=form)
        for form in country.adjectives:
            yield Reading(actor=country.id, via="adjective", form=form)
        for form in country.demonyms:
            yield Reading(actor=country.id, via="demonym", form=form)
    for seat in world.seats():
        yield Reading(actor=seat.actor, via=seat.kind, form=seat.phrase)
    for via, records in (
        ("body", world.bodies()),
        ("group", world.groups()),
        ("substate", world.substates()),
    ):
        for record in records.values():
            for form in (record.name, *record.aliases):
                yield Reading(actor=record.id, via=via, form=form)
    for agency in world.agencies():
        yield Reading(actor=agency.id, via="agency", form=agency.name)
    for outlet in world.outlets():
        if outlet.kind == "government":
            # "Prime Minister of Canada" publishes, but in a text it is an office.
            continue
        for form in (outlet.name, *outlet.aliases):
            plain = form.partition(" (")[0]
            if " " in plain.removeprefix("The ") or (plain.isupper() and len(plain) > 2):
                yield Reading(actor="", via="outlet", form=plain)
    for row in world.table("aliases"):
        yield Reading(actor=row["actor"], via=row["via"], form=row["form"])
    for row in world.table("not_actors"):
        yield Reading(actor="", via="none", form=row["phrase"])
    for row in world.table("ambiguous"):
        if row["rule"] in _PEOPLES:
            for actor in row["value"].split("|"):
                yield Reading(actor=actor, via=_PEOPLES[row["rule"]], form=row["form"])


def _person_names() -> Iterator[Reading]:
    for office in world.offices():
        for form in {office.person, *office.aliases}:
            if " " in form:
                yield Reading(actor="", via="person", form=form)


# The automaton's own type is a compiled class without annotations.
@cache
def _automaton() -> Any:
    import ahocorasick

    readings: dict[str, dict[Reading, None]] = defaultdict(dict)
    for reading in _table_names():
        for key in _variants(reading.form):
            readings[key][reading] = None
    for reading in _person_names():
        readings[fold(reading.form)][reading] = None
    automaton = ahocorasick.Automaton()
    for key, values in readings.items():
        automaton.add_word(key, (len(key), tuple(values)))
    automaton.make_automaton()
    return automaton


def _is_edge(text: str, at: int) -> bool:
    return at < 0 or at >= len(text) or not text[at].isalnum()


def _longest(found: list[tuple[int, int, tuple[Reading, ...]]]) -> Iterator[NameHit]:
    found.sort(key=lambda hit: (hit[0], -hit[1]))
    taken = -1
    for start, end, readings in found:
        if start < taken:
            continue
        taken = end
        yield NameHit(start=start, end=end, readings=readings)


def hits(folded: str, start: int, end: int, below: int = 10**6) -> list[NameHit]:
    """The names of the tables in a folded text, longest match, in order, without overlap.

    Args:
        below: only names of fewer characters than this.

    A leading article is not part of a hit: "the Kremlin" is found as "Kremlin". Names that
    stand for no actor are among them, so that callers see what they cover.
    """
    scan: Callable[..., Iterator[tuple[int, tuple[int, tuple[Reading, ...]]]]] = _automaton().iter
    found = []
    for last, (length, readings) in scan(folded, start, end):
        first = last + 1 - length
        if length < below and _is_edge(folded, first - 1) and _is_edge(folded, last + 1):
            words = folded[first : last + 1]
            # Before the longest is chosen: else "the UN" would win over "UN Security Council".
            if words.startswith(_ARTICLES) and words not in _OWN_ARTICLE:
                first += 4
            found.append((first, last + 1, readings))
    return list(_longest(found))


def shorter(folded: str, hit: NameHit) -> list[NameHit]:
    """The names inside a hit that turned out to mean nothing here: "US" in "US-led coalition"."""
    return hits(folded, hit.start, hit.end, len(hit.readings[0].form))


def names_in(text: str, start: int = 0, end: int | None = None) -> tuple[NameHit, ...]:
    """The actors' names of the tables in `text[start:end]`, longest match, in text order.

    Needs no parse and makes no choice by context: it is what the gate asks. "Canberra sent
    aid to Georgia" has two hits; "the Gulf of Guinea" has none. Offsets are those of `text`.
    Office-holders count by their full name only.
    """
    stop = len(text) if end is None else end
    return tuple(
        hit
        for hit in hits(fold(text).replace("\n", " "), start, stop)
        if any(reading.via not in ("none", "outlet") for reading in hit.readings)
    )
