from __future__ import annotations

import json
from typing import Any

import pytest

from factories import reading, says
from pledgebook.errors import LedgerError
from pledgebook.exports.judgements import judgement_lines, judgements_from
from pledgebook.ledger.store import Ledger

from ..ledger.making import ledger_of


def judged() -> Ledger:
    ledger = ledger_of(reading(says()))
    (commitment,) = ledger.view().commitments()
    number = ledger.judge(commitment.id, "reject", author="ana", reason="“no”\u2028pledge")
    ledger.judge(str(number), "undo", author="ana")
    ledger.judge(commitment.id, "correct", field="hedged", value=True, author="ben")
    return ledger


def lines_of(ledger: Ledger) -> list[str]:
    return list(judgement_lines(ledger.view().judgements()))


def test_there_and_back() -> None:
    lines = lines_of(judged())
    forms = [json.loads(line) for line in lines]
    assert forms[1]["subject"] == forms[0]["id"]
    assert all(line.isascii() for line in lines)
    other = ledger_of(reading(says()))
    told = other.adopt(judgements_from("\n".join(lines).split("\n"), "x"))
    assert (told.added, told.known, told.left_out) == (3, 0, ())
    assert lines_of(other) == lines
    told = other.adopt(judgements_from(lines, "x"))
    assert (told.added, told.known) == (0, 3)


def test_what_this_ledger_does_not_hold_is_left_out_and_named() -> None:
    other = ledger_of(reading(says("Italy joins.", contributor="ITA")))
    found = judgements_from(lines_of(judged()), "x")
    told = other.adopt(found)
    assert told.added == 0
    assert {name for name, _ in told.left_out} == {each.id for each in found}
    reasons = [why for _, why in told.left_out]
    assert "there is no report or commitment" in reasons[0]
    assert "takes back" in reasons[1]


def test_a_value_written_otherwise_is_not_added_twice() -> None:
    ledger = ledger_of(reading(says()))
    (commitment,) = ledger.view().commitments()
    line = form(subject=commitment.id, verdict="correct", field="hedged", value="yes")
    assert ledger.adopt(judgements_from([line], "x")).added == 1
    assert ledger.adopt(judgements_from([line], "x")).known == 1
    assert next(ledger.view().commitments()).hedged


def test_the_time_of_a_judgement_decides_not_its_coming() -> None:
    ledger = ledger_of(reading(says()))
    (commitment,) = ledger.view().commitments()
    ledger.judge(commitment.id, "accept", author="ana")
    early = form(subject=commitment.id, verdict="reject", made_at="2014-10-01T12:00:00+00:00")
    ledger.adopt(judgements_from([early], "x"))
    assert next(ledger.view().commitments()).reports[0].reviewed == "accept"
    ahead = form(subject=commitment.id, verdict="reject", made_at="9014-10-01T12:00:00+00:00")
    ((_, why),) = ledger.adopt(judgements_from([ahead], "x")).left_out
    assert "still to come" in why


def form(**parts: Any) -> str:
    plain = {
        "subject": "0" * 20,
        "verdict": "accept",
        "author": "ana",
        "reason": "",
        "made_at": "2026-01-31T12:00:00+00:00",
    }
    return json.dumps(plain | parts)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "Expecting"),
        ("[]", "no JSON object"),
        ("[" * 60_000, "nested too deeply"),
        (form(colour="red"), "unknown key 'colour'"),
        (form(author=None), "author is no text"),
        (form(other=3), "other is no text"),
        (form(made_at="yesterday"), "isoformat"),
        (form(made_at="2026-01-31T12:00:00"), "no time in UTC"),
        (form(made_at="2026-01-31T12:00:00+02:00"), "no time in UTC"),
        (form(made_at="2026-01-31T12:00Z"), "no time in UTC"),
        (form(id="0" * 20), "id is not that of its content"),
        (form(value=float("nan")), "NaN is no number"),
        (form(reason="x" * 100_000), "longer than"),
    ],
)
def test_a_line_that_is_no_judgement(line: str, problem: str) -> None:
    with pytest.raises(LedgerError, match=problem) as caught:
        judgements_from(["", form(), line], "ana.jsonl")
    assert str(caught.value).startswith("ana.jsonl: line 3 is no judgement")
