"""The ledger as a table that fits 80 columns."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from pledgebook.pages.ledger import LedgerPage, LedgerRow
from pledgebook.pages.terminal.style import (
    ID_LENGTH,
    LONGEST_NAME,
    legend,
    plain,
    status_text,
    table,
    with_taker,
)
from pledgebook.pages.wording import counted_words, shortened

# From this width on there is room for columns of the giver, the kind and the taker.
WIDE = 120

# Widths of status and said by; the object takes the rest, 39 of 80 columns. "under way ? ~"
# and most names of speakers and outlets stand on one line.
_COLUMNS = (13, 14)
_WIDE_COLUMNS = (18, 16, 16, 13, 16)

_INDENT = 2


def _what(row: LedgerRow, most: int) -> Text:
    words = shortened(row.what or row.kind_label, most)
    # "600 soldiers" and "ten tents" hold their count; "the first instalment" hides its sum.
    if row.money and not any(char.isdigit() for char in words):
        words = f"{words} ({row.money})"
    return plain(words)


def _condition(row: LedgerRow, most: int) -> Text:
    return plain(f" · {shortened(row.condition, most)}" if row.condition else "", "italic dim")


def _to(row: LedgerRow, most: int) -> Text:
    """The recipient; where no text names one, the place."""
    if row.recipient_name:
        return plain(shortened(row.recipient_name, most))
    return plain(shortened(row.place, most), "italic")


def _narrow(page: LedgerPage) -> RenderableType:
    """One line a commitment under the name of its contributor."""
    status, said = _COLUMNS
    drawn = table(tight=True)
    drawn.expand = True
    drawn.add_column("Who and what", ratio=1, min_width=12, overflow="fold")
    drawn.add_column("Status", width=status, overflow="fold")
    drawn.add_column("Said by", width=said, overflow="fold")
    drawn.add_column("Src", justify="right", no_wrap=True)
    drawn.add_column("Id", no_wrap=True, style="dim")
    before = None
    for row in page.rows:
        if row.contributor != before:
            drawn.add_row(plain(shortened(row.contributor_name, 72), "bold"))
        what = with_taker(_what(row, 72), row.recipient_name, row.place)
        what.append_text(_condition(row, 72))
        drawn.add_row(
            Padding(what, (0, 0, 0, _INDENT)),
            status_text(row.status, row.marks),
            plain(shortened(row.said_by, LONGEST_NAME)),
            str(row.sources),
            row.id[:ID_LENGTH],
        )
        before = row.contributor
    return drawn


def _wide(page: LedgerPage) -> RenderableType:
    """A column for each part, the contributor's name at its first row only."""
    who, kind, to, status, said = _WIDE_COLUMNS
    drawn = table(tight=True)
    drawn.expand = True
    drawn.add_column("Who", width=who, overflow="fold")
    drawn.add_column("Kind", width=kind)
    drawn.add_column("What", ratio=1, min_width=12, overflow="fold")
    drawn.add_column("To", width=to, overflow="fold")
    drawn.add_column("Status", width=status, overflow="fold")
    drawn.add_column("Said by", width=said, overflow="fold")
    drawn.add_column("Src", justify="right", no_wrap=True)
    drawn.add_column("Id", no_wrap=True, style="dim")
    before = None
    for row in page.rows:
        name = row.contributor_name if row.contributor != before else ""
        drawn.add_row(
            plain(shortened(name, 60), "bold"),
            plain(row.kind_label),
            _what(row, 100) + _condition(row, 100),
            _to(row, 60),
            status_text(row.status, row.marks),
            plain(shortened(row.said_by, 60)),
            str(row.sources),
            row.id[:ID_LENGTH],
        )
        before = row.contributor
    return drawn


def ledger_table(page: LedgerPage, width: int) -> RenderableType:
    """The rows by contributor, and what the marks mean; columns for all parts from `WIDE` on."""
    if not page.rows:
        return Text(
            f"No commitment matches. The ledger holds {counted_words(page.documents, 'document')}."
        )
    return Group(_wide(page) if width >= WIDE else _narrow(page), Text(), _foot(page))


def _foot(page: LedgerPage) -> Text:
    marks = [mark for row in page.rows for mark in row.marks]
    commitments = counted_words(len(page.rows), "commitment")
    words = f"{commitments} from {counted_words(page.documents, 'document')}"
    counted = Text("Src: independent sources", style="dim")
    explained = legend(marks)
    if explained:
        counted.append_text(Text(" · ", style="dim") + explained)
    return Text("\n").join([counted, Text(f"{words}. More: pledgebook show ID", style="dim")])
