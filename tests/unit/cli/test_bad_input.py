"""Bad input end to end: one line each, nothing saved is lost, and the run goes on."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pledgebook.cli import running
from pledgebook.ledger import connect, store, tables
from pledgebook.types import Document
from pledgebook.types import Result as Reading

from .conftest import FIRST, Run, TentEngine

FRENCH = (
    "Le gouvernement a annoncé vendredi que les négociations reprendraient la semaine prochaine "
    "dans la capitale, malgré les critiques de l'opposition et des syndicats. "
) * 4
TOWN = "The council met again on Tuesday and talked about the bridge for more than an hour. "


def bad_files(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    (folder / "binary.txt").write_bytes(b"\x7fELF\x02\x01\x01" + bytes(64) + os.urandom(512))
    (folder / "french.txt").write_text(FRENCH, "utf-8")
    (folder / "shell.html").write_text("<html><body><div id=app></div><script>x()</script>")
    with (folder / "huge.txt").open("wb") as file:
        file.write(TOWN.encode() * 1000)
        file.truncate(50_000_000)


BAD = {
    "empty.txt": "is empty; ",
    "picture.txt": "is an image",
    "binary.txt": "; ",
    "french.txt": "is in French, not English; ",
    "shell.html": "; ",
    "huge.txt": "has 50.0 MB, above the limit",
    "missing.txt": "there is no such file or folder; ",
}


def test_each_bad_file_is_one_line_and_the_others_are_read(run: Run, texts: Path) -> None:
    bad_files(texts)
    result = run("read", "missing.txt", str(texts), "--metadata", "texts.csv")
    assert result.exit_code == 0
    lines = result.stderr.splitlines()
    assert len(lines) == len(BAD)
    for name, says in BAD.items():
        (line,) = [line for line in lines if name in line]
        assert line.startswith("pledgebook: ")
        assert says in line
    assert result.stdout.split()[:3] == ["documents", "read", "2"]
    assert len(json.loads(run("ledger", "--format", "json").stdout)) == 2


@pytest.mark.parametrize("command", ["extract", "parse"])
def test_bad_files_stop_no_other_command(run: Run, texts: Path, command: str) -> None:
    bad_files(texts)
    result = run(command, "missing.txt", str(texts), "-o", "out")
    assert result.exit_code == 0
    assert len(result.stderr.splitlines()) == len(BAD)
    assert sorted(path.stem for path in Path("out").iterdir()) == ["first", "second"]


def test_broken_utf_8_is_read_with_a_warning(run: Run, texts: Path) -> None:
    broken = FIRST.encode().replace(b"long night", b"caf\xc3\xa9 and a br\xe2\x82ken night")
    (texts / "first.txt").write_bytes(broken)
    result = run("extract", str(texts), "-o", "out")
    assert result.exit_code == 0
    (line,) = result.stderr.splitlines()
    assert "first.txt: 1 broken characters are shown as U+FFFD" in line
    form = json.loads(Path("out/first.json").read_text("utf-8"))
    assert [claim["contributor"] for claim in form["claims"]] == ["FRA"]


def test_broken_html_is_read(run: Run, texts: Path) -> None:
    title, body, *_ = FIRST.split("\n\n")
    page = f"<html><body><div><h1>{title}<p>{body}</b><i><table><tr><td></p></html"
    (texts / "page.html").write_text(page, "utf-8")
    result = run("extract", str(texts / "page.html"), "-o", "out")
    assert result.exit_code == 0
    assert result.stderr == ""
    assert len(json.loads(Path("out/page.json").read_text("utf-8"))["claims"]) == 1


def test_a_file_that_changes_while_it_is_read(
    run: Run, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = os.fstat
    grown = texts / "first.txt"

    def growing(handle: int) -> os.stat_result:
        found = before(handle)
        if os.path.samestat(found, grown.stat()):
            with grown.open("a", encoding="utf-8") as file:
                file.write("More.\n")
        return found

    monkeypatch.setattr(os, "fstat", growing)
    result = run("read", str(texts))
    assert result.exit_code == 0
    (line,) = result.stderr.splitlines()
    assert "first.txt: " in line
    assert "chang" in line
    assert "; " in line
    assert result.stdout.split()[:3] == ["documents", "read", "1"]


def damaged(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4096)


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as direct:
        direct.execute("CREATE TABLE recipes (name TEXT)")
    direct.close()


def newer(path: Path) -> None:
    with sqlite3.connect(path) as direct:
        direct.execute(f"PRAGMA user_version = {tables.FORMAT + 1}")
    direct.close()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [(newer, "written by a newer Pledgebook"), (damaged, "; "), (foreign, "; ")],
)
def test_a_ledger_that_cannot_be_used_is_left_alone(
    run: Run, texts: Path, ledger: Path, spoil: object, says: str
) -> None:
    if spoil is not newer:
        ledger.unlink()
    spoil(ledger)  # type: ignore[operator]
    content = ledger.read_bytes()
    for words in (("read", str(texts)), ("ledger",), ("coverage",)):
        result = run(*words)
        assert result.exit_code == 2
        (line,) = result.stderr.splitlines()
        assert line.startswith("pledgebook: pledges.db: ")
        assert says in line
    assert ledger.read_bytes() == content


@contextmanager
def writing(path: Path) -> Iterator[None]:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def test_a_locked_ledger_is_named_and_keeps_what_it_has(
    run: Run, texts: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        store,
        "connect",
        lambda path, **options: connect.connect(path, **options | {"timeout": 0.05}),
    )
    (texts / "third.txt").write_text(FIRST.replace("ten tents", "six tents"), "utf-8")
    with writing(ledger):
        result = run("read", str(texts), "--metadata", "texts.csv")
        assert result.exit_code == 2
        (line,) = result.stderr.splitlines()
        assert line.startswith("pledgebook: pledges.db: another process is writing")
        assert len(json.loads(run("ledger", "--format", "json").stdout)) == 2
    assert run("read", str(texts), "--metadata", "texts.csv").exit_code == 0


def test_a_read_only_ledger_can_be_looked_at(
    run: Run, texts: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (texts / "third.txt").write_text(FIRST.replace("ten tents", "six tents"), "utf-8")
    # As root, file rights refuse nothing; what the rights would say is stood in for.
    allowed = os.access
    monkeypatch.setattr(
        os, "access", lambda path, mode: Path(path).name != ledger.name and allowed(path, mode)
    )
    result = run("read", str(texts), "--metadata", "texts.csv")
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith("pledgebook: pledges.db: this ledger is read-only; ")
    assert len(json.loads(run("ledger", "--format", "json").stdout)) == 2


class Faulty(TentEngine):
    """Trips over the first text, in a way that nobody foresaw."""

    def read(self, document: Document, *, layers: bool = False) -> Reading:
        if document.id == "first":
            raise RecursionError("maximum depth")
        return super().read(document, layers=layers)


def test_a_fault_of_the_engine_costs_one_text(
    run: Run, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "engine_for", lambda _parser: Faulty())
    result = run("read", str(texts), "--metadata", "texts.csv")
    assert result.exit_code == 0
    (line,) = result.stderr.splitlines()
    assert "first.txt: could not be read (RecursionError" in line
    assert line.endswith("please report it with the text")
    assert result.stdout.split()[:3] == ["documents", "read", "1"]
