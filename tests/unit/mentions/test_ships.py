"""Ships by the prefix of their names."""

import pytest
from tests.unit.mentions.texts import ids, make, tree

from pledgebook.mentions import actors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HMS Dauntless left port.", [("HMS Dauntless", "GBR")]),
        ("Crews of HMAS Canberra came.", [("HMAS Canberra", "AUS")]),
        (
            "USNS Mercy anchored on Sunday. The Mercy has 900 beds.",
            [("USNS Mercy", "USA"), ("Mercy", "USA")],
        ),
        ("LÉ Eithne sailed.", [("LÉ Eithne", "IRL")]),
        ("Pakistan sent PNS Babur.", [("Pakistan", "PAK"), ("PNS Babur", "PAK")]),
        ("Israel sent INS Hanit.", [("Israel", "ISR"), ("INS Hanit", "ISR")]),
        ("India's INS Jalashwa sailed.", [("India", "IND"), ("INS Jalashwa", "IND")]),
    ],
)
def test_a_ship_acts_for_its_state(text, expected):
    assert ids(text) == expected


def test_a_short_prefix_needs_its_state_in_the_text():
    assert ids("The INS Commissioner wrote to them.") == []


def test_a_ship_is_no_person():
    text = "USS Carl Vinson turned back."
    rows = (
        "USS PROPN 4 nsubj\nCarl PROPN 1 flat B-PER\nVinson PROPN 1 flat I-PER\n"
        "turned VERB 0 root\nback ADV 4 advmod"
    )
    found = actors.find(make(text), (tree(text, rows),))
    assert [(m.quote, m.normal.id) for m in found] == [("USS Carl Vinson", "USA")]
