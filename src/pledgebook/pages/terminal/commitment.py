"""One commitment with every report, its words marked in their context."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from pledgebook.ledger.view import CONTEXT_CHARACTERS
from pledgebook.pages.commitment import (
    CommitmentPage,
    ConflictEntry,
    CorrectionEntry,
    ReportEntry,
)
from pledgebook.pages.terminal.style import ID_LENGTH, legend, plain, status_text, table
from pledgebook.pages.wording import counted_words

_CONFLICT_WORDS = {
    "conflict": "Reports differ over the {field}",
    "update": "The {field} changed",
    "correction": "The {field} was corrected",
}


def commitment_head(page: CommitmentPage) -> RenderableType:
    """Who gives what to whom, how far it has got, and how many say so."""
    row = page.row
    head = plain(row.contributor_name, "bold")
    head.append(f"  {row.kind_label}")
    if row.recipient_name:
        head.append_text(plain(f" → {row.recipient_name}"))
    head.append("  ")
    head.append_text(status_text(row.status, row.marks))
    lines = [head]
    for name, value in (
        ("what", row.what),
        ("money", row.money),
        ("count", row.quantity),
        ("condition", row.condition),
    ):
        if value:
            lines.append(Text.assemble((f"{name}: ", "dim"), plain(value)))
    counted = f"{counted_words(row.reports, 'report')} from "
    counted += counted_words(row.sources, "independent source")
    dates = f", {row.first}" if row.first else ""
    if row.last != row.first:
        dates += f" to {row.last}"
    lines.append(Text(f"{counted}{dates} · {row.id[:ID_LENGTH]}", style="dim"))
    return Group(*lines)


def _context(words: str) -> str:
    """The words on one line, with the spaces at their ends, where they meet the quote."""
    return re.sub(r"\s+", " ", words)


def _quote(report: ReportEntry, coloured: bool) -> Text:
    before, after = _context(report.before), _context(report.after)
    # A full context is cut by characters; half a word at its end says nothing.
    if len(report.before) >= CONTEXT_CHARACTERS:
        before = f"… {before.lstrip().split(' ', 1)[-1]}"
    if len(report.after) >= CONTEXT_CHARACTERS:
        after = f"{after.rstrip().rsplit(' ', 1)[0]} …"
    # Without colours the exact words still have to stand out: in a file, a pipe, a screen reader.
    quote = report.quote if coloured else f"⟦{report.quote}⟧"
    text = plain(before.removeprefix(" "), "dim")
    text.append_text(plain(quote, "bold black on yellow"))
    text.append_text(plain(after.removesuffix(" "), "dim"))
    return text


def report_view(number: int, report: ReportEntry, coloured: bool) -> RenderableType:
    """One report with its exact words in context and what it states."""
    outlet = " · ".join(part for part in (report.publisher, report.published) if part)
    title = Text.assemble((f"{number}. ", "bold"), plain(outlet or report.ref, "bold"))
    if report.title:
        title.append_text(plain(f"  {report.title}", "italic"))
    said = Text.assemble(
        ("said by: ", "dim"), plain(report.speakers), (f" [{report.side.replace('_', ' ')}]", "dim")
    )
    read = Text.assemble(("states: ", "dim"), status_text(report.status))
    for name, value in report.details:
        read.append_text(Text.assemble((f" · {name}: ", "dim"), plain(value)))
    why = Text.assemble(("together because: ", "dim"), plain("; ".join(report.why)))
    # The path of a local file is long and known; its name is in the reference, all in the JSON.
    where = plain(f"{report.ref} · {report.url}" if "://" in report.url else report.ref, "dim")
    lines: list[RenderableType] = [
        title,
        Padding(_quote(report, coloured), (0, 0, 0, 2)),
        said,
        read,
    ]
    if report.why:
        lines.append(why)
    lines += [_correction(made) for made in report.corrections]
    if report.rank != "normal":
        lines.append(Text(f"amounts: {report.rank}", style="bold"))
    if report.reviewed:
        lines.append(Text(f"reviewed: {report.reviewed}", style="bold"))
    lines.append(where)
    return Group(*lines, Text())


def _correction(made: CorrectionEntry) -> Text:
    line = Text.assemble((f"{made.field}: ", "dim"), plain(made.after, "bold"))
    why = f": {made.reason}" if made.reason else ""
    line.append_text(plain(f" corrected by {made.author}{why}; the engine said {made.before}"))
    return line


def _history(page: CommitmentPage) -> RenderableType:
    drawn = table("History")
    for name in ("Date", "Status", "Side", "Reports"):
        drawn.add_column(name, overflow="fold")
    for step in page.history:
        status = status_text(step.status, step.marks)
        if step.heard:
            status.append(" (heard, did not move it)", style="dim")
        refs = plain(", ".join(step.refs), "dim")
        drawn.add_row(step.date or "no date", status, step.side.replace("_", " "), refs)
    return drawn


def conflict_views(conflicts: tuple[ConflictEntry, ...]) -> Iterator[RenderableType]:
    """Values that differ, side by side with who gives them."""
    for conflict in conflicts:
        values = [
            Panel(Group(plain(value, "bold"), *(plain(voice, "dim") for voice in voices)), width=36)
            for value, voices in conflict.values
        ]
        says = _CONFLICT_WORDS[conflict.kind].format(field=conflict.field)
        yield Text(says, style="bold yellow")
        yield Columns(values, padding=(0, 1))


def commitment_view(page: CommitmentPage, *, coloured: bool) -> RenderableType:
    """The head, each report with its words in context, the history, and what differs.

    Args:
        coloured: colours mark the exact words; without them brackets do.
    """
    parts: list[RenderableType] = [commitment_head(page), Text()]
    parts += [
        report_view(number, report, coloured) for number, report in enumerate(page.reports, 1)
    ]
    parts += [_history(page), Text()]
    parts += list(conflict_views(page.conflicts))
    explained = legend(page.row.marks)
    if explained:
        parts.append(explained)
    engines = ", ".join(dict.fromkeys(report.read_by for report in page.reports))
    parts.append(plain(f"Read by {engines}.", "dim"))
    return Group(*parts)
