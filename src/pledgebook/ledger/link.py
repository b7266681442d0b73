"""Which claims of one contributor are about one commitment, and why.

Within a block (one contributor, one family of kinds) every pair of claims gets a score, a sum
of named reasons. Pairs are joined from the highest score down to the threshold, except where
that would bring two claims together that exclude each other. Scores and ties depend on the
claims alone, so any order of reading gives the same commitments.

Judgements come first: claims that a person called the same are one unit, and claims called
not the same never meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pledgebook.ledger.reasons import GENERIC, VETOES, WEIGHTS, Item, score
from pledgebook.types import Money

THRESHOLD: Final = 0.25

# With how many earlier claims of one kind a claim is compared. The largest development block
# has 22; a promise is told again among the next few dozen reports of the same giver and kind.
NEIGHBOURS: Final = 64


@dataclass(frozen=True, slots=True)
class Link:
    """A claim in a commitment, with the reasons that put it there (none for the first)."""

    item: Item
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rulings:
    """What people decided: pairs of identities that are, or are not, one commitment."""

    same: tuple[tuple[str, str], ...] = ()
    not_same: frozenset[frozenset[str]] = frozenset()


def link(items: Iterable[Item], rulings: Rulings = Rulings()) -> tuple[tuple[Link, ...], ...]:
    """The commitments among the claims of one block, each in the order of publication.

    Args:
        rulings: decisions of people; `same` comes without contradiction to `not_same`.

    Example:
        "France will send two frigates" (1 May) and "both French frigates have arrived"
        (3 June) are one commitment: same kind, same count, same thing named.
    """
    units = _units(sorted(items, key=lambda item: item.order), rulings)
    pairs, barred = _scored(units, rulings)
    group = list(range(len(units)))
    members: dict[int, set[int]] = {index: {index} for index in group}
    why: dict[int, tuple[str, ...]] = {}
    for _, right, left, names in sorted(pairs):
        small, large = sorted((group[left], group[right]), key=lambda each: len(members[each]))
        if small == large or any(barred[each] & members[large] for each in members[small]):
            continue
        for member in members[small]:
            group[member] = large
        members[large] |= members.pop(small)
        why.setdefault(right, names)
    found = sorted(sorted(indexes) for indexes in members.values())
    return tuple(
        _links([units[index] for index in indexes], [why.get(index, ()) for index in indexes])
        for indexes in found
    )


def _scored(
    units: Sequence[Sequence[Item]], rulings: Rulings
) -> tuple[list[tuple[float, int, int, tuple[str, ...]]], list[set[int]]]:
    """Pairs of units that speak for each other, and for each unit those it excludes.

    Returns:
        (minus the score, the later unit, the earlier unit, reasons) of each pair at or above
        the threshold; and the indices barred for each unit.
    """
    pairs: list[tuple[float, int, int, tuple[str, ...]]] = []
    barred: list[set[int]] = [set() for _ in units]
    for right, candidates in enumerate(_candidates(units, rulings)):
        for left in candidates:
            fit = _fit(units[left], units[right], rulings)
            if fit is None:
                barred[left].add(right)
                barred[right].add(left)
            elif fit[0] >= THRESHOLD:
                pairs.append((-fit[0], right, left, fit[1]))
    return pairs, barred


def _candidates(units: Sequence[Sequence[Item]], rulings: Rulings) -> Iterator[set[int]]:
    """For each unit the earlier ones that it is compared with.

    The nearest ones of any kind, of its own kind and of general kinds, those with the same
    amount, those of its documents, and those judged apart from it. In a block of up to
    NEIGHBOURS these are all; in a larger one the work grows with its size, not its square.
    """
    seen: dict[tuple[object, ...], list[int]] = {}
    apart: dict[str, set[str]] = {}
    for pair in rulings.not_same:
        for identity in pair:
            apart.setdefault(identity, set()).update(pair - {identity})
    for index, unit in enumerate(units):
        near: set[int] = set()
        for item in unit:
            asked, kept = _keys(item)
            for key in (*asked, *(("identity", other) for other in apart.get(item.identity, ()))):
                near.update(seen.get(key, ())[-NEIGHBOURS:])
            for key in (*kept, ("identity", item.identity)):
                found = seen.setdefault(key, [])
                if not found or found[-1] != index:
                    found.append(index)
        yield near - {index}


def _keys(item: Item) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """The keys that a claim looks others up by, and those that it is found by."""
    claim = item.claim
    shared: list[tuple[object, ...]] = [("document", item.document)]
    for amount in (claim.money, claim.quantity):
        if amount is not None:
            unit = amount.currency if isinstance(amount, Money) else "count"
            shared += [(unit, end) for end in {amount.low, amount.high} if end is not None]
    general = claim.kind in GENERIC or claim.kind == "financial.grant"
    kept = [*shared, ("kind", claim.kind), ("any",), *([("general",)] if general else [])]
    return [*shared, ("kind", claim.kind), ("any",), ("general",)], kept


def _links(units: Sequence[Sequence[Item]], why: Sequence[tuple[str, ...]]) -> tuple[Link, ...]:
    """One commitment's claims in the order of publication, each with its reasons."""
    links = [
        Link(item, names if index == 0 else ("judged the same",))
        for unit, names in zip(units, why, strict=True)
        for index, item in enumerate(unit)
    ]
    return tuple(sorted(links, key=lambda link: link.item.order))


def _units(items: Sequence[Item], rulings: Rulings) -> list[list[Item]]:
    """Items that stand or fall together: one identity, or judged the same."""
    leader: dict[str, str] = {item.identity: item.identity for item in items}

    def find(identity: str) -> str:
        while leader[identity] != identity:
            identity = leader[identity]
        return identity

    for left, right in rulings.same:
        if left in leader and right in leader:
            first, second = sorted((find(left), find(right)))
            leader[second] = first
    units: dict[str, list[Item]] = {}
    for item in items:
        units.setdefault(find(item.identity), []).append(item)
    return list(units.values())


def _fit(
    left: Sequence[Item], right: Sequence[Item], rulings: Rulings
) -> tuple[float, tuple[str, ...]] | None:
    """The best score of any pair between two units with what speaks for it; None if barred."""
    best: tuple[float, tuple[str, ...]] | None = None
    for first in left:
        for second in right:
            if frozenset((first.identity, second.identity)) in rulings.not_same:
                return None
            value, names = score(first, second)
            if not VETOES.isdisjoint(names):
                return None
            if best is None or value > best[0]:
                best = value, tuple(name for name in names if WEIGHTS[name] > 0)
    return best
