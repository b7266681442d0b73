"""Needs: requests, stated needs and what others are told that they could give."""

from __future__ import annotations

import pytest
from tests.unit.claims.engine import every
from tests.unit.claims.test_circles import result

POSSIBLE = (
    "US secretary of state Antony Blinken said countries could instead provide radios, "
    "equipment, ammunition or intelligence."
)


def needs(text: str) -> list[tuple[str, str | None, str | None]]:
    """Kind, asker and addressee of each need of a text, in order."""
    return [(n.kind, n.asked_by, n.asked_of) for n in result(text).needs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya needs 500 tents.", [("humanitarian.shelter", "KEN", None)]),
        ("UNHCR appealed for $20 million.", [("humanitarian.aid", "UNHCR", None)]),
        ("Kenya urged Japan to help.", [("other.unspecified", "KEN", "JPN")]),
        ("Kenya has called for a broad coalition.", [("political.membership", "KEN", None)]),
    ],
)
def test_requests_and_stated_needs(
    text: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert needs(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kenya does not need tents.",
        "If Kenya asks for tents, Japan will send them.",
        "Should Kenya ask for tents, Japan will send them.",
        "Peace requires investment.",
        "Does Kenya need tents?",
        "The minister was encouraged by the decision of Kenya to help.",
    ],
)
def test_what_is_no_need(text: str) -> None:
    assert needs(text) == []


def test_amount_and_deadline() -> None:
    (need,) = result("UNHCR appealed for $20 million by 30 June 2021.").needs
    assert need.money is not None
    assert (need.money.low, need.money.currency) == (20_000_000, "USD")
    assert need.deadline == "2021-06-30"


def test_what_others_could_give_is_needed_and_no_contribution() -> None:
    kinds = {kind for kind, asked_by, asked_of in needs(POSSIBLE)}
    assert kinds == {"military.equipment", "military.weapons", "military.intelligence"}
    assert {(by, of) for _, by, of in needs(POSSIBLE)} == {("USA", "GROUP:countries")}
    assert every(POSSIBLE) == ()


def test_a_named_state_that_could_give_is_a_contributor() -> None:
    text = "US secretary of state Antony Blinken said France could provide ammunition."
    assert [claim.contributor for claim in every(text)] == ["FRA"]
