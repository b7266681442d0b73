"""Things, sums, counts and what they are for."""

from __future__ import annotations

from functools import cache

import pytest

from pledgebook.claims.gifts.kinds import GRANT, UNSPECIFIED, Given, Kinds
from pledgebook.claims.rulebook.book import rulebook
from pledgebook.types import Quantity

from .readings import at, told

FIVE = {"$5 million": 5_000_000}


@cache
def kinds() -> Kinds:
    return Kinds(rulebook())


def given(text: str, form: str, **told_of: dict[str, int]) -> Given:
    reading = told(text, sums=told_of.get("sums"))
    return kinds().given(reading, at(reading, form))


@pytest.mark.parametrize(
    ("text", "form", "kind", "noun_class"),
    [
        ("Japan sends field hospitals.", "hospitals", "humanitarian.medical", "thing"),
        ("Japan sent a shipment of rifles.", "shipment", "military.weapons", "container"),
        ("Japan sent a second round of tents.", "round", "humanitarian.shelter", "thing"),
        ("Japan wrote letters.", "letters", None, "not"),
        ("Japan sends tents if Chad agrees.", "Chad", None, ""),
    ],
)
def test_the_kind_that_a_noun_phrase_supports(
    text: str, form: str, kind: str | None, noun_class: str
) -> None:
    found = given(text, form)
    assert (found.kind, found.noun_class) == (kind, noun_class)


def test_what_counts_as_given() -> None:
    assert given("Japan sends field hospitals.", "hospitals").counts
    assert not given("Japan wrote letters.", "letters").counts
    assert not given("Japan sends tents if Chad agrees.", "Chad").counts
    assert given("Japan gave $5 million for food.", "$", sums=FIVE).counts


def test_people_with_a_military_attribute_are_troops() -> None:
    found = given("Japan sent a frigate and two army engineers.", "engineers")
    assert found.kind == "military.support_troops"
    plain = given("Japan sent engineers to repair roads.", "engineers")
    assert plain.kind != "military.support_troops"


def test_people_of_a_navy_are_troops() -> None:
    found = given("Japan sent navy divers.", "divers")
    assert (found.kind, found.noun_class) == ("military.support_troops", "people")


def test_a_word_before_an_unknown_noun_tells_its_kind() -> None:
    reading = told("Japan sent flood relief goods.")
    found = kinds().premodifier(reading, 5, 5)
    assert found is not None
    assert (found.kind or "").startswith("humanitarian.")
    assert kinds().premodifier(told("Japan wrote letters."), 3, 3) is None


def test_a_word_behind_a_generic_noun_tells_its_kind() -> None:
    found = kinds().of_modifiers(told("Japan sent a shipment of rifles."), 4)
    assert found is not None
    assert found.phrase == "rifle"
    assert kinds().of_modifiers(told("Japan wrote letters."), 3) is None


def test_a_sum_that_totals_a_thing_is_its_worth() -> None:
    text = "Japan sent medicine totalling $2 million."
    found = given(text, "medicine", sums={"$2 million": 2_000_000})
    assert found.money is not None
    assert found.money.low == 2_000_000
    assert found.kind == "humanitarian.medical"


def test_an_article_counts_one_concrete_thing() -> None:
    found = given("Japan sent a frigate and two army engineers.", "frigate")
    assert found.single == Quantity(low=1, high=1, unit="frigate")
    assert found.quantity is None
    assert given("Japan made a pledge.", "pledge").single is None
    assert given("Japan sends field hospitals.", "hospitals").single is None


def test_a_count_in_the_phrase_is_the_things() -> None:
    text = "Japan sent a frigate and two army engineers."
    reading = told(text, counts={"two army engineers": (2, "engineer")})
    of_engineers = kinds().given(reading, at(reading, "engineers"))
    of_frigate = kinds().given(reading, at(reading, "frigate"))
    assert of_engineers.quantity == Quantity(low=2, high=2, unit="engineer")
    assert of_frigate.quantity is None


def test_a_thing_keeps_its_kind_beside_what_it_is_worth() -> None:
    text = "Japan gave medicine worth $2 million."
    found = given(text, "medicine", sums={"$2 million": 2_000_000})
    assert found.kind == "humanitarian.medical"
    assert found.money is not None
    assert found.money.low == 2_000_000


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("Japan gave $5 million for food.", "$", "humanitarian.food"),
        ("Japan gave $5 million to train pilots.", "$", "military.training_advice"),
        ("Japan pledged up to $5 million.", "$", None),
    ],
)
def test_the_kind_that_a_purpose_names(text: str, form: str, kind: str | None) -> None:
    reading = told(text, sums=FIVE)
    head = at(reading, form)
    assert kinds().purpose_kind(reading, 2, head, money=True) == kind


def test_a_purpose_sharpens_only_what_is_vague() -> None:
    vague = Given(head=1, kind="humanitarian.aid", noun_class="thing")
    sharp = Given(head=1, kind="military.weapons", noun_class="thing")
    assert kinds().refine(vague, "humanitarian.food").kind == "humanitarian.food"
    assert kinds().refine(sharp, "humanitarian.food").kind == "military.weapons"
    assert kinds().refine(vague, GRANT).kind == "humanitarian.aid"
    assert kinds().refine(vague, UNSPECIFIED).kind == "humanitarian.aid"
    assert kinds().refine(vague, None) is vague


def test_a_sum_without_a_purpose_has_no_kind_of_its_own() -> None:
    found = given("Japan pledged up to $5 million.", "$", sums=FIVE)
    assert found.kind is None
    assert found.noun_class == "money"
