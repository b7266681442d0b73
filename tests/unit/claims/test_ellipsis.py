"""Numbers whose noun is left out."""

from __future__ import annotations

import pytest

from .engine import every, sizes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spain pledged two destroyers to Kenya. Greece has pledged one.", ("GRC", 1, "pledged")),
        (
            "Spain has given 50,000 doses to Chad. Italy has given 9,000.",
            ("ITA", 9000, "delivered"),
        ),
        (
            "Pakistan promised 5,000 soldiers to Chad and sent 2,000.",
            ("PAK", 2000, "delivered"),
        ),
    ],
)
def test_the_noun_is_that_of_the_last_amount(text: str, expected: tuple[str, int, str]) -> None:
    assert expected in sizes(text)


def test_the_unit_is_inherited() -> None:
    found = every("Spain has given 50,000 doses to Chad. Italy has given 9,000.")
    assert found[-1].quantity is not None
    assert found[-1].quantity.unit == "dose"
    assert "ellipsis" in {step.rule for step in found[-1].trace}


def test_a_number_with_nothing_before_it_is_left_alone() -> None:
    assert sizes("Italy has given 9,000.") == []


def test_years_and_shares_are_no_counts() -> None:
    text = "Spain has given 50,000 doses to Chad. Italy gave 20 per cent."
    assert "ITA" not in {size[0] for size in sizes(text)}
