"""What `pledgebook check` found."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from pledgebook.pages.check import CheckPage
from pledgebook.pages.terminal.style import plain, table

SHOWN = 20


def check_view(page: CheckPage) -> RenderableType:
    """What was looked at, the first problems, and in the last line whether all is well."""
    drawn = table()
    drawn.add_column("Checked")
    drawn.add_column("Number", justify="right")
    for row in page.checked:
        drawn.add_row(row.sort, str(row.number))
    parts: list[RenderableType] = [drawn, Text()]
    parts += [
        plain(f"{each.sort} {each.name}".rstrip() + f": {each.what}", "red")
        for each in page.problems[:SHOWN]
    ]
    if page.number > SHOWN:
        parts.append(Text(f"and {page.number - SHOWN} more; --format json lists them"))
    if page.waiting:
        parts.append(Text(f"{page.waiting} blocks of claims wait to be linked", "dim"))
    if page.number:
        many = "1 problem" if page.number == 1 else f"{page.number} problems"
        verdict = f"{page.ledger}: {many}; restore a backup where documents or claims are named"
    else:
        verdict = f"{page.ledger}: all is well"
    return Group(*parts, plain(verdict))
