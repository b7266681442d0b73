"""Totals as tables: sums by stage with their rules, stated totals, and every entry."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from pledgebook.analysis.rates import SOURCE as RATE_SOURCE
from pledgebook.pages.terminal.style import ID_LENGTH, LONGEST_NAME, plain, status_text, table
from pledgebook.pages.totals import EntryRow, StatedRow, TotalRow, TotalsPage, of_all
from pledgebook.pages.wording import shortened

_QUOTE = 64


def _measure(row: TotalRow | EntryRow) -> str:
    if row.sort == "count":
        return f"× {row.measure}"
    return row.measure if row.sort in ("money", "none") else f"{row.measure} {row.sort}"


def _sums(rows: Sequence[TotalRow], title: str) -> RenderableType:
    """One line a total with its rule below, the group's name at its first line only."""
    drawn = table(title, tight=True)
    drawn.expand = True
    drawn.add_column("Sum of", ratio=4, min_width=14, overflow="fold")
    for stage in ("Pledged", "Committed", "Delivered"):
        drawn.add_column(stage, ratio=3, justify="right", overflow="fold")
    before = None
    for row in rows:
        if row.group_name and row.group_name != before:
            drawn.add_row(plain(shortened(row.group_name, LONGEST_NAME), "bold"))
        before = row.group_name
        drawn.add_row(
            plain(shortened(_measure(row), LONGEST_NAME), "cyan"),
            *(
                plain(words or "-")
                for words in (row.pledged_words, row.committed_words, row.delivered_words)
            ),
        )
    return drawn


def _rules(rows: Sequence[TotalRow]) -> list[RenderableType]:
    """The rule of each total, and what a converted one lacks."""
    parts: list[RenderableType] = []
    for row in rows:
        head = f"{row.group_name}, " if row.group_name else ""
        line = plain(f"{shortened(head + _measure(row), _QUOTE)}: ", "dim bold")
        line.append_text(plain(row.rule, "dim"))
        parts.append(line)
        parts += [plain(f"  not in it: {words}", "yellow") for words in row.missing]
    return parts


def _stated(row: StatedRow) -> RenderableType:
    line = plain(shortened(row.contributor_name, LONGEST_NAME), "bold")
    line.append_text(plain(f", {row.date or 'undated'}: {row.measure} {row.stated_words} stated"))
    percent = "" if row.percent is None else f" ({row.percent:g} %)"
    many = len(row.counted)
    line.append_text(
        plain(f"; {row.measure} {row.computed_words} computed from {many}{percent}", "yellow")
    )
    line.append_text(plain(f"; difference {row.measure} {row.difference:,}"))
    if row.others:
        line.append_text(plain(f"; not compared: {', '.join(row.others)}", "dim"))
    line.append_text(plain(f"  “{shortened(row.quote, _QUOTE)}” {row.ref}", "dim"))
    return line


def _entries(rows: Sequence[EntryRow], title: str) -> RenderableType:
    drawn = table(title, tight=True)
    drawn.expand = True
    drawn.add_column("Who", width=14, overflow="fold")
    drawn.add_column("Amount", ratio=2, min_width=12, overflow="fold")
    drawn.add_column("Status", width=11, overflow="fold")
    drawn.add_column("Why", ratio=3, min_width=14, overflow="fold")
    drawn.add_column("Id", no_wrap=True, style="dim")
    for row in rows:
        amount = f"{_measure(row)} {row.words or '0'}" if row.measure else "-"
        if row.converted_low is not None and row.rate and row.measure != row.converted_to:
            amount += (
                f" = {row.converted_to} {row.converted_low:,} ({row.rate:.4f}, {row.rate_day})"
            )
        drawn.add_row(
            plain(shortened(row.contributor_name, LONGEST_NAME), "bold"),
            plain(shortened(amount, 96)),
            status_text(row.status),
            plain(row.reason),
            row.id[:ID_LENGTH],
        )
    return drawn


def totals_view(page: TotalsPage, *, listed: bool = False) -> RenderableType:
    """The sums with their rules and the stated totals; `listed` adds every entry."""
    own = [row for row in page.rows if not row.converted]
    converted = [row for row in page.rows if row.converted]
    if not own:
        return Text("No commitment with a sum or a count matches.")
    parts: list[RenderableType] = [_sums(own, "Totals by stage"), Text()]
    parts += [plain(page.rule, "dim"), *_rules(own)]
    if converted:
        title = f"All currencies in {converted[0].measure}"
        parts += [Text(), _sums(converted, title), Text(), *_rules(converted)]
        parts.append(plain(f"Rates: {RATE_SOURCE}; --list shows each with its day.", "dim"))
    if page.stated:
        parts += [Text(), Text("Stated totals beside the sum", style="bold")]
        parts += [_stated(row) for row in page.stated]
    if listed:
        for title, counts in (("What counts", True), ("What does not count", False)):
            rows = [row for row in page.entries if row.counts_in_total is counts]
            if rows:
                parts += [Text(), _entries(rows, title)]
    parts += [Text(), Text(of_all(page), style="dim")]
    return Group(*parts)
