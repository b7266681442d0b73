from __future__ import annotations

import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine

from databases import Server
from factories import reading, says
from pledgebook.errors import DocumentError, LedgerError
from pledgebook.ledger import connect, tables
from pledgebook.ledger.adding import add_results
from pledgebook.ledger.store import Ledger


def test_a_missing_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"none\.db: there is no ledger here"):
        Ledger.open(tmp_path / "none.db")


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="does not exist; make it first"):
        Ledger.open(tmp_path / "no" / "pledges.db", create=True)


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="this is a folder"):
        Ledger.open(tmp_path, create=True)


def test_not_a_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Buy milk, and then some more milk.")
    with pytest.raises(LedgerError, match=r"notes\.txt: this is not a SQLite file"):
        Ledger.open(path, create=True)
    assert path.read_text().startswith("Buy milk")


def test_an_empty_file_becomes_a_ledger_only_where_one_is_made(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(LedgerError, match="the file is empty"):
        Ledger.open(path)
    Ledger.open(path, create=True).close()
    Ledger.open(path).close()


def test_somebody_elses_database(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as direct:
        direct.execute("CREATE TABLE recipes (name TEXT)")
    direct.close()
    with pytest.raises(LedgerError, match="not a Pledgebook ledger"):
        Ledger.open(path, create=True)


def test_a_newer_ledger(tmp_path: Path) -> None:
    path = tmp_path / "pledges.db"
    Ledger.open(path, create=True).close()
    with sqlite3.connect(path) as direct:
        direct.execute(f"PRAGMA user_version = {tables.FORMAT + 1}")
    direct.close()
    with pytest.raises(LedgerError, match=r"written by a newer Pledgebook \(format 3"):
        Ledger.open(path)


def test_a_damaged_ledger(tmp_path: Path) -> None:
    path = tmp_path / "pledges.db"
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4096)
    with pytest.raises(LedgerError, match=r"not a SQLite file|damaged"):
        Ledger.open(path)


def test_locked_by_another_writer(tmp_path: Path) -> None:
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


def test_read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_the_database_refusing_to_write(tmp_path: Path) -> None:
    path = tmp_path / "pledges.db"
    Ledger.open(path, create=True).close()
    with Ledger.open(path) as ledger:
        with ledger._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only = ON")
        with pytest.raises(LedgerError, match="this ledger is read-only"):
            ledger.add(reading(says()))


def test_migrating_is_done_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "pledges.db"
    Ledger.open(path, create=True).close()
    monkeypatch.setattr(connect, "_migrate", lambda _: pytest.fail("migrated again"))
    Ledger.open(path).close()


class TestAddresses:
    def test_a_sqlite_address_is_its_file(self, tmp_path: Path) -> None:
        path = tmp_path / "pledges.db"
        with Ledger.open(f"sqlite:///{path}", create=True) as ledger:
            assert ledger.name == str(path)
        with sqlite3.connect(path) as direct:
            assert direct.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        direct.close()

    @pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
    def test_messages_name_no_user_and_no_password(self, scheme: str) -> None:
        address = f"{scheme}://ana:secret@db.example:5433/pledges?password=secret"
        full, name = connect.place_of(address)
        assert full.startswith("postgresql+psycopg://ana:secret@")
        assert name == "postgresql://db.example:5433/pledges"

    @pytest.mark.parametrize(
        ("address", "says"),
        [
            ("mysql://localhost/pledges", "mysql: no such ledger"),
            ("postgresql://localhost:port/pledges:secret", "address cannot be read"),
        ],
    )
    def test_other_addresses(self, address: str, says: str) -> None:
        with pytest.raises(LedgerError, match=says) as raised:
            Ledger.open(address)
        assert "secret" not in str(raised.value)

    def test_a_server_that_is_not_there(self, tmp_path: Path) -> None:
        pytest.importorskip("psycopg")
        with pytest.raises(LedgerError, match=r"postgresql:///pledges: the database server cannot"):
            Ledger.open(f"postgresql:///pledges?host={tmp_path}")

    def test_a_driver_that_is_not_installed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "psycopg", None)
        with pytest.raises(LedgerError, match=r"pip install 'pledgebook\[postgres\]'"):
            Ledger.open("postgresql:///pledges")


class TestPostgreSQL:
    def test_an_empty_database_becomes_a_ledger_only_where_one_is_made(
        self, postgresql: Server
    ) -> None:
        place = postgresql.new("template0")
        with pytest.raises(LedgerError, match="an empty database; `pledgebook read` makes"):
            Ledger.open(place)
        with Ledger.open(place, create=True) as ledger:
            ledger.add(reading(says()))
        with Ledger.open(place) as ledger:
            assert len(list(ledger.view().commitments())) == 1
        postgresql.drop(place)

    def test_somebody_elses_database(self, postgresql: Server) -> None:
        place = postgresql.new("template0")
        self._run(place, "CREATE TABLE recipes (name TEXT)")
        with pytest.raises(LedgerError, match="not a Pledgebook ledger"):
            Ledger.open(place, create=True)
        postgresql.drop(place)

    def test_a_newer_ledger(self, postgresql: Server) -> None:
        place = postgresql.new()
        self._run(place, "UPDATE ledger_format SET format = format + 1")
        with pytest.raises(LedgerError, match=r"written by a newer Pledgebook \(format 3"):
            Ledger.open(place)
        postgresql.drop(place)

    def test_a_database_that_counts_bytes_is_refused(self, postgresql: Server) -> None:
        place = postgresql.new("template0 ENCODING 'SQL_ASCII' LOCALE 'C'")
        with pytest.raises(LedgerError, match="is kept in SQL_ASCII"):
            Ledger.open(place, create=True)
        postgresql.drop(place)

    def test_a_database_that_does_not_exist(self, postgresql: Server) -> None:
        place = postgresql.new()
        postgresql.drop(place)
        with pytest.raises(LedgerError, match="does not exist"):
            Ledger.open(place)

    def test_a_character_that_cannot_be_kept_costs_one_text(self, postgresql: Server) -> None:
        place = postgresql.new()
        with Ledger.open(place) as ledger:
            with pytest.raises(DocumentError, match="courier: holds a NUL character"):
                ledger.add(reading(says(), text=f"\0 {says().text}"))
            assert ledger.add(reading(says()))
        postgresql.drop(place)

    def test_locked_by_another_writer(self, postgresql: Server) -> None:
        place = postgresql.new()
        with Ledger.open(place) as first, Ledger.open(place, timeout=0.05) as second:
            with first._writing():
                assert list(second.view().commitments()) == []
                with pytest.raises(LedgerError, match="another process is writing"):
                    second.add(reading(says()))
            assert second.add(reading(says()))
        postgresql.drop(place)

    def test_a_writer_that_waited_sees_what_the_other_wrote(self, postgresql: Server) -> None:
        place = postgresql.new()
        with Ledger.open(place) as first, Ledger.open(place) as second:
            with ThreadPoolExecutor() as threads:
                with first._writing() as connection:
                    waiting = threads.submit(second.add, reading(says()))
                    while not self._waits(connection):
                        assert not waiting.done()
                    add_results(connection, [reading(says())], {})
                assert waiting.result() is False
            assert first.view().totals().documents == 1
        postgresql.drop(place)

    @staticmethod
    def _waits(connection: Connection) -> bool:
        waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        return bool(connection.exec_driver_sql(waiting).scalar_one())

    @staticmethod
    def _run(place: str, command: str) -> None:
        engine = create_engine(connect.place_of(place)[0])
        with engine.begin() as connection:
            connection.exec_driver_sql(command)
        engine.dispose()
