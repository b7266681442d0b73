"""What acts demand of what they are done with or to."""

from __future__ import annotations

import pytest

from pledgebook.claims.drafting.fitting import akin, required
from pledgebook.claims.gifts.kinds import Given
from pledgebook.claims.rulebook.book import Act, Need

from .engine import every


@pytest.mark.parametrize(
    ("thing", "kind", "fits"),
    [
        (Given(head=1, kind="financial.loan", noun_class="money"), "financial.guarantee", True),
        (Given(head=1, kind="military.weapons", noun_class="thing"), "military.naval", True),
        (Given(head=1, kind="humanitarian.food", noun_class="thing"), "military.naval", False),
        (Given(head=1, kind="financial.grant", noun_class="money"), "financial.loan", False),
        (
            Given(head=1, kind="humanitarian.food", noun_class="thing"),
            "humanitarian.hosting",
            False,
        ),
        (Given(head=1, kind=None, noun_class="container"), "military.basing", False),
    ],
)
def test_what_an_act_of_a_fixed_kind_is_done_with(thing: Given, kind: str, fits: bool) -> None:
    assert akin(thing, kind) is fits


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Norway deployed four fighter jets to Estonia.", ["military.air_strikes"]),
        ("Norway gave Ukraine four fighter jets.", ["military.weapons"]),
        ("Norway took in 200 Afghans.", ["humanitarian.hosting"]),
        ("Norway took in 200 books.", []),
        ("Norway joined the coalition.", ["political.membership"]),
        ("Norway joined the celebrations.", []),
        ("Norway recognised Kosovo.", ["political.recognition"]),
        ("Norway recognised the problem.", []),
        ("Norway completed the delivery of six boats to Chad.", ["military.naval"]),
        ("Norway withdrew its offer of 40 tents to Chad.", ["humanitarian.shelter"]),
        ("Norway made no pledge to Chad.", ["financial.grant"]),
        ("Norway defends itself.", []),
    ],
)
def test_what_an_act_demands_of_its_object(text: str, kinds: list[str]) -> None:
    assert [claim.kind for claim in every(text)] == kinds


@pytest.mark.parametrize(
    ("require", "words"),
    [
        (("thing", "money"), "thing or money"),
        (("actor", "none"), "actor"),
        (("none",), "an object"),
    ],
)
def test_what_an_act_requires_in_words(require: tuple[Need, ...], words: str) -> None:
    act = Act(id="a", says="", source="", lemmas=("do",), kind="thing", require=require)
    assert required(act) == words
