from __future__ import annotations

import json
from pathlib import Path

import pytest

from pledgebook.errors import SettingsError
from pledgebook.scoring.clusters import State, b_cubed, equal_states, gold_clusters


def test_b_cubed_of_equal_clusters_is_one() -> None:
    both = b_cubed({"a": 1, "b": 1, "c": 2}, {"a": "x", "b": "x", "c": "y"})
    assert (both.precision, both.recall, both.f1) == (1, 1, 1)


def test_b_cubed_by_hand() -> None:
    both = b_cubed({"a": 1, "b": 1, "c": 2}, {"a": 1, "b": 2, "c": 2})
    assert both.precision == pytest.approx(2 / 3)
    assert both.recall == pytest.approx(2 / 3)


def test_all_in_one_cluster_has_full_recall_only() -> None:
    both = b_cubed({"a": 1, "b": 2, "c": 3, "d": 4}, dict.fromkeys("abcd", 0))
    assert (both.precision, both.recall) == (0.25, 1)


def test_claims_that_were_not_found_are_left_out() -> None:
    both = b_cubed({"a": 1, "b": 1, "c": 1}, {"a": 7, "z": 7})
    assert (both.precision, both.recall, both.claims, both.gold) == (1, 1, 1, 3)
    assert b_cubed({"a": 1}, {}).f1 == 0


def state(contributor: str, day: str, status: str = "pledged") -> State:
    return State(
        contributor=contributor, kind="military.aid", recipient=None, day=day, status=status
    )


def test_each_predicted_state_answers_one_gold_state() -> None:
    gold = [state("FRA", "2014-09-05"), state("FRA", "2014-09-05"), state("DEU", "2014-09-05")]
    tally = equal_states(gold, [state("FRA", "2014-09-05"), state("DEU", "2014-09-06")])
    assert (tally.hits, tally.of) == (1, 3)


CLUSTER = {
    "cluster": "harbour",
    "documents": [
        {"id": "one", "published": "2014-09-05"},
        {"id": "two", "published": "2014-09-15"},
    ],
    "commitments": [
        {
            "id": "fra-tents",
            "contributor": "FRA",
            "kind": "humanitarian.shelter",
            "recipient": "IRQ",
            "claims": ["one#m1", "two#m1"],
            "timeline": [
                {"as_of": "2014-09-05", "status": "pledged"},
                {"as_of": "2014-09-15", "status": "delivered"},
            ],
        }
    ],
}


def test_states_are_the_last_on_or_before_the_day(tmp_path: Path) -> None:
    (tmp_path / "harbour.json").write_text(json.dumps(CLUSTER))
    (tmp_path / "other.json").write_text("{}")
    (cluster,) = gold_clusters(tmp_path)
    assert cluster.days() == ("2014-09-05", "2014-09-15")
    held = {s.day: s.status for s in cluster.states(["2014-09-01", "2014-09-10", "2014-09-15"])}
    assert held == {"2014-09-10": "pledged", "2014-09-15": "delivered"}


def test_a_malformed_cluster_is_named(tmp_path: Path) -> None:
    broken = {"cluster": "harbour", "documents": [], "commitments": [{"id": "x"}]}
    (tmp_path / "harbour.json").write_text(json.dumps(broken))
    with pytest.raises(SettingsError, match=r"harbour\.json: commitments\.0\.contributor"):
        gold_clusters(tmp_path)
