"""Stages of verbless gifts."""

from __future__ import annotations

from typing import get_args

import pytest

from pledgebook.claims.lists.fragments import bracketed, stage_of
from pledgebook.mentions.lexicons import rows
from pledgebook.types import Status


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("60% disbursed", "delivered"),
        ("under appraisal", "considering"),
        ("signed 4 Sept.", "committed"),
        ("Pledged (US$)", "pledged"),
        ("cancelled at request of borrower", "withdrawn"),
        ("40 tents (delivered)", "delivered"),
        ("ready (not yet delivered)", "offered"),
        ("no longer available", "withdrawn"),
        ("cocoa", None),
        ("presently", None),
    ],
)
def test_stages(words: str, status: str | None) -> None:
    assert stage_of(words) == status


def test_brackets() -> None:
    text = "tents (20 of them) and beds"
    assert bracketed(text, 0, text.index("20"))
    assert not bracketed(text, 0, text.index("beds"))


def test_each_stage_has_a_ladder_value_and_its_place() -> None:
    found = rows("stages")
    assert {row["status"] for row in found} <= set(get_args(Status))
    phrases = [row["phrase"] for row in found]
    assert phrases == sorted(set(phrases))
