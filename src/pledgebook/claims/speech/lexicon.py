"""Words that report speech, and nouns that speak, read from the lexicon files."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pledgebook.errors import RuleError

FRAMES = frozenset(
    [
        "that",
        "quote",
        "nominal",
        "to",
        "ing",
        "obj-to",
        "for",
        "of",
        "whether",
        "passive",
        "source",
        "clause",
        "phrase",
        "in",
    ]
)
CLASSES = frozenset(
    [
        "neutral",
        "announce",
        "commit",
        "ask",
        "question",
        "claim",
        "deny",
        "concede",
        "document",
        "think",
        "cite",
        "hearsay",
        "medium",
    ]
)
SOURCE_CLASSES = frozenset(("person", "body", "document"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One reading of a reporting word.

    `lemma` may hold a particle or preposition ("point out", "call on"). `frames` are the
    forms of content that this reading takes.
    """

    lemma: str
    pos: str
    kind: str
    frames: frozenset[str]


def _rows(name: str) -> list[dict[str, str]]:
    file = resources.files("pledgebook").joinpath("data", "en", "lexicons", name)
    lines = file.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def cues() -> dict[tuple[str, str], tuple[Cue, ...]]:
    """All readings by (lemma, part of speech), in the order of the file.

    Example: `cues()["announce", "VERB"][0].kind` is "announce".

    Raises:
        RuleError: the file names an unknown class or frame.
    """
    found: dict[tuple[str, str], list[Cue]] = {}
    for row in _rows("speech.tsv"):
        frames = frozenset(row["frames"].split(","))
        if row["class"] not in CLASSES or not frames <= FRAMES:
            raise RuleError(f"speech.tsv: {row['lemma']!r} has an unknown class or frame")
        cue = Cue(lemma=row["lemma"], pos=row["pos"], kind=row["class"], frames=frames)
        found.setdefault((cue.lemma, cue.pos), []).append(cue)
    return {key: tuple(readings) for key, readings in found.items()}


@cache
def source_classes() -> dict[str, str]:
    """What a common noun is that stands as a source: lemma to person, body or document.

    "spokesman" is a person, "ministry" a body, "survey" a document; a noun that is not
    there cannot speak ("shortage").

    Raises:
        RuleError: the file names an unknown class.
    """
    found = {row["lemma"]: row["class"] for row in _rows("sources.tsv")}
    wrong = sorted(set(found.values()) - SOURCE_CLASSES)
    if wrong:
        raise RuleError(f"sources.tsv: unknown class {wrong[0]!r}")
    return found


@cache
def mediums() -> frozenset[str]:
    """Nouns in which words stand ("in a statement", "at a news conference")."""
    return frozenset(
        lemma for (lemma, _), readings in cues().items() if readings[0].kind == "medium"
    ) | frozenset(lemma for lemma, cls in source_classes().items() if cls == "document")
