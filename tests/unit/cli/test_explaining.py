"""`explain` from a file or standard input, with hand-made trees."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pledgebook import cli as package
from pledgebook.claims.rules import RulesEngine
from pledgebook.cli import running
from pledgebook.types import Document, Sentence

from ..claims.readings import trees
from .conftest import Run

SENDS, WRITES, ASKS = (
    "Japan sends field hospitals.",
    "Japan wrote letters.",
    "Did Japan send tents?",
)


class TreeParser:
    """Gives each block the hand-checked tree of its text."""

    name = "trees"
    version = "1"
    believes = False

    def parse(self, document: Document, blocks: tuple[int, ...]) -> tuple[Sentence, ...]:
        found = []
        for index in blocks:
            block = document.blocks[index]
            tokens = trees()[document.text[block.start : block.end]]
            moved = tuple(
                replace(token, start=token.start + block.start, end=token.end + block.start)
                for token in tokens
            )
            found.append(
                Sentence(
                    index=len(found),
                    block=index,
                    start=block.start,
                    end=block.end,
                    tokens=moved,
                )
            )
        return tuple(found)


@pytest.fixture(autouse=True)
def _trees(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "engine_for", lambda _parser: RulesEngine(TreeParser(), least=0.0))


@pytest.fixture
def text(tmp_path: Path) -> str:
    (tmp_path / "note.txt").write_text("\n\n".join([SENDS, WRITES, ASKS]), "utf-8")
    return "note.txt"


def piped(words: str, *options: str) -> Result:
    return CliRunner().invoke(
        package.cli, ["explain", "-", *options], input=words, prog_name="pledgebook"
    )


def test_every_sentence_of_a_file_is_explained(run: Run, text: str) -> None:
    result = run("explain", text)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    assert [line[:3] for line in result.stdout.splitlines() if line.startswith("[")] == [
        "[1]",
        "[2]",
        "[3]",
    ]
    assert "act send: proposes humanitarian.medical of 'hospitals': under_way" in result.stdout
    assert "act send: not asked: the sentence is a question" in result.stdout
    assert "claim m1" in result.stdout
    assert "3 of 3 sentences shown · 1 claim in the text" in result.stdout


def test_a_text_may_come_from_standard_input() -> None:
    result = piped(SENDS)
    assert result.exit_code == 0, result.output
    assert f"[1] {SENDS}" in result.stdout


def test_options_speak_for_a_text_that_says_nothing() -> None:
    result = piped(SENDS, "--published", "2014-09", "--publisher", "Valley Post")
    assert result.stdout.splitlines()[0].endswith("Valley Post · 2014-09")


def test_json_holds_the_same_for_a_program(run: Run, text: str) -> None:
    page = json.loads(run("explain", text, "--format", "json").stdout)
    assert (page["opens"], page["of"], page["claims"]) == (True, 3, 1)
    first = page["sentences"][0]
    assert first["text"] == SENDS
    assert first["tree"][0]["form"] == "sends"
    assert first["drafts"][0]["contributor"] == "JPN"
    assert first["drafts"][0]["score"] > 0


def test_sentences_are_chosen_by_number_and_words(run: Run, text: str) -> None:
    chosen = run("explain", text, "--sentence", "3", "--sentence", "1").stdout
    assert SENDS in chosen
    assert WRITES not in chosen
    assert f"[3] {ASKS}" in chosen
    assert "2 of 3 sentences shown" in chosen
    assert WRITES in run("explain", text, "--containing", "WROTE letters").stdout


def test_brief_is_without_trees_and_silent_sentences(run: Run, text: str) -> None:
    brief = run("explain", text, "--brief").stdout
    assert "act send: proposes" in brief
    assert "nsubj" not in brief
    assert WRITES not in brief


def test_no_such_sentence_is_exit_1(run: Run, text: str) -> None:
    result = run("explain", text, "--sentence", "9")
    assert result.exit_code == 1
    assert result.stderr == "pledgebook: note.txt: has no such sentence; it has 3, counted from 1\n"


@pytest.mark.parametrize(
    ("name", "says"), [("missing.txt", "there is no such file"), ("empty.txt", "is empty")]
)
def test_what_cannot_be_read_is_one_line_and_exit_1(run: Run, name: str, says: str) -> None:
    Path("empty.txt").write_bytes(b"")
    result = run("explain", name)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(f"pledgebook: {name}: {says}")
    assert len(result.stderr.splitlines()) == 1


def test_empty_input_is_exit_1() -> None:
    result = piped("")
    assert result.exit_code == 1
    assert "standard input: is empty" in result.stderr
