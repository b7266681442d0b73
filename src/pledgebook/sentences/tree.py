"""Quick questions to one Universal Dependencies tree: children, subtrees, paths, text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

from pledgebook.errors import SentenceError
from pledgebook.types import Sentence, Token

ROOT = 0
"""The head of a tree's root: no token has this id."""


def matches(deprel: str, wanted: tuple[str, ...]) -> bool:
    """Whether a relation is one of the wanted ones.

    A wanted relation without a subtype covers all of its subtypes; one with a subtype
    covers only itself: "nsubj" matches "nsubj" and "nsubj:pass", "nsubj:pass" matches
    "nsubj:pass" alone.

    Source: UD v2 guidelines: a subtype is a special case of its universal relation.
    """
    return deprel in wanted or (":" in deprel and deprel.partition(":")[0] in wanted)


class Tree:
    """One sentence with its arcs indexed both ways.

    Token ids count from 1 as in CoNLL-U; `ROOT` (0) stands above the root. All answers
    come in text order. Building it costs one pass over the tokens.

    Example: in "Japan will send vests", `tree.children(3, "nsubj")` is the token "Japan".

    Raises:
        SentenceError: no token, ids that do not count from 1, a head outside the sentence,
            not exactly one root, or a cycle.
    """

    __slots__ = ("__dict__", "_asked", "_children", "_subtrees", "sentence", "tokens")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = sentence.tokens
        # Rules ask the same of a tree dozens of times; the answers are kept.
        self._asked: dict[tuple[int, tuple[str, ...]], tuple[Token, ...]] = {}
        self._subtrees: dict[tuple[int, tuple[str, ...]], tuple[Token, ...]] = {}
        size = len(self.tokens)
        below: list[list[Token]] = [[] for _ in range(size + 1)]
        for place, token in enumerate(self.tokens, start=1):
            if token.id != place or not 0 <= token.head <= size:
                raise SentenceError(
                    f"sentence {sentence.index}: token {token.id} ({token.form!r}) with head "
                    f"{token.head} does not fit a sentence of {size} tokens"
                )
            below[token.head].append(token)
        self._children: tuple[tuple[Token, ...], ...] = tuple(map(tuple, below))
        if len(below[ROOT]) != 1:
            raise SentenceError(f"sentence {sentence.index}: {len(below[ROOT])} roots, must be one")
        if len(self.subtree(self.root.id)) != size:
            raise SentenceError(f"sentence {sentence.index}: the heads run in a circle")

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, token_id: int) -> Token:
        """The token with this id.

        Raises:
            SentenceError: the sentence has no such token.
        """
        if not 1 <= token_id <= len(self.tokens):
            raise SentenceError(f"sentence {self.sentence.index} has no token {token_id}")
        return self.tokens[token_id - 1]

    @property
    def root(self) -> Token:
        """The token that hangs on nothing."""
        return self._children[ROOT][0]

    def children(self, token_id: int, *deprels: str) -> tuple[Token, ...]:
        """The tokens that hang on this one, all or only those with one of the relations.

        Relations are read as in `matches`. An empty tuple where there is none.

        Raises:
            SentenceError: the sentence has no such token.
        """
        if not 0 <= token_id < len(self._children):
            raise SentenceError(f"sentence {self.sentence.index} has no token {token_id}")
        below = self._children[token_id]
        if not deprels or not below:
            return below
        known = self._asked.get((token_id, deprels))
        if known is None:
            known = tuple([token for token in below if matches(token.deprel, deprels)])
            self._asked[token_id, deprels] = known
        return known

    def child(self, token_id: int, *deprels: str) -> Token | None:
        """The first of `children`, or None."""
        return next(iter(self.children(token_id, *deprels)), None)

    def head(self, token_id: int) -> Token | None:
        """The token that this one hangs on, or None for the root.

        Raises:
            SentenceError: the sentence has no such token.
        """
        above = self[token_id].head
        return self.tokens[above - 1] if above else None

    def subtree(self, token_id: int, *without: str) -> tuple[Token, ...]:
        """This token and all below it, in text order.

        Branches that begin with a relation in `without` are left out, at any depth:
        `subtree(obj, "conj", "acl:relcl")` is the noun phrase alone.
        """
        known = self._subtrees.get((token_id, without))
        if known is not None:
            return known
        found = [self[token_id]]
        for token in found:
            found.extend(
                below
                for below in self._children[token.id]
                if not without or not matches(below.deprel, without)
            )
            if len(found) > len(self.tokens):
                raise SentenceError(f"sentence {self.sentence.index}: the heads run in a circle")
        known = tuple(sorted(found, key=lambda token: token.id))
        self._subtrees[token_id, without] = known
        return known

    def extent(self, token_id: int, *without: str) -> tuple[int, int]:
        """The stretch from the first to the last token of `subtree`, in document characters.

        Half-open. Where the subtree has gaps (a phrase that was moved out) the stretch
        covers the gap. Punctuation on either edge is not part of it unless the token itself
        is punctuation: "vests, " under a list comma ends at "vests".
        """
        tokens = self.subtree(token_id, *without)
        kept = [token for token in tokens if token.upos != "PUNCT" or token.id == token_id]
        return kept[0].start, kept[-1].end

    def path_to_root(self, token_id: int) -> tuple[Token, ...]:
        """The tokens above this one, nearest first; empty for the root."""
        path: list[Token] = []
        above = self[token_id].head
        while above:
            token = self.tokens[above - 1]
            path.append(token)
            above = token.head
        return tuple(path)

    def above(self, token_id: int, ancestor_id: int) -> bool:
        """Whether `ancestor_id` is on the path from the token to the root (or is the token)."""
        here = token_id
        while here and here != ancestor_id:
            here = self[here].head
        return here == ancestor_id

    def at(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that touch the document characters `[start, end)`."""
        starts, ends = self._edges
        return self.tokens[bisect_right(ends, start) : bisect_left(starts, end)]

    @cached_property
    def _edges(self) -> tuple[list[int], list[int]]:
        """Where the tokens start and end."""
        return [token.start for token in self.tokens], [token.end for token in self.tokens]

    def top(self, start: int, end: int) -> Token | None:
        """The highest token inside `[start, end)`: the head of a phrase; None if none is there."""
        inside = self.at(start, end)
        ids = {token.id for token in inside}
        return next((token for token in inside if token.head not in ids), None)

    @cached_property
    def text(self) -> str:
        """The words of the sentence with the spacing of the document, gaps as one space.

        Longer gaps and line breaks inside a sentence come out as a single space each; use
        `Document.text[sentence.start:sentence.end]` for the exact stretch.
        """
        parts: list[str] = []
        end = self.tokens[0].start
        for token in self.tokens:
            if token.start > end:
                parts.append(" ")
            parts.append(token.form)
            end = token.end
        return "".join(parts)

    def text_of(self, token_id: int, *without: str) -> str:
        """The words of `extent`, spaced as in `text`; for messages and look-ups."""
        start, end = self.extent(token_id, *without)
        parts: list[str] = []
        last = start
        for token in self.at(start, end):
            if token.start > last:
                parts.append(" ")
            parts.append(token.form)
            last = token.end
        return "".join(parts)
