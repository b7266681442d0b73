"""Which of many contents is the innermost around a place."""

from __future__ import annotations

from collections import defaultdict

from pledgebook.types import Span

_BIN = 2_000
"""Characters of a bin: a content is looked for only in the bins that it touches, so a book
with thousands of attributions costs no more a page than an article."""


class Nesting:
    """The contents of attributions, asked by character."""

    def __init__(self, contents: tuple[tuple[Span, ...], ...]) -> None:
        self._sizes = [sum(span.end - span.start for span in content) for content in contents]
        self._bins: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for number, content in enumerate(contents):
            for span in content:
                for page in range(span.start // _BIN, span.end // _BIN + 1):
                    self._bins[page].append((span.start, span.end, number))

    def innermost(self, place: int, without: int = -1) -> int | None:
        """The number of the smallest content that holds a character, or None.

        Args:
            without: A number that is no answer: the one that asks.
        """
        found = [
            (self._sizes[number], number)
            for start, end, number in self._bins.get(place // _BIN, ())
            if start <= place < end and number != without
        ]
        return min(found)[1] if found else None
