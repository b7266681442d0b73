"""Judgements: taking one back restores what was, and the order of import does not show."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pledgebook.errors import LedgerError
from pledgebook.exports.commitments import commitment_form
from pledgebook.exports.judgements import judgement_lines, judgements_from
from pledgebook.ledger.records import Decision, Report
from pledgebook.ledger.store import Ledger
from pledgebook.types import Result

from .test_ledger import ledger_of, readings

SMALL = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

VALUES: dict[str, tuple[Any, ...]] = {
    "contributor": ("FRA", "ITA", "ORG:Red Cross", "GROUP:some nations"),
    "kind": ("military.naval", "financial.grant", "humanitarian.food"),
    "status": ("pledged", "delivered", "withdrawn"),
    "recipient": ("GRC", None),
    "money": ({"low": 7, "high": 7, "currency": "EUR"}, None),
    "hedged": (True, False),
    "what": ({"start": 0, "end": 3}, None),
}


def everything(ledger: Ledger) -> list[Any]:
    """All that a view shows of commitments and reports, rejected ones too."""
    view = ledger.view()
    reports = [report for source in view.documents() for report in view.claims_of(source.key)]
    return [
        [(commitment_form(c), [_said(r) for r in c.reports]) for c in view.commitments()],
        [_said(report) for report in reports],
    ]


def _said(report: Report) -> tuple[Any, ...]:
    made = [(each.field, each.before, each.after, each.author) for each in report.corrections]
    return (report.id, report.claim, report.reviewed, report.rank, made, report.why)


def identities(ledger: Ledger) -> list[str]:
    view = ledger.view()
    found = {r.identity for s in view.documents() for r in view.claims_of(s.key)}
    return sorted(found)


def drawn(data: st.DataObject, ledger: Ledger) -> Decision:
    """A decision on a ledger, which may refuse it."""
    names = identities(ledger)
    subject = data.draw(st.sampled_from(names))
    verdicts = ["accept", "reject", "unsure", "same", "not_same", "correct", "prefer"]
    numbers = [judged.id for judged in ledger.view().judgements()]
    verdict: Any = data.draw(st.sampled_from([*verdicts, *(["undo"] if numbers else [])]))
    if verdict == "undo":
        return Decision(subject=str(data.draw(st.sampled_from(numbers))), verdict="undo")
    if verdict in ("same", "not_same"):
        return Decision(subject=subject, verdict=verdict, other=data.draw(st.sampled_from(names)))
    if verdict == "prefer":
        rank = data.draw(st.sampled_from(("preferred", "normal", "deprecated")))
        return Decision(subject=subject, verdict=verdict, value=rank)
    if verdict == "correct":
        field = data.draw(st.sampled_from(sorted(VALUES)))
        value = data.draw(st.sampled_from(VALUES[field]))
        return Decision(subject=subject, verdict=verdict, field=field, value=value)
    return Decision(subject=subject, verdict=verdict)


def decided(data: st.DataObject, ledger: Ledger, most: int) -> None:
    for _ in range(data.draw(st.integers(1, most))):
        author = data.draw(st.sampled_from(("ana", "ben")))
        try:
            ledger.decide([drawn(data, ledger)], author=author)
        except LedgerError:
            continue


@SMALL
@given(results=readings(), data=st.data())
def test_taking_back_restores_what_was(results: list[Result], data: st.DataObject) -> None:
    ledger = ledger_of(results)
    decided(data, ledger, 5)
    before = everything(ledger)
    try:
        (number,) = ledger.decide([drawn(data, ledger)], author="ana")
    except LedgerError:
        assert everything(ledger) == before
        return
    # Looking makes the commitments in between, so that they are really unmade.
    after = everything(ledger)
    (back,) = ledger.decide([Decision(subject=str(number), verdict="undo")], author="ben")
    assert everything(ledger) == before
    ledger.decide([Decision(subject=str(back), verdict="undo")], author="ana")
    assert everything(ledger) == after


@SMALL
@given(results=readings(), data=st.data())
def test_all_taken_back_is_the_ledger_that_nobody_judged(
    results: list[Result], data: st.DataObject
) -> None:
    ledger = ledger_of(results)
    before = everything(ledger)
    decided(data, ledger, 6)
    firsts = [each.id for each in ledger.view().judgements() if each.verdict != "undo"]
    undos = [each.id for each in ledger.view().judgements() if each.verdict == "undo"]
    for number in [*undos, *data.draw(st.permutations(firsts))]:
        ledger.judge(str(number), "undo", author="ana")
        everything(ledger)
    assert everything(ledger) == before


@SMALL
@given(results=readings(), data=st.data())
def test_a_rebuilt_ledger_shows_the_same(results: list[Result], data: st.DataObject) -> None:
    ledger = ledger_of(results)
    for _ in range(3):
        decided(data, ledger, 3)
        shown = everything(ledger)
        ledger.rebuild()
        assert everything(ledger) == shown


@SMALL
@given(results=readings(), data=st.data())
def test_judgements_come_in_in_any_order_and_stretch(
    results: list[Result], data: st.DataObject
) -> None:
    ledger = ledger_of(results)
    decided(data, ledger, 8)
    lines = list(judgement_lines(ledger.view().judgements()))
    # What takes back and the corrections that "same" rests on come in one file or before.
    order = data.draw(st.permutations(judgements_from(lines, "lines")))
    other = ledger_of(data.draw(st.permutations(results)))
    told = other.adopt(order)
    assert (told.added, told.known, told.left_out) == (len(lines), 0, ())
    assert everything(other) == everything(ledger)
    again = other.adopt(order)
    assert (again.added, again.known) == (0, len(lines))
    assert sorted(judgement_lines(other.view().judgements())) == sorted(lines)


@SMALL
@given(results=readings(), data=st.data())
def test_judgements_before_or_after_the_documents(
    results: list[Result], data: st.DataObject
) -> None:
    """Texts that are read after a decision find it; only the decided ones must be there."""
    whole = ledger_of(results)
    first = ledger_of(results[:1])
    if not identities(first):
        pytest.fail("a document without a claim was drawn")
    decided(data, first, 4)
    for result in results[1:]:
        first.add(result)
    whole.adopt(judgements_from(judgement_lines(first.view().judgements()), "lines"))
    assert everything(first) == everything(whole)
