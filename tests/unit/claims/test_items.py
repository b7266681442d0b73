"""List items, labelled lines and headings."""

from __future__ import annotations

from .engine import claims, sizes

SHEET = """Operation Anchor: who does what

Each state lists what it sends to the Baltic Sea.

DENMARK

• Three corvettes; 7 maritime patrol sorties flown since January

ICELAND

• Under consideration: submarine rescue ship
• Period: until 30 November

FINLAND

• Two liaison officers
"""


def test_a_heading_names_the_giver() -> None:
    found = sizes(SHEET)
    assert ("DNK", 3, "pledged") in found
    assert ("DNK", 7, "delivered") in found
    assert ("FIN", 2, "pledged") in found


def test_a_stage_in_the_line_is_the_status() -> None:
    assert claims(SHEET)["ISL"].status == "considering"


def test_a_label_names_the_giver() -> None:
    text = (
        "In kind, for Chad\n\nKenya: 1,000 tonnes of wheat flour, arrived 14 November. "
        "Turkey: 250 family tents, distributed. Ghana, 120 blankets."
    )
    assert sizes(text) == [
        ("GHA", 120, "pledged"), ("KEN", 1000, "delivered"), ("TUR", 250, "delivered"),
    ]  # fmt: skip


def test_a_lead_in_hands_its_giver_to_the_items() -> None:
    text = (
        "Japan will send aid worth $9 million to Chad.\n\nThe package includes:\n\n"
        "• 750 tents\n• $2 million for clean water\n"
    )
    found = [size for size in sizes(text) if size[1] in {750, 2_000_000}]
    assert found == [("JPN", 750, "pledged"), ("JPN", 2_000_000, "pledged")]


def test_items_without_a_giver_are_left_alone() -> None:
    assert sizes("What to bring:\n\n• 2 tents\n• 3 blankets\n") == []
