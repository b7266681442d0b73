from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console

from factories import document, reading, says, span
from pledgebook.analysis.queue import queue
from pledgebook.errors import LedgerError
from pledgebook.pages.review import field_value, review_page
from pledgebook.pages.terminal.review import review_view

from ..ledger.making import ledger_of

TEXT = "Ships first. Later on, France will send two ships. Ships at last."


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        ("contributor", "Australia", "AUS"),
        ("contributor", "ORG:Red Cross", "ORG:Red Cross"),
        ("recipient", " None ", None),
        ("kind", "Naval forces", "military.naval"),
        ("kind", "military.naval", "military.naval"),
        ("status", "Under way", "under_way"),
        ("said_by_side", "third party", "third_party"),
        ("hedged", "y", True),
        ("partial", "no", False),
        ("when", "2014-09", "2014-09"),
        ("what", "ships", {"start": 44, "end": 49}),
        ("what", "Ships", {"start": 51, "end": 56}),
        (
            "quantity",
            "up to 8 ships",
            {"low": None, "high": 8, "unit": "ship", "approximate": False},
        ),
    ],
)
def test_what_is_typed_becomes_a_value(field: str, words: str, value: Any) -> None:
    evidence = span(document(TEXT), "France will send two ships")
    assert field_value(field, words, evidence, TEXT) == value


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("money", "600 soldiers"),
        ("money", "5"),
        ("quantity", "EUR 5"),
        ("what", "boats"),
        ("what", ""),
    ],
)
def test_what_cannot_be_read(field: str, words: str) -> None:
    with pytest.raises(LedgerError, match=f"^{field}: "):
        field_value(field, words, span(document(TEXT), "two ships"), TEXT)


def test_the_page_shows_other_reports_and_nothing_that_steers_a_terminal() -> None:
    ledger = ledger_of(
        reading(says("France will send two frigates \x1b[2J.", what="two frigates")),
        reading(says("Both French frigates sail.", status="under_way"), published="2014-09-09"),
    )
    asked = queue(ledger.view())[0]
    page = review_page(asked)
    assert page.commitment is not None
    assert len(page.commitment.reports) == 2
    out = io.StringIO()
    console = Console(file=out, width=100, emoji=False, markup=False, highlight=False)
    console.print(review_view(page, "1 of 2", coloured=False))
    shown = out.getvalue()
    assert "\x1b" not in shown
    assert "1 of 2" in shown
    assert "In this commitment:" in shown
    assert all(
        report.claim[:7] in shown
        for report in page.commitment.reports
        if report.ref != page.report.ref
    )
