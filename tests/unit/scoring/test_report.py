from __future__ import annotations

import pytest

from pledgebook.scoring.claims import Counts
from pledgebook.scoring.records import Annotated
from pledgebook.scoring.report import bootstrap, measure, report

from .making import claim, gold_document


def test_measure_of_nothing() -> None:
    assert measure(0, 0, 0).f1 == 1.0
    assert measure(0, 0, 5).precision == 0.0
    assert measure(0, 5, 0).recall == 1.0
    assert measure(3, 4, 6).f1 == pytest.approx(0.6)


def test_a_document_without_a_prediction_counts_as_empty() -> None:
    gold = [gold_document("a", claim(0, 9)), gold_document("b", claim(0, 9)), gold_document("c")]
    predictions = {"a": Annotated(claims=(claim(0, 9),)), "c": Annotated(claims=(claim(0, 4),))}
    measured = report(gold, predictions, rounds=0)
    assert measured.missing == ("b",)
    assert measured.micro.found.precision == pytest.approx(1 / 2)
    assert measured.micro.found.recall == pytest.approx(1 / 2)
    assert (measured.negatives.documents, measured.negatives.clean) == (1, 0)
    assert measured.negatives.claims == 1
    assert measured.found_interval is None


def test_intervals_hold_the_figure_and_repeat() -> None:
    good = Counts(gold=4, predicted=4, found=4, exact=2)
    bad = Counts(gold=4, predicted=2, found=1, exact=0)
    many = {f"d{i}": good if i % 2 else bad for i in range(12)}
    found, exact = bootstrap(many, rounds=200)
    assert found.recall[0] < 5 / 8 < found.recall[1]
    assert exact.recall[0] < 2 / 8 < exact.recall[1]
    assert bootstrap(many, rounds=200) == (found, exact)
