"""The words that the readers of sentences ask for by class."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import pledgebook
from pledgebook.claims.rulebook.book import load_rulebook, rulebook
from pledgebook.errors import RuleError

PACKAGE = Path(pledgebook.__file__).parent
DATA = PACKAGE / "data" / "en"
TABLE = Path("lexicons") / "engine_words.tsv"


def asked_for() -> set[str]:
    """The classes that code names."""
    files = (PACKAGE / "claims").rglob("*.py")
    calls = re.compile(r"""(?:rulebook|rules)\.words\(\s*"(\w+)"\s*\)""")
    return {cls for path in files for cls in calls.findall(path.read_text("utf-8"))}


def test_what_is_asked_for_is_there_and_nothing_else() -> None:
    assert asked_for() == set(rulebook().engine_words)


def test_the_table_is_sorted_by_class() -> None:
    lines = (DATA / TABLE).read_text("utf-8").splitlines()[1:]
    keys = [(cls, word) for word, cls, _ in (line.split("\t") for line in lines)]
    assert keys == sorted(keys)


def test_a_class_says_one_thing_of_all_its_words() -> None:
    lines = (DATA / TABLE).read_text("utf-8").splitlines()[1:]
    notes = {(cls, note) for _, cls, note in (line.split("\t") for line in lines)}
    assert len(notes) == len({cls for cls, _ in notes})
    assert all(note for _, note in notes)


def test_words_come_by_class() -> None:
    assert "make" in rulebook().words("support_verb")
    assert "refusal" in rulebook().words("stance")
    assert "make" not in rulebook().words("stance")


def test_an_unknown_class_is_an_error() -> None:
    with pytest.raises(RuleError, match="'vehicle'"):
        rulebook().words("vehicle")


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The shipped rules in a folder that a test may spoil."""
    for part in ("rules", "lexicons"):
        shutil.copytree(DATA / part, tmp_path / part)
    return tmp_path


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("make\tsupport_verb\ttwice", "'make' stands twice in class 'support_verb'"),
        ("make\tsupport_verb", "2 columns, 3 are needed"),
        ("Make\tstance\tcapital", "not in lower case"),
    ],
)
def test_a_malformed_line_is_named(copied: Path, line: str, complaint: str) -> None:
    with (copied / TABLE).open("a", encoding="utf-8") as table:
        table.write(line + "\n")
    with pytest.raises(RuleError, match=r"engine_words\.tsv: line \d+: .*" + complaint):
        load_rulebook(copied)
