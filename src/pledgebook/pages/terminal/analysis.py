"""Coverage, members and changes as tables."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from pledgebook.pages.changes import SORTS, ChangeRow, ChangesPage
from pledgebook.pages.coverage import CoverageLine, CoveragePage
from pledgebook.pages.members import CountRow, GroupEntry, MembersPage
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

_QUOTE = 64

_STANCES = (
    ("delivers", "green"),
    ("pledges", "cyan"),
    ("offers", "yellow"),
    ("considers", "yellow"),
    ("declines", "red"),
)


def _givers(line: CoverageLine, stance: str) -> str:
    """The givers of one stance by name, described groups last."""
    names = []
    for cell in line.cells:
        if cell.stance == stance:
            many = f" ×{len(cell.commitments)}" if len(cell.commitments) > 1 else ""
            name = f"{shortened(cell.contributor_name, LONGEST_NAME)}{many}"
            names.append((cell.contributor.startswith("GROUP:"), name.casefold(), name))
    return ", ".join(name for _, _, name in sorted(names))


def _askers(line: CoverageLine) -> str:
    """Who asks for it, with how much; empty where no text says."""
    asked: dict[str, list[str]] = {}
    for need in line.needs:
        if need.asked_by:
            amounts = asked.setdefault(shortened(need.asked_by, LONGEST_NAME), [])
            if need.amount and need.amount not in amounts:
                amounts.append(need.amount)
    return ", ".join(
        f"{name} ({', '.join(amounts)})" if amounts else name for name, amounts in asked.items()
    )


def _matrix(lines: list[CoverageLine], title: str) -> RenderableType:
    drawn = table(title, tight=True)
    drawn.expand = True
    drawn.add_column("Kind", width=24, overflow="fold")
    drawn.add_column("Stance", width=10)
    drawn.add_column("Who", ratio=1, overflow="fold")
    for line in lines:
        rows = [("asked by", "dim", _askers(line)), ("asked of", "magenta", _givers(line, "asked"))]
        rows += [(stance, style, _givers(line, stance)) for stance, style in _STANCES]
        kind = Text(line.kind_label, style="bold")
        if line.needed and not line.covered:
            kind.append(" ✗", style="bold red")
        for stance, style, names in [row for row in rows if row[2]] or [("nobody", "red", "")]:
            drawn.add_row(kind, Text(stance, style=style), plain(names))
            kind = Text()
    return drawn


def coverage_view(page: CoveragePage) -> RenderableType:
    """Needs against givers, what nobody covers, and who says that all is covered."""
    needed = [line for line in page.lines if line.needed]
    given = [line for line in page.lines if not line.needed and line.cells]
    parts: list[RenderableType] = []
    if needed:
        parts.append(_matrix(needed, "Needed, and who does what about it"))
    else:
        parts.append(Text("No text states a need."))
    bare = [line.kind_label for line in needed if not line.covered]
    if bare:
        open_needs = Text.assemble(("✗ Nobody has promised: ", "bold red"), ", ".join(bare))
        parts += [Text(), open_needs]
    if given:
        parts += [Text(), _matrix(given, "Given, though no text asks for it")]
    if page.words:
        parts.append(Text())
    for word in page.words:
        line = plain(word.claimant or "Unnamed", "bold")
        line.append(f" on whether it is covered: {word.met}", style="bold yellow")
        line.append_text(plain(f"  “{shortened(word.quote, _QUOTE)}” {word.ref}", "dim"))
        parts.append(line)
    return Group(*parts)


def _counts(group: GroupEntry) -> Iterator[Text]:
    """Each number that is claimed, with the first words that claim it."""
    claims: dict[tuple[str, str], list[CountRow]] = {}
    for count in group.counts:
        claims.setdefault((count.claimed, count.verdict), []).append(count)
    for (claimed, verdict), counts in claims.items():
        line = Text.assemble("claimed ", (claimed, "bold yellow"))
        if group.members:
            line.append(f": {verdict}")
        more = f" and {len(counts) - 1} more" if len(counts) > 1 else ""
        words = f"  “{shortened(counts[0].quote, _QUOTE)}” {counts[0].ref}{more}"
        line.append_text(plain(words, "dim"))
        yield line


def _group(group: GroupEntry) -> Iterator[RenderableType]:
    without = ""
    if group.without_hosts != group.named:
        without = f" ({group.without_hosts} without the host)"
    head = plain(group.name, "bold")
    head.append(f"  {counted_words(group.named, 'member')} named{without}")
    yield head
    if group.other_names:
        names = ", ".join(shortened(name, LONGEST_NAME) for name in group.other_names)
        yield plain(f"also: {names}", "dim")
    yield from _counts(group)
    if group.members:
        drawn = table()
        drawn.add_column("Member", min_width=14, overflow="fold")
        drawn.add_column("Role", no_wrap=True)
        drawn.add_column("Named on", no_wrap=True)
        drawn.add_column("First words", style="dim", overflow="fold")
        before = ""
        for row in group.members:
            role = row.role.replace("_", " ") + (" ≠" if row.contested else "")
            name = plain(shortened(row.member_name, LONGEST_NAME))
            # Words that name several members stand at the first of them.
            quote = "" if row.quote == before else shortened(row.quote, _QUOTE)
            drawn.add_row(name, role, row.published, plain(quote))
            before = row.quote
        yield drawn
    yield Text()


def members_view(page: MembersPage) -> RenderableType:
    """Each group with its members and the counts that are claimed for it."""
    if not page.groups:
        return Text("No text names members of a group, or claims how many it has.")
    parts = [part for group in page.groups if group.members for part in _group(group)]
    bare = [group for group in page.groups if not group.members]
    if bare:
        parts.append(Text("Counted, but nobody is named", style="bold"))
    for group in bare:
        for line in _counts(group):
            parts.append(plain(f"{shortened(group.name, LONGEST_NAME)}: ") + line)
    return Group(*parts)


def _change(row: ChangeRow) -> tuple[RenderableType, ...]:
    status = status_text(row.before) if row.before and row.before != row.after else Text()
    if status:
        status.append(" → ", style="dim")
    status.append_text(status_text(row.after, row.marks))
    what = with_taker(plain(shortened(row.what, 60)), row.recipient_name, "")
    for each in row.differ:
        what.append_text(Text("\n") + plain(each, "yellow"))
    return (
        plain(shortened(row.contributor_name, LONGEST_NAME), "bold"),
        what,
        status,
        plain(shortened(row.said_by, LONGEST_NAME)),
        row.id[:ID_LENGTH],
    )


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
        drawn.add_column("Who", width=14, overflow="fold")
        drawn.add_column("What", ratio=1, min_width=12, overflow="fold")
        drawn.add_column("Status", width=12, overflow="fold")
        drawn.add_column("Said by", width=13, overflow="fold")
        drawn.add_column("Id", no_wrap=True, style="dim")
        for row in rows:
            drawn.add_row(*_change(row))
        parts += [drawn, Text()]
    explained = legend([mark for row in page.rows for mark in row.marks])
    foot = f"Published after {page.since}, up to {page.until}."
    parts.append(Text("\n").join([explained, Text(foot, style="dim")]) if explained else Text(foot))
    return Group(*parts)
