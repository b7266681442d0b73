"""What ships beside the weights."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

MODEL = resources.files("pledgebook") / "data/en/model"
MOST_BYTES = 30_000_000


def test_the_folder_is_small_enough_for_the_wheel() -> None:
    with resources.as_file(MODEL) as folder:
        assert sum(path.stat().st_size for path in folder.iterdir()) <= MOST_BYTES


def test_the_card_beside_the_weights_is_the_one_in_the_documentation() -> None:
    card = Path(__file__).parents[3] / "docs/model-card.md"
    if not card.exists():
        pytest.skip("no checkout: the documentation is not installed")
    assert card.read_text(encoding="utf-8") == (MODEL / "README.md").read_text(encoding="utf-8")


def test_the_card_names_the_licence() -> None:
    assert "CC BY-SA 4.0" in (MODEL / "README.md").read_text(encoding="utf-8")
