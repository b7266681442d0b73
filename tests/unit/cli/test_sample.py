from __future__ import annotations

import csv
import importlib
from importlib.resources import files
from pathlib import Path

import pytest

from pledgebook.cli.sample import SAMPLE as SHIPPED
from pledgebook.cli.sample import TEXTS
from pledgebook.documents.read import read
from pledgebook.sources.local import Skipped, snapshots
from pledgebook.sources.metadata import read_metadata
from pledgebook.types import Document

from .conftest import Run


@pytest.fixture
def sample(texts: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The two articles as the one story of the shipped sample."""
    (texts.parent / "texts.csv").rename(texts / "metadata.csv")
    stories = texts.parent / "stories"
    stories.mkdir()
    module = importlib.import_module("pledgebook.cli.sample")
    monkeypatch.setattr(module, "SAMPLE", str(stories))
    return texts.rename(stories / "tents")


@pytest.mark.usefixtures("sample")
def test_the_demo_shows_every_page_and_leaves_nothing_behind(run: Run, tmp_path: Path) -> None:
    result = run("demo")
    assert result.exit_code == 0, result.output
    for words in (
        "tents: 2 articles",
        "pledgebook ledger",
        "pledgebook show",
        "pledgebook coverage",
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


def test_a_missing_sample_says_to_install_again(run: Run, sample: Path) -> None:
    for path in sample.glob("*.txt"):
        path.unlink()
    (sample / "README.md").write_text("Ten tents for the valley.")
    result = run("demo")
    assert result.exit_code == 2
    assert "holds no sample text" in result.stderr


def stories() -> list[Path]:
    """The folders of the sample that is shipped."""
    root = Path(str(files("pledgebook").joinpath(SHIPPED)))
    return sorted(path for path in root.iterdir() if path.is_dir())


def test_two_stories_are_shipped_with_enough_articles() -> None:
    articles = {story.name: len(texts_of(story)) for story in stories()}
    assert articles["coalition-2014"] >= 8
    assert articles["honduras-flood"] >= 3


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.name)
def test_each_article_is_read_with_its_metadata(story: Path) -> None:
    table = read_metadata(story / "metadata.csv")
    rows = csv.DictReader((story / "metadata.csv").read_text("utf-8").splitlines())
    assert {row["path"] for row in rows} == {path.name for path in texts_of(story)}
    for item in snapshots(texts_of(story), table):
        assert not isinstance(item, Skipped), item
        document = read(item)
        assert document.publisher
        assert len(document.published or "") == len("2014-09-05")
        assert len(document.text) > 100
        assert "You may also like" not in body(document)


def texts_of(story: Path) -> list[Path]:
    return sorted(path for path in story.iterdir() if path.suffix in TEXTS)


def body(document: Document) -> str:
    """What claims may be read from."""
    return "\n".join(
        document.text[block.start : block.end]
        for block in document.blocks
        if block.kind not in ("boilerplate", "byline", "caption", "dateline")
    )
