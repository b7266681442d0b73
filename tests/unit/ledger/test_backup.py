from __future__ import annotations

import shutil
import sqlite3
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from databases import Server, binaries
from factories import reading, says
from pledgebook.errors import LedgerError
from pledgebook.ledger import backup
from pledgebook.ledger.store import Ledger
from unit.ledger.making import full_reading


def ships(number: int) -> str:
    return f"France will send {number} frigates."


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = Ledger.open(tmp_path / "pledges.db", create=True)
    made.add(full_reading())
    made.link()
    return made


def test_a_backup_is_the_same_ledger_and_can_take_its_place(ledger: Ledger, tmp_path: Path) -> None:
    before = list(ledger.view().commitments())
    ledger.back_up(tmp_path / "copy.db")
    ledger.add(reading(says(ships(9)), id="later"))
    ledger.close()
    for left in tmp_path.glob("pledges.db*"):
        left.unlink()
    shutil.copy(tmp_path / "copy.db", tmp_path / "pledges.db")
    with Ledger.open(tmp_path / "pledges.db") as again:
        assert list(again.view().commitments()) == before
        assert again.check().number == 0
        assert again.add(reading(says(ships(9)), id="later"))


def test_writing_goes_on_and_the_copy_is_of_one_moment(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "PAGES", 1)
    begun, written = Event(), Event()
    shares: list[float] = []

    def advance(done: int, all_: int) -> None:
        shares.append(done / all_)
        begun.set()
        assert written.wait(20)

    with ThreadPoolExecutor() as threads:
        copying = threads.submit(ledger.back_up, tmp_path / "copy.db", advance)
        assert begun.wait(20)
        with Ledger.open(ledger.name) as writer:
            for number in range(20):
                assert writer.add(reading(says(ships(number)), id=f"d{number}"))
        written.set()
        copying.result()
    assert shares == sorted(shares)
    with Ledger.open(tmp_path / "copy.db") as copy:
        assert copy.view().totals().documents == 1
        assert copy.check().number == 0
    assert ledger.view().totals().documents == 21
    ledger.close()


def test_nothing_is_overwritten(ledger: Ledger, tmp_path: Path) -> None:
    for name in ("pledges.db", "notes.txt"):
        (tmp_path / "notes.txt").write_text("milk")
        with pytest.raises(LedgerError, match="there is such a file already"):
            ledger.back_up(tmp_path / name)
    assert (tmp_path / "notes.txt").read_text() == "milk"
    ledger.close()


def test_a_folder_that_is_missing(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"copy\.db: cannot be written \(No such file"):
        ledger.back_up(tmp_path / "no" / "copy.db")
    ledger.close()


def test_an_unsound_copy_is_not_kept(ledger: Ledger, tmp_path: Path) -> None:
    with sqlite3.connect(ledger.name) as direct:
        direct.execute("DELETE FROM commitments")
    direct.close()
    with pytest.raises(LedgerError, match="the copy is not sound"):
        ledger.back_up(tmp_path / "copy.db")
    ledger.close()
    assert [path.name for path in tmp_path.iterdir()] == ["pledges.db"]


def test_a_copy_that_is_broken_off_leaves_nothing(ledger: Ledger, tmp_path: Path) -> None:
    def stop(_done: int, _all: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ledger.back_up(tmp_path / "copy.db", stop)
    ledger.close()
    assert [path.name for path in tmp_path.iterdir()] == ["pledges.db"]


def test_a_server_is_backed_up_and_restored_by_its_own_programs(
    postgresql: Server, tmp_path: Path
) -> None:
    try:
        programs = binaries()
    except LookupError:
        pytest.skip("pg_dump is not installed beside the tests")
    place, other = postgresql.new(), postgresql.new("template0")
    dump = tmp_path / "pledges.dump"
    with Ledger.open(place) as ledger:
        ledger.add(full_reading())
        before = list(ledger.view().commitments())
        with pytest.raises(LedgerError, match=f"run `pg_dump --format=custom --file={dump}`"):
            ledger.back_up(dump)
    subprocess.run(
        [programs / "pg_dump", "--format=custom", f"--file={dump}", f"--dbname={place}"], check=True
    )
    subprocess.run([programs / "pg_restore", f"--dbname={other}", str(dump)], check=True)
    with Ledger.open(other) as again:
        assert list(again.view().commitments()) == before
        assert again.check().number == 0
    for each in (place, other):
        postgresql.drop(each)
