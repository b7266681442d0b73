from __future__ import annotations

from dataclasses import replace

from pledgebook.pages.run import RunPage, SkippedRow
from pledgebook.pages.terminal.run import run_summary

from .making import drawn

PAGE = RunPage(
    documents=30,
    known=2,
    claims=41,
    sentences=300,
    unaligned=(("no_contributor", 3), ("quote_not_in_text", 1)),
    skipped=tuple(SkippedRow(name=f"t{i}.txt", reason="is empty; fill it") for i in range(12)),
    seconds=2.0,
    written_to="pledges.db",
)


def test_a_summary_counts_what_was_read_and_what_was_not() -> None:
    text = drawn(run_summary(PAGE), 100)
    rows = {line[:15].strip(): line.split() for line in text.splitlines() if line[:1].strip()}
    assert rows["documents read"][2:] == ["30", "15.0", "a", "second"]
    assert rows["known already"][2] == "2"
    assert rows["claims found"][2] == "41"
    assert rows["unaligned"][1:] == [
        "4",
        "no",
        "contributor",
        "3,",
        "quote",
        "not",
        "in",
        "text",
        "1",
    ]
    assert rows["skipped"][1] == "12"
    assert "t9.txt: is empty; fill it" in text
    assert "t10.txt" not in text
    assert "and 2 more" in text
    assert "Written to pledges.db" in text


def test_a_run_that_looks_for_no_claims_counts_sentences() -> None:
    text = drawn(run_summary(replace(PAGE, claims=None)), 100)
    assert "sentences" in text
    assert "claims" not in text


def test_nothing_read_is_neither_now_nor_before() -> None:
    assert not PAGE.read_nothing
    assert not replace(PAGE, documents=0).read_nothing
    assert replace(PAGE, documents=0, known=0).read_nothing
