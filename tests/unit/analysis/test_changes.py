from __future__ import annotations

from typing import Any

from factories import reading, says
from pledgebook.analysis.changes import Changes, changes
from pledgebook.ledger.records import Scope
from pledgebook.ledger.store import Ledger
from pledgebook.types import Money, Result


def told(day: str, status: str, giver: str = "FRA", **fields: Any) -> Result:
    meta = {"published": day, "id": f"{giver}-{day}", "publisher": f"Paper of {day}"}
    statement = says(f"{giver} on {day}.", contributor=giver, status=status, **fields)
    return reading(statement, **meta)


def changed(*results: Result, scope: Scope = Scope()) -> Changes:  # noqa: B008
    ledger = Ledger.open(":memory:")
    for result in results:
        ledger.add(result)
    return changes(ledger.view(scope), "2014-09-05", "2014-09-15")


def names(found: Changes) -> dict[str, list[tuple[str, str | None, str]]]:
    return {
        sort: [(c.commitment.contributor, c.before, c.after) for c in getattr(found, sort)]
        for sort in ("new", "moved", "withdrawn", "conflicting")
    }


NOTHING: dict[str, list[Any]] = {"new": [], "moved": [], "withdrawn": [], "conflicting": []}


def test_what_was_first_reported_in_between_is_new() -> None:
    found = changed(told("2014-09-08", "pledged"))
    assert names(found) == NOTHING | {"new": [("FRA", None, "pledged")]}


def test_what_moved_and_by_which_report() -> None:
    found = changed(told("2014-09-01", "pledged"), told("2014-09-15", "delivered"))
    assert names(found) == NOTHING | {"moved": [("FRA", "pledged", "delivered")]}
    assert [report.ref for report in found.moved[0].reports] == ["FRA-2014-09-15#0-18"]


def test_what_was_taken_back() -> None:
    found = changed(told("2014-09-01", "pledged"), told("2014-09-08", "withdrawn"))
    assert names(found) == NOTHING | {"withdrawn": [("FRA", "pledged", "withdrawn")]}


def test_what_was_only_said_again_is_no_change() -> None:
    assert names(changed(told("2014-09-01", "pledged"), told("2014-09-08", "pledged"))) == NOTHING


def test_the_first_day_is_known_and_the_last_day_counts() -> None:
    found = changed(told("2014-09-05", "pledged"), told("2014-09-15", "pledged", "ITA"))
    assert names(found) == NOTHING | {"new": [("ITA", None, "pledged")]}


def test_what_was_published_later_is_not_seen() -> None:
    found = changed(told("2014-09-01", "pledged"), told("2014-09-16", "delivered"))
    assert names(found) == NOTHING


def test_sums_that_come_to_differ_are_conflicting() -> None:
    def euros(amount: int) -> dict[str, Any]:
        money = Money(low=amount, high=amount, currency="EUR")
        return {"kind": "financial.grant", "money": money, "said_by_side": "outlet"}

    found = changed(
        told("2014-09-01", "pledged", **euros(45)), told("2014-09-08", "pledged", **euros(40))
    )
    assert names(found) == NOTHING | {"conflicting": [("FRA", "pledged", "pledged")]}
    (change,) = found.conflicting
    assert [value.value for value in change.conflicts[0].values] == ["EUR 45", "EUR 40"]


def test_a_conflict_of_before_is_not_told_again() -> None:
    def ships(number: int) -> dict[str, Any]:
        return {"quantity": (number, "ship"), "said_by_side": "outlet"}

    found = changed(
        told("2014-09-01", "pledged", **ships(4)),
        told("2014-09-02", "pledged", **ships(3)),
        told("2014-09-08", "pledged", **ships(3)),
    )
    assert names(found) == NOTHING


def test_the_scope_of_the_view_is_kept() -> None:
    told_of_two = (told("2014-09-08", "pledged"), told("2014-09-08", "pledged", "ITA"))
    found = changed(*told_of_two, scope=Scope(contributor="ITA"))
    assert names(found) == NOTHING | {"new": [("ITA", None, "pledged")]}
