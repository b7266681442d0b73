"""What a number counts: the head noun of the phrase after it, by a light surface grammar.

"two C-130 transport planes" -> plane; "200 tonnes of maize flour" -> tonne; "17 of its 44
nutrition sites" -> site; "15,000 fled" -> nothing.

Source: in English a counted noun is plural and the plural that ends the noun phrase is its
head ("special forces soldiers"); a verb in -s never follows a plural subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pledgebook.mentions.counting.numbers import SPACE
from pledgebook.mentions.lexicons import column, rows

_TOKEN = re.compile(
    rf"(?:{SPACE}|\n)?([^\W_](?:[\w.&]*[^\W_])?(?:[-‐‑][\w]+)*)((?:'s|’s|'|’)(?!\w))?"
)
# Words between a number and its head noun: "12 new Norwegian-built mine protected vehicles".
_LONGEST = 7
_OF_SET = re.compile(
    rf"{SPACE}of{SPACE}(?:the|its|their|his|her|our|your|my|those|these|\d[\d,]*)"
    rf"(?:{SPACE}(?:other|remaining|original|planned|promised|pledged|first|last|\d[\d,]*))*(?={SPACE})",
    re.IGNORECASE,
)
_OF = re.compile(rf"{SPACE}of(?={SPACE})", re.IGNORECASE)
_SKIPPED = frozenset({"more", "other", "such", "further", "fewer", "less"})
_NATIONS = re.compile(r"[A-Z][a-z]+(?:ese|ans|ish|is)$")


@dataclass(frozen=True, slots=True)
class Counted:
    """The counted noun: where its phrase ends and its singular."""

    end: int
    unit: str


def counted(text: str, at: int, end: int, *, single: bool, vague: bool) -> Counted | None:
    """The noun that a number ending at `at` counts, or None.

    Args:
        single: The number is one, so that the noun is singular.
        vague: The number is a plural ("dozens"), which joins its noun by "of".
    """
    of_set = _OF_SET.match(text, at, end)
    if of_set is not None:
        return None if single else _plural(text, of_set.end(), end)
    of = _OF.match(text, at, end)
    if of is not None:
        return _plural(text, of.end(), end) if vague else None
    return _singular_after_one(text, at, end) if single else _plural(text, at, end)


_AND = re.compile(rf"{SPACE}(?:and|or){SPACE}(?=[\w])")


def shared(text: str, at: int, end: int) -> tuple[int, int] | None:
    """Where the words of a number without its own noun end, and where the next number begins.

    "400 air force and 200 army personnel": both count personnel. None where no "and" and
    number follows within three words.
    """
    for _ in range(4):
        joined = _AND.match(text, at, end)
        if joined is not None:
            return at, joined.end()
        token = _TOKEN.match(text, at, end)
        if token is None or token[0][0] == "\n" or _stops(token[1], noun_seen=True):
            return None
        at = token.end()
    return None


@cache
def _units() -> dict[str, tuple[str, str]]:
    return {row["form"]: (row["unit"], row["class"]) for row in rows("units")}


def _plural(text: str, at: int, end: int) -> Counted | None:
    best: Counted | None = None
    joined, named, last = False, False, ""
    for place in range(_LONGEST):
        token = _TOKEN.match(text, at, end)
        if token is None or (token[0][0] == "\n" and place == 0):
            break
        word = token[1]
        if place == 0 and token.start(1) == at:
            return _attached(text, token, end)
        if best is None and word in ("and", "or") and place and not joined:
            joined, at = True, token.end()
            continue
        if word.isdigit() and last in column("designators", "word") and best is None:
            at = token.end()
            continue
        if _stops(word, noun_seen=best is not None):
            break
        last = word
        unit = None if token[2] else plural_unit(word)
        if unit == "":
            return None
        # A capitalised plural may still modify: "60 Fuchs reconnaissance vehicles".
        if unit is None and best is not None and not (named and word.islower()):
            break
        if unit is not None:
            best = Counted(token.end(1), unit)
            named = word[0].isupper() and unit != "person" and word[-2:-1].isalpha()
        at = token.end()
    return best


def _attached(text: str, token: re.Match[str], end: int) -> Counted | None:
    """A unit written onto its number: "25km", but not "3G", nor the size in "40ft containers"."""
    unit, kind = _units().get(token[1], ("", ""))
    following = _TOKEN.match(text, token.end(), end)
    if kind != "abbreviation" or (following is not None and plural_unit(following[1]) is not None):
        return None
    return Counted(token.end(1), unit)


def _singular_after_one(text: str, at: int, end: int) -> Counted | None:
    best: Counted | None = None
    for place in range(_LONGEST):
        token = _TOKEN.match(text, at, end)
        if token is None or token[0][0] == "\n":
            break
        word = token[1]
        known = _units().get(word, ("", ""))
        barred = word.lower() in column("after_one", "word") and place == 0
        if barred or known[1] in ("duration", "share"):
            return None
        numbered = (
            best is not None and best.unit in column("designators", "word") and word.isdigit()
        )
        if numbered or (word in ("more", "other", "further") and place == 0):
            at = token.end()
            continue
        # After a noun a word in -ed or -ing is its verb or begins a clause: "one ship carrying".
        if _stops(word, noun_seen=place > 0) or (place and word.endswith(("ed", "ing"))):
            break
        if plural_unit(word) is not None and known[1] != "invariant":
            break
        best = Counted(token.end(1), known[0] or word)
        at = token.end()
        if token[2]:
            break
    return best


def _stops(word: str, *, noun_seen: bool) -> bool:
    """Whether a word ends the noun phrase; before the noun adverbs and participles belong to it."""
    kind = column("function_words", "word", "class").get(word.lower())
    if kind is None:
        return word.isdigit()
    if not noun_seen and (word in _SKIPPED or kind in ("participle", "adverb")):
        return False
    # "US", "WHO", "IT" in capitals are names and no pronouns.
    return not (word.isupper() and len(word) > 1)


def plural_unit(word: str) -> str | None:
    """The singular of a plural or unit word, "" for what is no thing, None for a non-plural.

    "soldiers" -> "soldier", "troops" -> "troop", "MT" -> "tonne", "years" -> "", "mine" -> None.
    """
    unit, kind = _units().get(word) or _units().get(word.lower()) or ("", "")
    if kind in ("duration", "share", "caliber"):
        return ""
    if kind == "modifier":
        return None
    if kind == "person" or (word[-1:] in "eshi" and _NATIONS.match(word)):
        return "person"
    if unit:
        return unit
    lowered = word.lower()
    for ending, singular in (
        ("men", "man"),
        ("people", "person"),
        ("children", "child"),
        ("crafts", "craft"),
    ):
        if lowered.endswith(ending) and len(lowered) > len(ending) + 1:
            return word[: -len(ending)] + singular
    if lowered.endswith(("craft", "folk")) and len(lowered) > 6:
        return word
    if not lowered.endswith("s") or lowered.endswith(("ss", "us", "is")) or len(word) < 3:
        return None
    return _without_s(word)


def _without_s(word: str) -> str:
    tail = word.rsplit("-", 1)[-1]
    known = _units().get(tail.lower())
    if known is not None and known[1] == "irregular":
        return word[: len(word) - len(tail)] + known[0]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]
