"""How the words over an act say how far it has got."""

from __future__ import annotations

from functools import cache
from typing import get_args

import pytest

from pledgebook.claims.clauses.status import ABSENT, OPEN, Composer, Outcome, folds, interrogative
from pledgebook.claims.rulebook.book import rulebook
from pledgebook.types import Status

from .readings import at, told


@cache
def composer() -> Composer:
    return Composer(rulebook())


def outcome(text: str, form: str) -> Outcome:
    """The outcome of the first act that a word may be."""
    reading = told(text)
    token = at(reading, form)
    return composer().of_act(reading, token, composer().entries_at(reading, token)[0][0])


@pytest.mark.parametrize(
    ("text", "form", "status"),
    [
        ("Bahrain, Oman and Qatar sent food.", "sent", "delivered"),
        ("Tents have been sent.", "sent", "delivered"),
        ("Tents will be sent by Japan.", "sent", "pledged"),
        ("Japan may send tents.", "send", "considering"),
        ("Japan is to send vests.", "send", "pledged"),
        ("Japan is going to send vests.", "send", "pledged"),
        ("Japan has been sending vests.", "sending", "under_way"),
        ("Japan did not send the two big tents that Chad wanted.", "send", ABSENT),
        ("Nobody sent tents.", "sent", ABSENT),
        ("Japan sent no tents.", "sent", ABSENT),
        ("Japan will no longer pay because of the war.", "pay", "declined"),
        ("Japan condemned Chad.", "condemned", "delivered"),
    ],
)
def test_an_act_by_its_own_verb_group(text: str, form: str, status: str) -> None:
    assert outcome(text, form).status == status


@pytest.mark.parametrize(
    ("text", "form", "status"),
    [
        ("Japan refused to send tents.", "send", "declined"),
        ("Japan asked France to send tents.", "send", "asked"),
        ("Japan stopped sending tents.", "sending", "withdrawn"),
        ("Japan announced that it is sending tents.", "sending", "pledged"),
        ("Japan announced that it sends tents.", "sends", "under_way"),
        ("The refusal of Poland to send tents angered Chad.", "send", "declined"),
        ("If Japan sends tents, Chad thanks it.", "sends", ABSENT),
        ("After sending tents, Japan left.", "sending", "delivered"),
        ("Tents sent by Japan arrived.", "sent", "delivered"),
    ],
)
def test_an_act_under_another_predicate(text: str, form: str, status: str) -> None:
    assert outcome(text, form).status == status


def test_a_request_remembers_whom_it_asks() -> None:
    found = outcome("Japan asked France to send tents.", "send")
    reading = told("Japan asked France to send tents.")
    assert found.addressee == at(reading, "asked")
    assert found.chain == (at(reading, "send"), at(reading, "asked"))


def test_every_predicate_passed_leaves_a_step() -> None:
    found = outcome("Japan refused to send tents.", "send")
    assert len(found.steps) == 2
    assert "refused" in found.steps[-1].says
    assert found.steps[-1].rule.startswith("op.")


def test_an_operator_over_a_thing() -> None:
    reading = told("Japan pledged up to $5 million.")
    operators = composer().operators_at(reading, 2)
    assert {composer().of_operator(reading, 2, each).status for each in operators} == {"pledged"}


@pytest.mark.parametrize("verb", ["gave", "pledged"])
def test_the_purpose_of_a_sum_asserts_nothing(verb: str) -> None:
    text = f"Japan {verb} $5 million to train pilots."
    reading = told(text, sums={"$5 million": 5_000_000})
    train = at(reading, "train")
    act = composer().entries_at(reading, train)[0][0]
    assert composer().of_act(reading, train, act).status == ABSENT


@pytest.mark.parametrize(
    ("outer", "inner", "status"),
    [
        ("declined", OPEN, "declined"),
        (OPEN, "pledged", "pledged"),
        ("declined", "asked", "declined"),
        ("asked", "declined", ABSENT),
        (ABSENT, "pledged", ABSENT),
    ],
)
def test_what_an_outer_value_makes_of_an_inner_one(outer: str, inner: str, status: str) -> None:
    assert composer().fold(outer, inner) == status


def test_every_value_of_the_ladder_has_a_row_over_every_other() -> None:
    ladder = set(get_args(Status))
    assert ladder <= set(folds())
    for row in folds().values():
        assert set(row) <= {*ladder, "none"}
        assert set(row.values()) <= {*ladder, "none"}


def test_a_reported_question_is_no_request() -> None:
    reading = told("The tents that Japan sent arrived.")
    assert interrogative(reading, at(reading, "sent"))
    assert not interrogative(told("Nobody sent tents."), 2)


def test_the_path_tells_what_no_rule_says() -> None:
    made = outcome("After sending tents, Japan left.", "sending")
    assert [step.rule for step in made.steps] == ["send"]
    assert [step.says for step in made.path] == [
        "'sending' by itself: open",
        "'sending' stands under 'after': open becomes delivered",
    ]


def test_the_path_holds_every_step() -> None:
    made = outcome("Japan refused to send tents.", "send")
    assert made.path == made.steps
