"""Colours, marks and tables that all terminal pages share."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from pledgebook.pages.wording import printable, shortened, status_words

STATUS_STYLES = {
    "delivered": "bold green",
    "under_way": "green",
    "committed": "bold cyan",
    "pledged": "cyan",
    "offered": "yellow",
    "considering": "yellow",
    "asked": "magenta",
    "declined": "red",
    "withdrawn": "bold red",
}

MARK_WORDS = {
    "?": "hedged or unconfirmed wording",
    "if": "on a condition",
    "part": "only part of it so far",
    "~": "only on the word of a third side",
    "≠": "reports differ",
}

ID_LENGTH = 7
"""Characters of an id that are shown: enough to tell ten thousand commitments apart."""

LONGEST_NAME = 34
"""Characters of a name in a cell: "Democratic Republic of the Congo" whole; a described group is
cut, its whole id is in the CSV."""


def plain(text: str, style: str = "") -> Text:
    """Text from outside, without markup or control characters."""
    return Text(printable(text), style=style)


def with_taker(what: Text, recipient: str, place: str) -> Text:
    """The object with its recipient behind an arrow, else its place; neither is said twice.

    ("600 soldiers", "Iraq", "") -> "600 soldiers → Iraq";
    ("flights over Iraq", "Iraq", "") stays as it is.
    """
    said = what.plain.casefold()
    if recipient and recipient.casefold() not in said:
        what.append_text(plain(f" → {shortened(recipient, LONGEST_NAME)}"))
    elif place and not recipient and place.casefold() not in said:
        what.append_text(plain(f" · {shortened(place, LONGEST_NAME)}", "italic dim"))
    return what


def status_text(status: str, marks: Sequence[str] = ()) -> Text:
    """A status in its colour with its marks behind it."""
    text = Text(status_words(status), style=STATUS_STYLES.get(status, ""))
    for mark in marks:
        text.append(f" {mark}", style="dim" if mark == "if" else "bold yellow")
    return text


def table(title: str | None = None, *, tight: bool = False) -> Table:
    """An empty table without side borders; `tight` leaves one space between columns, not two."""
    return Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        padding=0 if tight else (0, 1, 0, 0),
        header_style="bold",
        show_edge=False,
    )


def legend(marks: Sequence[str]) -> Text:
    """What the marks of a page mean, those that occur only; empty without one."""
    words = [f"{mark} {says}" for mark, says in MARK_WORDS.items() if mark in marks]
    return Text(" · ".join(words), style="dim")
