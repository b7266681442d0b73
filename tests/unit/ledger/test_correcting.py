from __future__ import annotations

from typing import Any

import pytest

from factories import reading, says
from pledgebook.errors import LedgerError
from pledgebook.ledger.correcting import FIELDS, checked
from pledgebook.ledger.records import Scope
from pledgebook.types import Claim, Money

from .making import ledger_of, only

TEXT = "France sends wheat to you."


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("contributor", "FRA", "FRA"),
        ("contributor", "ORG:Red Cross", "ORG:Red Cross"),
        ("recipient", None, None),
        ("recipient", "SYR-opposition", "SYR-opposition"),
        ("kind", "military.naval", "military.naval"),
        ("when", "2014-09/..", "2014-09/.."),
        ("hedged", "yes", True),
        ("what", {"start": 13, "end": 18}, {"start": 13, "end": 18, "quote": "wheat"}),
        (
            "money",
            {"low": "5", "high": None, "currency": "EUR"},
            {
                "low": 5,
                "high": None,
                "currency": "EUR",
                "years": None,
                "approximate": False,
                "bound": "exact",
            },
        ),
    ],
)
def test_what_is_kept(field: str, value: Any, kept: Any) -> None:
    assert checked(field, value, TEXT) == kept


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("score", 1.0, "no field 'score'"),
        ("evidence", None, "no field 'evidence'"),
        ("contributor", None, "valid string"),
        ("contributor", "the French", "an actor's id"),
        ("contributor", "ORG:a\x1b[2J", "on one line"),
        ("kind", "military.flowers", "no kind"),
        ("status", "gone", "Input should be 'asked'"),
        ("when", "soon", "write 2014-09-05"),
        ("hedged", None, "valid boolean"),
        ("hedged", "perhaps", "valid boolean"),
        ("what", {"start": 13, "end": 18, "quote": "wheaT"}, "is not what stands at"),
        ("what", {"start": 20, "end": 90}, "no stretch of the document"),
        ("what", {"start": 5, "end": 5}, "give start and end"),
        ("what", "wheat", "give start and end"),
        ("money", {"low": 5, "high": 3, "currency": "EUR"}, "the lower one first"),
        ("money", {"low": -5, "high": None, "currency": "EUR"}, "from 0 on"),
        ("money", {"low": float("nan"), "high": None, "currency": "EUR"}, "from 0 on"),
        ("money", {"low": None, "high": None, "currency": "EUR"}, "a lower or an upper end"),
        ("money", {"low": 5, "high": 5, "currency": "euros"}, "three capital letters"),
        ("money", {"low": 5, "high": 5}, "currency: Field required"),
        ("quantity", {"low": 5, "high": 5, "unit": " "}, "a unit"),
        ("quantity", {"low": 5, "high": 5, "unit": "ship", "colour": "red"}, "has no colour"),
    ],
)
def test_what_is_refused(field: str, value: Any, problem: str) -> None:
    with pytest.raises(LedgerError, match=problem) as caught:
        checked(field, value, TEXT)
    assert "\n" not in str(caught.value)


def test_every_field_is_one_of_a_claim() -> None:
    assert set(FIELDS) <= set(Claim.__dataclass_fields__)


def test_a_correction_is_laid_over_the_claim_and_tells_what_was_said() -> None:
    ledger = ledger_of(reading(says()))
    (before,) = ledger.view().commitments()
    value = {"low": 2_000_000, "high": 2_000_000, "currency": "EUR"}
    number = ledger.judge(
        before.id, "correct", field="money", value=value, author="ana", reason="page 2"
    )
    (after,) = ledger.view().commitments()
    assert after.money == Money(low=2_000_000, high=2_000_000, currency="EUR")
    (made,) = after.reports[0].corrections
    assert (made.field, made.before, made.after) == ("money", None, after.money)
    assert (made.author, made.reason, made.judgement) == ("ana", "page 2", number)
    assert after.reports[0].claim.evidence == before.reports[0].claim.evidence


def test_the_later_correction_of_a_field_holds() -> None:
    ledger = ledger_of(reading(says()))
    (commitment,) = ledger.view().commitments()
    for author, status in (("ana", "delivered"), ("ben", "withdrawn")):
        ledger.judge(commitment.id, "correct", field="status", value=status, author=author)
    (after,) = ledger.view().commitments()
    assert after.status == "withdrawn"
    assert [made.author for made in after.reports[0].corrections] == ["ben"]


def test_another_contributor_moves_the_claim_to_its_block() -> None:
    ledger = ledger_of(
        reading(says(), says("Paris will send two frigates.", contributor="ORG:Paris")),
        reading(says(), published="2014-09-09"),
    )
    wrong = next(c for c in ledger.view().commitments() if c.contributor == "ORG:Paris")
    number = ledger.judge(
        wrong.id, "correct", field="contributor", value="FRA", author="ana", reason="a seat"
    )
    (one,) = ledger.view().commitments()
    assert (one.contributor, len(one.reports)) == ("FRA", 3)
    assert list(ledger.view(Scope(contributor="ORG:Paris")).commitments()) == []
    ledger.judge(str(number), "undo", author="ana")
    assert [c.contributor for c in ledger.view().commitments()] == ["FRA", "ORG:Paris"]


def test_a_corrected_claim_of_a_new_engine_version_stays_corrected() -> None:
    ledger = ledger_of(reading(says()))
    (commitment,) = ledger.view().commitments()
    ledger.judge(commitment.id, "correct", field="kind", value="financial.grant", author="ana")
    ledger.add(reading(says(score=0.3), version="2.0"))
    (after,) = ledger.view().commitments()
    assert (after.kind, after.reports[0].engine_version) == ("financial.grant", "2.0")


def test_same_needs_one_contributor_as_corrected() -> None:
    ledger = ledger_of(
        reading(
            says("France will send two frigates.", recipient="GRC"),
            says("Paris will send two frigates.", contributor="ORG:Paris", recipient="CYP"),
        )
    )
    left, right = (c.id for c in ledger.view().commitments())
    with pytest.raises(LedgerError, match="correct the contributor or kind first"):
        ledger.judge(left, "same", other=right, author="ana")
    ledger.judge(right, "correct", field="contributor", value="FRA", author="ana")
    ledger.judge(left, "same", other=right, author="ana")
    (one,) = ledger.view().commitments()
    assert len(one.reports) == 2


def test_ranks_choose_among_amounts_and_leave_the_reports() -> None:
    sums = [Money(low=n, high=n, currency="EUR") for n in (5, 7, 9)]
    ledger = ledger_of(
        *(
            reading(says(money=each, what="two frigates"), published=f"2014-09-0{day}")
            for day, each in enumerate(sums, 1)
        )
    )
    (before,) = ledger.view().commitments()
    assert before.money == sums[2]
    first, second, third = (report.identity for report in before.reports)
    ledger.judge(first, "prefer", value="preferred", author="ana")
    assert next(ledger.view().commitments()).money == sums[0]
    ledger.judge(first, "prefer", value="normal", author="ana")
    ledger.judge(third, "prefer", value="deprecated", author="ana")
    (after,) = ledger.view().commitments()
    assert after.money == sums[1]
    assert [report.rank for report in after.reports] == ["normal", "normal", "deprecated"]
    (conflict,) = after.conflicts
    assert {value.value for value in conflict.values} == {"EUR 5", "EUR 7"}
    assert second in {report.identity for report in after.reports}


def test_a_report_alone_shows_no_correction() -> None:
    assert only(reading(says())).reports[0].corrections == ()


def test_corrected_twice_leaves_nothing_behind_in_between() -> None:
    ledger = ledger_of(
        reading(says(contributor="ORG:Paris")),
        reading(says(contributor="ITA"), published="2014-09-09"),
        reading(says(), published="2014-09-10"),
    )
    wrong = next(c for c in ledger.view().commitments() if c.contributor == "ORG:Paris")
    for giver, reports in (("ITA", [1, 2]), ("FRA", [2, 1]), ("ITA", [1, 2])):
        ledger.judge(wrong.id, "correct", field="contributor", value=giver, author="ana")
        assert [len(c.reports) for c in ledger.view().commitments()] == reports
