from __future__ import annotations

import json
from pathlib import Path

import pytest

from pledgebook.errors import SettingsError
from pledgebook.scoring.records import gold_documents
from pledgebook.scoring.split import part_of, split_parts


def write(path: Path, name: str, claims: list[object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"document": {"id": name}, "claims": claims}), "utf-8")


def test_a_document_has_the_part_of_its_path(tmp_path: Path) -> None:
    write(tmp_path / "dev" / "x" / "one.json", "one", [])
    write(tmp_path / "elsewhere" / "two.json", "two", [])
    write(tmp_path / "dev" / "x" / "three.json", "three", [])
    split = tmp_path / "split.tsv"
    split.write_text("document\tpart\ndev/x/one\tdev\ndev/x/two\ttest\n")
    parts = split_parts(split)
    held = {each.id: part_of(each, split, parts) for each in gold_documents(tmp_path)}
    assert held == {"one": "dev", "two": "test", "three": None}


@pytest.mark.parametrize("text", ["", "document,part\n", "document\tpart\none\n"])
def test_a_malformed_split_is_refused(tmp_path: Path, text: str) -> None:
    split = tmp_path / "split.tsv"
    split.write_text(text)
    with pytest.raises(SettingsError, match="not a table"):
        split_parts(split)


def test_a_missing_split_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        split_parts(tmp_path / "none.tsv")
