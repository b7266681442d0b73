"""The ledger as a table that fits 80 columns."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from pledgebook.pages.ledger import LedgerPage, LedgerRow
from pledgebook.pages.terminal.style import ID_LENGTH, legend, plain, status_text, table
from pledgebook.pages.wording import counted_words, shortened

# From this width on there is room for the kind's name and longer objects.
WIDE = 120


# Widths of who, kind, to, status, said by; the object takes the rest, 22 of 80 columns.
# "neighbouring", "considering" and "Australia" stand on one line.
_COLUMNS = (12, 0, 10, 11, 9)
_WIDE_COLUMNS = (18, 16, 16, 13, 16)

# "Democratic Republic of the Congo" whole; a described group is cut, its whole id is in the CSV.
_LONGEST_NAME = 34


def _what(row: LedgerRow, most: int) -> Text:
    words = shortened(row.what or row.kind_label, most)
    # "600 soldiers" holds its count; "the first shipment" with a sum does not show the sum.
    if row.amount and not any(char.isdigit() for char in words):
        words = f"{words} ({row.amount})"
    text = plain(words)
    if row.condition:
        text.append_text(plain(f" · {shortened(row.condition, most)}", "italic dim"))
    return text


def _to(row: LedgerRow, most: int) -> Text:
    """The recipient; where no text names one, the place."""
    if row.recipient_name:
        return plain(shortened(row.recipient_name, most))
    return plain(shortened(row.place, most), "italic")


def ledger_table(page: LedgerPage, width: int) -> RenderableType:
    """The rows, a contributor's name at its first row only, and what the marks mean."""
    if not page.rows:
        return Text(
            f"No commitment matches. The ledger holds {counted_words(page.documents, 'document')}."
        )
    wide = width >= WIDE
    who, kind, to, status, said = _WIDE_COLUMNS if wide else _COLUMNS
    drawn = table(tight=True)
    drawn.expand = True
    drawn.add_column("Who", width=who, overflow="fold")
    if wide:
        drawn.add_column("Kind", width=kind)
    drawn.add_column("What", ratio=1, min_width=12, overflow="fold")
    drawn.add_column("To", width=to, overflow="fold")
    drawn.add_column("Status", width=status, overflow="fold")
    drawn.add_column("Said by", width=said, overflow="fold")
    drawn.add_column("Src", justify="right", no_wrap=True)
    drawn.add_column("Id", no_wrap=True, style="dim")
    before = None
    for row in page.rows:
        name = shortened(row.contributor_name, 60 if wide else _LONGEST_NAME)
        cells: list[RenderableType] = [
            plain(name if row.contributor != before else "", "bold"),
            _what(row, 100 if wide else 48),
            _to(row, 60 if wide else _LONGEST_NAME),
            status_text(row.status, row.marks),
            plain(shortened(row.said_by, 60 if wide else _LONGEST_NAME)),
            str(row.sources),
            row.id[:ID_LENGTH],
        ]
        if wide:
            cells.insert(1, plain(row.kind_label))
        drawn.add_row(*cells)
        before = row.contributor
    return Group(drawn, Text(), _foot(page))


def _foot(page: LedgerPage) -> Text:
    marks = [mark for row in page.rows for mark in row.marks]
    commitments = counted_words(len(page.rows), "commitment")
    words = f"{commitments} from {counted_words(page.documents, 'document')}"
    foot = Text(f"{words}. Src: independent sources. More: pledgebook show ID", style="dim")
    explained = legend(marks)
    return Text("\n").join([explained, foot]) if explained else foot
