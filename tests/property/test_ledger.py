"""The ledger is a function of what was read: not of the order, the repeats or the crashes."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Table

from factories import Statement, reading, says
from pledgebook.exports.commitments import commitment_form
from pledgebook.ledger import adding, rows, tables
from pledgebook.ledger.names import actor_key
from pledgebook.ledger.store import Ledger
from pledgebook.types import Money, Result
from unit.ledger import making

pytestmark = pytest.mark.usefixtures("database")

# The fixture only says where ledgers are kept, so that examples may share it.
SMALL = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

GIVERS = ("FRA", "ITA", "GROUP:ten states", "GROUP:some nations")
KINDS = ("military.naval", "military.aid", "financial.grant", "humanitarian.food")
STATUSES = ("asked", "offered", "pledged", "delivered", "declined", "withdrawn")
DAYS = ("2014-09-01", "2014-09-05", "2015-12-01", None)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    giver, kind = draw(st.sampled_from(GIVERS)), draw(st.sampled_from(KINDS))
    fields: dict[str, Any] = {
        "contributor": giver,
        "kind": kind,
        "status": draw(st.sampled_from(STATUSES)),
        "recipient": draw(st.sampled_from((None, "GRC", "CYP"))),
        "increment": draw(st.sampled_from((None, "additional", "running_total"))),
        "said_by_side": draw(st.sampled_from(("provider", "outlet", "recipient"))),
    }
    amount = draw(st.sampled_from((None, 5, 9)))
    if amount is not None and kind != "military.aid":
        fields["money"] = Money(low=amount, high=amount, currency="EUR")
    elif amount is not None:
        fields["quantity"] = (amount, "ship")
    thing = draw(st.sampled_from(("frigates", "grain", "it")))
    return says(f"{giver} and {thing}, {draw(st.integers(0, 3))}.", what=thing, **fields)


@st.composite
def readings(draw: st.DrawFn) -> list[Result]:
    """A handful of documents, some of which share their id or publisher.

    The id follows from the text, since a document keeps the id under which it was first read;
    and one version of an engine reads one thing from one document.
    """
    made: dict[str, Result] = {}
    for _ in range(draw(st.integers(1, 5))):
        told = draw(st.lists(statements(), min_size=1, max_size=4))
        result = reading(
            *told,
            published=draw(st.sampled_from(DAYS)),
            publisher=draw(st.sampled_from(("A", "B", None))),
            id=f"d{sum(len(each.text) for each in told) % 3}",
            version=draw(st.sampled_from(("1.9", "1.10"))),
        )
        key = rows.document_key(result.document)
        made.setdefault(rows.reading_id(key, result.engine, result.engine_version), result)
    return list(made.values())


def shown(ledger: Ledger) -> list[Any]:
    """The whole ledger as it is exported, with the reasons behind each link."""
    view = ledger.view()
    return [
        (commitment_form(each), [report.why for report in each.reports])
        for each in view.commitments()
    ]


def ledger_of(results: list[Result]) -> Ledger:
    ledger = making.opened()
    for result in results:
        ledger.add(result)
    return ledger


@SMALL
@given(results=readings(), data=st.data())
def test_any_order_of_reading_gives_the_same_ledger(results: list[Result], data: Any) -> None:
    order = data.draw(st.permutations(results))
    stops = data.draw(st.sets(st.integers(0, len(order))))
    expected = shown(ledger_of(results))
    ledger = making.opened()
    for number, result in enumerate(order):
        ledger.add(result)
        if number in stops:
            ledger.link()
    assert shown(ledger) == expected
    ledger.rebuild()
    assert shown(ledger) == expected


@SMALL
@given(results=readings(), data=st.data())
def test_reading_again_changes_nothing(results: list[Result], data: Any) -> None:
    ledger = ledger_of(results)
    expected, totals = shown(ledger), ledger.view().totals()
    for result in data.draw(st.lists(st.sampled_from(results), max_size=3)):
        assert not ledger.add(result)
    assert (shown(ledger), ledger.view().totals()) == (expected, totals)


@SMALL
@given(results=readings(), data=st.data())
def test_a_run_killed_anywhere_and_done_again_gives_the_same_ledger(
    results: list[Result], data: Any
) -> None:
    expected = shown(ledger_of(results))
    where = data.draw(st.sampled_from((tables.readings, tables.claims, tables.stale)))
    at = data.draw(st.integers(0, len(results) - 1))
    ledger = making.opened()
    for result in results[:at]:
        ledger.add(result)
    before = ledger.view().totals()
    write = adding._write

    def killed(connection: Connection, table: Table, written: list[rows.Row]) -> None:
        if table is where:
            raise KeyboardInterrupt
        write(connection, table, written)

    with patch.object(adding, "_write", killed):
        try:
            ledger.add(results[at])
            died = False
        except KeyboardInterrupt:
            died = True
    assert died
    assert ledger.view().totals() == before
    for result in results:
        ledger.add(result)
    assert shown(ledger) == expected


@SMALL
@given(results=readings())
def test_every_standing_claim_is_in_one_commitment_of_its_own_giver(results: list[Result]) -> None:
    ledger = ledger_of(results)
    view = ledger.view()
    seen: list[str] = []
    for commitment in view.commitments():
        for report in commitment.reports:
            seen.append(report.id)
            assert actor_key(report.claim.contributor) == actor_key(commitment.contributor)
        assert commitment.id == commitment.reports[0].identity
        assert commitment.status in {report.claim.status for report in commitment.reports}
        assert 1 <= commitment.sources <= len({r.source.key for r in commitment.reports})
    standing = [report.id for source in view.documents() for report in view.claims_of(source.key)]
    assert sorted(seen) == sorted(standing)


@SMALL
@given(results=readings())
def test_as_of_the_last_day_is_the_whole_dated_ledger(results: list[Result]) -> None:
    from pledgebook.ledger.records import Scope

    ledger = ledger_of([result for result in results if result.document.published])
    whole = [commitment_form(each) for each in ledger.view().commitments()]
    dated = ledger.view(Scope(as_of="2015-12-31"))
    assert [commitment_form(each) for each in dated.commitments()] == whole
