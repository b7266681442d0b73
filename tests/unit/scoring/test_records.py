from __future__ import annotations

import json
from pathlib import Path

import pytest

from pledgebook.errors import SettingsError
from pledgebook.scoring.records import annotated, gold_documents, predictions_in

CLAIM = {
    "id": "m1",
    "contributor": "FRA",
    "kind": "military.aid",
    "status": "pledged",
    "evidence": {"document": "one", "start": 0, "end": 4, "quote": "We a"},
    "quantity": {"low": None, "high": 600, "unit": "soldier", "approximate": False},
    "money": {"low": 5, "high": 5, "currency": "EUR"},
    "speakers": [{"actor": None, "name": "A. Smith"}],
    "condition": {"start": 1, "end": 2, "quote": "e"},
    "note": "not scored",
    "accept": {"quantity": [None], "when": ["2014"]},
}


def write(path: Path, name: str, claims: list[object], source: str | None = None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    head = {"id": name, "source": {"file": source} if source else None}
    path.write_text(json.dumps({"document": head, "claims": claims}), "utf-8")


def test_a_claim_is_read_with_what_is_compared() -> None:
    (claim,) = annotated({"claims": [CLAIM]}, "one").claims
    assert claim.quantity is not None
    assert claim.quantity.low is None
    assert claim.accept.quantity == (None,)
    assert claim.speakers[0].name == "A. Smith"
    assert not claim.optional


def test_a_wrong_field_is_named() -> None:
    broken = dict(CLAIM, evidence={"start": "here"})
    with pytest.raises(SettingsError, match=r"one\.json: claims\.0\.evidence"):
        annotated({"claims": [broken]}, "one.json")


def test_gold_documents_come_with_their_text_in_line_feeds(tmp_path: Path) -> None:
    write(tmp_path / "a" / "one.json", "one", [CLAIM], "one.txt")
    (tmp_path / "a" / "one.txt").write_bytes(b"We aid.\r\nYou.\rThey.")
    write(tmp_path / "b" / "two.json", "two", [])
    (tmp_path / "b" / "cluster.json").write_text('{"commitments": []}')
    one, two = gold_documents(tmp_path)
    assert (one.id, one.group, one.text) == ("one", "a", "We aid.\nYou.\nThey.")
    assert (two.text, two.text_path) == (None, None)


def test_two_files_of_one_id_are_refused(tmp_path: Path) -> None:
    write(tmp_path / "a.json", "one", [])
    write(tmp_path / "b.json", "one", [])
    with pytest.raises(SettingsError, match="is also in"):
        gold_documents(tmp_path)


def test_unreadable_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(SettingsError, match=r"a\.json: no readable JSON"):
        predictions_in(tmp_path)


def test_predictions_go_by_id_then_by_file_name(tmp_path: Path) -> None:
    write(tmp_path / "a.json", "one", [])
    (tmp_path / "b.json").write_text('{"claims": []}')
    assert sorted(predictions_in(tmp_path)) == ["b", "one"]
