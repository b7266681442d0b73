"""Pairs predicted claims with gold claims and counts what agrees (contract, section 7).

A pair needs the same contributor and overlapping evidence. Which of several possible pairs
is taken is settled for the whole document at once: agreement of the kind's area weighs more
than anything else, an optional gold claim is taken only where no other is left, then kind,
status, recipient, money, quantity and the share of overlap decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pledgebook.scoring.compare import (
    area_fits,
    compared,
    contributor_fits,
    grounded,
    overlap,
)
from pledgebook.scoring.matching import best_pairs
from pledgebook.scoring.records import ScoredClaim

# The tiers stay apart: what decides inside one adds up to 10 at most.
_AGREED, _OPTIONAL, _MATCHED = 100, 20, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Hits out of so many cases."""

    hits: int = 0
    of: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(hits=self.hits + other.hits, of=self.of + other.of)

    @property
    def share(self) -> float | None:
        """Hits as a share of the cases; None without a case."""
        return self.hits / self.of if self.of else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A predicted claim with its gold claim, by index; `same` says which attributes agree."""

    gold: int
    predicted: int
    found: bool
    exact: bool
    same: Mapping[str, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What one document or several add up to.

    `gold` without optional claims; `predicted` without those `ignored`, which met an
    optional gold claim. `grounded` is None where no text or no prediction was there.
    """

    gold: int = 0
    predicted: int = 0
    ignored: int = 0
    matched: int = 0
    found: int = 0
    exact: int = 0
    attributes: Mapping[str, Tally] = field(default_factory=dict)
    grounded: Tally | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentScore:
    """Counts of one document with the pairs behind them.

    `missed` are gold claims that no prediction found, `invented` predictions that found no
    gold claim; both by index, optional and ignored ones left out.
    """

    counts: Counts
    pairs: tuple[Pair, ...]
    missed: tuple[int, ...]
    invented: tuple[int, ...]


def _weight(gold: ScoredClaim, predicted: ScoredClaim) -> float:
    share = overlap(gold.evidence, predicted.evidence)
    if not share or not contributor_fits(gold, predicted):
        return 0.0
    same = compared(gold, predicted)
    fine = (
        4 * same["kind"]
        + 2 * same["status"]
        + same.get("recipient", 0)
        + same.get("money", 0)
        + same.get("quantity", 0)
        + share
    )
    agreed = area_fits(gold, predicted)
    if gold.optional:
        return _OPTIONAL + fine if agreed else 0.0
    return (_AGREED if agreed else _MATCHED) + fine


def _meets_optional(gold: Sequence[ScoredClaim], predicted: ScoredClaim) -> bool:
    return any(
        claim.optional
        and overlap(claim.evidence, predicted.evidence) > 0
        and contributor_fits(claim, predicted)
        and area_fits(claim, predicted)
        for claim in gold
    )


def scored(
    gold: Sequence[ScoredClaim], predicted: Sequence[ScoredClaim], text: str | None = None
) -> DocumentScore:
    """How one document's predicted claims fare against its gold claims.

    Args:
        text: the document's text, by which `grounded` is counted.
    """
    found_pairs = best_pairs([[_weight(g, p) for p in predicted] for g in gold])
    pairs, taken = [], set()
    ignored = 0
    for i, j in found_pairs:
        taken.add(j)
        if gold[i].optional:
            ignored += 1
            continue
        same = compared(gold[i], predicted[j])
        pairs.append(
            Pair(
                gold=i,
                predicted=j,
                found=area_fits(gold[i], predicted[j]),
                exact=same["kind"] and same["status"],
                same=same,
            )
        )
    for j, claim in enumerate(predicted):
        if j not in taken and _meets_optional(gold, claim):
            taken.add(j)
            ignored += 1
    rest = {pair.gold for pair in pairs if pair.found}
    fruitless = {pair.predicted for pair in pairs if not pair.found}
    return DocumentScore(
        counts=_counts(gold, predicted, pairs, ignored, text),
        pairs=tuple(pairs),
        missed=tuple(i for i, g in enumerate(gold) if not g.optional and i not in rest),
        invented=tuple(j for j in range(len(predicted)) if j not in taken or j in fruitless),
    )


def _counts(
    gold: Sequence[ScoredClaim],
    predicted: Sequence[ScoredClaim],
    pairs: Sequence[Pair],
    ignored: int,
    text: str | None,
) -> Counts:
    attributes: dict[str, Tally] = {}
    for pair in pairs:
        for name, value in pair.same.items():
            attributes[name] = attributes.get(name, Tally()) + Tally(hits=value, of=1)
    exactly = None
    if text is not None and predicted:
        hits = sum(grounded(claim.evidence, text) for claim in predicted)
        exactly = Tally(hits=hits, of=len(predicted))
    return Counts(
        gold=sum(not claim.optional for claim in gold),
        predicted=len(predicted) - ignored,
        ignored=ignored,
        matched=len(pairs),
        found=sum(pair.found for pair in pairs),
        exact=sum(pair.exact for pair in pairs),
        attributes=attributes,
        grounded=exactly,
    )


def added(many: Iterable[Counts]) -> Counts:
    """The sum of several documents' counts (micro average)."""
    every = list(many)
    attributes: dict[str, Tally] = {}
    for counts in every:
        for name, tally in counts.attributes.items():
            attributes[name] = attributes.get(name, Tally()) + tally
    exactly = [counts.grounded for counts in every if counts.grounded is not None]
    return Counts(
        gold=sum(counts.gold for counts in every),
        predicted=sum(counts.predicted for counts in every),
        ignored=sum(counts.ignored for counts in every),
        matched=sum(counts.matched for counts in every),
        found=sum(counts.found for counts in every),
        exact=sum(counts.exact for counts in every),
        attributes=attributes,
        grounded=sum(exactly, Tally()) if exactly else None,
    )
