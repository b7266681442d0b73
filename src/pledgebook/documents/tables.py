"""The tables that reading leans on: furniture phrases, outlets, states and their seats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from pledgebook.errors import RuleError

_FURNITURE = "en/lexicons/boilerplate.tsv"
_WORDS = "en/lexicons/reading.tsv"
_MATCHES = {
    *("whole", "section", "kicker", "start", "end", "label", "teaser", "programme", "credit"),
    *("turn", "title", "name_word"),
}
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\xa0": " "})


def key(words: str) -> str:
    """Words as they are compared: lower case, straight quotes, single spaces.

    Example:
        >>> key("You  may also\\xa0like")
        'you may also like'
    """
    if not words.isascii():
        words = words.translate(_STRAIGHT)
    return " ".join(words.casefold().split())


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated table of the package, by column name.

    Raises:
        RuleError: the table is missing or a row has not as many cells as the header.
    """
    try:
        text = (resources.files("pledgebook") / "data" / name).read_text("utf-8")
    except OSError:
        raise RuleError(f"{name}: is missing from the package; install it again") from None
    header: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header:
            header = cells
            continue
        if len(cells) != len(header):
            raise RuleError(f"{name}, line {number}: has {len(cells)} cells, not {len(header)}")
        yield dict(zip(header, cells, strict=True))


@cache
def phrases(match: str) -> dict[str, str]:
    """Furniture phrases of one sort of match, in comparable form, with the block kind.

    Raises:
        RuleError: the lexicon names a match that does not exist.
    """
    found: dict[str, str] = {}
    for row in rows(_FURNITURE):
        if row["match"] not in _MATCHES:
            raise RuleError(f"{_FURNITURE}: {row['phrase']!r} has no such match {row['match']!r}")
        if row["match"] == match:
            found[key(row["phrase"])] = row["kind"]
    return found


@cache
def words(use: str) -> frozenset[str]:
    """The words of one use in reading.tsv: "linker", "office", "stamp" and so on.

    Raises:
        RuleError: the lexicon has no such use.
    """
    found = frozenset(row["word"] for row in rows(_WORDS) if row["use"] == use)
    if not found:
        raise RuleError(f"{_WORDS}: has no words of use {use!r}")
    return found


@cache
def pattern(*uses: str) -> re.Pattern[str]:
    """A pattern that finds the words of the given uses, longest first, in any case."""
    tails: dict[str, list[str]] = {}
    for phrase in sorted({word for use in uses for word in words(use)}, key=len, reverse=True):
        first, _, tail = phrase.partition(" ")
        tails.setdefault(first, []).append(f" {tail}" if tail else "")
    # One branch a first word: a branch a phrase would be tried at every word of a line.
    branches = (
        f"{re.escape(first)}(?:{'|'.join(map(re.escape, rests))})"
        for first, rests in sorted(tails.items(), key=lambda item: (-len(item[0]), item[0]))
    )
    return re.compile(rf"\b(?:{'|'.join(branches)})\b\.?", re.IGNORECASE)


@cache
def outlets() -> dict[str, tuple[str, str]]:
    """Outlets by name and alias, in comparable form: the table's name and home.

    A name that stands for outlets of several states has no entry.
    """
    found: dict[str, tuple[str, str]] = {}
    doubtful: set[str] = set()
    for row in rows("world/outlets.tsv"):
        for name in (row["name"], *_listed(row["aliases"])):
            home = (row["name"], row["country"])
            if found.setdefault(key(name), home)[1] != row["country"]:
                doubtful.add(key(name))
    return {name: home for name, home in found.items() if name not in doubtful}


@cache
def states() -> dict[str, str]:
    """ISO 3166-1 alpha-3 codes by a state's names and adjectives, in comparable form."""
    found: dict[str, str] = {}
    for row in rows("world/countries.tsv"):
        names = (row["common_name"], row["official_name"], *_listed(row["other_names"]))
        for name in (*names, *_listed(row["adjectives"])):
            found.setdefault(key(name), row["iso3"])
    # A pronoun in lower case; "U.S." stays.
    found.pop("us", None)
    return found


@cache
def state_of_domain() -> dict[str, str]:
    """ISO 3166-1 alpha-3 codes by two-letter code, which is the country's domain.

    Source: IANA root zone; "uk" is the one domain in use that is no ISO code.
    """
    found = {row["iso2"].casefold(): row["iso3"] for row in rows("world/countries.tsv")}
    return {**found, "uk": "GBR"}


@cache
def seats() -> dict[str, str]:
    """Capitals, palaces and ministries that name one state only, in comparable form."""
    return {
        key(row["phrase"]): row["actor"]
        for row in rows("world/seats.tsv")
        if row["ambiguous"] == "no"
    }


@cache
def capitals() -> dict[str, str]:
    """Capitals with their state, those included that also name something else."""
    found: dict[str, str] = {}
    for row in rows("world/seats.tsv"):
        if row["kind"] == "capital":
            found.setdefault(key(row["phrase"]), row["actor"])
    return found


@cache
def bodies() -> dict[str, str]:
    """International bodies' ids by name, alias and id, in comparable form."""
    found: dict[str, str] = {}
    for row in rows("world/bodies.tsv"):
        for name in (row["name"], row["id"], *_listed(row["aliases"])):
            found.setdefault(key(name), row["id"])
    return found


def _listed(cell: str) -> list[str]:
    return [item for item in cell.split("|") if item]
