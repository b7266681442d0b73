from __future__ import annotations

from typing import Any

import pytest

from factories import reading, says
from pledgebook.analysis.queue import IN_KIND, case, queue
from pledgebook.ledger.records import Scope
from pledgebook.types import Money

from ..ledger.making import ledger_of


def pay(amount: int | None, **fields: Any) -> Any:
    money = None if amount is None else Money(low=amount, high=amount, currency="EUR")
    giver = fields.pop("contributor", f"ORG:Giver of {amount}")
    return says(f"{giver} pays.", contributor=giver, kind="financial.grant", money=money, **fields)


def test_doubt_times_size() -> None:
    ledger = ledger_of(
        reading(
            pay(1_000_000_000, score=0.9),
            pay(1000, score=0.5),
            pay(None, score=0.5),
            pay(5, score=0.5),
        )
    )
    found = queue(ledger.view())
    assert [each.report.claim.contributor[13:] for each in found] == [
        "None",
        "1000",
        "1000000000",
        "5",
    ]
    assert [round(each.weight, 2) for each in found] == [3.0, 1.5, 0.9, 0.5]
    assert found[0].size == IN_KIND


def test_marks_add_to_the_doubt() -> None:
    plain, hedged = pay(100, score=0.8), pay(101, score=0.8, hedged=True)
    third = pay(102, score=0.8, status="delivered", said_by_side="third_party")
    found = {
        each.marks: each.doubt for each in queue(ledger_of(reading(plain, hedged, third)).view())
    }
    assert found[()] == pytest.approx(0.2)
    assert found[("hedged",)] == pytest.approx(1 - 0.8 * 0.8)
    assert found[("unconfirmed",)] == pytest.approx(1 - 0.8 * 0.7)


def test_reports_that_differ_and_dispute() -> None:
    sums = [Money(low=n, high=n, currency="EUR") for n in (5, 7)]
    differ = ledger_of(
        *(
            reading(says(money=each, what="two frigates"), publisher=name, id=name)
            for each, name in zip(sums, ("A", "B"), strict=True)
        )
    )
    assert [each.marks for each in queue(differ.view())] == [("reports differ",)] * 2
    disputed = ledger_of(
        reading(says(status="withdrawn"), publisher="A"),
        reading(says(status="delivered"), publisher="B"),
    )
    assert [each.marks for each in queue(disputed.view())] == [("disputed", "reports differ")] * 2


def test_what_is_decided_leaves_the_open_queue() -> None:
    ledger = ledger_of(reading(pay(10), pay(11), pay(12), pay(13)))
    identities = [each.report.identity for each in queue(ledger.view())]
    for identity, verdict in zip(identities, ("accept", "reject", "unsure"), strict=False):
        ledger.judge(identity, verdict, author="ana")  # type: ignore[arg-type]
    view = ledger.view()

    def left(state: Any) -> list[str]:
        return [each.report.identity for each in queue(view, state=state)]

    assert left("accepted") == identities[:1]
    assert left("rejected") == identities[1:2]
    assert left("unsure") == identities[2:3]
    assert left("open") == identities[3:]
    shown = case(view, identities[1])
    assert shown is not None
    assert shown.commitment is None
    assert case(view, "0" * 20) is None


def test_the_queue_is_bounded_scoped_and_repeatable() -> None:
    results = [reading(pay(10, contributor=f"ORG:G{n}"), id=f"d{n}") for n in range(9)]
    results.append(reading(says()))
    one, two = ledger_of(*results), ledger_of(*reversed(results))
    order = [each.report.identity for each in queue(one.view())]
    assert [each.report.identity for each in queue(two.view())] == order
    assert [each.report.identity for each in queue(one.view(), most=3)] == order[:3]
    (only,) = queue(one.view(Scope(contributor="FRA")))
    assert only.report.claim.contributor == "FRA"


def test_two_engines_readings_of_one_thing_are_asked_once() -> None:
    ledger = ledger_of(reading(says()), reading(says(score=0.2), engine="other"))
    assert len(queue(ledger.view())) == 1
