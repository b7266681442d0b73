from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from databases import engine_of
from factories import reading, says
from pledgebook.errors import LedgerError
from pledgebook.ledger import check as checking
from pledgebook.ledger.store import Ledger
from unit.ledger.making import full_reading

NewPlace = Callable[[], str]


def filled(place: str, *, linked: bool = True) -> Ledger:
    ledger = Ledger.open(place, create=True)
    ledger.add(full_reading())
    ledger.add(reading(says("Italy joins.", contributor="ITA", what="joins"), id="star"))
    if linked:
        ledger.link()
    return ledger


def tamper(place: str, change: str) -> None:
    """Changes rows behind the back of triggers and foreign keys."""
    engine = engine_of(place)
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            found = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            triggers = connection.exec_driver_sql(found).all()
            for name, _ in triggers:
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
            connection.exec_driver_sql(change)
            for _, made_by in triggers:
                connection.exec_driver_sql(made_by)
        else:
            connection.exec_driver_sql("SET session_replication_role = replica")
            connection.execute(text(change))
        connection.commit()
    engine.dispose()


def problems_of(place: str) -> list[tuple[str, str]]:
    with Ledger.open(place) as ledger:
        return [(problem.sort, problem.what) for problem in ledger.check().problems]


def test_an_untouched_ledger_is_sound(database: NewPlace) -> None:
    with filled(database()) as ledger:
        found = ledger.check()
    assert (found.problems, found.number, found.waiting) == ((), 0, 0)
    seen = dict(found.checked)
    assert (seen["documents"], seen["readings"], seen["claims"]) == (2, 2, 2)
    assert (seen["statements"], seen["commitments"]) == (5, 2)


DAMAGE = [
    ("UPDATE documents SET text = 'x' || text WHERE id = 'star'", "document", "digest"),
    ("UPDATE documents SET publisher = 'Nobody'", "document", "the key is not the digest"),
    ("UPDATE documents SET signature = 'f'", "document", "signature"),
    ("UPDATE readings SET version = '2.0'", "readings", "the id is not the digest"),
    ("UPDATE claims SET score = 0.91", "claims", "id: not what the rest"),
    ("UPDATE claims SET status = 'declined'", "claims", "identity, id: not what"),
    ("UPDATE claims SET block = 'x|y'", "claims", "block: not what"),
    ("UPDATE claims SET span_start = 1, span_end = span_end + 1", "claims", "a quote is not what"),
    ("UPDATE claims SET quote = 'x'", "claims", "was changed and cannot be read"),
    ("UPDATE claims SET reading = (SELECT max(id) FROM readings)", "claims", "another document"),
    ("UPDATE needs SET kind = 'other.x'", "needs", "not what its id is the digest of"),
    ("UPDATE counts SET quote = upper(quote)", "counts", "a quote is not what stands"),
    ("""UPDATE counts SET body = '{"group": "x"}'""", "counts", "cannot be read"),
    ("DELETE FROM readings", "foreign key", "is not in readings"),
    ("UPDATE commitments SET status = 'declined'", "commitment", "status: not what the claims"),
    ("DELETE FROM commitment_claims", "report", "it is missing"),
    ("UPDATE commitment_claims SET why = '[\"x\"]'", "report", "why: not what the claims"),
    ("UPDATE commitments SET block = 'x|y'", "commitment", "it rests on no claim"),
]


@pytest.mark.parametrize(("change", "sort", "what"), DAMAGE)
def test_damage_is_found(database: NewPlace, change: str, sort: str, what: str) -> None:
    place = database()
    filled(place).close()
    tamper(place, change)
    assert any(found == sort and what in said for found, said in problems_of(place))


def test_a_field_that_is_no_json_is_found_and_hides_nothing_else(tmp_path: Path) -> None:
    place = str(tmp_path / "pledges.db")
    filled(place).close()
    tamper(place, "UPDATE claims SET what = '{' WHERE contributor = 'ITA'")
    tamper(place, "UPDATE claims SET score = 0.91 WHERE contributor = 'FRA'")
    said = [what for _, what in problems_of(place)]
    assert any("is in no row that can be read" in what for what in said)
    assert any("id: not what the rest of the row" in what for what in said)
    with Ledger.open(place) as ledger, pytest.raises(LedgerError, match="restore a backup"):
        ledger.rebuild()


def test_a_missing_trigger_is_found(database: NewPlace) -> None:
    place = database()
    filled(place).close()
    engine: Engine = engine_of(place)
    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER claims_no_update")
        else:
            connection.exec_driver_sql("ALTER TABLE claims DISABLE TRIGGER USER")
    engine.dispose()
    ((sort, what),) = problems_of(place)
    assert (sort, what.endswith("is missing or off")) == ("trigger", True)


def test_rebuilding_repairs_commitments_and_nothing_else(database: NewPlace) -> None:
    place = database()
    filled(place).close()
    tamper(place, "UPDATE commitments SET status = 'declined', block = 'x|y'")
    tamper(place, "UPDATE documents SET publisher = 'Nobody' WHERE id = 'star'")
    with Ledger.open(place) as ledger:
        ledger.rebuild()
    assert {sort for sort, _ in problems_of(place)} == {"document"}


def test_what_waits_to_be_linked_is_no_problem(database: NewPlace) -> None:
    with filled(database(), linked=False) as ledger:
        found = ledger.check()
        assert (found.number, found.waiting) == (0, 2)
        ledger.link()
        assert ledger.check().waiting == 0


def test_progress_ends_where_all_is_done(
    database: NewPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "BATCH", 1)
    told: list[tuple[int, int]] = []
    with filled(database()) as ledger:
        assert ledger.check(lambda done, all_: told.append((done, all_))).number == 0
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_damaged_pages_are_one_line(tmp_path: Path) -> None:
    path = tmp_path / "pledges.db"
    filled(str(path)).close()
    with sqlite3.connect(path) as direct:
        (page,) = direct.execute(
            "SELECT rootpage FROM sqlite_master WHERE name='claims'"
        ).fetchone()
    direct.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    with Ledger.open(path) as ledger, pytest.raises(LedgerError, match="the file is damaged"):
        ledger.check()


def test_checking_does_not_grow_with_the_number_of_problems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "LISTED", 1)
    place = str(tmp_path / "pledges.db")
    filled(place).close()
    tamper(place, "UPDATE claims SET score = 0.91")
    with Ledger.open(place) as ledger:
        found = ledger.check()
    assert (len(found.problems), found.number) == (1, 2)


def test_a_claim_that_a_correction_moved_is_sound(database: NewPlace) -> None:
    with filled(database()) as ledger:
        first = next(ledger.view().commitments())
        ledger.judge(first.id, "correct", author="ana", field="contributor", value="ISL")
        assert "ISL" in {commitment.contributor for commitment in ledger.view().commitments()}
        assert ledger.check().number == 0
