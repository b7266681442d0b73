"""Logistic regression with an L2 penalty, its strength chosen by cross-validation.

Folds hold whole documents: claims of one text resemble each other, so that a text in both
halves would make any figure too good.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]
Mask = NDArray[np.bool_]

STRENGTHS = (2.0, 4.0, 8.0, 16.0, 32.0)
OUTER, INNER = 10, 4
SEED = 20140915
STEPS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """One row a claim: its features as 0 and 1 (the first column is 1), whether it is right.

    `groups` holds the document of each row; `counts` is 0 for rows that nothing is learnt
    from or measured on, else 1.
    """

    x: Matrix
    y: Vector
    counts: Vector
    groups: Sequence[str]

    def rows(self, chosen: Mask) -> Data:
        """The rows that a mask of booleans chooses."""
        groups = [g for g, kept in zip(self.groups, chosen, strict=True) if kept]
        return Data(x=self.x[chosen], y=self.y[chosen], counts=self.counts[chosen], groups=groups)


def probabilities(x: Matrix, weights: Vector) -> Vector:
    """The probability of each row."""
    return 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))


def loss(p: Vector, y: Vector, counts: Vector) -> float:
    """The mean negative log likelihood, in nats."""
    p = np.clip(p, 1e-9, 1 - 1e-9)
    return float(-np.average(y * np.log(p) + (1 - y) * np.log(1 - p), weights=counts))


def fit(data: Data, strength: float) -> Vector:
    """The weights of least penalised loss, by Newton's method; the first is not penalised."""
    width = data.x.shape[1]
    penalty = np.full(width, strength)
    penalty[0] = 1e-3
    weights = np.zeros(width)
    for _ in range(STEPS):
        p = probabilities(data.x, weights)
        slope = data.x.T @ (data.counts * (p - data.y)) + penalty * weights
        curve = (data.x.T * (data.counts * p * (1 - p))) @ data.x + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-7:
            break
    return weights


def folds(groups: Sequence[str], count: int, seed: int) -> Iterator[Mask]:
    """Masks of the rows that are held out, each document in one fold."""
    names = sorted(set(groups))
    random.Random(seed).shuffle(names)
    place = {name: at % count for at, name in enumerate(names)}
    of_row = np.array([place[name] for name in groups])
    for fold in range(count):
        yield of_row == fold


def held_out(data: Data, strength: float, count: int, seed: int) -> Vector:
    """The probability of each row from the model that did not see its document."""
    p = np.zeros(len(data.y))
    for out in folds(data.groups, count, seed):
        if out.any():
            p[out] = probabilities(data.x[out], fit(data.rows(~out), strength))
    return p


def best_strength(data: Data, count: int = INNER, seed: int = SEED) -> float:
    """The strength of the penalty with the least loss on held-out documents."""
    return min(STRENGTHS, key=lambda s: loss(held_out(data, s, count, seed), data.y, data.counts))


def honest(data: Data, seed: int = SEED) -> Vector:
    """Held-out probabilities where each fold chooses its strength without its own rows."""
    p = np.zeros(len(data.y))
    for out in folds(data.groups, OUTER, seed):
        if out.any():
            rest = data.rows(~out)
            p[out] = probabilities(data.x[out], fit(rest, best_strength(rest, seed=seed + 1)))
    return p


def average_precision(p: Vector, y: Vector) -> float:
    """The mean precision at each right row, rows in falling order of probability."""
    order = np.argsort(-p, kind="stable")
    right = y[order]
    at = np.cumsum(right) / np.arange(1, len(right) + 1)
    return float((at * right).sum() / max(right.sum(), 1))


def bins(p: Vector, y: Vector, count: int = 10) -> list[tuple[float, float, int]]:
    """Mean probability, share right and size of each tenth of the scale that holds rows."""
    place = np.minimum((p * count).astype(int), count - 1)
    return [
        (float(p[place == b].mean()), float(y[place == b].mean()), int((place == b).sum()))
        for b in range(count)
        if (place == b).any()
    ]


def calibration_error(p: Vector, y: Vector) -> float:
    """The mean distance of probability and share right over the bins, weighed by size."""
    return sum(abs(mean - share) * size for mean, share, size in bins(p, y)) / max(len(y), 1)
