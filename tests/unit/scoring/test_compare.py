from __future__ import annotations

import pytest

from pledgebook.scoring.compare import (
    actor_key,
    area_fits,
    compared,
    contributor_fits,
    grounded,
    near,
    overlap,
    same_actor,
    same_condition,
    same_money,
    same_name,
    same_quantity,
    same_speaker,
    words,
)
from pledgebook.scoring.records import Accepted, Quoted, ScoredMoney, ScoredQuantity
from pledgebook.types import Speaker

from .making import claim


def quoted(text: str) -> Quoted:
    return Quoted(start=0, end=len(text), quote=text)


def test_words_fold_case_plural_and_small_numbers() -> None:
    assert words("Ten Arab States’ class") == ["10", "arab", "state", "class"]


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("FRA", "fra", True),
        ("FRA", "DEU", False),
        ("FRA", None, False),
        (None, None, True),
        ("GROUP:the ten Arab states", "GROUP:10 Arab states", True),
        ("GROUP:Arab states", "GROUP:Baltic states", False),
        ("GROUP:some countries", "GROUP:countries", True),
        ("ORG:World Food Programme", "WFP", True),
        ("ORG:the United Nations", "UN", True),
        ("ORG:MSF", "MSF", True),
        ("ORG:Harbour Bank", "PERSON:Harbour Bank", True),
        ("ORG:Harbour Bank", "USA", False),
    ],
)
def test_same_actor(one: str | None, two: str | None, same: bool) -> None:
    assert same_actor(one, two) is same
    assert same_actor(two, one) is same


def test_an_id_of_small_words_keeps_them() -> None:
    assert actor_key("GROUP:some others") == ("name", frozenset({"some", "other"}))


@pytest.mark.parametrize(
    ("one", "two", "close"),
    [(100, 100.4, True), (100, 101, False), (None, None, True), (0, None, False), (0, 0.004, True)],
)
def test_near(one: float | None, two: float | None, close: bool) -> None:
    assert near(one, two) is close


def test_money_needs_currency_and_ends_and_years_only_where_both_have_them() -> None:
    euros = ScoredMoney(low=20e6, high=20e6, currency="EUR")
    assert same_money(euros, ScoredMoney(low=20e6, high=20e6, currency="eur", years=3))
    assert not same_money(euros, ScoredMoney(low=20e6, high=20e6, currency="USD"))
    assert not same_money(euros, ScoredMoney(low=20e6, high=None, currency="EUR"))
    assert not same_money(euros, None)
    assert same_money(None, None)


def test_quantity_ignores_the_unit_it_does_not_read() -> None:
    assert same_quantity(ScoredQuantity(low=600, high=600), ScoredQuantity(low=601, high=600))
    assert not same_quantity(ScoredQuantity(low=600, high=600), ScoredQuantity(low=60, high=60))


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("if parliament agrees", "provided parliament agrees", True),
        ("if parliament agrees", "if the king does", False),
        ("conditionally", "conditionally", True),
        ("if asked", "", False),
    ],
)
def test_conditions_share_two_words_in_a_row(one: str, two: str, same: bool) -> None:
    assert same_condition(quoted(one), quoted(two)) is same


def test_speakers_agree_by_surname_actor_or_being_unnamed() -> None:
    kerry = Speaker(name="John Kerry", actor="USA")
    assert same_speaker([kerry], [Speaker(name="Mr Kerry")])
    assert same_speaker([kerry], [Speaker(actor="USA")])
    assert same_speaker([Speaker()], [Speaker(role="an official")])
    assert not same_speaker([kerry], [Speaker()])
    assert not same_speaker([], [kerry])


def test_names_of_meetings_and_groups() -> None:
    assert same_name("the Paris conference", "Paris Conference")
    assert not same_name("Paris conference", "Jeddah meeting")
    assert same_name(None, "")


def test_accepted_values_count() -> None:
    gold = claim(0, 9, accept=Accepted(contributor=("EU",), kind=("financial.grant",)))
    assert contributor_fits(gold, claim(0, 9, "EU"))
    assert not contributor_fits(gold, claim(0, 9, "DEU"))
    assert area_fits(gold, claim(0, 9, kind="financial.loan"))
    assert compared(gold, claim(0, 9, kind="financial.grant"))["kind"]
    assert not compared(gold, claim(0, 9, kind="financial.loan"))["kind"]


def test_attributes_that_do_not_apply_have_no_entry() -> None:
    assert compared(claim(0, 9), claim(0, 9)) == {
        "kind": True,
        "status": True,
        "recipient": True,
        "money": True,
        "quantity": True,
    }
    gold = claim(0, 9, recipient="IRQ", condition=quoted("if asked"), unscored=("money",))
    got = compared(gold, claim(0, 9))
    assert got["recipient"] is got["recipient_given"] is got["condition"] is False
    assert "money" not in got


def test_overlap_is_a_share_of_both() -> None:
    assert overlap(Quoted(start=0, end=10), Quoted(start=5, end=15)) == pytest.approx(1 / 3)
    assert overlap(Quoted(start=0, end=5), Quoted(start=5, end=9)) == 0
    assert overlap(None, Quoted(start=5, end=9)) == 0


def test_grounded_is_exact() -> None:
    text = "We will send tanks."
    assert grounded(Quoted(start=3, end=7, quote="will"), text)
    assert not grounded(Quoted(start=3, end=7, quote="Will"), text)
    assert not grounded(Quoted(start=3, end=3, quote=""), text)
    assert not grounded(None, text)
