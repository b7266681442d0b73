"""Groups by their members: all of a body's are the body, some of them a group of their own."""

import pytest
from tests.unit.mentions.texts import ids, make, tree

from pledgebook.mentions import actors
from pledgebook.mentions.context import club


@pytest.mark.parametrize(
    ("phrase", "body"),
    [
        ("the G7 partners", "G7"),
        ("Quad countries", "QUAD"),
        ("GCC foreign ministers", "GCC"),
        ("IEA member countries", "IEA"),
        ("members of the Paris Club", "PARISCLUB"),
        ("the democratic nations of the G7", "G7"),
        ("three members of the G7", None),
        ("our Quad partners", None),
        ("NATO allies", None),
        ("members of the United Nations", None),
        ("Arab states", None),
    ],
)
def test_the_members_of_a_body_are_the_body(phrase, body):
    assert club(phrase) == body


def test_a_body_by_its_members_in_a_tree():
    text = "The members of the Paris Club agreed."
    rows = (
        "The DET 2 det\nmembers NOUN 7 nsubj\nof ADP 6 case\nthe DET 6 det\n"
        "Paris PROPN 6 compound\nClub PROPN 2 nmod\nagreed VERB 0 root"
    )
    found = actors.find(make(text), (tree(text, rows),))
    assert ("members", "PARISCLUB") in [(m.quote, m.normal.id) for m in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Gulf states will pay.", [("Gulf states", "GROUP:Gulf states")]),
        (
            "The international community gave.",
            [("international community", "GROUP:international community")],
        ),
        ("G7 nations gave.", [("G7 nations", "G7")]),
        ("Two Gulf states gave.", [("Two Gulf states", "GROUP:Two Gulf states")]),
    ],
)
def test_a_described_group_is_no_body(text, expected):
    assert ids(text) == expected
