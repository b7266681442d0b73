"""The shipped network: words of a stretch in, sentences with tags, trees and names out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from pledgebook.errors import SentenceError
from pledgebook.sentences.english import decode
from pledgebook.sentences.english.words import EDGE, WordPieces, Words, shape

THINKABLE = 0.05
"""Words less probable than this as the head of a contribution, and parties of one, are left out."""
LIKELY = 0.01
"""Kinds and statuses of a word that are less probable than this are left out."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the network thinks of one word as the head of a contribution.

    `word` and the words in `givers` and `takers` count from 0 in the window; None is nobody
    in it.
    """

    word: int
    probability: float
    kinds: tuple[tuple[str, float], ...]
    statuses: tuple[tuple[str, float], ...]
    givers: tuple[tuple[int | None, float], ...]
    takers: tuple[tuple[int | None, float], ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """One sentence of a window: words `[first, last)` of it, one entry a word in the rest.

    `heads` count from 1 inside the sentence; 0 is the root.
    """

    first: int
    last: int
    upos: list[str]
    xpos: list[str]
    heads: list[int]
    deprels: list[str]
    names: list[str]
    opinions: list[Opinion] = field(default_factory=list)


class Model:
    """The network with its tables; `read` is its one question."""

    def __init__(self, folder: Path) -> None:
        """Loads the files that training/train.py wrote.

        Raises:
            SentenceError: a file is missing or not what the network expects.
        """
        options = onnxruntime.SessionOptions()
        # One thread: the order of additions, and so the last bit, stays the same.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
            self.word_pieces = WordPieces.load(folder / "pieces.txt")
            self._session: Any = onnxruntime.InferenceSession(
                str(folder / "parser.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except (OSError, KeyError, ValueError) as error:
            raise SentenceError(
                f"the English model in {folder} cannot be loaded: {error}"
            ) from error
        self.version: str = labels["version"]
        self._upos: list[str] = labels["upos"]
        self._xpos: list[str] = labels["xpos"]
        self._deprel: list[str] = labels["deprel"]
        self._name: list[str] = labels["name"]
        self._kind: list[str] = labels["kind"]
        self._status: list[str] = labels["status"]
        self._root = self._deprel.index("root")

    def read(self, stretches: Sequence[Words], title: Sequence[str] = ()) -> list[Analysis]:
        """The sentences that the words of a window make up, in order and without a gap.

        Args:
            stretches: words of the paragraphs of one window, at most some 400 word pieces.
                No sentence runs from one into the next.
            title: words that are read before them and make no sentence.
        """
        upos, xpos, start, name, arcs, relations, above, *contributions = self._scores(
            stretches, title
        )
        tags = upos.argmax(axis=1).tolist()
        fine_tags = xpos.argmax(axis=1).tolist()
        opinions = self._opinions(*contributions)
        ends = list(accumulate(len(stretch.forms) for stretch in stretches))
        begins = sorted({0, *ends, *np.flatnonzero(start > 0).tolist()})
        found = []
        for first, last in pairwise(begins):
            part = slice(first, last)
            heads = decode.tree(
                np.concatenate((arcs[part, :1], arcs[part, first + 1 : last + 1]), axis=1)
            )
            rows = np.where(heads == 0, 0, heads + first)
            found.append(
                Analysis(
                    first=first,
                    last=last,
                    upos=[self._upos[tag] for tag in tags[part]],
                    xpos=[self._xpos[tag] for tag in fine_tags[part]],
                    heads=heads.tolist(),
                    deprels=self._relations(relations[part], above[rows], heads),
                    names=decode.names(name[part], self._name),
                    opinions=[o for o in opinions if first <= o.word < last],
                )
            )
        return found

    def _scores(
        self, stretches: Sequence[Words], title: Sequence[str]
    ) -> list[NDArray[np.float32]]:
        pieces: list[int] = []
        shapes: list[int] = []
        first = []

        def mark(number: int) -> None:
            pieces.append(number)
            shapes.append(EDGE)

        mark(self.word_pieces.first)
        for form in title:
            cut = self.word_pieces.pieces(form)
            pieces.extend(cut)
            shapes.extend([shape(form, False)] * len(cut))
        if title:
            mark(self.word_pieces.last)
        for stretch in stretches:
            for form, close in zip(stretch.forms, stretch.glued, strict=True):
                cut = self.word_pieces.pieces(form)
                first.append(len(pieces))
                pieces.extend(cut)
                shapes.extend([shape(form, close)] * len(cut))
            mark(self.word_pieces.last)
        scores: list[NDArray[np.float32]] = self._session.run(
            None,
            {
                "pieces": np.array(pieces, dtype=np.int64),
                "shapes": np.array(shapes, dtype=np.int64),
                "first": np.array(first, dtype=np.int64),
            },
        )
        return scores

    def _opinions(
        self,
        contributes: NDArray[np.float32],
        kinds: NDArray[np.float32],
        statuses: NDArray[np.float32],
        givers: NDArray[np.float32],
        takers: NDArray[np.float32],
    ) -> list[Opinion]:
        """The words of a window that may head a contribution, in order."""
        found = []
        for word in np.flatnonzero(contributes >= THINKABLE).tolist():
            found.append(
                Opinion(
                    word=word,
                    probability=float(contributes[word]),
                    kinds=_best(kinds[word], self._kind),
                    statuses=_best(statuses[word], self._status),
                    givers=_parties(givers[word]),
                    takers=_parties(takers[word]),
                )
            )
        return found

    def _relations(
        self, asked: NDArray[np.float32], above: NDArray[np.float32], heads: NDArray[np.int64]
    ) -> list[str]:
        """The best relation of each word to its head; "root" for the root and only there."""
        table = asked.reshape(len(asked), len(self._deprel), -1)
        # No matrix product here: numpy would start its own threads for one.
        scores = np.einsum("wlk,wk->wl", table, above)
        scores[:, self._root] = np.where(heads == 0, np.inf, -np.inf)
        return [self._deprel[number] for number in scores.argmax(axis=1)]


def _parties(row: NDArray[np.float32]) -> tuple[tuple[int | None, float], ...]:
    """The words that may name a party, with probabilities; column 0 is nobody."""
    named = np.flatnonzero(row >= THINKABLE).tolist() or [int(row.argmax())]
    return tuple((at - 1 if at else None, float(row[at])) for at in named)


def _best(row: NDArray[np.float32], names: Sequence[str]) -> tuple[tuple[str, float], ...]:
    """The likely names with their probabilities, best first; the earlier of equals."""
    ranked = np.argsort(-row, kind="stable").tolist()
    return tuple((names[at], float(row[at])) for at in ranked if row[at] >= LIKELY)
