from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from factories import document, reading, says
from pledgebook.errors import LedgerError
from pledgebook.ledger import connect, tables
from pledgebook.ledger.store import Ledger
from pledgebook.types import Span, Unaligned
from unit.ledger.making import full_reading, ledger_of


def test_what_is_added_is_there_after_reopening(tmp_path: Path) -> None:
    path = tmp_path / "pledges.db"
    with Ledger.open(path, create=True) as ledger:
        assert ledger.add(reading(says()))
    with Ledger.open(path) as ledger:
        (commitment,) = ledger.view().commitments()
    assert commitment.contributor == "FRA"
    assert commitment.reports[0].claim.evidence.quote == "France will send two frigates."


def test_reading_the_same_document_again_changes_nothing() -> None:
    ledger = ledger_of(reading(says()))
    before = ledger.view().totals()
    assert not ledger.add(reading(says()))
    assert not ledger.add(reading(says(), address="elsewhere/copy.txt", id="copy"))
    assert ledger.view().totals() == before


def test_the_same_text_under_another_publisher_is_another_document() -> None:
    ledger = ledger_of(reading(says()), reading(says(), publisher="The Evening Star"))
    view = ledger.view()
    assert view.totals().documents == 2
    (commitment,) = view.commitments()
    assert len(commitment.reports) == 2
    assert commitment.sources == 1


def test_holds_answers_for_document_and_engine_version() -> None:
    ledger = ledger_of(reading(says()))
    text = says().text
    assert ledger.holds(document(text), "rules", "1.0")
    assert ledger.holds(document(text, address="moved.txt"), "rules", "1.0")
    assert not ledger.holds(document(text), "rules", "1.1")
    assert not ledger.holds(document(text, published="2014-09-06"), "rules", "1.0")


def test_a_newer_version_adds_beside_the_old_and_stands_for_it() -> None:
    old = reading(says(status="offered"), version="0.9")
    new = reading(says(status="pledged"), version="0.10")
    for order in ((old, new), (new, old)):
        view = ledger_of(*order).view()
        (commitment,) = view.commitments()
        assert [report.claim.status for report in commitment.reports] == ["pledged"]
        assert (view.totals().claims, view.totals().readings) == (2, 2)


def test_a_quote_that_is_not_its_span_is_refused_and_nothing_is_saved() -> None:
    good = reading(says("Italy joins.", contributor="ITA"), says())
    claim = good.claims[1]
    wrong = replace(claim, evidence=Span(start=0, end=6, quote="France"))
    ledger = Ledger.open(":memory:")
    with pytest.raises(LedgerError, match=r"courier: claim m2 \(FRA\).*'France' is not what"):
        ledger.add(replace(good, claims=(good.claims[0], wrong)))
    assert ledger.view().totals().documents == 0


@pytest.mark.parametrize("field", ["what", "place", "condition"])
def test_other_spans_are_checked_too(field: str) -> None:
    good = reading(says())
    wrong = replace(good.claims[0], **{field: Span(start=0, end=3, quote="xyz")})
    with pytest.raises(LedgerError, match="'xyz' is not what stands"):
        Ledger.open(":memory:").add(replace(good, claims=(wrong,)))


def test_a_run_that_dies_leaves_whole_documents_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "pledges.db"
    ledger = Ledger.open(path, create=True)
    ledger.add(reading(says()))
    with monkeypatch.context() as patched:
        patched.setattr(
            Ledger, "_add_statements", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        with pytest.raises(KeyboardInterrupt):
            ledger.add(reading(says("Italy joins.", contributor="ITA"), id="second"))
    ledger.close()
    with Ledger.open(path) as again:
        assert [source.name for source in again.view().documents()] == ["courier"]
        assert again.view().totals().claims == 1
        assert again.add(reading(says("Italy joins.", contributor="ITA"), id="second"))


def test_what_cannot_be_aligned_is_kept_and_counted() -> None:
    lost = Unaligned(document="courier", reason="quote_not_in_text", quote="three frigates")
    ledger = ledger_of(replace(reading(says()), unaligned=(lost,)))
    assert ledger.view().totals().unaligned == 1


def test_the_database_refuses_to_change_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "pledges.db"
    with Ledger.open(path, create=True) as ledger:
        ledger.add(full_reading())
        ledger.judge(next(ledger.view().commitments()).id, "accept", author="ana")
    with sqlite3.connect(path) as direct:
        for table in tables.APPEND_ONLY:
            for change in (f"DELETE FROM {table.name}", f"UPDATE {table.name} SET rowid = rowid"):
                with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                    direct.execute(change)
    direct.close()


class TestOpening:
    def test_a_missing_ledger(self, tmp_path: Path) -> None:
        with pytest.raises(LedgerError, match=r"none\.db: there is no ledger here"):
            Ledger.open(tmp_path / "none.db")

    def test_a_missing_folder(self, tmp_path: Path) -> None:
        with pytest.raises(LedgerError, match="does not exist; make it first"):
            Ledger.open(tmp_path / "no" / "pledges.db", create=True)

    def test_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(LedgerError, match="this is a folder"):
            Ledger.open(tmp_path, create=True)

    def test_not_a_database(self, tmp_path: Path) -> None:
        path = tmp_path / "notes.txt"
        path.write_text("Buy milk, and then some more milk.")
        with pytest.raises(LedgerError, match=r"notes\.txt: this is not a SQLite file"):
            Ledger.open(path, create=True)
        assert path.read_text().startswith("Buy milk")

    def test_an_empty_file_becomes_a_ledger_only_where_one_is_made(self, tmp_path: Path) -> None:
        path = tmp_path / "empty.db"
        path.touch()
        with pytest.raises(LedgerError, match="the file is empty"):
            Ledger.open(path)
        Ledger.open(path, create=True).close()
        Ledger.open(path).close()

    def test_somebody_elses_database(self, tmp_path: Path) -> None:
        path = tmp_path / "other.db"
        with sqlite3.connect(path) as direct:
            direct.execute("CREATE TABLE recipes (name TEXT)")
        direct.close()
        with pytest.raises(LedgerError, match="not a Pledgebook ledger"):
            Ledger.open(path, create=True)

    def test_a_newer_ledger(self, tmp_path: Path) -> None:
        path = tmp_path / "pledges.db"
        Ledger.open(path, create=True).close()
        with sqlite3.connect(path) as direct:
            direct.execute(f"PRAGMA user_version = {tables.FORMAT + 1}")
        direct.close()
        with pytest.raises(LedgerError, match=r"written by a newer Pledgebook \(format 3"):
            Ledger.open(path)

    def test_a_damaged_ledger(self, tmp_path: Path) -> None:
        path = tmp_path / "pledges.db"
        path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4096)
        with pytest.raises(LedgerError, match=r"not a SQLite file|damaged"):
            Ledger.open(path)

    def test_locked_by_another_writer(self, tmp_path: Path) -> None:
        path = tmp_path / "pledges.db"
        Ledger.open(path, create=True).close()
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with Ledger.open(path, timeout=0.05) as ledger:
            assert list(ledger.view().commitments()) == []
            with pytest.raises(LedgerError, match="another process is writing"):
                ledger.add(reading(says()))
            other.execute("ROLLBACK")
            assert ledger.add(reading(says()))
        other.close()

    def test_read_only(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "pledges.db"
        with Ledger.open(path, create=True) as ledger:
            ledger.add(reading(says()))
            ledger.link()
        # As root, file rights refuse nothing; what the rights would say is stood in for.
        monkeypatch.setattr(connect.os, "access", lambda *_: False)
        with Ledger.open(path) as ledger:
            assert len(list(ledger.view().commitments())) == 1
            with pytest.raises(LedgerError, match="this ledger is read-only"):
                ledger.add(reading(says("Italy joins.", contributor="ITA")))
        with pytest.raises(LedgerError, match="the folder is read-only"):
            Ledger.open(tmp_path / "new.db", create=True)

    def test_the_database_refusing_to_write(self, tmp_path: Path) -> None:
        path = tmp_path / "pledges.db"
        Ledger.open(path, create=True).close()
        with Ledger.open(path) as ledger:
            with ledger._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA query_only = ON")
            with pytest.raises(LedgerError, match="this ledger is read-only"):
                ledger.add(reading(says()))

    def test_migrating_is_done_once(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "pledges.db"
        Ledger.open(path, create=True).close()
        monkeypatch.setattr(connect, "_migrate", lambda _: pytest.fail("migrated again"))
        Ledger.open(path).close()


class TestJudging:
    def test_same_joins_what_the_linker_keeps_apart(self) -> None:
        ledger = ledger_of(
            reading(says("France will send two frigates.", recipient="GRC")),
            reading(
                says("France will send two frigates.", recipient="CYP"), published="2014-09-09"
            ),
        )
        left, right = (each.id for each in ledger.view().commitments())
        number = ledger.judge(left, "same", other=right, author="ana", reason="one squadron")
        (commitment,) = ledger.view().commitments()
        assert "judged the same" in commitment.reports[1].why
        ledger.judge(str(number), "undo", author="ana")
        assert len(list(ledger.view().commitments())) == 2

    def test_not_same_parts_what_the_linker_joins(self) -> None:
        ledger = ledger_of(reading(says()), reading(says(), published="2014-09-09"))
        (commitment,) = ledger.view().commitments()
        first, second = (report.identity for report in commitment.reports)
        ledger.judge(first, "not_same", other=second, author="ana")
        assert len(list(ledger.view().commitments())) == 2

    def test_the_later_judgement_wins(self) -> None:
        ledger = ledger_of(reading(says()), reading(says(), published="2014-09-09"))
        (commitment,) = ledger.view().commitments()
        first, second = (report.identity for report in commitment.reports)
        ledger.judge(first, "not_same", other=second, author="ana")
        ledger.judge(second, "same", other=first, author="ben")
        assert len(list(ledger.view().commitments())) == 1
        assert [judged.author for judged in ledger.view().judgements()] == ["ana", "ben"]

    def test_a_rejected_report_counts_for_nothing_and_stays(self) -> None:
        ledger = ledger_of(reading(says(), says("Italy joins.", contributor="ITA")))
        wrong = next(c for c in ledger.view().commitments() if c.contributor == "ITA")
        ledger.judge(wrong.id, "reject", author="ana", reason="a guess of the reporter")
        view = ledger.view()
        assert [c.contributor for c in view.commitments()] == ["FRA"]
        assert view.totals().claims == 2
        assert [report.reviewed for report in view.claims_of("courier")] == [None, "reject"]

    def test_judgements_survive_a_new_engine_version(self) -> None:
        ledger = ledger_of(reading(says()))
        (commitment,) = ledger.view().commitments()
        ledger.judge(commitment.id, "accept", author="ana")
        ledger.add(reading(says(score=0.4), version="2.0"))
        (again,) = ledger.view().commitments()
        assert (again.id, again.reports[0].reviewed) == (commitment.id, "accept")
        assert again.reports[0].engine_version == "2.0"

    @pytest.mark.parametrize(
        ("verdict", "other", "problem"),
        [
            ("maybe", None, "no verdict 'maybe'"),
            ("same", None, "needs second subject"),
            ("accept", "0" * 20, "takes no second subject"),
        ],
    )
    def test_wrong_judgements(self, verdict: str, other: str | None, problem: str) -> None:
        ledger = ledger_of(reading(says()))
        subject = next(ledger.view().commitments()).id
        with pytest.raises(LedgerError, match=problem):
            ledger.judge(subject, verdict, other=other, author="ana")  # type: ignore[arg-type]

    def test_what_two_contributors_give_is_never_the_same(self) -> None:
        ledger = ledger_of(reading(says(), says("Italy joins.", contributor="ITA")))
        left, right = (each.id for each in ledger.view().commitments())
        with pytest.raises(LedgerError, match="of different contributors"):
            ledger.judge(left, "same", other=right, author="ana")
        assert ledger.view().judgements() == ()

    def test_a_judgement_on_nothing(self) -> None:
        with pytest.raises(LedgerError, match="no report or commitment 'f00'"):
            ledger_of(reading(says())).judge("f00", "accept", author="ana")
        with pytest.raises(LedgerError, match="no judgement '7'"):
            ledger_of(reading(says())).judge("7", "undo", author="ana")


def test_rebuilding_from_nothing_gives_the_same_commitments() -> None:
    ledger = ledger_of(
        reading(says()),
        reading(says(status="delivered"), published="2014-09-09"),
        reading(says("Italy joins.", contributor="ITA"), id="third"),
    )
    before = list(ledger.view().commitments())
    assert ledger.rebuild() == len(before) == 2
    assert list(ledger.view().commitments()) == before


def test_only_touched_blocks_are_linked_anew() -> None:
    ledger = ledger_of(reading(says()), reading(says("Italy joins.", contributor="ITA"), id="b"))
    assert ledger.link() == 2
    assert ledger.link() == 0
    ledger.add(reading(says("Italy pays.", contributor="ITA", kind="financial.grant"), id="c"))
    assert ledger.link() == 1
