from __future__ import annotations

import pytest

from pledgebook.pages.wording import (
    chain_words,
    kind_label,
    money_words,
    number_words,
    printable,
    quantity_words,
    said_by,
    short_name,
    shortened,
    speaker_words,
)
from pledgebook.types import Money, Quantity, Speaker


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0"),
        (600, "600"),
        (15000, "15,000"),
        (1_000_000, "1 million"),
        (1_250_000, "1.25 million"),
        (1_234_567, "1,234,567"),
        (3_200_000_000, "3.2 billion"),
        (2_000_000_000_000, "2 trillion"),
        (2.5, "2.5"),
        (3.2e9, "3.2 billion"),
    ],
)
def test_numbers(number: float, words: str) -> None:
    assert number_words(number) == words


@pytest.mark.parametrize(
    ("money", "words"),
    [
        (Money(low=20e6, high=20e6, currency="EUR"), "EUR 20 million"),
        (Money(low=5e6, high=None, currency="USD", bound="at_least"), "at least USD 5 million"),
        (Money(low=0, high=5e6, currency="USD", bound="up_to"), "up to USD 5 million"),
        (
            Money(low=9e6, high=9e6, currency="USD", years=3, bound="about"),
            "about USD 9 million over 3 years",
        ),
        (Money(low=1e6, high=2e6, currency="GBP"), "GBP 1 million to 2 million"),
    ],
)
def test_money(money: Money, words: str) -> None:
    assert money_words(money) == words


def test_quantities() -> None:
    assert quantity_words(Quantity(low=600, high=600, unit="soldier")) == "600 × soldier"
    assert quantity_words(Quantity(low=160, high=None, unit="airstrike")) == (
        "at least 160 × airstrike"
    )
    assert quantity_words(Quantity(low=0, high=40, unit="truck")) == "up to 40 × truck"
    assert quantity_words(Quantity(low=0, high=0, unit="truck")) == "0 × truck"
    assert quantity_words(Quantity(low=24, high=None, unit="tent", approximate=True)) == (
        "at least 24 × tent"
    )


def test_names_are_short_enough_for_a_column() -> None:
    assert short_name("GBR") == "United Kingdom"
    assert short_name("NATO") == "NATO"
    assert short_name("GROUP:ten Arab states") == "ten Arab states"
    assert short_name("QQQ") == "QQQ"


def test_kinds_have_labels_and_unknown_ones_stay() -> None:
    assert kind_label("military.air_strikes") == "Air strikes"
    assert kind_label("sport.medals") == "sport.medals"


def test_speakers() -> None:
    kerry = Speaker(actor="USA", name="John Kerry", via="CBS")
    assert speaker_words(kerry) == "John Kerry, United States, via CBS"
    assert speaker_words(Speaker()) == "unnamed source"
    assert speaker_words(Speaker(actor="FRA")) == "France"
    assert speaker_words(Speaker(actor="FRA", role="an official")) == "an official, France"
    assert chain_words((Speaker(name="A. Day"), Speaker(name="B. Fay")), "Post") == (
        "A. Day → B. Fay"
    )
    assert chain_words((), "Harbour Post") == "Harbour Post"
    assert chain_words((), None) == "the text itself"


def test_the_narrow_column_names_whose_words_they_are() -> None:
    assert said_by((Speaker(name="A. Day"), Speaker(name="B. Fay")), "Post") == "B. Fay"
    assert said_by((Speaker(actor="FRA"),), "Post") == "France"
    assert said_by((Speaker(role="diplomat"),), "Post") == "diplomat"
    assert said_by((), "Post") == "Post"


def test_nothing_from_a_text_steers_the_terminal() -> None:
    assert printable("red\x1b[31m\u202eand\nmore\x07") == "red [31m and more "


def test_shortening_cuts_after_a_word() -> None:
    assert shortened("the first shipment of military aid", 24) == "the first shipment of…"
    assert shortened("short", 24) == "short"
    assert shortened("a" * 30, 10) == "a" * 9 + "…"
    assert len(shortened("the first shipment of military aid", 12)) <= 12
