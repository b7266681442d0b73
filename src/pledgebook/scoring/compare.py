"""When two values of one field count as equal, and how a predicted claim fares by field.

`ORG:`, `PERSON:`, `GROUP:` and `COALITION:` ids are compared by their words, since the
contract leaves their wording open; country codes and abbreviations are compared exactly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib import resources
from typing import Literal, TypeVar

from pledgebook.scoring.records import Quoted, ScoredClaim, ScoredMoney, ScoredQuantity
from pledgebook.types import Number, Speaker

ActorKey = tuple[Literal["code"], str] | tuple[Literal["name"], frozenset[str]]
Value = TypeVar("Value")

# Two readings of one amount may be rounded differently: half a per cent is closer than any
# two amounts that a text tells apart.
NEAR = 0.005


@cache
def _word_list(name: str) -> frozenset[str]:
    table = resources.files("pledgebook").joinpath(f"data/scoring/{name}.txt")
    lines = table.read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def _table(name: str) -> dict[str, str]:
    table = resources.files("pledgebook").joinpath(f"data/scoring/{name}.tsv")
    rows = table.read_text("utf-8").splitlines()[1:]
    return {row.split("\t")[0]: row.split("\t")[1] for row in rows}


def words(text: str) -> list[str]:
    """Case-folded words without plural s, small numbers as digits.

    "Ten Arab states" -> ["10", "arab", "state"]
    """
    found = re.findall(r"[^\W_]+", text.casefold().replace("’", "").replace("'", ""))
    numbers = _table("small-numbers")
    found = [numbers.get(word, word) for word in found]
    return [
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
        for word in found
    ]


def actor_key(name: str | None) -> ActorKey | None:
    """What an actor id is compared by: its code, or the set of its words; None for none.

    "USA" -> ("code", "USA"); "GROUP:the ten Arab states" -> ("name", {"10", "arab", "state"})
    """
    if not name:
        return None
    text = name.strip()
    bare = re.sub(r"^(ORG|PERSON|GROUP|COALITION)\s*:\s*", "", text)
    known = _table("body-names").get(re.sub(r"^the ", "", bare.casefold()))
    if known:
        return ("code", known)
    if bare == text:
        return ("code", text.upper())
    if re.fullmatch(r"[A-Z0-9]{2,12}", bare):
        return ("code", bare)
    every = words(bare)
    return (
        "name",
        frozenset(word for word in every if word not in _word_list("small-words"))
        or frozenset(every),
    )


def same_words(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether two names agree: one inside the other, or half of all their words shared."""
    if one - _word_list("common-nouns") and two - _word_list("common-nouns"):
        one, two = one - _word_list("common-nouns"), two - _word_list("common-nouns")
    both = len(one & two)
    return both > 0 and (both == min(len(one), len(two)) or both / len(one | two) >= 0.5)


def same_actor(one: str | None, two: str | None) -> bool:
    """Whether two actor ids stand for the same; none equals none only."""
    a, b = actor_key(one), actor_key(two)
    if a is None or b is None:
        return a is None and b is None
    if a[0] == "name" and b[0] == "name":
        return same_words(a[1], b[1])
    return a == b


def same_name(one: str | None, two: str | None) -> bool:
    """Whether two free names (a meeting, a group, a scope) agree by their words."""
    if not one or not two:
        return not one and not two
    first, second = (
        frozenset(words(one)) - _word_list("small-words"),
        frozenset(words(two)) - _word_list("small-words"),
    )
    return same_words(first, second) if first and second else words(one) == words(two)


def area(kind: str | None) -> str:
    """The first level of a kind: "military.weapons" -> "military"."""
    return str(kind).split(".")[0]


def near(one: Number | None, two: Number | None) -> bool:
    """Whether two numbers are within `NEAR` of the larger; none equals none only."""
    if one is None or two is None:
        return one is None and two is None
    first, second = float(one), float(two)
    return abs(first - second) <= NEAR * max(abs(first), abs(second), 1)


def same_money(one: ScoredMoney | None, two: ScoredMoney | None) -> bool:
    """Whether low, high and currency agree, and the years where both have them."""
    if one is None or two is None:
        return one is None and two is None
    return (
        near(one.low, two.low)
        and near(one.high, two.high)
        and one.currency.upper() == two.currency.upper()
        and (one.years is None or two.years is None or near(one.years, two.years))
    )


def same_quantity(one: ScoredQuantity | None, two: ScoredQuantity | None) -> bool:
    """Whether low and high agree; units are worded too freely to be compared."""
    if one is None or two is None:
        return one is None and two is None
    return near(one.low, two.low) and near(one.high, two.high)


def same_condition(one: Quoted | None, two: Quoted | None) -> bool:
    """Whether two conditions share a run of two words, or all of a one-word condition."""
    first, second = words(one.quote if one else ""), words(two.quote if two else "")
    if not first or not second:
        return False
    runs = [0] * (len(second) + 1)
    longest = 0
    for left in first:
        before = 0
        for at, right in enumerate(second, 1):
            here = runs[at]
            runs[at] = before + 1 if left == right else 0
            longest = max(longest, runs[at])
            before = here
    return longest >= min(2, len(first), len(second))


def _speaker_keys(speakers: Iterable[Speaker]) -> set[object]:
    keys: set[object] = set()
    for speaker in speakers:
        name = [word for word in words(speaker.name or "") if word not in _word_list("small-words")]
        code = actor_key(speaker.actor)
        if name:
            keys.add(("surname", name[-1]))
        if code:
            keys.add(code)
        if not name and not code:
            keys.add("unnamed")
    return keys


def same_speaker(one: Iterable[Speaker], two: Iterable[Speaker]) -> bool:
    """Whether two chains share a surname, an actor or an unnamed source."""
    return bool(_speaker_keys(one) & _speaker_keys(two))


def _any(
    same: Callable[[Value, Value], bool], first: Value, more: tuple[Value, ...], got: Value
) -> bool:
    return any(same(value, got) for value in (first, *more))


def contributor_fits(gold: ScoredClaim, predicted: ScoredClaim) -> bool:
    """Whether the predicted contributor is the gold one or an accepted one."""
    return _any(same_actor, gold.contributor, gold.accept.contributor, predicted.contributor)


def area_fits(gold: ScoredClaim, predicted: ScoredClaim) -> bool:
    """Whether the area of the predicted kind is that of the gold or an accepted kind."""
    return area(predicted.kind) in {area(kind) for kind in (gold.kind, *gold.accept.kind)}


def compared(gold: ScoredClaim, predicted: ScoredClaim) -> dict[str, bool]:
    """Whether each attribute agrees; one that does not apply has no entry.

    Condition and speaker count where either side has one; `recipient_given`,
    `money_given` and `quantity_given` only where gold has a value.
    """
    accept, skip = gold.accept, set(gold.unscored)
    out = {
        "kind": predicted.kind in (gold.kind, *accept.kind),
        "status": predicted.status in (gold.status, *accept.status),
    }
    same = {
        "recipient": _any(same_actor, gold.recipient, accept.recipient, predicted.recipient),
        "money": _any(same_money, gold.money, accept.money, predicted.money),
        "quantity": _any(same_quantity, gold.quantity, accept.quantity, predicted.quantity),
    }
    given = {
        "recipient": bool(gold.recipient),
        "money": gold.money is not None,
        "quantity": gold.quantity is not None,
    }
    for name, value in same.items():
        if name not in skip:
            out[name] = value
            if given[name]:
                out[f"{name}_given"] = value
    if "condition" not in skip and (gold.condition or predicted.condition):
        out["condition"] = same_condition(gold.condition, predicted.condition)
    if "speaker" not in skip and (gold.speakers or predicted.speakers):
        out["speaker"] = same_speaker(gold.speakers, predicted.speakers)
    return out


def overlap(one: Quoted | None, two: Quoted | None) -> float:
    """Shared characters of two stretches as a share of all they cover; 0 where apart."""
    if one is None or two is None:
        return 0.0
    shared = min(one.end, two.end) - max(one.start, two.start)
    whole = max(one.end, two.end) - min(one.start, two.start)
    return shared / whole if shared > 0 and whole > 0 else 0.0


def grounded(quoted: Quoted | None, text: str) -> bool:
    """Whether the quote is exactly the text at its span."""
    if quoted is None or not quoted.quote:
        return False
    return text[quoted.start : quoted.end] == quoted.quote
