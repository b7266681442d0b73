from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from pledgebook.cli import running
from pledgebook.types import Document
from pledgebook.types import Result as Reading

from .conftest import FIRST, Run, TentEngine


def test_read_prints_a_summary(run: Run, texts: Path) -> None:
    result = run("read", str(texts), "--metadata", "texts.csv")
    assert result.exit_code == 0
    lines = {line.split()[0]: line.split() for line in result.stdout.splitlines() if line.strip()}
    assert lines["documents"][:3] == ["documents", "read", "2"]
    assert lines["claims"][:3] == ["claims", "found", "3"]
    assert lines["unaligned"][:2] == ["unaligned", "1"]
    assert "no contributor 1" in result.stdout
    assert lines["skipped"][:2] == ["skipped", "0"]
    assert "Written to pledges.db" in result.stdout
    assert result.stderr == ""


def test_what_was_read_is_not_read_again(run: Run, texts: Path, ledger: Path) -> None:
    size = ledger.stat().st_size
    result = run("read", str(texts), "--metadata", "texts.csv")
    assert result.exit_code == 0
    assert "known already" in result.stdout
    assert result.stdout.split()[:3] == ["documents", "read", "0"]
    assert ledger.stat().st_size == size


def test_bad_inputs_are_named_and_the_run_goes_on(run: Run, texts: Path) -> None:
    (texts / "empty.txt").write_bytes(b"")
    (texts / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    result = run("read", "missing.txt", str(texts))
    assert result.exit_code == 0
    lines = result.stderr.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("pledgebook: missing.txt: there is no such file")
    assert all(line.startswith("pledgebook: ") and "; " in line for line in lines)
    assert "empty.txt: is empty" in result.stderr
    assert "skipped" in result.stdout


def test_nothing_readable_is_exit_1(run: Run) -> None:
    result = run("read", "missing.txt")
    assert result.exit_code == 1
    assert "nothing could be read" in result.stderr


def test_a_ledger_that_is_none_is_exit_2_and_stays_as_it_is(run: Run, texts: Path) -> None:
    Path("notes.db").write_text("no ledger")
    result = run("read", str(texts), "--ledger", "notes.db")
    assert result.exit_code == 2
    assert result.stderr.startswith("pledgebook: notes.db: ")
    assert len(result.stderr.splitlines()) == 1
    assert Path("notes.db").read_text() == "no ledger"


def test_a_missing_metadata_file_is_exit_2(run: Run, texts: Path) -> None:
    result = run("read", str(texts), "--metadata", "none.csv")
    assert result.exit_code == 2
    assert "none.csv" in result.stderr


def test_options_speak_for_texts_that_say_nothing(run: Run, texts: Path) -> None:
    run("read", str(texts), "--published", "2014-09", "--publisher", "Valley Post")
    shown = json.loads(run("show", first_id(run), "--format", "json").stdout)
    assert shown["reports"][0]["publisher"] == "Valley Post"
    assert shown["reports"][0]["published"] == "2014-09"


def first_id(run: Run) -> str:
    identifier = json.loads(run("ledger", "--format", "json").stdout)[0]["id"]
    assert isinstance(identifier, str)
    return identifier


def test_the_publisher_may_be_a_setting(run: Run, texts: Path) -> None:
    Path("pledgebook.toml").write_text('publisher = "Town Crier"\nledger = "other.db"\n')
    assert run("read", str(texts)).exit_code == 0
    assert Path("other.db").exists()
    shown = json.loads(run("show", first_id(run), "--format", "json").stdout)
    assert shown["reports"][0]["publisher"] == "Town Crier"


class Interrupted(TentEngine):
    """Somebody presses Ctrl-C while the first text is read."""

    def read(self, document: Document, *, layers: bool = False) -> Reading:
        os.kill(os.getpid(), signal.SIGINT)
        return super().read(document, layers=layers)


def test_an_interrupt_stops_after_the_document(
    run: Run, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(running, "engine_for", lambda _parser: Interrupted())
    result = run("read", str(texts))
    assert result.exit_code == 130
    assert "run the same command again" in result.stderr
    assert "stopped after 1 documents" in result.stderr
    assert signal.getsignal(signal.SIGINT) is before
    monkeypatch.setattr(running, "engine_for", lambda _parser: TentEngine())
    again = run("read", str(texts))
    assert again.exit_code == 0
    assert again.stdout.split()[2] == "1"
    assert "known already" in again.stdout


class Faulty(TentEngine):
    """Trips over the first text."""

    def read(self, document: Document, *, layers: bool = False) -> Reading:
        if document.id == "first":
            raise IndexError("no token 9")
        return super().read(document, layers=layers)


def test_a_fault_of_ours_costs_one_text(
    run: Run, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "engine_for", lambda _parser: Faulty())
    result = run("read", str(texts))
    assert result.exit_code == 0
    assert "first.txt: could not be read (IndexError at test_reading.py:" in result.stderr
    assert "no token 9); please report it" in result.stderr
    assert result.stdout.split()[2] == "1"


def test_extract_writes_one_json_a_text(run: Run, texts: Path) -> None:
    result = run("extract", str(texts), "-o", "out", "--metadata", "texts.csv")
    assert result.exit_code == 0
    assert sorted(path.name for path in Path("out").iterdir()) == ["first.json", "second.json"]
    form = json.loads(Path("out/first.json").read_text("utf-8"))
    assert form["document"]["publisher"] == "Valley Post"
    (claim,) = form["claims"]
    span = claim["evidence"]
    assert FIRST[span["start"] : span["end"]] == span["quote"] == "France will send ten tents"
    assert "mentions" not in form
    assert not Path("pledges.db").exists()


def test_extract_with_layers_has_mentions(run: Run, texts: Path) -> None:
    run("extract", str(texts), "-o", "out", "--layers")
    assert json.loads(Path("out/first.json").read_text("utf-8"))["mentions"] == []


def test_extract_leaves_out_claims_below_the_score(run: Run, texts: Path) -> None:
    run("extract", str(texts), "-o", "out", "--min-score", "0.5")
    form = json.loads(Path("out/second.json").read_text("utf-8"))
    assert [claim["contributor"] for claim in form["claims"]] == ["FRA"]


def test_a_second_text_of_one_name_is_refused(run: Run, texts: Path) -> None:
    page = f"<html><body><article><p>{FIRST}</p></article></body></html>"
    (texts / "first.html").write_text(page, "utf-8")
    result = run("extract", str(texts), "-o", "out")
    assert result.exit_code == 0
    assert "first.txt: would overwrite the result of" in result.stderr
    assert len(list(Path("out").iterdir())) == 2


def test_what_cannot_be_written_is_named(run: Run, texts: Path) -> None:
    Path("out/first.json").mkdir(parents=True)
    result = run("extract", str(texts), "-o", "out")
    assert result.exit_code == 0
    assert "first.json cannot be written" in result.stderr
    assert sorted(path.name for path in Path("out").iterdir()) == ["first.json", "second.json"]


def test_an_output_folder_that_is_a_file_is_a_usage_error(run: Run, texts: Path) -> None:
    Path("out").write_text("")
    assert run("extract", str(texts), "-o", "out").exit_code == 2


def test_parse_writes_conllu(run: Run, texts: Path) -> None:
    result = run("parse", str(texts / "first.txt"), "-o", "trees")
    assert result.exit_code == 0
    assert "sentences" in result.stdout
    assert "claims" not in result.stdout
    rows = [
        line.split("\t")
        for line in Path("trees/first.conllu").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert all(len(row) == 10 for row in rows)
    assert rows[0][1] == "Tents"
