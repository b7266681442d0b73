from __future__ import annotations

import pytest

from pledgebook.errors import RuleError
from pledgebook.ledger.names import (
    actor_key,
    content_words,
    is_indefinite,
    linking_words,
    states,
)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("FRA", "fra"),
        ("GROUP:The ten states", "GROUP:ten  states"),
        ("COALITION:the Aegean Watch", "coalition:Aegean watch"),
    ],
)
def test_ids_that_are_one(left: str, right: str) -> None:
    assert actor_key(left) == actor_key(right)


def test_ids_of_different_sorts_are_two() -> None:
    assert actor_key("ORG:Red Cross") != actor_key("GROUP:Red Cross")


@pytest.mark.parametrize(
    ("actor", "indefinite"),
    [
        ("GROUP:some nations", True),
        ("GROUP:unnamed", True),
        ("GROUP:others", True),
        ("GROUP:ten Arab states", False),
        ("GROUP:the neighbouring states", False),
        ("FRA", False),
        ("ORG:One Acre", False),
    ],
)
def test_indefinite_groups(actor: str, indefinite: bool) -> None:
    assert is_indefinite(actor) is indefinite


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("the remaining 80 yurts", {"yurt"}),
        ("over Iraq", {"iraq"}),
        ("$45 million in aid", set()),
        ("USD 45 million", set()),
        ("the fight against IS", {"fight", "is"}),
        ("Germany's supplies of medicines", {"germany", "supply", "medicine"}),
        ("boxes, buses and glass", {"box", "bus", "glass"}),
    ],
)
def test_content_words(phrase: str, words: set[str]) -> None:
    assert content_words(phrase) == words


def test_states_are_known_and_bodies_of_three_letters_are_none() -> None:
    assert {"fra", "sdn", "sun"} <= states()
    assert not {"wfp", "imf", "who"} & states()


def test_a_class_of_words_that_is_not_there() -> None:
    with pytest.raises(RuleError, match="no words of class 'colour'"):
        linking_words("colour")
