"""Coverage, members and changes as tables."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from pledgebook.pages.changes import SORTS, ChangesPage
from pledgebook.pages.coverage import CoverageLine, CoveragePage
from pledgebook.pages.members import GroupEntry, MembersPage
from pledgebook.pages.terminal.style import ID_LENGTH, legend, plain, status_text, table
from pledgebook.pages.wording import counted_words, shortened

_NAME = 34
_QUOTE = 64

_COLUMNS = (
    ("Delivers", ("delivers",), "green"),
    ("Pledges", ("pledges",), "cyan"),
    ("Offers, weighs", ("offers", "considers"), "yellow"),
    ("Declines", ("declines",), "red"),
)


def _givers(line: CoverageLine, stances: tuple[str, ...], style: str) -> Text:
    names = []
    for cell in line.cells:
        if cell.stance in stances:
            many = f" ×{len(cell.commitments)}" if len(cell.commitments) > 1 else ""
            weighed = "?" if cell.stance == "considers" else ""
            names.append(f"{shortened(cell.contributor_name, _NAME)}{weighed}{many}")
    return plain(", ".join(names), style)


def _need(line: CoverageLine) -> Text:
    text = Text(line.kind_label, style="bold" if line.needed else "dim")
    if line.needed and not line.covered:
        text.append(" ✗", style="bold red")
    askers = dict.fromkeys(need.asked_by for need in line.needs if need.asked_by)
    if askers:
        text.append_text(plain(f"\nasked by {', '.join(askers)}".replace("\n", " "), "dim"))
    asked = [cell.contributor_name for cell in line.cells if cell.stance == "asked"]
    if asked:
        text.append_text(
            plain(f"; of {', '.join(shortened(name, _NAME) for name in asked)}", "dim")
        )
    return text


def _matrix(lines: list[CoverageLine], title: str) -> RenderableType:
    drawn = table(title, tight=True)
    drawn.expand = True
    drawn.add_column("Kind", ratio=22, overflow="fold")
    for name, _, _ in _COLUMNS:
        drawn.add_column(name, ratio=14, overflow="fold")
    for line in lines:
        drawn.add_row(_need(line), *(_givers(line, each[1], each[2]) for each in _COLUMNS))
    return drawn


def coverage_view(page: CoveragePage) -> RenderableType:
    """Needs against givers, what nobody covers, and who says that all is covered."""
    needed = [line for line in page.lines if line.needed]
    given = [line for line in page.lines if not line.needed and line.cells]
    parts: list[RenderableType] = []
    if needed:
        parts += [_matrix(needed, "Needed, and who does what about it"), Text()]
    else:
        parts += [Text("No text states a need."), Text()]
    bare = [line.kind_label for line in needed if not line.covered]
    if bare:
        open_needs = Text.assemble(("✗ Nobody has promised: ", "bold red"), ", ".join(bare))
        parts += [open_needs, Text()]
    if given:
        parts += [_matrix(given, "Given, though no text asks for it"), Text()]
    for word in page.words:
        line = plain(word.claimant or "Unnamed", "bold")
        line.append(f" on whether it is covered: {word.met}", style="bold yellow")
        line.append_text(plain(f"  “{shortened(word.quote, _QUOTE)}” {word.ref}", "dim"))
        parts.append(line)
    return Group(*parts)


def _group(group: GroupEntry) -> Iterator[RenderableType]:
    without = ""
    if group.without_hosts != group.named:
        without = f" ({group.without_hosts} without the host)"
    head = plain(group.name, "bold")
    head.append(f"  {counted_words(group.named, 'member')} named{without}")
    yield head
    if group.other_names:
        names = ", ".join(shortened(name, _NAME) for name in group.other_names)
        yield plain(f"also: {names}", "dim")
    for count in group.counts:
        line = Text.assemble(("claimed ", ""), (count.claimed, "bold yellow"), f": {count.verdict}")
        line.append_text(plain(f"  “{shortened(count.quote, _QUOTE)}” {count.ref}", "dim"))
        yield line
    if group.members:
        drawn = table()
        drawn.add_column("Member", min_width=14, overflow="fold")
        drawn.add_column("Role", no_wrap=True)
        drawn.add_column("Named on", no_wrap=True)
        drawn.add_column("First words", style="dim", overflow="fold")
        for row in group.members:
            role = row.role.replace("_", " ") + (" ≠" if row.contested else "")
            name = plain(shortened(row.member_name, _NAME))
            drawn.add_row(name, role, row.published, plain(shortened(row.quote, _QUOTE)))
        yield drawn
    yield Text()


def members_view(page: MembersPage) -> RenderableType:
    """Each group with its members and the counts that are claimed for it."""
    if not page.groups:
        return Text("No text names members of a group, or claims how many it has.")
    return Group(*(part for group in page.groups for part in _group(group)))


def changes_view(page: ChangesPage) -> RenderableType:
    """The changes by sort, each with what it was before."""
    if not page.rows:
        return Text(f"Nothing changed after {page.since} up to {page.until}.")
    parts: list[RenderableType] = []
    for sort in SORTS:
        rows = [row for row in page.rows if row.sort == sort]
        if not rows:
            continue
        drawn = table(f"{sort.capitalize()} ({len(rows)})", tight=True)
        drawn.expand = True
        drawn.add_column("Who", width=12, overflow="fold")
        drawn.add_column("What", ratio=1, min_width=12, overflow="fold")
        drawn.add_column("To", width=10, overflow="fold")
        drawn.add_column("Status", width=12, overflow="fold")
        drawn.add_column("Said by", width=9, overflow="fold")
        drawn.add_column("Id", no_wrap=True, style="dim")
        for row in rows:
            status = status_text(row.before) if row.before and row.before != row.after else Text()
            if status:
                status.append(" → ", style="dim")
            status.append_text(status_text(row.after, row.marks))
            what = plain(shortened(row.what, 48))
            for each in row.differ:
                what.append_text(plain(f"\n{each}".replace("\n", " · "), "yellow"))
            drawn.add_row(
                plain(shortened(row.contributor_name, _NAME), "bold"),
                what,
                plain(shortened(row.recipient_name, _NAME)),
                status,
                plain(shortened(row.said_by, _NAME)),
                row.id[:ID_LENGTH],
            )
        parts += [drawn, Text()]
    explained = legend([mark for row in page.rows for mark in row.marks])
    foot = f"Published after {page.since}, up to {page.until}."
    parts.append(Text("\n").join([explained, Text(foot, style="dim")]) if explained else Text(foot))
    return Group(*parts)
