"""A copy of a ledger's file that is whole, whatever is written to the ledger meanwhile."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any, Final

from pledgebook.errors import LedgerError
from pledgebook.ledger.records import Advance

PAGES: Final = 2048
"""How many pages (of 4 kB) are copied before progress is told of."""


def back_up(source: sqlite3.Connection, target: Path, advance: Advance) -> None:
    """Copies the ledger behind a connection to a new file, which appears when it is whole.

    The connection reads one state from beginning to end, so that writers neither wait nor make
    the copy begin again (https://sqlite.org/backup.html); the copy is checked, written to the
    disk and only then named.

    Raises:
        LedgerError: the file is there already, cannot be written, or the copy is not sound.
    """
    if target.exists():
        raise LedgerError(f"{target}: there is such a file already; choose another name")
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        # Fails where the folder cannot be written, with the system's reason.
        part.touch(exist_ok=False)
        copy = sqlite3.connect(part, isolation_level=None)
        try:
            source.backup(
                copy, pages=PAGES, progress=lambda _, left, all_: advance(all_ - left, all_)
            )
            _check(copy, target)
        finally:
            copy.close()
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.rename(target)
    except OSError as error:
        raise LedgerError(
            f"{target}: cannot be written ({error.strerror}); choose another place"
        ) from None
    finally:
        for each in (part, Path(f"{part}-wal"), Path(f"{part}-shm"), Path(f"{part}-journal")):
            each.unlink(missing_ok=True)


def _check(copy: sqlite3.Connection, target: Path) -> None:
    problems: list[Any] = [
        line for (line,) in copy.execute("PRAGMA integrity_check") if line != "ok"
    ]
    problems += copy.execute("PRAGMA foreign_key_check").fetchall()
    if problems:
        raise LedgerError(
            f"{target}: the copy is not sound ({problems[0]}); nothing was kept of it: "
            "run `pledgebook check` on the ledger"
        )
