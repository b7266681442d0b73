"""Dictionary phrases, tenses and complements of predicates."""

from __future__ import annotations

import pytest

from pledgebook.claims.clauses.predicates import complements, follows, lexemes, tense_of

from .readings import at, told

PHRASES = {
    "rule": ("rule out", "rule in"),
    "be": ("be ready",),
    "bring": ("bring to table",),
    "send": ("send back",),
}


@pytest.mark.parametrize(
    ("text", "form", "first"),
    [
        ("Japan ruled sanctions out.", "ruled", ("rule out",)),
        ("Japan made a pledge.", "made", ("make",)),
    ],
)
def test_the_longest_phrase_comes_first(text: str, form: str, first: tuple[str, ...]) -> None:
    reading = told(text)
    assert lexemes(reading, at(reading, form), PHRASES)[: len(first)] == first


def test_a_verb_with_an_unknown_particle_is_another_verb() -> None:
    assert lexemes(told("Japan ruled sanctions out."), 2, {}) == ()


def test_bringing_home_is_no_bringing() -> None:
    assert "bring" not in lexemes(told("Japan brought troops home."), 2, PHRASES)


def test_words_of_a_phrase_may_stand_apart() -> None:
    reading = told("Japan ruled sanctions out.")
    assert follows(reading, 2, ["out"])
    assert not follows(reading, 2, ["in"])
    assert not follows(told("Japan made a pledge."), 2, ["out"])


@pytest.mark.parametrize(
    ("text", "form", "tense"),
    [
        ("Japan did not send the two big tents that Chad wanted.", "send", "past"),
        ("Japan did not send the two big tents that Chad wanted.", "wanted", "past"),
        ("Tents have been sent.", "sent", "perfect"),
        ("Japan has been sending vests.", "sending", "perfect_progressive"),
        ("Japan announced that it is sending tents.", "sending", "progressive"),
        ("Japan sends tents if Chad agrees.", "sends", "present"),
        ("Japan may send tents.", "send", "may"),
        ("Japan is to send vests.", "send", "be to"),
        ("Japan is going to send vests.", "send", "be going to"),
        ("Japan refused to send tents.", "send", "open"),
        ("Japan stopped sending tents.", "sending", "open"),
        ("Japan will send vests and train soldiers.", "train", "will"),
        ("Tents sent by Japan arrived.", "sent", "past"),
    ],
)
def test_the_tense_of_a_verb_group(text: str, form: str, tense: str) -> None:
    reading = told(text)
    assert tense_of(reading, at(reading, form)) == tense


@pytest.mark.parametrize(
    ("text", "below", "above", "names"),
    [
        ("Japan refused to send tents.", "send", "refused", {"to"}),
        ("Japan asked France to send tents.", "send", "asked", {"to", "object_to"}),
        ("Japan announced that it sends tents.", "sends", "announced", {"that"}),
        ("Japan stopped sending tents.", "sending", "stopped", {"ing"}),
        ("Japan made a pledge.", "pledge", "made", {"thing"}),
        ("Japan gave $5 million for food.", "food", "gave", {"for"}),
        ("Tents arrived from Japan.", "Tents", "arrived", {"subject"}),
        ("Japan sends tents if Chad agrees.", "agrees", "sends", set()),
        ("Tents have been sent.", "have", "sent", set()),
    ],
)
def test_how_a_word_complements_another(text: str, below: str, above: str, names: set[str]) -> None:
    reading = told(text)
    assert complements(reading, at(reading, below), at(reading, above)) == names
