"""Whether a document can state a contribution, before it is parsed as a whole.

`sentences.gate` finds sentences that tell of one. Where much of a text tells, the text is read.
Where little does, as in an article on a trial or a transfer that also names a state and a sum,
its most telling sentences are read one at a time, each as a text of its own, by the same rules;
the first that states a contribution opens the document, and without one it stays closed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from pledgebook.claims.rulebook.book import Rulebook
from pledgebook.claims.voices.heads import issuer, opening
from pledgebook.mentions.names import names_in
from pledgebook.sentences.gate import MANY, Cues, Stretch, evidence_of
from pledgebook.types import Block, Document

MOST = 6
"""Sentences that are read at most: in the development gold the sixth still opens a text."""
WEIGHT, HEAD_WEIGHT = 5, 4
"""Below the first ("Norway sent Chad tents") a sentence is read only in the head of a text, where
news puts what it is about, in releases, and where many sentences tell."""
BRIEF = 600
"""A text of so few characters is read: that costs no more than asking whether to."""
HEAD = 2
"""Title and first paragraph."""
RELEASE = 3
"""Telling sentences that open a release or transcript: such texts are seldom about nothing."""
UNNAMED = 2
"""Contributions without a giver that open a document: its names stand in other sentences."""
LONGEST_LINE = 90
OWN_WORDS = re.compile(
    r"\b(?:statement|declaration|communiqu[eé]|release|fact ?sheet|remarks|"
    r"briefing|transcript|interview|read-?out)\b",
    re.IGNORECASE,
)
"""Kinds of text whose "we" gives, so that one contribution without a named giver is enough."""

PLACED = re.compile(
    r"(?:^|\W)(?:in|at|near|around|outside|off|across|inside|throughout)\s(?:the\s)?$",
    re.IGNORECASE,
)
LONGEST_PLACED = len(" throughout the ")

Reader = Callable[[Document], tuple[int, int]]
"""How many contributions a text states, with a giver and without one."""


How = Literal["brief", "dense", "list", "own words", "stated", "silent", "unstated"]
"""Why a document is open: it is brief, much of it tells, it lists gifts, it is a release or
transcript that tells, a sentence read alone states a contribution. Why it is closed: no sentence
tells enough to be read alone, or none of those states a contribution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A sentence that was read alone: how many contributions it states."""

    stretch: Stretch
    given: int
    lost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Whether a document is read, why, and what was looked at for it.

    `telling` counts the telling sentences, None where they were not looked for.
    """

    opens: bool
    how: How
    telling: int | None = None
    looks: tuple[Look, ...] = ()


class Probe:
    """Decides which documents are read.

    Args:
        rules: the cues.
        stated: reads a short text as the engine does.
    """

    def __init__(self, rules: Rulebook, stated: Reader) -> None:
        self.stated = stated
        self.cues = Cues(
            words=rules.cues,
            predicates=rules.predicate_cues & rules.strong_cues,
            things=rules.thing_cues & rules.strong_cues,
        )

    def opens(self, document: Document) -> bool:
        """Whether the document may state a contribution and has to be read."""
        return self.opening(document).opens

    def opening(self, document: Document) -> Opening:
        """Whether the document has to be read, with the reason."""
        if len(document.text) <= BRIEF:
            return Opening(opens=True, how="brief")
        evidence = evidence_of(document, self.cues, actors_named)
        telling = len(evidence.stretches)
        if evidence.certain:
            return Opening(opens=True, how="dense" if evidence.dense else "list", telling=telling)
        own = own_words(document)
        if own and telling >= RELEASE:
            return Opening(opens=True, how="own words", telling=telling)
        closely = own or telling >= MANY
        enough = 1 if closely else UNNAMED
        head = head_end(document)
        worth = [
            stretch
            for stretch in evidence.stretches
            if closely or stretch.weight >= (HEAD_WEIGHT if stretch.start < head else WEIGHT)
        ]
        unnamed = 0
        looks: list[Look] = []
        for stretch in worth[:MOST]:
            given, lost = self.stated(excerpt(document, stretch))
            looks.append(Look(stretch=stretch, given=given, lost=lost))
            unnamed += lost > 0
            if given or unnamed >= enough:
                return Opening(opens=True, how="stated", telling=telling, looks=tuple(looks))
        how: How = "unstated" if looks else "silent"
        return Opening(opens=False, how=how, telling=telling, looks=tuple(looks))


def head_end(document: Document) -> int:
    """Where the title and the first paragraph end."""
    ends = [block.end for block in document.blocks if block.kind in ("title", "body")]
    return ends[:HEAD][-1] if ends else 0


def actors_named(text: str) -> int:
    """How many actors of the tables a text names other than as a place ("a court in Paris")."""
    return sum(
        PLACED.search(text, max(0, hit.start - LONGEST_PLACED), hit.start) is None
        for hit in names_in(text)
    )


def excerpt(document: Document, stretch: Stretch) -> Document:
    """One sentence as a document of its own, with the date and publisher of the whole."""
    text = document.text[stretch.start : stretch.end].rstrip()
    block = Block(start=0, end=len(text), kind="body")
    return replace(document, text=text, title=None, blocks=(block,), offsets=((0, 0),))


def own_words(document: Document) -> bool:
    """Whether a document says what its own issuer or its speakers do: release, transcript."""
    if issuer(document) is not None or any(block.kind == "turn" for block in document.blocks):
        return True
    lines = [text for _, _, text in opening(document) if len(text) <= LONGEST_LINE]
    return any(OWN_WORDS.search(line) for line in lines)
