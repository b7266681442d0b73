from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from .conftest import Run


def moved(path: Path) -> None:
    with sqlite3.connect(path) as direct:
        direct.execute("UPDATE commitments SET status = 'declined'")
    direct.close()


def test_check_says_that_all_is_well(run: Run, ledger: Path) -> None:
    result = run("check")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "pledges.db: all is well"
    assert result.stderr == ""


def test_check_names_problems_and_rebuild_repairs_commitments(run: Run, ledger: Path) -> None:
    moved(ledger)
    result = run("check")
    assert result.exit_code == 1
    assert "status: not what the claims come to" in result.stdout
    assert "pledges.db: 2 problems" in result.stdout
    page = json.loads(run("check", "--format", "json").stdout)
    assert page["number"] == 2
    assert [each["sort"] for each in page["problems"]] == ["commitment", "commitment"]
    assert {row["sort"]: row["number"] for row in page["checked"]}["documents"] == 2
    assert run("check", "--rebuild").exit_code == 0
    assert run("check").exit_code == 0


def test_check_of_what_is_no_ledger(run: Run) -> None:
    result = run("check")
    assert result.exit_code == 2
    assert "there is no ledger here" in result.stderr


def test_a_backup_is_a_ledger(run: Run, ledger: Path) -> None:
    result = run("backup", "copy.db")
    assert result.exit_code == 0
    assert result.stdout == "copy.db: 2 documents, 3 claims, checked\n"
    assert run("ledger", "--ledger", "copy.db").stdout == run("ledger").stdout
    again = run("backup", "copy.db")
    assert again.exit_code == 2
    assert again.stderr == (
        "pledgebook: copy.db: there is such a file already; choose another name\n"
    )
