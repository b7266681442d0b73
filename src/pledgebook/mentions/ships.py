"""Ships of navies and coast guards by the prefix of their names: "HMS Spey", "PNS Aslat".

A ship acts for its state, whatever it is named after: "HMAS Canberra" is Australia and no
capital. A text that has introduced "USNS Comfort" may go on with "the Comfort".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pledgebook.mentions import world
from pledgebook.mentions.context import Named, role_words
from pledgebook.mentions.names import fold
from pledgebook.mentions.spans import Spans

_WORD = re.compile(r" [A-Z][\w-]*")
_WORDS = 3


@cache
def _prefixes() -> Mapping[str, tuple[tuple[str, ...], bool]]:
    """By prefix: the states that use it, and whether the text has to name one of them."""
    return {
        fold(row["prefix"]): (tuple(row["actors"].split("|")), row["needs"] == "yes")
        for row in world.table("ships")
    }


@cache
def _prefix() -> re.Pattern[str]:
    forms = sorted(_prefixes(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?= [A-Z])")


def _name_end(folded: str, at: int) -> int:
    """The end of a ship's name of at most three words that begins behind its prefix."""
    for _ in range(_WORDS):
        word = _WORD.match(folded, at)
        if word is None or word[0][1:] in role_words("calendar"):
            break
        at = word.end()
    return at


def _state(prefix: str, weight: Mapping[str, int]) -> str | None:
    actors, needed = _prefixes()[prefix]
    named = max(actors, key=lambda actor: weight.get(actor, 0))
    return named if weight.get(named) or not needed else None


def ships(folded: str, weight: Mapping[str, int]) -> Iterator[Named]:
    """The ships with a prefix in a folded text, each standing for its state.

    Args:
        weight: how often the text names each state; most short prefixes need theirs named.
    """
    for prefix in _prefix().finditer(folded):
        end = _name_end(folded, prefix.end())
        state = _state(prefix[0], weight)
        if state is not None and end > prefix.end():
            form = folded[prefix.start() : end]
            yield Named(start=prefix.start(), end=end, actor=state, via="agency", form=form)


def with_ships(folded: str, names: Sequence[Named], weight: Mapping[str, int]) -> tuple[Named, ...]:
    """The names of a text with its ships; what a ship is named after is no name of its own."""
    found = list(ships(folded, weight))
    if not found:
        return tuple(names)
    taken = Spans((ship.start, ship.end, None) for ship in found)
    others = [named for named in names if not taken.touches(named.start, named.end)]
    for named in others:
        taken.add(named.start, named.end, None)
    for ship in tuple(found):
        name = ship.form.partition(" ")[2]
        for again in re.finditer(rf"\b[Tt]he (?={re.escape(name)}\b)", folded):
            start, end = again.end(), again.end() + len(name)
            if not taken.touches(start, end):
                taken.add(start, end, None)
                found.append(Named(start=start, end=end, actor=ship.actor, via="agency", form=name))
    return tuple(sorted([*others, *found], key=lambda named: named.start))
