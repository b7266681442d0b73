from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pledgebook.pages.evaluation import EvaluationPage, error_classes, error_rows, report_form
from pledgebook.pages.terminal.evaluation import evaluation_view
from pledgebook.scoring.clusters import BCubed
from pledgebook.scoring.records import Annotated, GoldDocument, Head, Quoted, ScoredClaim
from pledgebook.scoring.report import report

from .making import drawn


def claim(start: int, contributor: str, status: str = "pledged", **more: object) -> ScoredClaim:
    given: dict[str, object] = {
        "kind": "military.weapons",
        "evidence": Quoted(start=start, end=start + 9, quote="x" * 9),
    }
    return ScoredClaim(
        contributor=contributor,
        status=status,
        **(given | more),  # type: ignore[arg-type]
    )


def document(name: str, *claims: ScoredClaim) -> GoldDocument:
    return GoldDocument(
        id=name,
        path=Path(f"gold/{name}.json"),
        group="gold",
        gold=Annotated(claims=claims, document=Head(id=name)),
        text="x" * 90,
    )


GOLD = (document("one", claim(0, "FRA"), claim(20, "DEU")), document("two"))
SAID = {
    "one": Annotated(claims=(claim(0, "FRA", "offered"), claim(50, "ITA"))),
    "two": Annotated(claims=()),
}


def page() -> EvaluationPage:
    measured = report(GOLD, SAID, rounds=10)
    return EvaluationPage(
        title="rules 1 on gold",
        report=measured,
        clusters=BCubed(precision=1.0, recall=0.5, claims=3, gold=4),
        states=(2, 5),
        errors=error_rows(GOLD, SAID, measured),
    )


def test_errors_have_a_class_and_both_sides() -> None:
    rows = page().errors
    assert [(row.what, row.expected, row.got) for row in rows] == [
        ("invented military", "", "ITA military.weapons pledged"),
        ("missed military", "DEU military.weapons pledged", ""),
        ("wrong status", "FRA military.weapons pledged", "FRA military.weapons offered"),
    ]
    assert error_classes(rows) == (
        ("invented military", 1),
        ("missed military", 1),
        ("wrong status", 1),
    )


def test_the_view_has_every_figure() -> None:
    text = drawn(evaluation_view(page(), brief=False), 110)
    for words in (
        "rules 1 on gold: 2 documents, 2 gold claims, 2 predicted",
        "found  0.500 [",
        "exact  0.000 [",
        "status 0.000 (1)",
        "grounded 1.0000",
        "documents without a claim: 1 of 1 stayed so",
        "B³ precision 1.000 recall 0.500 F1 0.667 over 3 of 4 claims",
        "ledger states equal to gold: 2 of 5",
        "memberships",
        "By folder",
        "wrong status  one#0-9",
    ):
        assert words in text


def test_brief_has_the_claims_alone() -> None:
    text = drawn(evaluation_view(replace(page(), errors=()), brief=True), 110)
    assert "found" in text
    assert "By folder" not in text
    assert "Errors" not in text


def test_the_form_has_intervals_sections_and_documents() -> None:
    form = report_form(page())
    assert form["micro"]["found"]["f1"] == 0.5
    assert set(form["interval95"]["found"]) == {"precision", "recall", "f1"}
    assert form["sections"]["needs"]["gold"] == 0
    assert form["documents"]["one"]["found"] == 1
    assert form["clusters"]["f1"] == 2 / 3
    assert form["states"] == {"equal": 2, "of": 5}
