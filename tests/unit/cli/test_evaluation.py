from __future__ import annotations

import json
from pathlib import Path

import pytest

from pledgebook.cli import running
from pledgebook.types import Document
from pledgebook.types import Result as Reading

from .conftest import FIRST, SECOND, Run, TentEngine


def claim(
    number: int, text: str, words: str, contributor: str, status: str, **more: object
) -> dict[str, object]:
    start = text.index(words)
    return {
        "id": f"m{number}",
        "contributor": contributor,
        "kind": "humanitarian.shelter",
        "status": status,
        "evidence": {"start": start, "end": start + len(words), "quote": words},
        "recipient": "IRQ",
        "speakers": [{"actor": contributor, "name": "Jeanne Morel"}],
    } | more


def write(path: Path, name: str, published: str, claims: list[dict[str, object]]) -> None:
    head = {
        "id": name,
        "title": None,
        "publisher": "Valley Post",
        "published": published,
        "source": {"file": f"{name}.txt"},
    }
    path.write_text(json.dumps({"document": head, "claims": claims}), "utf-8")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Two gold documents, of which the second is held out, and a cluster of the two."""
    root = tmp_path / "gold"
    folder = root / "dev"
    folder.mkdir(parents=True)
    (folder / "first.txt").write_text(FIRST, "utf-8")
    (folder / "second.txt").write_text(SECOND, "utf-8")
    pledged = claim(1, FIRST, "France will send ten tents", "FRA", "pledged")
    done = claim(1, SECOND, "France has sent ten tents", "FRA", "delivered")
    other = claim(2, SECOND, "Germany will send forty tents", "DEU", "offered")
    write(folder / "first.json", "first", "2014-09-05", [pledged])
    write(folder / "second.json", "second", "2014-09-14", [done, other])
    (root / "split.tsv").write_text("document\tpart\ndev/first\tdev\ndev/second\ttest\n")
    return folder


def cluster(folder: Path) -> None:
    (folder / "valley.json").write_text(
        json.dumps(
            {
                "cluster": "valley",
                "documents": [
                    {"id": "first", "published": "2014-09-05"},
                    {"id": "second", "published": "2014-09-14"},
                ],
                "commitments": [
                    {
                        "id": "fra",
                        "contributor": "FRA",
                        "kind": "humanitarian.shelter",
                        "recipient": "IRQ",
                        "claims": ["first#m1", "second#m1"],
                        "timeline": [
                            {"as_of": "2014-09-05", "status": "pledged"},
                            {"as_of": "2014-09-14", "status": "delivered"},
                        ],
                    },
                    {
                        "id": "deu",
                        "contributor": "DEU",
                        "kind": "humanitarian.shelter",
                        "recipient": "IRQ",
                        "claims": ["second#m2"],
                        "timeline": [{"as_of": "2014-09-14", "status": "offered"}],
                    },
                ],
            }
        )
    )


def figures(run: Run, *words: str) -> dict[str, dict[str, float]]:
    result = run("eval", *words, "--rounds", "20", "--json", "out.json")
    assert result.exit_code == 0, result.output
    form = json.loads(Path("out.json").read_text("utf-8"))
    assert isinstance(form, dict)
    return form


def test_the_engine_is_scored_on_the_texts(run: Run, gold: Path) -> None:
    form = figures(run, str(gold))
    assert form["micro"]["found"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert form["micro"]["exact"]["f1"] == pytest.approx(2 / 3)
    assert form["micro"]["grounded"] == 1.0
    assert form["micro"]["attributes"]["status"]["share"] == pytest.approx(2 / 3)


def test_clusters_score_the_ledger(run: Run, gold: Path) -> None:
    cluster(gold)
    form = figures(run, str(gold))
    assert form["clusters"]["f1"] == 1.0
    assert form["states"] == {"equal": 2, "of": 3}
    assert "clusters" not in figures(run, str(gold), "--part", "dev")


def test_a_part_leaves_the_other_out(run: Run, gold: Path) -> None:
    assert figures(run, str(gold), "--part", "dev")["micro"]["documents"] == 1
    assert figures(run, str(gold), "--part", "test")["micro"]["gold"] == 2


def test_predictions_need_no_engine(run: Run, gold: Path, tmp_path: Path) -> None:
    said = tmp_path / "said"
    said.mkdir()
    wrong = claim(1, FIRST, "France will send ten tents", "DEU", "pledged")
    write(said / "first.json", "first", "2014-09-05", [wrong])
    form = figures(run, str(gold), "--predictions", str(said))
    assert form["micro"]["found"]["f1"] == 0
    assert form["missing"] == ["second"]


def test_errors_are_listed_by_class_for_what_is_not_held_out(run: Run, gold: Path) -> None:
    missed = run("eval", str(gold), "--errors", "--rounds", "0", "--predictions", str(gold.parent))
    assert "Errors by class" not in missed.stdout
    result = run("eval", str(gold), "--errors", "--rounds", "0")
    assert result.exit_code == 0
    assert "1 document, 1 gold claim" in " ".join(result.stdout.split())
    assert "Germany" not in result.stdout


def test_errors_name_what_was_expected_and_what_came(run: Run, gold: Path, tmp_path: Path) -> None:
    said = tmp_path / "said"
    said.mkdir()
    one = claim(1, FIRST, "France will send ten tents", "FRA", "delivered")
    two = claim(2, FIRST, "Somebody will pay", "DEU", "pledged", kind="financial.grant")
    write(said / "first.json", "first", "2014-09-05", [one, two])
    words = ("--errors", "--part", "dev", "--rounds", "0", "--predictions", str(said))
    text = " ".join(run("eval", str(gold), *words).stdout.split())
    assert "1 invented financial" in text
    assert "1 wrong status" in text
    expected = "FRA humanitarian.shelter pledged ≠ FRA humanitarian.shelter delivered"
    assert expected in text


def test_errors_of_the_held_out_part_are_refused(run: Run, gold: Path) -> None:
    result = run("eval", str(gold), "--errors", "--part", "test")
    assert result.exit_code == 2
    assert "only scored" in result.stderr


def test_a_missing_text_stops_the_evaluation(run: Run, gold: Path) -> None:
    (gold / "first.txt").unlink()
    result = run("eval", str(gold))
    assert result.exit_code == 2
    assert "first.txt is not there" in result.stderr


def test_a_part_needs_a_split(run: Run, gold: Path) -> None:
    (gold.parent / "split.tsv").unlink()
    result = run("eval", str(gold), "--part", "dev")
    assert result.exit_code == 2
    assert "--split FILE" in result.stderr


def test_brief_leaves_sections_out(run: Run, gold: Path) -> None:
    assert "Other sections" in run("eval", str(gold), "--rounds", "0").stdout
    assert "Other sections" not in run("eval", str(gold), "--rounds", "0", "--brief").stdout


class Faulty(TentEngine):
    """Trips over the first text."""

    def read(self, document: Document, *, layers: bool = False) -> Reading:
        if document.id == "first":
            raise IndexError("no token 9")
        return super().read(document, layers=layers)


def test_a_fault_on_one_text_counts_as_empty(
    run: Run, gold: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "engine_for", lambda _parser: Faulty())
    result = run("eval", str(gold), "--rounds", "0", "--json", "out.json")
    assert result.exit_code == 1
    assert "pledgebook: first: could not be read (IndexError at" in result.stderr
    form = json.loads(Path("out.json").read_text("utf-8"))
    assert form["missing"] == ["first"]
    assert form["micro"]["found"]["recall"] == pytest.approx(2 / 3)
