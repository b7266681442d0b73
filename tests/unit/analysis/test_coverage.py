from __future__ import annotations

from typing import Any

from factories import reading, says, span
from pledgebook.analysis.coverage import Coverage, coverage
from pledgebook.ledger.store import Ledger
from pledgebook.types import CoverageClaim, Document, Need, Result

TEXT = "The hosts need tankers, tents and bread. All is well, said the admiral."


def needing(*kinds: str) -> Result:
    def needs(found: Document) -> tuple[Need, ...]:
        return tuple(
            Need(
                kind=kind,
                asked_by="GRC",
                asked_of=None,
                deadline=None,
                quantity=None,
                money=None,
                evidence=span(found, "need tankers, tents and bread"),
            )
            for kind in kinds
        )

    def claims(found: Document) -> tuple[CoverageClaim, ...]:
        evidence = span(found, "All is well")
        return (CoverageClaim(claimant="GRC", scope=None, met="yes", evidence=evidence),)

    return reading(text=TEXT, others={"needs": needs, "coverage_claims": claims}, id="hosts")


def covered(*results: Result) -> Coverage:
    ledger = Ledger.open(":memory:")
    for result in results:
        ledger.add(result)
    return coverage(ledger.view())


def giving(kind: str, status: str, giver: str = "FRA") -> Result:
    text = f"{giver} and {kind} ({status})."
    told: dict[str, Any] = {"kind": kind, "status": status, "contributor": giver}
    return reading(says(text, **told), id=f"{giver}-{kind}-{status}")


def test_each_status_has_its_column() -> None:
    statuses = {
        "delivered": "delivers",
        "under_way": "delivers",
        "committed": "pledges",
        "pledged": "pledges",
        "offered": "offers",
        "considering": "considers",
        "asked": "asked",
        "declined": "declines",
        "withdrawn": "declines",
    }
    for status, column in statuses.items():
        (row,) = covered(giving("military.naval", status)).rows
        assert [c.contributor for c in getattr(row, column)] == ["FRA"]
        columns = ("delivers", "pledges", "offers", "considers", "asked", "declines")
        assert sum(len(getattr(row, name)) for name in columns) == 1


def test_uncovered_needs_come_first_and_gifts_nobody_asked_for_last() -> None:
    found = covered(
        needing("military.naval", "humanitarian.shelter", "humanitarian.food"),
        giving("military.naval", "pledged"),
        giving("humanitarian.shelter", "offered"),
        giving("military.weapons", "delivered"),
    )
    assert [(row.kind, row.needed, row.covered) for row in found.rows] == [
        ("humanitarian.food", True, False),
        ("humanitarian.shelter", True, False),
        ("military.naval", True, True),
        ("military.weapons", False, True),
    ]
    assert [row.kind for row in found.uncovered] == ["humanitarian.food", "humanitarian.shelter"]


def test_what_is_refused_or_taken_back_covers_nothing() -> None:
    found = covered(
        needing("military.naval"),
        giving("military.naval", "declined"),
        giving("military.naval", "withdrawn", "ITA"),
    )
    (row,) = found.uncovered
    assert {c.contributor for c in row.declines} == {"FRA", "ITA"}


def test_a_need_for_a_whole_area_is_met_by_any_of_its_kinds() -> None:
    found = covered(needing("humanitarian.aid"), giving("humanitarian.food", "delivered"))
    by_kind = {row.kind: row for row in found.rows}
    assert by_kind["humanitarian.aid"].covered
    assert [c.kind for c in by_kind["humanitarian.aid"].delivers] == ["humanitarian.food"]


def test_aid_of_no_stated_kind_meets_no_need_of_a_kind() -> None:
    found = covered(needing("humanitarian.food"), giving("humanitarian.aid", "delivered"))
    assert [row.kind for row in found.uncovered] == ["humanitarian.food"]


def test_the_claim_that_all_is_covered_stands_beside_and_changes_nothing() -> None:
    found = covered(needing("military.naval"))
    assert [(claim.record.claimant, claim.record.met) for claim in found.claims] == [("GRC", "yes")]
    assert [row.kind for row in found.uncovered] == ["military.naval"]


def test_an_empty_ledger_has_no_rows() -> None:
    assert covered() == Coverage(rows=(), claims=())
