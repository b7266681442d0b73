"""Tables of gifts."""

from __future__ import annotations

import pytest

from pledgebook.claims.lists.rows import scaled
from pledgebook.types import Document, Money

from .engine import claims, sizes

DONORS = """Earthquake appeal for Nepal

CONTRIBUTIONS REPORTED (US$)

Donor             Pledged       Paid          Use
Japan             3,000,000     -             winter tents
Norway            -             650,000       unearmarked
Kenya             5,600,000     5,600,000     food
"""


def test_column_heads_tell_status_and_currency() -> None:
    assert sizes(DONORS) == [
        ("JPN", 3_000_000, "pledged"), ("KEN", 5_600_000, "delivered"),
        ("KEN", 5_600_000, "pledged"), ("NOR", 650_000, "delivered"),
    ]  # fmt: skip


def test_other_cells_tell_the_kind() -> None:
    assert claims(DONORS)["KEN"].kind == "humanitarian.food"
    assert claims(DONORS)["JPN"].kind == "humanitarian.shelter"


def test_a_title_names_the_giver_of_things() -> None:
    text = (
        "FACT SHEET: German deliveries to Ukraine\n\n"
        "Item                Quantity      Tranche\n"
        "Assault rifles      8,000         1\n"
        "Helmets             4,000         2\n"
    )
    assert sizes(text) == [("DEU", 4000, "pledged"), ("DEU", 8000, "pledged")]


def test_a_stage_column_is_the_status() -> None:
    text = (
        "Who finances the port of Beirut\n\n"
        "Partner      Component          Amount           Stage\n"
        "France       Basins             EUR 28m grant    under appraisal\n"
        "Japan        Grain terminal     EUR 70m loan     signed 4 Sept.\n"
    )
    found = claims(text)
    assert (found["FRA"].status, found["JPN"].status) == ("considering", "committed")
    assert found["JPN"].kind == "financial.loan"


def test_needs_and_key_figures_are_no_gifts() -> None:
    text = (
        "Appeal for Nepal\n\n"
        "Country       Required (US$)     Population\n"
        "Nepal         38,000,000         31,000,000\n"
        "Bhutan        2,000,000          770,000\n"
    )
    assert sizes(text) == []


@pytest.mark.parametrize(
    ("number", "head", "low"),
    [
        ("5.6", "US$ million", 5_600_000),
        ("5,600", "Pledged (EUR)", 5600),
        ("12", "Paid (£ bn)", 12_000_000_000),
    ],
)
def test_a_head_scales_a_bare_number(number: str, head: str, low: int) -> None:
    document = Document(id="d", text="x", digest="0")
    money = scaled(document, number, head)
    assert isinstance(money, Money)
    assert money.low == low


def test_a_head_without_currency_makes_no_sum() -> None:
    assert scaled(Document(id="d", text="x", digest="0"), "40", "Quantity") is None
