from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from databases import engine_of
from factories import reading, says
from pledgebook.ledger import migrations, tables
from pledgebook.ledger.store import Ledger


def test_the_migrations_make_the_tables_that_the_code_knows(database: Callable[[], str]) -> None:
    place = database()
    Ledger.open(place, create=True).close()
    engine = engine_of(place)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, tables.metadata) == []
    engine.dispose()


def test_migrations_lead_forward_only_and_to_the_format_of_the_code() -> None:
    scripts = ScriptDirectory(str(Path(str(migrations.__file__)).parent))
    revisions = list(scripts.walk_revisions())
    assert len(revisions) == tables.FORMAT
    assert not any(hasattr(revision.module, "downgrade") for revision in revisions)


def test_a_ledger_file_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "pledges.db"
    Ledger.open(path, create=True).close()
    with sqlite3.connect(path) as direct:
        assert direct.execute("PRAGMA application_id").fetchone() == (tables.APPLICATION_ID,)
        assert direct.execute("PRAGMA user_version").fetchone() == (tables.FORMAT,)
        assert direct.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    direct.close()


def test_an_older_ledger_keeps_its_judgements(tmp_path: Path) -> None:
    path = tmp_path / "pledges.db"
    with Ledger.open(path, create=True) as ledger:
        ledger.add(reading(says()))
        (commitment,) = ledger.view().commitments()
        ledger.judge(commitment.id, "accept", author="ana")
    with sqlite3.connect(path) as direct:
        direct.execute("DROP INDEX ix_judgements_other")
        direct.execute("ALTER TABLE judgements DROP COLUMN field")
        direct.execute("ALTER TABLE judgements DROP COLUMN value")
        direct.execute("UPDATE alembic_version SET version_num = '0001'")
        direct.execute("UPDATE ledger_format SET format = 1")
        direct.execute("PRAGMA user_version = 1")
    direct.close()
    with Ledger.open(path) as ledger:
        (judged,) = ledger.view().judgements()
        assert (judged.verdict, judged.author, judged.field, judged.value) == (
            "accept",
            "ana",
            None,
            None,
        )
        ledger.judge(commitment.id, "correct", field="hedged", value=True, author="ben")
        assert next(ledger.view().commitments()).hedged
    with (
        sqlite3.connect(path) as direct,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        direct.execute("UPDATE judgements SET field = 'kind'")
    direct.close()
