"""Coverage, members and changes as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from pledgebook.pages.changes import SORTS, ChangeRow, ChangesPage
from pledgebook.pages.coverage import CoverageLine, CoveragePage, PlanEntry, VerdictRow
from pledgebook.pages.members import CountRow, GroupEntry, MembersPage, TimelineEntry
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


_VERDICTS = {
    "covered": "green",
    "partly": "yellow",
    "offered only": "yellow",
    "contested": "bold yellow",
    "uncovered": "bold red",
}


def _behind(row: VerdictRow) -> Text:
    """Who stands behind a verdict, and what cannot be compared."""
    parts = [plain(", ".join(row.by))] if row.by else []
    for head, names in (("offered: ", row.offers), ("contested: ", row.contested)):
        if names and row.verdict != "covered":
            parts.append(plain(f"{head}{', '.join(names)}", "yellow"))
    if row.not_compared and row.verdict != "covered":
        parts.append(plain(f"not comparable: {'; '.join(row.not_compared)}", "dim"))
    return Text("\n").join(parts)


def _verdict(row: VerdictRow) -> Text:
    text = Text(row.verdict, style=_VERDICTS[row.verdict])
    if row.verdict not in ("covered", "uncovered", "offered only"):
        share = "how much is not known" if row.percent is None else f"{row.percent:g} %"
        text.append(f"\n{share}", style="dim")
    if row.overdue:
        text.append("\noverdue", style="bold red")
    return text


def _verdicts(rows: Sequence[VerdictRow], title: str) -> RenderableType:
    drawn = table(title, tight=True)
    drawn.expand = True
    drawn.add_column("Need", ratio=1, min_width=14, overflow="fold")
    drawn.add_column("Verdict", width=13)
    drawn.add_column("By whom", ratio=1, min_width=14, overflow="fold")
    for row in rows:
        need = plain(shortened(row.need, _QUOTE))
        for_whom = f" for {row.recipient}" if row.recipient else ""
        by = f" by {row.deadline}" if row.deadline else ""
        detail = f"{row.needed or row.kind_label}{for_whom}{by}"
        if row.ref:
            detail = f"{detail}  {row.ref}"
        need.append("\n").append_text(plain(detail, "dim"))
        drawn.add_row(need, _verdict(row), _behind(row))
    return drawn


def _plan(plan: PlanEntry) -> list[RenderableType]:
    """The plan's needs, and how much of it is covered."""
    head = plain(f"{shortened(plan.name, _QUOTE)}: ", "bold")
    least = "at least " if plan.unmeasured else ""
    head.append(f"{least}{plan.percent:g} % of the plan is covered, by weight", style="bold")
    if plan.unmeasured:
        many = counted_words(plan.unmeasured, "need")
        head.append(f"; {many} met by what cannot be compared", style="yellow")
    head.append(f". Deadlines as of {plan.day}.", style="dim")
    return [_verdicts(plan.needs, "The plan"), Text(), head]


def coverage_view(page: CoveragePage) -> RenderableType:
    """The plan, needs against givers, what nobody covers, and who says that all is covered."""
    needed = [line for line in page.lines if line.needed]
    given = [line for line in page.lines if not line.needed and line.cells]
    parts: list[RenderableType] = [*_plan(page.plan), Text()] if page.plan else []
    if needed:
        parts.append(_matrix(needed, "Needed, and who does what about it"))
        if page.stated:
            parts += [Text(), _verdicts(page.stated, "Need by need, as texts state them")]
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


def timelines_view(timelines: Sequence[TimelineEntry]) -> RenderableType:
    """Each group with how many were named and claimed on the days on which either changed."""
    if not timelines:
        return Text("No text names members of a group, or claims how many it has.")
    parts: list[RenderableType] = []
    for timeline in timelines:
        drawn = table(shortened(timeline.name, _QUOTE), tight=True)
        drawn.expand = True
        drawn.add_column("As of", width=10, no_wrap=True)
        drawn.add_column("Named", justify="right", width=5)
        drawn.add_column("No host", justify="right", width=7)
        drawn.add_column(" Claimed", width=14, overflow="fold")
        drawn.add_column("New", ratio=1, overflow="fold")
        for point in timeline.points:
            news = ", ".join(point.joined)
            if point.left:
                news = f"{news}{'; ' if news else ''}no longer: {', '.join(point.left)}"
            drawn.add_row(
                point.date or "undated",
                str(point.named),
                str(point.without_hosts),
                plain(f" {', '.join(point.claimed)}"),
                plain(news),
            )
        parts += [drawn, Text()]
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
