from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.scoring.matching import best_pairs


@pytest.mark.parametrize(
    ("weights", "pairs"),
    [
        ([], []),
        ([[]], []),
        ([[0.0]], []),
        ([[1.0]], [(0, 0)]),
        ([[2, 3], [0, 2]], [(0, 0), (1, 1)]),
        ([[5, 4], [4, 0]], [(0, 1), (1, 0)]),
        ([[1, 9, 2]], [(0, 1)]),
        ([[1], [9], [2]], [(1, 0)]),
        ([[0, 0], [0, 7]], [(1, 1)]),
    ],
)
def test_pairs_have_the_greatest_total(
    weights: list[list[float]], pairs: list[tuple[int, int]]
) -> None:
    assert sorted(best_pairs(weights)) == pairs


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 4).flatmap(
        lambda columns: st.lists(
            st.lists(st.integers(0, 20), min_size=columns, max_size=columns),
            min_size=1,
            max_size=4,
        )
    )
)
def test_no_assignment_is_better(weights: list[list[int]]) -> None:
    rows, columns = len(weights), len(weights[0])
    size = max(rows, columns)
    square = [
        [weights[i][j] if i < rows and j < columns else 0 for j in range(size)] for i in range(size)
    ]
    best = max(sum(square[i][p[i]] for i in range(size)) for p in permutations(range(size)))
    pairs = best_pairs(weights)
    assert sum(weights[i][j] for i, j in pairs) == best
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
