from __future__ import annotations

import io
import logging

import pytest
from rich.console import Console

from pledgebook.cli import running
from pledgebook.cli.running import Inputs
from pledgebook.types import Metadata

from .conftest import Run


def test_a_bar_is_drawn_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for is_terminal in (True, False):
        out = io.StringIO()
        monkeypatch.setattr(
            running,
            "console",
            lambda to_stderr, out=out, on=is_terminal: Console(
                file=out, force_terminal=on, width=80
            ),
        )
        with running._progress(("a.txt", "b.txt")) as advance:
            advance("a.txt")
            advance("b.txt")
        assert ("2/2" in out.getvalue()) is is_terminal


def test_the_number_of_files_is_told_without_reading_them(texts: object) -> None:
    assert running._about(("articles", "missing.txt", "articles/f*.txt")) == 4


def test_defaults_are_the_options() -> None:
    inputs = Inputs(paths=(), published="2014-09", publisher="Valley Post")
    assert inputs.defaults() == Metadata(publisher="Valley Post", published="2014-09")


def test_warnings_of_our_modules_are_lines_like_all_others(run: Run, texts: object) -> None:
    run("read", "articles")
    handlers = logging.getLogger("pledgebook").handlers
    assert len(handlers) == 1
    run("read", "articles")
    assert logging.getLogger("pledgebook").handlers == handlers


def test_broken_bytes_are_told(run: Run, texts: object) -> None:
    with open("articles/first.txt", "ab") as file:  # noqa: PTH123
        file.write(b"The mayor said \x81\x8d\x8f nothing more about the caf\xe9s.\n")
    result = run("read", "articles/first.txt")
    assert result.exit_code == 0
    assert all(line.startswith("pledgebook: ") for line in result.stderr.splitlines())
