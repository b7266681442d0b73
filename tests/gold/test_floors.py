"""Scores on the gold sets do not fall below their floors; floors only rise.

`floors.json` holds for each set the least found precision and recall, exact F1 and share of
documents without a claim that stay so. Raise a floor when a change earns it; lowering one
needs a line in CHANGELOG.md that says why.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.gold.sets import NEEDS_SHARED, SETS, SHARED, documents_of, predictions_of, results_of

from pledgebook.scoring.report import report

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))


@pytest.fixture(scope="module", params=sorted(SETS))
def gold_set(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name in NEEDS_SHARED and not SHARED.is_dir():
        pytest.skip(f"the gold set {name} is other people's text and not beside this checkout")
    return name


def test_scores_reach_their_floors(gold_set: str) -> None:
    found = report(documents_of(gold_set), predictions_of(gold_set), rounds=0)
    floor = FLOORS[gold_set]
    reached = {
        "found_precision": found.micro.found.precision,
        "found_recall": found.micro.found.recall,
        "exact_f1": found.micro.exact.f1,
    }
    for measure, value in reached.items():
        assert value >= floor[measure], f"{gold_set}: {measure} {value:.3f} < {floor[measure]}"


def test_documents_without_a_claim_stay_without(gold_set: str) -> None:
    empty = [each for each in documents_of(gold_set) if not each.gold.claims]
    clean = [each for each in empty if not results_of(gold_set)[each.id].claims]
    assert len(clean) >= FLOORS[gold_set]["clean"] * len(empty), [each.id for each in empty]


def test_every_quote_is_exactly_its_span(gold_set: str) -> None:
    for result in results_of(gold_set).values():
        text = result.document.text
        records = (
            *result.claims,
            *result.memberships,
            *result.counts,
            *result.meetings,
            *result.needs,
            *result.coverage_claims,
        )
        for record in records:
            span = record.evidence
            assert text[span.start : span.end] == span.quote
