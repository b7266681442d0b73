"""Stretches of a text that do not overlap, searched by position in logarithmic time.

A long document has thousands of names: asking each against all others would take minutes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Spans(Generic[T]):
    """Items by their half-open stretches, in text order; stretches are (nearly) disjoint."""

    def __init__(self, rows: Iterable[tuple[int, int, T]] = ()) -> None:
        self._rows = sorted(rows, key=lambda row: (row[0], row[1]))
        self._starts = [row[0] for row in self._rows]

    def add(self, start: int, end: int, item: T) -> None:
        """Keeps one more item."""
        at = bisect_right(self._starts, start)
        self._starts.insert(at, start)
        self._rows.insert(at, (start, end, item))

    def touching(self, start: int, end: int) -> list[T]:
        """The items that share a character with `[start, end)`, in text order."""
        at = bisect_left(self._starts, start)
        while at > 0 and self._rows[at - 1][1] > start:
            at -= 1
        found = []
        while at < len(self._rows) and self._starts[at] < end:
            found.append(self._rows[at][2])
            at += 1
        return found

    def between(self, start: int, end: int) -> list[T]:
        """The items that begin in `[start, end)`, in text order."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [row[2] for row in self._rows[first:last]]

    def touches(self, start: int, end: int) -> bool:
        """Whether any item shares a character with `[start, end)`."""
        return bool(self.touching(start, end))
