"""The clause that a contribution hangs on."""

from __future__ import annotations

import pytest

from pledgebook.claims.clauses.conditions import condition_of, usable
from pledgebook.claims.rulebook.book import rulebook

from .readings import at, told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Japan sends tents if Chad agrees.", "if Chad agrees"),
        ("Should Chad agree, Japan sends tents.", "Should Chad agree"),
        ("Japan sends tents when Chad agrees.", None),
        ("Japan sends field hospitals.", None),
        ("Japan sent engineers to repair roads.", None),
    ],
)
def test_the_condition_with_its_mark(text: str, words: str | None) -> None:
    reading = told(text)
    verb = at(reading, "sent" if " sent " in text else "sends")
    found = condition_of(reading, (verb,), rulebook())
    assert (found.quote if found else None) == words


def test_a_condition_on_a_predicate_above_the_act_counts() -> None:
    reading = told("Japan sends tents if Chad agrees.")
    below, above = at(reading, "tents"), at(reading, "sends")
    assert condition_of(reading, (below,), rulebook()) is None
    assert condition_of(reading, (below, above), rulebook()) is not None


def test_times_and_complements_are_no_conditions() -> None:
    child = told("Japan refused to send tents.").tree[4]
    assert not usable("temporal", "advcl", child)
    assert not usable("phrase", "xcomp", child)
    assert usable("clause", "advcl", child)
