"""What a sentence answers about its phrases, amounts and negations."""

from __future__ import annotations

import pytest

from pledgebook.claims.clauses.reading import actor_of, money_of, quantity_of, when_of

from .readings import at, told, words


def test_an_actor_inside_a_sum_is_none() -> None:
    inside = told("Japan pledged up to $5 million.", sums={"Japan pledged": 5}, Japan="JPN")
    assert inside.actor_at(1) is None
    beside = told("Japan pledged up to $5 million.", sums={"up to $5 million": 5}, Japan="JPN")
    assert beside.actor_at(1) is not None


def test_an_amount_that_no_preposition_introduces_is_the_object() -> None:
    text = "Japan pledged up to $5 million."
    untold, whole = told(text), told(text, sums={"up to $5 million": 5_000_000})
    assert words(untold, *(t.id for t in untold.tree.children(2, "obj"))) == []
    assert words(whole, *(t.id for t in whole.tree.children(2, "obj"))) == ["$"]


def test_an_amount_behind_a_preposition_stays_oblique() -> None:
    reading = told("Japan gave $5 million for food.", counts={"food": (1, "food")})
    assert reading.tree[at(reading, "food")].deprel == "obl"


def test_a_noun_phrase_ends_before_its_clause_and_its_conjuncts() -> None:
    reading = told("Japan did not send the two big tents that Chad wanted.")
    phrase = reading.phrase(at(reading, "tents"))
    assert [t.form for t in phrase] == ["the", "two", "big", "tents"]
    listed = told("Bahrain, Oman and Qatar sent food.")
    assert [t.form for t in listed.phrase(1)] == ["Bahrain"]


def test_conjuncts_come_in_text_order() -> None:
    reading = told("Bahrain, Oman and Qatar sent food.")
    assert [t.form for t in reading.conjuncts(1)] == ["Bahrain", "Oman", "Qatar"]


def test_the_longest_actor_at_a_word_counts() -> None:
    text = "The government sent tents."
    reading = told(text, **{"The government": "FRA", "government": "ORG:government"})
    found = reading.actor_at(at(reading, "government"))
    assert found is not None
    assert found.quote == "The government"


def test_amounts_come_by_kind_in_text_order() -> None:
    reading = told(
        "Japan sent a frigate and two army engineers.",
        counts={"two army engineers": (2, "engineer"), "a frigate": (1, "frigate")},
    )
    found = reading.amounts(range(1, len(reading.tree) + 1), "quantity")
    assert [m.quote for m in found] == ["a frigate", "two army engineers"]
    assert reading.amounts(range(1, len(reading.tree) + 1), "money") == ()


@pytest.mark.parametrize(
    ("text", "form", "marker"),
    [
        ("Japan will no longer pay because of the war.", "war", "because of"),
        ("Japan sends tents if Chad agrees.", "agrees", "if"),
        ("Japan sent engineers to repair roads.", "repair", "to"),
        ("Japan sends tents if Chad agrees.", "tents", ""),
    ],
)
def test_what_introduces_a_phrase(text: str, form: str, marker: str) -> None:
    reading = told(text)
    assert reading.marker(at(reading, form)) == marker


@pytest.mark.parametrize(
    ("text", "form", "negated"),
    [
        ("Japan did not send the two big tents that Chad wanted.", "send", True),
        ("Japan did not send the two big tents that Chad wanted.", "wanted", False),
        ("Japan will no longer pay because of the war.", "pay", True),
        ("Japan sent no tents.", "tents", True),
        ("Japan sent a frigate and two army engineers.", "sent", False),
    ],
)
def test_negation_stands_on_its_word(text: str, form: str, negated: bool) -> None:
    reading = told(text)
    assert reading.negated(at(reading, form)) is negated


def test_a_question_is_told_from_a_statement() -> None:
    assert told("Did Japan send tents?").is_question
    assert not told("Japan made a pledge.").is_question


def test_a_span_has_no_white_space_on_its_edges() -> None:
    reading = told("Japan made a pledge.")
    assert reading.span(5, 11).quote == "made"


def test_what_a_mention_stands_for_by_its_type() -> None:
    reading = told("Japan pledged up to $5 million.", sums={"$5 million": 5}, Japan="JPN")
    actor, money = reading.mentions
    named, sum_of = actor_of(actor), money_of(money)
    assert named is not None
    assert named.id == "JPN"
    assert sum_of is not None
    assert sum_of.low == 5
    assert (money_of(actor), quantity_of(money), when_of(money), actor_of(None)) == (None,) * 4


def test_a_child_by_relation_and_lemma() -> None:
    reading = told("Japan sent no tents.")
    assert reading.has_child(4, "det", "no", "neither") is not None
    assert reading.has_child(4, "det", "the") is None
    assert reading.has_child(4, "det") is not None


def test_lemmas_are_lower_case() -> None:
    reading = told("Japan sent no tents.")
    assert reading.lemmas(reading.tree.tokens) == ("japan", "send", "no", "tent", ".")
