"""Our figures and those of the gold set's own scorer on perturbed predictions."""

from __future__ import annotations

import copy
import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pledgebook.scoring.records import annotated, gold_documents
from pledgebook.scoring.report import report
from pledgebook.scoring.split import part_of, split_parts

GOLD = Path(__file__).parents[4] / "shared" / "gold"
MOST = 1e-9

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not GOLD.is_dir(), reason="the gold folder is not beside the checkout"),
]


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def perturbed(claims: list[dict[str, Any]], share: float, draw: random.Random) -> list[Any]:
    out = []
    for claim in claims:
        if draw.random() < share:
            continue
        for _ in range(2 if draw.random() < share / 2 else 1):
            other = copy.deepcopy(claim)
            for field in ("accept", "unscored", "optional"):
                other.pop(field, None)
            donor = draw.choice(claims)
            for field in ("kind", "status", "contributor", "recipient", "money", "speakers"):
                if draw.random() < share:
                    other[field] = copy.deepcopy(donor[field])
            if draw.random() < share:
                other["condition"] = None
            if draw.random() < share:
                start = max(0, other["evidence"]["start"] + draw.randint(-60, 60))
                other["evidence"].update(start=start, end=start + draw.randint(1, 120))
            out.append(other)
    draw.shuffle(out)
    return out


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5])
def test_figures_equal_the_reference(reference: ModuleType, tmp_path: Path, share: float) -> None:
    draw = random.Random(11)
    parts = split_parts(GOLD / "split.tsv")
    gold = [
        each
        for each in gold_documents(GOLD / "dev")
        if part_of(each, GOLD / "split.tsv", parts) == "dev"
    ]
    raw = {each.id: json.loads(each.path.read_text("utf-8")) for each in gold}
    for each in gold:
        assert each.text is not None
        (tmp_path / f"{each.id}.txt").write_bytes(each.text.encode())
    predicted = {
        name: {"document": {"id": name}, "claims": perturbed(data["claims"], share, draw)}
        for name, data in raw.items()
        if draw.random() >= share / 10
    }
    theirs = reference.run(raw, predicted, tmp_path, rounds=50)
    ours = report(
        gold, {name: annotated(data, name) for name, data in predicted.items()}, rounds=50
    )
    micro = theirs["micro"]
    counts = ours.micro.counts
    assert (counts.gold, counts.predicted, counts.ignored) == (
        micro["gold"],
        micro["pred"],
        micro["ignored"],
    )
    assert counts.grounded is not None
    assert counts.grounded.share == pytest.approx(micro["grounded"], abs=MOST)
    assert set(counts.attributes) == set(micro["attributes"])
    for name, tally in counts.attributes.items():
        assert tally.of == micro["attributes"][name]["of"]
        assert tally.share == pytest.approx(micro["attributes"][name]["share"], abs=MOST)
    for name, measured, interval in (
        ("found", ours.micro.found, ours.found_interval),
        ("exact", ours.micro.exact, ours.exact_interval),
    ):
        for figure in ("precision", "recall", "f1"):
            assert getattr(measured, figure) == pytest.approx(micro[name][figure], abs=MOST)
            assert getattr(interval, figure) == pytest.approx(
                tuple(theirs["interval95"][name][figure]), abs=MOST
            )
    assert ours.negatives.clean == theirs["negatives"]["clean"]
