"""Organs of states by the form of their names, told from organisations of their own."""

import pytest
from tests.unit.mentions.texts import ids


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Taiwan's Export-Import Bank lent it.",
            [("Taiwan", "TWN"), ("Export-Import Bank", "TWN")],
        ),
        ("The Italian Space Agency helps.", [("Italian Space Agency", "ITA")]),
        ("The Peruvian Cooperation Agency paid.", [("Peruvian Cooperation Agency", "PER")]),
        ("The Treasury in Washington agreed.", [("Treasury", "USA")]),
        ("The authorities in Nairobi paid.", [("authorities in Nairobi", "KEN")]),
        ("The Royal Air Force of Jordan flew.", [("Royal Air Force of Jordan", "JOR")]),
        (
            "Malta will pay. The Finance Ministry said so.",
            [("Malta", "MLT"), ("Finance Ministry", "MLT")],
        ),
        ("The 82nd Airborne and the Seabees came.", [("82nd Airborne", "USA"), ("Seabees", "USA")]),
        ("The Biden-Harris Administration gave.", [("Biden-Harris Administration", "USA")]),
        ("The Henry Reeve brigade came.", [("Henry Reeve brigade", "CUB")]),
    ],
)
def test_organs_of_states(text, expected):
    assert ids(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Blue Ridge Rescue Team sent dogs.",
        "The Danish Reindeer Association paid.",
        "The University of Malta paid.",
        "The Norwegian Red Cross paid.",
        "Ghana Church Union paid.",
    ],
)
def test_others_are_not(text):
    assert not any(actor in ("DNK", "MLT", "NOR", "GHA") for _, actor in ids(text))


def test_an_official_text_names_its_own_institutions():
    text = "Cabinet has approved it. Peru, Chile and Fiji were told."
    assert ("Cabinet", "NZL") in ids(text, publisher="New Zealand Government")
    assert "Cabinet" not in [quote for quote, _ in ids(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru's Red Cross gave.", ("Peru's Red Cross", "ORG:Peru's Red Cross")),
        ("34 Peace Corps Volunteers left.", ("Peace Corps Volunteers", "USA")),
        ("The US agreed. The Senate will vote on aid to Ukraine.", ("Senate", "USA")),
        (
            "The Organisation for Security and Co-operation in Europe has 450 monitors.",
            ("Organisation for Security and Co-operation in Europe", "OSCE"),
        ),
    ],
)
def test_names_that_hold_others(text, expected):
    assert expected in ids(text)


def test_a_name_that_several_states_have_goes_by_its_owner():
    assert ("Senate", "NGA") in ids("The US agreed. The US paid. Nigeria's Senate refused.")
    assert ("Senate", "FRA") in ids("The US agreed. The US paid. The French Senate refused.")
