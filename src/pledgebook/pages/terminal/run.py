"""The summary of a run."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from pledgebook.pages.run import RunPage
from pledgebook.pages.terminal.style import plain, table


def run_summary(page: RunPage) -> RenderableType:
    """Documents, claims, unaligned and skipped with their numbers and reasons."""
    drawn = table()
    drawn.show_header = False
    drawn.add_column("what")
    drawn.add_column("number", justify="right")
    drawn.add_column("note", style="dim", overflow="fold")
    pace = (
        f"{page.documents / page.seconds:.1f} a second"
        if page.documents and page.seconds >= 1
        else ""
    )
    drawn.add_row("documents read", str(page.documents), pace)
    if page.known:
        drawn.add_row("known already", str(page.known), "same text, same engine: not read again")
    if page.claims is None:
        drawn.add_row("sentences", str(page.sentences), "")
    else:
        drawn.add_row("claims found", str(page.claims), "")
        unaligned = ", ".join(f"{reason.replace('_', ' ')} {n}" for reason, n in page.unaligned)
        drawn.add_row("unaligned", str(sum(n for _, n in page.unaligned)), unaligned)
    drawn.add_row("skipped", str(len(page.skipped)), "")
    for row in page.skipped[:10]:
        drawn.add_row("", "", plain(f"{row.name}: {row.reason}"))
    if len(page.skipped) > 10:
        drawn.add_row("", "", f"and {len(page.skipped) - 10} more, named above")
    return Group(drawn, Text(), plain(f"Written to {page.written_to}"))
