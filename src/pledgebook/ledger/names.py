"""Names compared: which contributor ids mean the same giver, and which words two texts share."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from pledgebook.errors import RuleError

ARTICLES: Final = frozenset({"the", "a", "an"})

# What says nothing about the thing given: grammar, numbers, and the words of giving itself.
_EMPTY_CLASSES: Final = ("function", "quantifier", "number", "money", "giving")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@lru_cache(maxsize=65536)
def actor_key(actor: str) -> str:
    """The actor id as it is compared: case-folded, without articles, spaces single.

    "GROUP:The neighbouring states" -> "group:neighbouring states"; "FRA" -> "fra".
    """
    prefix, colon, name = actor.partition(":")
    if not colon:
        return actor.strip().casefold()
    words = [word for word in name.casefold().split() if word not in ARTICLES]
    return f"{prefix.casefold()}:{' '.join(words)}"


def is_indefinite(actor: str) -> bool:
    """Whether the id describes a set that only its own text can identify.

    "GROUP:some nations", "GROUP:unnamed" -> True; "GROUP:ten Arab states", "FRA" -> False.
    """
    key = actor_key(actor)
    if not key.startswith("group:"):
        return False
    words = key.removeprefix("group:").split()
    return not words or words[0] in linking_words("indefinite")


@cache
def states() -> frozenset[str]:
    """The keys of states, former ones too, from data/world/countries.tsv.

    Raises:
        RuleError: the table cannot be read.
    """
    rows = _table("data/world/countries.tsv", ("iso3", "former_codes"))
    codes = {row["iso3"] for row in rows}
    codes |= {code for row in rows for code in row["former_codes"].split("|")}
    return frozenset(code.casefold() for code in codes if code)


@cache
def linking_words(sort: str) -> frozenset[str]:
    """The words of one class of data/en/lexicons/linking.tsv.

    `indefinite` holds the indefinite determiners and pronouns of English (closed class;
    Cambridge Grammar of the English Language, ch. 5): a group named only by one of them in one
    text is not known to be the group so named in another.

    Raises:
        RuleError: the table cannot be read or has no such class.
    """
    rows = _table("data/en/lexicons/linking.tsv", ("word", "class"))
    words = frozenset(row["word"] for row in rows if row["class"] == sort)
    if not words:
        raise RuleError(f"data/en/lexicons/linking.tsv: no words of class {sort!r}; add them")
    return words


def _table(path: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a tab-separated table of the package, all with these columns."""
    try:
        text = files("pledgebook").joinpath(path).read_text(encoding="utf-8")
    except OSError as error:
        raise RuleError(f"{path}: cannot be read ({error}); reinstall pledgebook") from error
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows or not set(columns) <= set(rows[0]):
        raise RuleError(f"{path}: needs the columns {', '.join(columns)}; compare its first line")
    return rows


@cache
def _empty_words() -> frozenset[str]:
    return frozenset().union(*(linking_words(sort) for sort in _EMPTY_CLASSES))


@lru_cache(maxsize=65536)
def content_words(text: str) -> frozenset[str]:
    """The words of a phrase that name a thing or place, case-folded, without plural endings.

    "the remaining 80 yurts" -> {"yurt"}; "over Iraq" -> {"iraq"}. A word in capitals is a
    name, whatever it would be in small letters: "against IS" -> {"is"}.
    """
    found = (match.group() for match in _WORD.finditer(text))
    return frozenset(_singular(word.casefold()) for word in found if _says_what(word))


def _says_what(word: str) -> bool:
    if len(word) < 2:
        return False
    folded = word.casefold()
    if word.isupper():
        return folded not in linking_words("money")
    return folded not in _empty_words()


def _singular(word: str) -> str:
    for possessive in ("'s", "’s"):
        word = word.removesuffix(possessive)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("uses") and not word.endswith(("ouses", "auses")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
