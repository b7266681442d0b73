from __future__ import annotations

from pledgebook.ledger.records import Conflict, ConflictValue, StatusStep
from pledgebook.pages.commitment import commitment_page
from pledgebook.pages.terminal.commitment import commitment_view
from pledgebook.types import Money, Quantity

from .making import commitment, drawn, report, span


def conflicting() -> Conflict:
    return Conflict(
        field="quantity",
        kind="conflict",
        values=(
            ConflictValue(value="600 soldiers", reports=(report(),)),
            ConflictValue(value="400 soldiers", reports=(report(speakers=()),)),
        ),
    )


def test_every_report_has_its_words_speaker_and_place() -> None:
    text = drawn(
        commitment_view(commitment_page(commitment(report(), report())), coloured=True), 100
    )
    assert text.count("France will send 600 soldiers") == 2
    for words in (
        "After the talks she said: France will send 600 soldiers to the strait.",
        "said by: Jeanne Morel, France [provider]",
        "Harbour Post · 2014-09-05",
        "together because: first report",
        "harbour#40-69",
    ):
        assert words in text


def test_what_the_text_gives_is_listed() -> None:
    given = report(
        quantity=Quantity(low=600, high=600, unit="soldier"),
        money=Money(low=5, high=5, currency="EUR"),
        condition=span("if asked"),
        place=span("over the strait"),
        channel="UNICEF",
        when="2014-10",
        hedged=True,
        increment="running_total",
    )
    details = dict(commitment_page(commitment(given)).reports[0].details)
    assert details == {
        "money": "EUR 5",
        "quantity": "600 × soldier",
        "increment": "running total",
        "condition": "if asked",
        "place": "over the strait",
        "channel": "UNICEF",
        "when": "2014-10",
        "hedged": "yes",
    }


def test_conflicting_values_stand_side_by_side() -> None:
    text = drawn(
        commitment_view(commitment_page(commitment(conflicts=(conflicting(),))), coloured=True), 100
    )
    line = next(line for line in text.splitlines() if "400 soldiers" in line)
    assert "600 soldiers" in line
    assert "Reports differ over the quantity" in text


def test_a_status_that_was_heard_only_is_marked() -> None:
    steps = (
        StatusStep(date="2014-09-05", status="pledged", side="provider", reports=(report(),)),
        StatusStep(
            date=None, status="asked", side="rival", reports=(report(),), moved=False, hedged=True
        ),
    )
    page = commitment_page(commitment(history=steps))
    assert [entry.heard for entry in page.history] == [False, True]
    text = drawn(commitment_view(page, coloured=True), 100)
    assert "asked ? (heard, did not move it)" in text
    assert "no date" in text


def test_a_text_cannot_steer_the_terminal() -> None:
    text = drawn(
        commitment_view(
            commitment_page(commitment(report(quote="send [red]\x1b[31m"))), coloured=True
        )
    )
    assert "\x1b" not in text
    assert "[red]" in text


def test_without_colours_brackets_mark_the_exact_words() -> None:
    text = drawn(commitment_view(commitment_page(commitment()), coloured=False), 100)
    assert "she said: ⟦France will send 600 soldiers⟧ to the strait" in text
