from __future__ import annotations

from pledgebook.pages.ledger import ledger_page, ledger_row
from pledgebook.pages.terminal.ledger import ledger_table
from pledgebook.types import Money

from .making import commitment, drawn, report, span


def test_a_row_says_who_what_whom_and_by_whom() -> None:
    row = ledger_row(commitment(recipient="IRQ", condition=span("if asked")))
    assert (row.contributor_name, row.what, row.recipient_name) == (
        "France",
        "600 soldiers",
        "Iraq",
    )
    assert (row.status, row.marks, row.said_by) == ("pledged", ("if",), "Jeanne Morel")


def test_marks_follow_the_record() -> None:
    row = ledger_row(commitment(hedged=True, partial=True, unconfirmed=True, disputed=True))
    assert row.marks == ("?", "part", "~", "≠")
    assert ledger_row(commitment()).marks == ()


def test_rows_go_by_name_kind_and_how_far() -> None:
    page = ledger_page(
        [
            commitment(contributor="USA"),
            commitment(contributor="AUS", status="declined", id="b"),
            commitment(contributor="AUS", status="delivered", id="c"),
            commitment(contributor="AUS", kind="humanitarian.food", id="d"),
        ],
        documents=3,
    )
    assert [row.id for row in page.rows] == ["d", "c", "b", "3f2a9c1d"]


def test_the_table_fits_80_columns() -> None:
    crowded = commitment(
        report(what=span("protective vests, helmets, night vision telescopes and field radios")),
        contributor="GROUP:a number of unnamed neighbouring coastal states",
        recipient="GROUP:the regional authorities of the northern provinces",
        status="under_way",
        hedged=True,
        condition=span("if asked"),
        disputed=True,
    )
    text = drawn(ledger_table(ledger_page([crowded, commitment()], 2), 80))
    assert max(len(line) for line in text.splitlines()) <= 80
    for words in ("under way", "pledged", "3f2a9c1", "600 soldiers", "? hedged", "Jeanne"):
        assert words in text


def test_a_name_stands_at_its_first_row_only() -> None:
    text = drawn(ledger_table(ledger_page([commitment(), commitment(id="b")], 1), 80))
    assert text.count("France") == 1
    assert "2 commitments from 1 document." in text


def test_a_sum_that_the_object_does_not_show_is_added() -> None:
    money = Money(low=20e6, high=20e6, currency="EUR")
    row = commitment(what=span("the first instalment"), money=money)
    text = drawn(ledger_table(ledger_page([row], 1), 200), 200)
    assert "the first instalment (EUR 20 million)" in text


def test_without_an_object_the_kind_is_named() -> None:
    assert "Support troops" in drawn(ledger_table(ledger_page([commitment(what=None)], 1), 80))


def test_an_empty_ledger_says_so() -> None:
    assert "No commitment matches" in drawn(ledger_table(ledger_page([], 4), 80))
