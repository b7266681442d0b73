"""What may be exchanged: a parser for another parser, an engine for another engine."""

from __future__ import annotations

from typing import Protocol

from pledgebook.types import Document, Result, Sentence


class Parser(Protocol):
    """Turns blocks of a document into Universal Dependencies trees.

    Every adapter (the shipped model, a user's spaCy pipeline) passes tests/contract/
    test_parsers.py: tokens lie inside their sentence in order without overlap,
    `document.text[token.start:token.end] == token.form`, there is one root and no cycle,
    labels are UD, and the same input gives the same output.
    """

    name: str
    version: str
    believes: bool
    """Whether its sentences carry `beliefs`."""

    def parse(self, document: Document, blocks: tuple[int, ...]) -> tuple[Sentence, ...]:
        """The trees of the given blocks (indices into `document.blocks`), in text order."""
        ...


class Engine(Protocol):
    """Finds claims in a document."""

    name: str
    version: str

    def read(self, document: Document, *, layers: bool = False) -> Result:
        """Everything this engine reads from the document.

        Args:
            layers: also fill mentions and attributions for every sentence, which means
                parsing those that the gate would skip.
        """
        ...
