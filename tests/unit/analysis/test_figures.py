from __future__ import annotations

from typing import Any

import pytest

from pledgebook.analysis.figures import limits
from pledgebook.types import Money, Quantity

from .test_counting import money


@pytest.mark.parametrize(
    ("amount", "ends"),
    [
        (money(5), (5, 5)),
        (money(5, 9), (5, 9)),
        (money(5, None, bound="at_least"), (5, None)),
        (money(None, 9), (0, 9)),
        (money(9, 9, bound="up_to"), (0, 9)),
        (money(5, 5, bound="about", approximate=True), (5, 5)),
        (Quantity(low=600, high=None, unit="soldier"), (600, None)),
        (Quantity(low=None, high=8, unit="jet"), (0, 8)),
    ],
)
def test_of_a_range_the_low_end_counts(amount: Money | Quantity, ends: tuple[Any, Any]) -> None:
    assert limits(amount) == ends
