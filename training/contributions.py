"""Annotated documents as windows of words: which head a contribution, and who gives it.

The annotation names spans; the network learns words. The head of what is given (`what`), or
of the evidence where nothing is, stands for the claim; the giver is the word that names the
contributor nearest to it. Trees and names are those of the shipped engine.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args
from zlib import crc32

import torch
from torch import Tensor

from annotated import Lesson, as_read
from pledgebook.claims.clauses.reading import Reading
from pledgebook.claims.rulebook.book import rulebook
from pledgebook.claims.rules import RulesEngine, Told
from pledgebook.sentences.english.words import EDGE, shape
from pledgebook.sentences.gate import SILENT, blocks_to_parse
from pledgebook.sentences.parse import FULL_WINDOW, LONGEST_TITLE
from pledgebook.sentences.tokenize import tokens
from pledgebook.types import Status
from windows import UNLEARNED, Encoder, batches, padded, tensors

KINDS = tuple(rulebook().kinds)
STATUSES: tuple[str, ...] = get_args(Status)
SPREAD = 8
ALONE = 6
"""Of so many sentences of a document one is learnt by itself too: short texts have no others."""
NEAR = 3
"""Sentences before its claim in which a giver is looked for."""
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "obl:agent", "nmod:poss", "root"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET"})


@dataclass(frozen=True, slots=True)
class Target:
    """One claim on words: `word` heads it, `giver` and `taker` name its parties.

    Words are (sentence, token id); a party None: nobody near. The words in `givers` and
    `takers` also name them and are neither right nor wrong. `taken`: whether the taker can be
    learnt (a recipient that is not named near cannot). An `optional` claim is neither learnt
    nor held against the network.
    """

    word: tuple[int, int]
    giver: tuple[int, int] | None
    givers: frozenset[tuple[int, int]]
    taker: tuple[int, int] | None
    takers: frozenset[tuple[int, int]]
    taken: bool
    kind: str
    status: str
    optional: bool


Row = tuple[int, list[int], list[int]]


@dataclass(slots=True)
class ClaimWindow:
    """Numbers of one stretch of sentences; one entry a word but in the first two lists.

    Tags and trees are those of the installed parser: without them the words that head a
    contribution, which no treebank marks, would drift away from their tags.

    `givers` and `takers` list (word, columns that are right, columns left out); column 0 is
    nobody.
    """

    pieces: list[int]
    shapes: list[int]
    first: list[int]
    words: list[tuple[int, int]]
    upos: list[int] = field(default_factory=list)
    xpos: list[int] = field(default_factory=list)
    name: list[int] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    label: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    source: int = 0
    givers: list[Row] = field(default_factory=list)
    takers: list[Row] = field(default_factory=list)


def comparable(actor: str | None) -> str:
    """An actor id in the form in which two are compared (contract, section 4)."""
    name = actor or ""
    if not name.startswith("GROUP:"):
        return name
    words = name[6:].casefold().split()
    return "GROUP:" + " ".join(words[words[0] in {"the", "a", "an"} :])


def top(reading: Reading, start: int, end: int) -> int | None:
    """The token id that heads a stretch of a sentence, None where it does not reach in."""
    inside = [t for t in reading.tree.at(start, end) if t.upos != "PUNCT"]
    ids = {t.id for t in inside}
    return next((t.id for t in inside if t.head not in ids), None)


class Targets:
    """Finds the words of a document's claims."""

    def __init__(self, told: Told) -> None:
        self.readings = told.readings
        self.parties = [
            {
                t.id: comparable(party.id)
                for t in reading.tree.tokens
                if t.upos in NOMINAL or reading.actor_at(t.id) is not None
                if (party := told.roles.party(reading, t.id)) is not None
            }
            for reading in told.readings
        ]

    def of(self, claim: Mapping[str, Any]) -> Target | None:
        """The target of one claim, None where its evidence is in no sentence that is read."""
        start, end = claim["evidence"]["start"], claim["evidence"]["end"]
        touched = [
            at
            for at, reading in enumerate(self.readings)
            if reading.sentence.start < end and start < reading.sentence.end
        ]
        word = self.head(claim.get("what"), touched) or self.head(claim["evidence"], touched)
        if word is None:
            return None
        near = range(max(0, word[0] - NEAR - 1), min(len(self.readings), word[0] + NEAR))
        givers = self.names(claim["contributor"], near)
        giver = self.named(claim.get("giver"), word, near)
        recipient = claim.get("recipient")
        takers = [w for w in self.names(recipient, near) if w != giver] if recipient else []
        return Target(
            word=word,
            giver=giver or self.nearest(givers, word, start, end),
            givers=frozenset(givers),
            taker=self.nearest(takers, word, start, end),
            takers=frozenset(takers),
            taken=bool(takers) or recipient is None,
            kind=claim["kind"],
            status=claim["status"],
            optional=bool(claim.get("optional")),
        )

    def names(self, actor: str, near: Sequence[int]) -> list[tuple[int, int]]:
        """The words of some sentences that name an actor, in text order."""
        wanted = comparable(actor)
        return [
            (at, token)
            for at in near
            for token, name in sorted(self.parties[at].items())
            if name == wanted
        ]

    def head(self, span: Mapping[str, Any] | None, places: Sequence[int]) -> tuple[int, int] | None:
        """The word that heads a span, in the first of the sentences that it reaches into."""
        if span is None:
            return None
        for at in places:
            token = top(self.readings[at], span["start"], span["end"])
            if token is not None:
                return at, token
        return None

    def named(
        self, span: Mapping[str, Any] | None, word: tuple[int, int], near: Sequence[int]
    ) -> tuple[int, int] | None:
        """The giver's word where the annotation says which it is."""
        places = [word[0], *(at for at in near if word[0] - NEAR <= at < word[0])]
        return self.head(span, places)

    def nearest(
        self, words: Sequence[tuple[int, int]], word: tuple[int, int], start: int, end: int
    ) -> tuple[int, int] | None:
        """The likeliest of the words for the giver: in the evidence, a subject, before."""
        here = [w for w in words if w[0] == word[0]]
        if not here:
            before = [w for w in words if word[0] - NEAR <= w[0] < word[0]]
            last = [w for w in before if w[0] == before[-1][0]]
            return next((w for w in last if self.is_subject(w)), last[0]) if last else None
        tree = self.readings[word[0]].tree
        quoted = [w for w in here if tree[w[1]].start < end and start < tree[w[1]].end]
        pool = quoted or here
        ids = {token for _, token in pool}
        pool = [w for w in pool if tree[w[1]].head not in ids] or pool
        pool = [w for w in pool if self.is_subject(w)] or pool
        earlier = [w for w in pool if w[1] <= word[1]]
        return earlier[-1] if earlier else pool[0]

    def is_subject(self, word: tuple[int, int]) -> bool:
        """Whether a word is in a place of the sentence where givers mostly stand."""
        return self.readings[word[0]].tree[word[1]].deprel in SUBJECTS


def windows_of(engine: RulesEngine, encoder: Encoder, lesson: Lesson) -> list[ClaimWindow]:
    """The windows of one annotated document: of every second one what the gate lets through.

    Some sentences stand in a window of their own as well.

    The parser reads the rest of a document only where all layers are asked for.
    """
    text = as_read(lesson.document)
    gated = crc32(lesson.document.id.encode()) % 2 == 0
    blocks = blocks_to_parse(text, engine.rules.cues, everything=not gated)
    told = engine.told(text, blocks)
    targets = Targets(told)
    found = [t for claim in lesson.claims if (t := targets.of(claim)) is not None]
    by_word: dict[tuple[int, int], list[Target]] = {}
    for target in found:
        by_word.setdefault(target.word, []).append(target)
    numbered = list(enumerate(told.readings))
    windows = cut(numbered, text.title or "", encoder)
    for one in numbered[::ALONE]:
        windows += cut([one], "", encoder)
    for window in windows:
        learn(window, by_word)
    return windows


def opened(title: str, encoder: Encoder) -> ClaimWindow:
    """A window that holds a title alone."""
    pieces = encoder.word_pieces
    window = ClaimWindow([pieces.first], [EDGE], [], [])
    for start, end in tokens(title, 0, len(title)):
        numbers = pieces.pieces(title[start:end])
        if len(window.pieces) + len(numbers) > LONGEST_TITLE:
            break
        window.pieces += numbers
        window.shapes += [shape(title[start:end], False)] * len(numbers)
    if window.pieces[1:]:
        mark(window, encoder)
    return window


def mark(window: ClaimWindow, encoder: Encoder) -> None:
    """Adds the mark that stands behind a title and each paragraph."""
    window.pieces.append(encoder.word_pieces.last)
    window.shapes.append(EDGE)


def cut(readings: Sequence[tuple[int, Reading]], title: str, encoder: Encoder) -> list[ClaimWindow]:
    """Numbered sentences in windows as the parser packs them, with trees, without targets."""
    pieces = encoder.word_pieces
    found: list[ClaimWindow] = []
    block = -1
    for at, reading in readings:
        if reading.block.kind in SILENT:
            continue
        words = [pieces.pieces(t.form) for t in reading.sentence.tokens]
        length = sum(map(len, words))
        if not found or len(found[-1].pieces) + length > FULL_WINDOW:
            if found:
                mark(found[-1], encoder)
            found.append(opened(title, encoder))
        elif reading.sentence.block != block:
            mark(found[-1], encoder)
        block = reading.sentence.block
        window = found[-1]
        before = len(window.words)
        end = -1
        for token, numbers in zip(reading.sentence.tokens, words, strict=True):
            if len(window.pieces) + len(numbers) > 2 * FULL_WINDOW:
                cut_off = len(window.words)
                window.head = [h if h <= cut_off else UNLEARNED for h in window.head]
                break
            window.first.append(len(window.pieces))
            window.pieces += numbers
            window.shapes += [shape(token.form, token.start == end)] * len(numbers)
            window.words.append((at, token.id))
            window.upos.append(encoder.upos.get(token.upos, UNLEARNED))
            window.xpos.append(encoder.xpos.get(token.xpos, UNLEARNED))
            window.name.append(encoder.name.get(token.name, UNLEARNED))
            window.label.append(encoder.label.get(token.deprel, UNLEARNED))
            window.head.append(token.head and token.head + before)
            window.start.append(int(token.id == 1) if window.words[1:] else UNLEARNED)
            window.sentence.append(at)
            end = token.end
    if found:
        mark(found[-1], encoder)
    return [window for window in found if window.words]


def learn(window: ClaimWindow, targets: Mapping[tuple[int, int], Sequence[Target]]) -> None:
    """Writes the targets of a window's words into it."""
    column = {word: number for number, word in enumerate(window.words, 1)}
    for word in window.words:
        here = targets.get(word, ())
        required = [t for t in here if not t.optional]
        first = (*required, *here)[0] if here else None
        window.heads.append(1 if required else UNLEARNED if here else 0)
        window.kinds.append(KINDS.index(first.kind) if first else UNLEARNED)
        window.statuses.append(STATUSES.index(first.status) if first else UNLEARNED)
        if here:
            at = column[word] - 1
            givers = row(at, [(t.giver, t.givers) for t in here], column)
            window.givers.append(givers)
            taken = [(t.taker, t.takers) for t in here if t.taken]
            if taken:
                window.takers.append(row(at, taken, column))


def row(
    at: int,
    parties: Sequence[tuple[tuple[int, int] | None, frozenset[tuple[int, int]]]],
    column: Mapping[tuple[int, int], int],
) -> Row:
    """One word's columns of parties: those that are right, and other words for them."""
    right = {column.get(word, 0) if word else 0 for word, _ in parties}
    same = {column[word] for _, words in parties for word in words if word in column}
    return at, sorted(right), sorted(same - right)


def claim_batches(
    windows: Iterable[ClaimWindow], size: int, chance: random.Random
) -> list[list[ClaimWindow]]:
    """The windows in batches of about `size` word pieces; see `windows.batches`."""
    return batches(windows, size, chance, SPREAD)


def claim_tensors(batch: Sequence[ClaimWindow]) -> dict[str, Tensor]:
    """A batch as padded tensors; of parties see `party_rows` (UNLEARNED: left out)."""
    heads = padded([w.heads for w in batch], UNLEARNED)
    return {
        **tensors(batch),
        "heads": heads,
        "kinds": padded([w.kinds for w in batch], UNLEARNED),
        "statuses": padded([w.statuses for w in batch], UNLEARNED),
        **party_rows("giver", [w.givers for w in batch], batch, heads.shape[1]),
        **party_rows("taker", [w.takers for w in batch], batch, heads.shape[1]),
    }


def party_rows(
    name: str, listed: Sequence[Sequence[Row]], batch: Sequence[ClaimWindow], width: int
) -> dict[str, Tensor]:
    """Where the rows of a kind of party are, (window, word), and what is right in each."""
    places: list[tuple[int, int]] = []
    rows: list[Tensor] = []
    for number, (window, given) in enumerate(zip(batch, listed, strict=True)):
        for word, right, left_out in given:
            row = torch.full((width + 1,), float(UNLEARNED))
            row[: len(window.words) + 1] = 0.0
            row[left_out] = float(UNLEARNED)
            row[right] = 1.0
            places.append((number, word))
            rows.append(row)
    return {
        f"{name}_at": torch.tensor(places, dtype=torch.long).reshape(-1, 2),
        name: torch.stack(rows) if rows else torch.zeros(0, width + 1),
    }
