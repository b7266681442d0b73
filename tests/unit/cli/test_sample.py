from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from .conftest import Run


@pytest.fixture
def sample(texts: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The two articles as the shipped sample."""
    (texts.parent / "texts.csv").rename(texts / "metadata.csv")
    monkeypatch.setattr(importlib.import_module("pledgebook.cli.sample"), "SAMPLE", str(texts))
    return texts


@pytest.mark.usefixtures("sample")
def test_the_demo_shows_every_page_and_leaves_nothing_behind(run: Run, tmp_path: Path) -> None:
    result = run("demo")
    assert result.exit_code == 0, result.output
    for words in (
        "pledgebook ledger",
        "pledgebook show",
        "pledgebook coverage",
        "pledgebook members",
        "pledgebook changes --since 2014-09-05 --until 2014-09-14",
        "France",
        "⟦France has sent ten tents⟧",
    ):
        assert words in result.stdout
    assert not list(tmp_path.glob("*.db"))


def test_a_broken_sample_says_to_install_again(run: Run, sample: Path) -> None:
    (sample / "first.txt").write_bytes(b"")
    result = run("demo")
    assert result.exit_code == 2
    assert "install pledgebook again" in result.stderr
