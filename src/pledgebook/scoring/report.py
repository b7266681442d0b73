"""Adds documents up to figures with intervals: the frozen record that `eval` prints."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pledgebook.scoring.claims import Counts, DocumentScore, added, scored
from pledgebook.scoring.records import Annotated, GoldDocument
from pledgebook.scoring.sections import SECTIONS, SectionCounts, scored_sections

# The seed is part of the figures: another one moves an interval's ends by about 0.002.
SEED = 20140915
ROUNDS = 2000

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Precision, recall and their harmonic mean, 0 to 1."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervals:
    """95 % bootstrap intervals of a measure's three figures, over documents."""

    precision: Interval
    recall: Interval
    f1: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionFigures:
    """One section's measures; `grounded` None where no text or record was there."""

    counts: SectionCounts
    found: Measure
    exact: Measure
    grounded: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Negatives:
    """Documents without a gold claim: how many stayed without one, and what was put in them."""

    documents: int
    clean: int
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of one set of documents."""

    documents: int
    counts: Counts
    found: Measure
    exact: Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that one evaluation measured.

    `missing` are gold documents without a prediction; they count as read and found empty.
    Intervals are None where no bootstrap was asked for.
    """

    micro: Figures
    found_interval: Intervals | None
    exact_interval: Intervals | None
    negatives: Negatives
    sections: Mapping[str, SectionFigures]
    groups: Mapping[str, Figures]
    documents: Mapping[str, DocumentScore]
    missing: tuple[str, ...]


def measure(hits: int, predicted: int, gold: int) -> Measure:
    """Precision, recall and F1; nothing predicted where nothing was to find is right (1)."""
    precision = hits / predicted if predicted else (0.0 if gold else 1.0)
    recall = hits / gold if gold else 1.0
    both = precision + recall
    return Measure(
        precision=precision, recall=recall, f1=2 * precision * recall / both if both else 0.0
    )


def figures(many: Sequence[Counts]) -> Figures:
    """The micro-averaged figures of several documents."""
    counts = added(many)
    return Figures(
        documents=len(many),
        counts=counts,
        found=measure(counts.found, counts.predicted, counts.gold),
        exact=measure(counts.exact, counts.predicted, counts.gold),
    )


def _interval(values: list[float]) -> Interval:
    values.sort()
    last = len(values) - 1
    return values[int(0.025 * last)], values[round(0.975 * last)]


def _intervals(measures: Sequence[Measure]) -> Intervals:
    return Intervals(
        precision=_interval([each.precision for each in measures]),
        recall=_interval([each.recall for each in measures]),
        f1=_interval([each.f1 for each in measures]),
    )


def bootstrap(
    many: Mapping[str, Counts], rounds: int = ROUNDS, seed: int = SEED
) -> tuple[Intervals, Intervals]:
    """95 % intervals of `found` and `exact`, drawing documents with replacement.

    Documents are drawn and not claims, since the claims of one text stand or fall together.
    """
    draw, ids = random.Random(seed), sorted(many)
    found, exact = [], []
    for _ in range(rounds):
        drawn = [many[ids[draw.randrange(len(ids))]] for _ in ids]
        gold = sum(counts.gold for counts in drawn)
        predicted = sum(counts.predicted for counts in drawn)
        found.append(measure(sum(counts.found for counts in drawn), predicted, gold))
        exact.append(measure(sum(counts.exact for counts in drawn), predicted, gold))
    return _intervals(found), _intervals(exact)


def _sections(
    gold: Sequence[GoldDocument], predictions: Mapping[str, Annotated]
) -> dict[str, SectionFigures]:
    empty = Annotated(claims=())
    totals = {name: SectionCounts() for name in SECTIONS}
    for document in gold:
        predicted = predictions.get(document.id, empty)
        for name, counts in scored_sections(document.gold, predicted, document.text).items():
            totals[name] = totals[name] + counts
    return {
        name: SectionFigures(
            counts=counts,
            found=measure(counts.found, counts.predicted, counts.gold),
            exact=measure(counts.exact, counts.predicted, counts.gold),
            grounded=counts.grounded.share,
        )
        for name, counts in totals.items()
    }


def report(
    gold: Sequence[GoldDocument],
    predictions: Mapping[str, Annotated],
    *,
    rounds: int = ROUNDS,
    seed: int = SEED,
) -> Report:
    """The figures of predictions (by document id) against gold documents.

    Args:
        rounds: bootstrap rounds; 0 leaves the intervals out.
    """
    scores = {
        document.id: scored(
            document.gold.claims,
            predictions[document.id].claims if document.id in predictions else (),
            document.text,
        )
        for document in gold
    }
    counts = {name: score.counts for name, score in scores.items()}
    found, exact = bootstrap(counts, rounds, seed) if rounds and counts else (None, None)
    groups: dict[str, list[Counts]] = {}
    for document in gold:
        groups.setdefault(document.group, []).append(counts[document.id])
    bare = [counts[document.id] for document in gold if not document.gold.claims]
    return Report(
        micro=figures(list(counts.values())),
        found_interval=found,
        exact_interval=exact,
        negatives=Negatives(
            documents=len(bare),
            clean=sum(each.predicted == 0 for each in bare),
            claims=sum(each.predicted for each in bare),
        ),
        sections=_sections(gold, predictions),
        groups={name: figures(many) for name, many in sorted(groups.items())},
        documents=scores,
        missing=tuple(document.id for document in gold if document.id not in predictions),
    )
