"""What counts in a total: one test a rule, each with what the rule must leave alone."""

from __future__ import annotations

from typing import Any

import pytest

from factories import Statement, reading, says
from pledgebook.analysis.counting import entries, is_set_of_givers
from pledgebook.analysis.figures import Entry
from pledgebook.ledger.records import Scope
from pledgebook.ledger.store import Ledger
from pledgebook.types import Money, Result

from ..ledger.making import ledger_of


def money(low: int | None, high: int | None = None, currency: str = "EUR", **more: Any) -> Money:
    high = low if high is None and more.get("bound") != "at_least" else high
    return Money(low=low, high=high, currency=currency, **more)


def gives(amount: int | Money, text: str = "", **more: Any) -> Statement:
    held = money(amount) if isinstance(amount, int) else amount
    giver = more.get("contributor", "FRA")
    words = text or f"{giver} gives {held.low} {held.currency} ({len(more)})."
    return says(words, **({"kind": "financial.grant", "money": held} | more))


def counted(*results: Result, scope: Scope = Scope()) -> list[Entry]:  # noqa: B008
    return list(entries(ledger_of(*results).view(scope)))


def verdicts(*results: Result) -> dict[tuple[str, object], tuple[bool, str]]:
    return {
        (e.contributor, e.low): (e.counts_in_total, e.reason.split(",")[0])
        for e in counted(*results)
    }


STAGES = {
    "pledged": "pledged",
    "committed": "committed",
    "under_way": "committed",
    "delivered": "delivered",
    "asked": None,
    "considering": None,
    "offered": None,
    "declined": None,
    "withdrawn": None,
}


@pytest.mark.parametrize(("status", "stage"), STAGES.items())
def test_each_status_is_at_one_stage_or_counts_nowhere(status: str, stage: str | None) -> None:
    (entry,) = counted(reading(gives(5, status=status)))
    assert entry.stage == stage
    assert entry.counts_in_total is (stage is not None)
    assert entry.reason.startswith("counts") is (stage is not None)


def test_a_commitment_without_an_amount_is_listed_and_does_not_count() -> None:
    (entry,) = counted(reading(says()))
    assert (entry.sort, entry.counts_in_total) == ("none", False)
    assert entry.reason == "no sum and no count is told"


def test_goods_are_counted_by_unit_beside_the_sum_that_a_text_gives_for_them() -> None:
    both = says("France gives ten tents worth 5.", quantity=(10, "tent"), money=money(5))
    found = counted(reading(both))
    assert [(e.sort, e.measure, e.low) for e in found] == [
        ("money", "EUR", 5),
        ("count", "tent", 10),
    ]
    assert all(e.counts_in_total for e in found)


def test_bounds_are_told() -> None:
    (ceiling,) = counted(reading(gives(money(None, 9))))
    (least,) = counted(reading(gives(money(5, None, bound="at_least"))))
    (spread,) = counted(reading(gives(money(6, years=3))))
    assert "0 is sure" in ceiling.reason
    assert "at least" in least.reason
    assert "over 3 years" in spread.reason


def test_loans_are_added_up_apart() -> None:
    found = counted(reading(gives(5, kind="financial.loan"), gives(6, kind="financial.grant")))
    assert {(e.low, e.sort) for e in found} == {(5, "loan"), (6, "money")}
    assert "loan: added up apart" in next(e.reason for e in found if e.sort == "loan")


def test_a_delivery_in_part_without_a_sum_leaves_all_of_it_where_it_was() -> None:
    told = reading(gives(9, "France will give nine.", what="nine"), id="a")
    told_later = {"kind": "financial.grant", "status": "delivered", "what": "nine"}
    part = reading(
        says("France gave part of the nine.", partial=True, **told_later),
        id="b",
        published="2014-09-09",
    )
    whole = reading(says("France gave all nine.", **told_later), id="b", published="2014-09-09")
    (some,) = counted(told, part)
    assert (some.status, some.stage, some.low) == ("delivered", "pledged", 9)
    assert "delivered in part" in some.reason
    (everything,) = counted(told, whole)
    assert everything.stage == "delivered"


def conflicting(first: dict[str, Any], second: dict[str, Any]) -> Entry:
    common = {"kind": "financial.grant", "what": "aid", "recipient": "HTI"}
    (entry,) = counted(
        reading(says("France pledged aid, A says.", **common, **first), id="a", publisher="A"),
        reading(says("France pledged aid, B says.", **common, **second), id="b", publisher="B"),
    )
    return entry


def test_where_sources_differ_the_givers_own_figure_counts() -> None:
    own = {"money": money(9), "said_by_side": "provider"}
    other = {"money": money(7), "said_by_side": "outlet"}
    for entry in (conflicting(own, other), conflicting(other, own)):
        assert entry.low == 9
        assert "giver's own figure" in entry.reason


@pytest.mark.parametrize(("rank", "low"), [("preferred", 7), ("deprecated", 9)])
def test_what_review_says_of_a_figure_goes_before(rank: str, low: int) -> None:
    common = {"kind": "financial.grant", "what": "aid", "recipient": "HTI"}
    ledger = ledger_of(
        reading(says("France pledged aid.", money=money(9), **common), id="a", publisher="A"),
        reading(says("France promised aid.", money=money(7), **common), id="b", publisher="B"),
    )
    (commitment,) = ledger.view().commitments()
    (report,) = (r for r in commitment.reports if r.source.publisher == "B")
    ledger.judge(report.identity, "prefer", author="ana", value=rank)
    (entry,) = entries(ledger.view())
    assert entry.low == low
    assert ("review prefers" in entry.reason) is (rank == "preferred")


def test_where_that_does_not_decide_the_lowest_figure_counts() -> None:
    for side in ("provider", "outlet"):
        entry = conflicting(
            {"money": money(9), "said_by_side": side}, {"money": money(7), "said_by_side": side}
        )
        assert (entry.low, entry.contested) == (7, True)
        assert "the lowest figure" in entry.reason


def test_a_running_total_stands_beside_the_sums_that_it_restates() -> None:
    found = verdicts(
        reading(gives(5), id="a"),
        reading(
            gives(3, increment="additional"),
            gives(8, increment="running_total"),
            id="b",
            published="2014-09-09",
        ),
    )
    assert found == {
        ("FRA", 5): (True, "counts"),
        ("FRA", 3): (True, "counts"),
        ("FRA", 8): (False, "a running total: it restates earlier sums"),
    }


def test_a_running_total_of_its_own_stands_beside_other_sums_of_its_giver() -> None:
    found = verdicts(
        reading(gives(5, "France: 5 for Oslo.", meeting="Oslo"), id="a"),
        reading(gives(8, "France in all: 8.", increment="running_total"), id="b",
                published="2016-09-09"),
    )  # fmt: skip
    assert {amount: counts for (_, amount), (counts, _) in found.items()} == {5: True, 8: False}


def test_a_running_total_that_is_the_only_figure_counts() -> None:
    (entry,) = counted(reading(gives(8, increment="running_total")))
    assert entry.counts_in_total
    other = verdicts(
        reading(gives(8, increment="running_total")),
        reading(gives(5, contributor="ITA"), id="b"),
    )
    assert other["FRA", 8][0]


def test_of_running_totals_alone_the_last_counts() -> None:
    total = {"increment": "running_total"}
    found = verdicts(
        reading(gives(45, "Grain so far: 45.", what="Grain", kind="humanitarian.food", **total),
                id="a"),
        reading(gives(51, "Tents so far: 51.", what="Tents", kind="humanitarian.shelter", **total),
                id="b", published="2016-09-09"),
    )  # fmt: skip
    assert {amount: counts for (_, amount), (counts, _) in found.items()} == {45: False, 51: True}
    (alone,) = counted(reading(gives(8, increment="running_total", contributor="GROUP:donors")))
    assert not alone.counts_in_total


def test_the_sum_of_a_set_of_givers_is_no_gift_of_its_own() -> None:
    found = verdicts(
        reading(gives(20, contributor="GROUP:donors"), gives(3, contributor="GROUP:a rich church"))
    )
    assert found["GROUP:donors", 20] == (False, "a total of a set of givers: beside the sum")
    assert found["GROUP:a rich church", 3] == (True, "counts")


def test_who_is_a_set_of_givers() -> None:
    for name in ("GROUP:donors", "GROUP:the rich countries", "GROUP:unnamed", "GROUP:some"):
        assert is_set_of_givers(name)
    for name in ("GROUP:a Samoan church", "FRA", "EU", "GROUP:two shipping lines"):
        assert not is_set_of_givers(name)


def test_a_part_of_what_counts_does_not_count_again() -> None:
    whole = gives(9, id="w")
    parts = gives(2, id="p", part_of="w", kind="humanitarian.food", contributor="ITA")
    nested = gives(1, id="q", part_of="p", kind="humanitarian.water", contributor="ESP")
    found = verdicts(reading(whole, parts, nested))
    assert found["FRA", 9] == (True, "counts")
    assert found["ITA", 2] == (False, "part of a larger amount")
    assert found["ESP", 1] == (False, "part of a larger amount")


def test_a_part_of_another_kind_within_a_commitment_is_listed() -> None:
    found = counted(
        reading(gives(9, id="w"), gives(2, "Of it 2 for food.", id="p", part_of="w",
                kind="humanitarian.food"))
    )  # fmt: skip
    assert [(e.low, e.kind, e.counts_in_total, e.part) for e in found] == [
        (9, "financial.grant", True, False),
        (2, "humanitarian.food", False, True),
    ]


def test_a_part_of_what_does_not_count_counts() -> None:
    offered = gives(9, id="w", status="offered")
    part = gives(2, id="p", part_of="w", kind="humanitarian.food", contributor="ITA")
    goods = gives(money(2, currency="USD"), id="q", part_of="w", contributor="ESP")
    found = verdicts(reading(offered, part, goods))
    assert found["ITA", 2] == (True, "counts")
    assert found["ESP", 2] == (True, "counts")


def test_a_joint_sum_counts_once_at_the_group_that_bears_it() -> None:
    found = verdicts(
        reading(
            gives(8, id="g", contributor="GROUP:France and Italy", joint_with=("f", "i")),
            gives(8, id="f", joint_with=("g",)),
            gives(8, id="i", contributor="ITA", joint_with=("g",)),
        )
    )
    assert found["GROUP:France and Italy", 8] == (True, "counts")
    assert found["FRA", 8] == found["ITA", 8] == (False, "a joint amount")


def test_equal_sums_of_two_givers_that_no_text_joins_count_twice() -> None:
    found = verdicts(reading(gives(8), gives(8, contributor="ITA")))
    assert all(counts for counts, _ in found.values())
    assert len(found) == 2


def test_a_share_of_its_own_is_no_joint_sum() -> None:
    found = verdicts(
        reading(
            gives(5, id="f", joint_with=("i",)),
            gives(3, id="i", contributor="ITA", joint_with=("f",)),
        )
    )
    assert [counts for counts, _ in found.values()] == [True, True]


def previous(first: int, second: int, **more: Any) -> dict[tuple[str, object], tuple[bool, str]]:
    return verdicts(
        reading(gives(first, recipient="HTI", kind="financial.loan"), id="a"),
        reading(
            gives(second, recipient="HTI", kind="financial.loan", increment="additional", **more),
            id="b",
            published="2014-10-09",
        ),
    )


def test_a_sum_with_earlier_money_counts_in_place_of_what_it_includes() -> None:
    found = previous(5, 9, includes_previous=True)
    assert found["FRA", 5] == (False, "restated in a larger sum")
    assert found["FRA", 9][0]
    assert all(counts for counts, _ in previous(5, 9).values())


def test_a_sum_with_earlier_money_never_hides_more_than_itself() -> None:
    larger = previous(9, 5, includes_previous=True)
    assert larger["FRA", 9][0]
    assert not larger["FRA", 5][0]
    elsewhere = previous(5, 9, includes_previous=True, status="delivered")
    assert [counts for counts, _ in elsewhere.values()].count(True) == 1


def twice(**second: Any) -> list[bool]:
    published = second.pop("published", "2014-09-12")
    found = counted(
        reading(gives(9, kind="financial.grant"), id="a"),
        reading(gives(9, **({"kind": "military.aid"} | second)), id="b", published=published),
    )
    return sorted(e.counts_in_total for e in found)


def test_the_same_sum_under_another_family_of_kinds_counts_once() -> None:
    assert twice() == [False, True]


@pytest.mark.parametrize(
    "second",
    [
        {"contributor": "ITA"},
        {"increment": "additional"},
        {"published": "2016-01-01"},
        {"money": money(9, currency="USD")},
        {"money": money(10)},
    ],
)
def test_another_sum_is_not_taken_for_a_repeat(second: dict[str, Any]) -> None:
    assert twice(**second) == [True, True]


def test_two_equal_sums_of_one_text_are_two() -> None:
    found = counted(reading(gives(9), gives(9, "France arms too: 9.", kind="military.aid")))
    assert [e.counts_in_total for e in found] == [True, True]


def test_what_review_rejected_is_listed_and_does_not_count() -> None:
    ledger = Ledger.open(":memory:")
    ledger.add(reading(gives(9), gives(5, contributor="ITA")))
    rejected = next(c for c in ledger.view().commitments() if c.contributor == "ITA")
    ledger.judge(rejected.id, "reject", author="desk")
    found = {e.contributor: e for e in entries(ledger.view())}
    assert (found["ITA"].reason, found["ITA"].low) == ("rejected by review", 5)
    assert not found["ITA"].counts_in_total
    assert found["FRA"].counts_in_total


def test_a_filter_never_changes_what_counts() -> None:
    ledger = ledger_of(
        reading(gives(9, id="w"), gives(2, id="p", part_of="w", contributor="ITA")),
    )
    italian = entries(ledger.view(Scope(contributor="ITA")))
    assert italian == entries(ledger.view())


def test_only_what_was_published_counts_as_of_a_day() -> None:
    results = (
        reading(gives(9, what="9"), id="a"),
        reading(
            gives(9, "France gave its 9.", status="delivered", what="9"),
            id="b",
            published="2014-10-01",
        ),
    )
    (early,) = counted(*results, scope=Scope(as_of="2014-09-30"))
    (late,) = counted(*results)
    assert (early.stage, late.stage) == ("pledged", "delivered")
