"""One-to-one pairs of greatest total weight (the assignment problem).

Shortest augmenting paths with potentials: R. Jonker and A. Volgenant, "A shortest
augmenting path algorithm for dense and sparse linear assignment problems", Computing 38
(1987). Cubic in the larger side; a document has tens of claims, so it takes milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence

Weights = Sequence[Sequence[float]]


def best_pairs(weights: Weights) -> list[tuple[int, int]]:
    """The pairs (row, column) of greatest total weight; a weight of 0 or less is no pair.

    `[[2, 3], [0, 2]]` -> `[(0, 0), (1, 1)]`: 4 beats the single 3.
    """
    rows, columns = len(weights), len(weights[0]) if weights else 0
    if not rows or not columns:
        return []
    size = max(rows, columns)
    costs = _costs(weights, size)
    row_price, column_price = [0.0] * (size + 1), [0.0] * (size + 1)
    row_at = [0] * (size + 1)
    for row in range(1, size + 1):
        _augment(row, costs, row_price, column_price, row_at)
    pairs = ((row_at[column] - 1, column - 1) for column in range(1, size + 1))
    return [
        (row, column)
        for row, column in pairs
        if 0 <= row < rows and column < columns and weights[row][column] > 0
    ]


def _costs(weights: Weights, size: int) -> list[list[float]]:
    """A square of costs: the highest weight less each weight, missing ones as weight 0."""
    top = max(max(row) for row in weights)
    square = [[float(top)] * size for _ in range(size)]
    for i, row in enumerate(weights):
        for j, weight in enumerate(row):
            if weight > 0:
                square[i][j] = top - weight
    return square


def _augment(
    row: int,
    costs: list[list[float]],
    row_price: list[float],
    column_price: list[float],
    row_at: list[int],
) -> None:
    """Gives one more row its column, moving earlier rows where that is cheaper.

    Rows and columns count from 1; column 0 holds the row that waits. `row_at[column]` is
    the row that has the column, 0 for none.
    """
    size = len(costs)
    row_at[0], column = row, 0
    least, seen = [float("inf")] * (size + 1), [False] * (size + 1)
    before = [0] * (size + 1)
    while row_at[column]:
        seen[column] = True
        at, step, following = row_at[column], float("inf"), 0
        for j in range(1, size + 1):
            if seen[j]:
                continue
            reduced = costs[at - 1][j - 1] - row_price[at] - column_price[j]
            if reduced < least[j]:
                least[j], before[j] = reduced, column
            if least[j] < step:
                step, following = least[j], j
        for j in range(size + 1):
            if seen[j]:
                row_price[row_at[j]] += step
                column_price[j] -= step
            else:
                least[j] -= step
        column = following
    while column:
        row_at[column] = row_at[before[column]]
        column = before[column]
