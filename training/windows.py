"""Annotated sentences cut into windows and windows into batches of numbers."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import torch
from torch import Tensor

from network import NAMES, SOURCES
from pledgebook.sentences.english.words import EDGE, WordPieces, shape
from treebanks import Gold

LONGEST = 200
"""Word pieces of a training window; the shipped parser reads windows below this."""
UNLEARNED = -100


@dataclass(frozen=True, slots=True)
class Labels:
    """The tag and relation inventories, in the order of the network's outputs."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    deprel: tuple[str, ...]

    @classmethod
    def of(cls, sentences: list[Gold]) -> Labels:
        """All that occurs in the parsed sentences, sorted."""
        words = [word for gold in sentences if gold.parsed for word in gold.words]
        return cls(
            upos=tuple(sorted({w.upos for w in words})),
            xpos=tuple(sorted({w.xpos for w in words})),
            deprel=tuple(sorted({w.deprel for w in words})),
        )


@dataclass(slots=True)
class Window:
    """Numbers of one stretch of sentences; one entry a word unless said otherwise."""

    pieces: list[int]
    shapes: list[int]
    first: list[int]
    upos: list[int]
    xpos: list[int]
    name: list[int]
    start: list[int]
    head: list[int]
    label: list[int]
    sentence: list[int]
    source: int


class Numbered(Protocol):
    """What a batch is made of; see `Window`."""

    pieces: list[int]
    shapes: list[int]
    first: list[int]
    sentence: list[int]
    source: int


Numbers = TypeVar("Numbers", bound=Numbered)


class Encoder:
    """Turns sentences into windows; caches the numbers of each sentence."""

    def __init__(self, word_pieces: WordPieces, labels: Labels) -> None:
        self.word_pieces = word_pieces
        self.upos = {tag: n for n, tag in enumerate(labels.upos)}
        self.xpos = {tag: n for n, tag in enumerate(labels.xpos)}
        self.label = {tag: n for n, tag in enumerate(labels.deprel)}
        self.name = {tag: n for n, tag in enumerate(NAMES)}

    def length(self, gold: Gold) -> int:
        """Word pieces of a sentence."""
        return sum(len(self.word_pieces.pieces(w.form)) for w in gold.words)

    def window(self, sentences: list[Gold], *, upper: bool = False) -> Window:
        """The numbers of some sentences that follow one another.

        `upper` writes all in capitals, as headlines and old wire copy do.
        """
        source = SOURCES.index(sentences[0].source) if sentences[0].source in SOURCES else 0
        w = Window([self.word_pieces.first], [EDGE], [], [], [], [], [], [], [], [], source)
        for number, gold in enumerate(sentences):
            before = len(w.first)
            for place, word in enumerate(gold.words):
                form = word.form.upper() if upper else word.form
                pieces = self.word_pieces.pieces(form)
                w.first.append(len(w.pieces))
                w.pieces += pieces
                glued = (
                    word.glued if place else number > 0 and not sentences[number - 1].spaced_after
                )
                w.shapes += [shape(form, glued)] * len(pieces)
                w.upos.append(self.upos.get(word.upos, UNLEARNED))
                w.xpos.append(self.xpos.get(word.xpos, UNLEARNED))
                w.name.append(self.name.get(word.name, UNLEARNED))
                w.label.append(self.label.get(word.deprel, UNLEARNED))
                head = UNLEARNED if word.head < 0 else word.head and word.head + before
                w.head.append(head)
                # Whether the first word starts a sentence is never in doubt.
                begun = len(w.start) == 0 or not gold.parsed
                w.start.append(UNLEARNED if begun else int(place == 0))
                w.sentence.append(number)
        w.pieces.append(self.word_pieces.last)
        w.shapes.append(EDGE)
        return w

    def epoch(self, sentences: list[Gold], chance: random.Random, most: int = 6) -> list[Window]:
        """All sentences once, in windows of one to `most` that share a paragraph."""
        found: list[Window] = []
        held: list[Gold] = []
        held_length, wanted = 0, 1
        for gold in sentences:
            length = self.length(gold)
            apart = (
                not held
                or held[0].source != gold.source
                or (held[-1].paragraph != gold.paragraph and chance.random() < 0.9)
                or not gold.parsed
                or len(held) >= wanted
                or held_length + length > LONGEST
            )
            if apart and held:
                found.append(self.window(held, upper=chance.random() < 0.015))
                held, held_length = [], 0
            if not held:
                wanted = chance.randint(1, most)
            if length <= LONGEST * 2:
                held.append(gold)
                held_length += length
        if held:
            found.append(self.window(held))
        return found


def batches(
    windows: Iterable[Numbers], size: int, chance: random.Random, spread: int = 6
) -> list[list[Numbers]]:
    """Windows of similar length together, about `size` word pieces a batch, in random order.

    Windows whose lengths differ by no more than `spread` may stand in either order.
    """
    ordered = sorted(windows, key=lambda w: len(w.pieces) + chance.randint(0, spread))
    found: list[list[Numbers]] = []
    held: list[Numbers] = []
    for window in ordered:
        if held and (len(held) + 1) * len(window.pieces) > size:
            found.append(held)
            held = []
        held.append(window)
    found.append(held)
    chance.shuffle(found)
    return found


def padded(rows: list[list[int]], fill: int) -> Tensor:
    """Rows of numbers as one tensor, short ones filled up."""
    width = max(map(len, rows))
    return torch.tensor([row + [fill] * (width - len(row)) for row in rows])


def tensors(batch: Sequence[Numbered]) -> dict[str, Tensor]:
    """A batch as padded tensors; `mask` is added to attention scores, `same` to arcs."""
    pieces = padded([w.pieces for w in batch], -1)
    sentence = padded([w.sentence for w in batch], -1)
    same = (sentence[:, :, None] == sentence[:, None, :]) & (sentence >= 0)[:, :, None]
    root = torch.ones_like(same[:, :, :1])
    return {
        "pieces": pieces.clamp(min=0),
        "mask": (pieces < 0)[:, None, None, :] * -1e4,
        "shapes": padded([w.shapes for w in batch], 0),
        "first": padded([w.first for w in batch], 0),
        "same": torch.cat((root, same), dim=2),
        "source": torch.tensor([w.source for w in batch]),
        **{
            key: padded([getattr(w, key) for w in batch], UNLEARNED)
            for key in ("upos", "xpos", "name", "start", "head", "label")
        },
    }


def in_turn(windows: list[Window], size: int) -> Iterator[dict[str, Tensor]]:
    """Batches for scoring."""
    for batch in batches(windows, size, random.Random(0)):
        yield tensors(batch)
