"""Lines to pieces: hard-wrapped paragraphs joined, list items and table rows told apart.

Plain text comes in two habits that contradict each other: one line is one paragraph, or a
paragraph is wrapped at some 72 characters. The lengths of the lines tell which; a line that
goes on in lower case is joined in both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pledgebook.documents.tables import words

PieceKind = Literal["text", "item", "row", "rule", "hash"]

# No e-mail client, RFC (72) or typewriter (80) wraps later; longer lines are paragraphs.
_WIDEST = 130
_NARROWEST = 40
# Share of line pairs that must fill the width, and of lines that may end a sentence, for a
# text to count as wrapped. A wrapped line ends a sentence by chance: about one in ten.
_FULL_SHARE = 0.6
_ENDING_SHARE = 0.5
# A line of a text that is not wrapped is only joined to the next when it is long enough to
# be a line of prose: "Media release" before "jointly with ..." is not.
_SHORTEST_OPEN = 40

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W_]")
_MARKER = re.compile(
    r"(?:[•◦‣⁃∙·●○◆◇■□▪▫►▸▶➢➤✓✔→»*–—-]|\(?(?:\d{1,3}|[a-z]|[ivxl]{2,5})\)|\d{1,2}\.)"
    r"[ \t\xa0]+(?=\S)"
)
_QUESTION = re.compile(r"[QA](?:[ \xa0]{2,}|\t)")
_HASHES = re.compile(r"#{1,6}[ \t]+(?=\S)")
_CELLS = re.compile(r"[ \xa0]*\t[ \t\xa0]*|[ \xa0]{3,}|\s*\|\s*|(?<![.!?:;”\"’'])[ \xa0]{2}")
_WIDE_GAP = re.compile(r"\t|[ \xa0]{3,}|\|")
_TERMINAL = (".", "!", "?", ".”", "?”", "!”", '."', '?"', '!"', ".’", "?’", ".)", ":", ";")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A paragraph, item or row: characters `[start, end)` without outer white space.

    `group` counts runs of lines between blank lines; `words` is where the text behind a
    bullet or number begins; `first` and `last` say whether the piece begins and ends its
    group.
    """

    start: int
    end: int
    kind: PieceKind
    group: int
    words: int
    first: bool
    last: bool


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    indent: int
    width: int
    group: int
    kind: PieceKind
    words: int


def pieces(text: str) -> list[Piece]:
    """The pieces of a text in order; together they hold each character that is no space."""
    lines = _lines(text)
    width = _width(text, lines)
    runs: list[tuple[_Line, _Line]] = []
    for line in lines:
        last = runs[-1][1] if runs else None
        if (
            last is not None
            and line.group == last.group
            and _goes_on(text, runs[-1][0].start, last, line, width)
        ):
            runs[-1] = (runs[-1][0], line)
        else:
            runs.append((line, line))
    groups = [-1, *(first.group for first, _ in runs), -1]
    return [
        Piece(
            start=first.start,
            end=last.end,
            kind=first.kind,
            group=first.group,
            words=first.words,
            first=groups[i] != first.group,
            last=groups[i + 2] != first.group,
        )
        for i, (first, last) in enumerate(runs)
    ]


def cells(row: str) -> list[str]:
    """The cells of a table row, without the bars and gaps between them.

    Example:
        >>> cells("Norway      40 tents      delivered")
        ['Norway', '40 tents', 'delivered']
    """
    return [cell for cell in _CELLS.split(row.strip("| \t")) if cell]


def _lines(text: str) -> list[_Line]:
    """The lines that hold anything, with what they look like by themselves."""
    found: list[_Line] = []
    group = 0
    blank = True
    done = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        body = raw.strip()
        if match.start() > done + 1 or not body:
            blank = True
        done = match.end()
        if not body:
            continue
        if blank and found:
            group += 1
        blank = False
        start = match.start() + len(raw) - len(raw.lstrip())
        kind: PieceKind = "text"
        words = start
        if not _WORD.search(body):
            kind = "rule"
        elif marker := _MARKER.match(body):
            kind, words = "item", start + marker.end()
        elif hashes := _HASHES.match(body):
            kind, words = "hash", start + hashes.end()
        end = start + len(body)
        found.append(
            _Line(start, end, start - match.start(), end - match.start(), group, kind, words)
        )
    _mark_rows(text, found)
    return found


def _mark_rows(text: str, lines: list[_Line]) -> None:
    """Marks lines that are rows of a table: several columns, like their neighbours.

    Three columns set by gaps make a row alone; two, or bars, need a neighbour of the kind.
    """
    columns = [0] * len(lines)
    for i, line in enumerate(lines):
        if line.kind != "text" or line.end - line.start > 300:
            continue
        body = text[line.start : line.end]
        if ("  " in body or "\t" in body or "|" in body) and not _QUESTION.match(body):
            columns[i] = len(cells(body))
    for i, line in enumerate(lines):
        if columns[i] < 2:
            continue
        body = text[line.start : line.end]
        near = [_beside(lines, columns, i, step) for step in (-1, 1)]
        wide = _WIDE_GAP.search(body) is not None
        if (columns[i] >= 3 and wide and "|" not in body) or (wide and max(near) >= 2):
            line.kind = "row"


def _beside(lines: list[_Line], columns: list[int], i: int, step: int) -> int:
    """The columns of the next line of the same run in one direction, past ruled lines."""
    j = i + step
    while 0 <= j < len(lines) and lines[j].group == lines[i].group:
        if lines[j].kind != "rule":
            return columns[j]
        j += step
    return 0


def _width(text: str, lines: list[_Line]) -> int | None:
    """The width at which the paragraphs of a text are wrapped, or None where they are not."""
    prose = [line for line in lines if line.kind in ("text", "item")]
    long = sum(line.end - line.start > _WIDEST for line in prose)
    if long * 50 > len(prose):
        return None
    pairs = [
        (line, following)
        for line, following in pairwise(lines)
        if line.group == following.group
        and line.kind in ("text", "item")
        and following.kind == "text"
        and line.width <= _WIDEST
    ]
    if len(pairs) < 3:
        return None
    width = max(line.width for line, _ in pairs)
    if width < _NARROWEST:
        return None
    full = sum(_fills(text, line, following, width) for line, following in pairs)
    ending = sum(text.endswith(_TERMINAL, line.start, line.end) for line, _ in pairs)
    if full < len(pairs) * _FULL_SHARE or ending > len(pairs) * _ENDING_SHARE:
        return None
    return width


def _fills(text: str, line: _Line, following: _Line, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this line."""
    space = text.find(" ", following.start, following.end)
    word = (space if space >= 0 else following.end) - following.start
    return line.width + 1 + word > width


def _goes_on(text: str, start: int, line: _Line, following: _Line, width: int | None) -> bool:
    """Whether a line continues the paragraph that began at `start` and reached `line`."""
    if line.kind not in ("text", "item") or following.kind not in ("text", "item"):
        return False
    ends = text.endswith(_TERMINAL, line.start, line.end)
    long = line.end - start >= _SHORTEST_OPEN
    if following.kind == "item":
        # A dash that only the wrapping brought to the head of a line.
        dash = text[following.start] in "–—-" and line.kind == "text"
        return dash and not ends and width is not None and _fills(text, line, following, width)
    if width is not None:
        if ends and line.kind == "text" and following.indent > line.indent + 1:
            return False
        return _fills(text, line, following, width) or (
            not ends and (long or text[following.start].islower())
        )
    if ends or not long:
        return False
    last = text[line.start : line.end].rsplit(None, 1)[-1]
    return text[following.start].islower() or last.endswith(",") or last in words("linker")
