"""Whom words for several stand for: "the two leaders", "both", "they"."""

from __future__ import annotations

import pytest

from .engine import document, engine


def several(text: str, word: str) -> set[str]:
    """The parties of the last word of a form in a text."""
    told = engine().told(source := document(text), range(len(source.blocks)))
    reading, token = next(
        (reading, token)
        for reading in reversed(told.readings)
        for token in reversed(reading.tree.tokens)
        if token.form == word
    )
    return {party.id for party in told.roles.several(reading, token.id)}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("President Emmanuel Macron of France spoke with his guest from Chad. "
         "France and Chad agreed on a plan. The two leaders will send tents.", "leaders"),
        ("Norway and Chad signed a treaty. Both countries will send tents.", "countries"),
        ("Norway and Chad signed a treaty. Both will send tents.", "Both"),
        ("Norway and Chad signed a treaty. The two will send tents.", "two"),
        ("Norway and Chad signed a treaty. They will send tents.", "They"),
        ("Norway and Chad reaffirmed their commitment to Mali.", "their"),
        ("Norway met with Chad in Lima. The two sides will send tents.", "sides"),
        ("Norway held talks with Chad in Lima. The delegations will send tents.", "delegations"),
        ("Norway hosted Chad. The two sides met. They will send tents.", "They"),
        ("Norway sent nine ships. Chad sent seven. Neither will send more.", "Neither"),
    ],
)  # fmt: skip
def test_a_word_for_several_takes_up_the_states_that_act_together(text: str, word: str) -> None:
    assert len(several(text, word)) == 2
    assert "TCD" in several(text, word)


def test_the_number_must_agree() -> None:
    text = "Norway, Chad and Peru signed a treaty. The {} countries will send tents."
    assert several(text.format("three"), "countries") == {"NOR", "TCD", "PER"}
    assert not several(text.format("two"), "countries")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Norway met with Chad. The two leaders of the rebels fled.", "leaders"),
        ("Norway met with Chad. European leaders will send tents.", "leaders"),
        ("Norway and Chad signed a treaty. Farmers wept. They will march.", "They"),
        ("Norway, Chad, Peru and Mali signed a treaty. They will send tents.", "They"),
        ("Norway sent ships to Chad. They sank.", "They"),
        ("The two countries will send tents.", "countries"),
    ],
)
def test_without_a_clear_set_a_word_names_no_single_states(text: str, word: str) -> None:
    assert several(text, word) == set()


def test_of_two_meetings_in_a_sentence_the_main_one_is_taken_up() -> None:
    text = "Norway spoke with Chad ahead of Chad's meeting with Peru. The two will send tents."
    assert several(text, "two") == {"NOR", "TCD"}


def test_we_are_the_speaker_and_whoever_just_acted_with_the_speaker() -> None:
    text = '"President Macron and I met today. We will send tents," President Trump said.'
    assert several(text, "We") == {"FRA", "USA"}
