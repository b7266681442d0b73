"""The gold sets: where their files are, and what the engine reads from their texts."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from pledgebook.cli.evaluation import document_of
from pledgebook.exports.annotation import to_form
from pledgebook.scoring.records import Annotated, GoldDocument, annotated, gold_documents
from pledgebook.scoring.split import part_of, split_parts
from pledgebook.types import Result

DATA = Path(__file__).parent / "data"
SHARED = Path(__file__).parents[3] / "shared" / "gold"
"""Gold over other people's texts, which are not copied: beside the checkout, or absent."""

AUTHORED = ("authored", "authored-b", "authored-c")


def _of_part(folders: tuple[Path, ...], split: Path, part: str) -> tuple[GoldDocument, ...]:
    parts = split_parts(split)
    found = [each for folder in folders for each in gold_documents(folder)]
    return tuple(each for each in found if part_of(each, split, parts) == part)


def _authored(part: str) -> tuple[GoldDocument, ...]:
    return _of_part(tuple(DATA / name for name in AUTHORED), DATA / "split.tsv", part)


def _real(part: str) -> tuple[GoldDocument, ...]:
    return _of_part((SHARED / "dev" / "real",), SHARED / "split.tsv", part)


SETS: dict[str, Callable[[], tuple[GoldDocument, ...]]] = {
    "authored-dev": lambda: _authored("dev"),
    "authored-test": lambda: _authored("test"),
    "fresh": lambda: gold_documents(DATA / "fresh"),
    "real-dev": lambda: _real("dev"),
    "real-test": lambda: _real("test"),
    "seeds": lambda: gold_documents(SHARED / "dev" / "seeds"),
}
NEEDS_SHARED = frozenset({"real-dev", "real-test", "seeds"})


@cache
def documents_of(name: str) -> tuple[GoldDocument, ...]:
    """The gold documents of a set, in the order of their files."""
    return SETS[name]()


@cache
def results_of(name: str) -> dict[str, Result]:
    """What the shipped engine reads from each text of a set, by document id."""
    from pledgebook.claims.rules import RulesEngine
    from pledgebook.sentences.parse import parser_named

    engine = RulesEngine(parser_named("shipped"))
    return {each.id: engine.read(document_of(each)) for each in documents_of(name)}


def predictions_of(name: str) -> dict[str, Annotated]:
    """The results of a set in the form that is scored."""
    return {key: annotated(to_form(result), key) for key, result in results_of(name).items()}
