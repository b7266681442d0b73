"""Totals: stages part the counted rows, a total is the sum of its rows, order does not show."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pledgebook.analysis.counting import entries
from pledgebook.analysis.figures import STAGES
from pledgebook.analysis.totals import totals
from pledgebook.types import Result

from .test_ledger import SMALL, ledger_of, readings

BY = st.sampled_from(("currency", "contributor", "kind", "recipient"))


@SMALL
@given(results=readings())
def test_the_stages_part_what_counts(results: list[Result]) -> None:
    view = ledger_of(results).view()
    found = entries(view)
    assert len({entry.key for entry in found}) == len(found)
    assert {entry.id for entry in found} == {each.id for each in view.commitments()}
    for entry in found:
        assert entry.reason
        assert not entry.counts_in_total or entry.stage in STAGES
        assert entry.stage is None or entry.status not in ("asked", "offered", "declined")


@SMALL
@given(results=readings(), by=BY)
def test_a_total_is_the_sum_of_its_counted_rows(results: list[Result], by: Any) -> None:
    found = totals(ledger_of(results).view(), by)
    for line in found.totals:
        for stage in STAGES:
            rows = [e for e in line.entries if e.counts_in_total and e.stage == stage]
            assert line.stage(stage).low == sum(e.low for e in rows)
            assert line.stage(stage).count == len(rows)
    listed = [entry.key for line in found.totals for entry in line.entries]
    assert sorted(listed) == sorted(e.key for e in found.entries if e.sort != "none")


@SMALL
@given(results=readings(), by=BY, data=st.data())
def test_the_order_of_reading_does_not_show(results: list[Result], by: Any, data: Any) -> None:
    order = data.draw(st.permutations(results))
    one, other = (totals(ledger_of(read).view(), by, convert_to="USD") for read in (results, order))
    assert one == other
