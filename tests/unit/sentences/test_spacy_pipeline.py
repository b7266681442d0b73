from __future__ import annotations

from pathlib import Path

import pytest

from pledgebook.errors import SentenceError
from pledgebook.sentences.parse import parser_named

spacy = pytest.importorskip("spacy", reason="the spacy extra is not installed")


def test_a_missing_pipeline_is_named() -> None:
    with pytest.raises(SentenceError, match="en_no_such_pipeline cannot be loaded"):
        parser_named("spacy:en_no_such_pipeline")


def test_a_pipeline_that_does_not_parse_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(SentenceError, match="sets no tags or no dependencies"):
        parser_named(f"spacy:{tmp_path / 'blank'}")
