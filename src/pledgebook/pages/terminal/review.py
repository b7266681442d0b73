"""One report to decide on, and how far two reviewers agree."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from pledgebook.pages.agreement import AgreementPage
from pledgebook.pages.review import ReviewPage
from pledgebook.pages.terminal.commitment import commitment_head, conflict_views, report_view
from pledgebook.pages.terminal.style import ID_LENGTH, plain, status_text, table
from pledgebook.pages.wording import counted_words, shortened

_QUOTE = 60
"""Characters of another report's quote."""

_MOST_OTHERS = 8
"""How many other reports of a commitment are listed; `show` lists all."""


def review_view(page: ReviewPage, place: str, *, coloured: bool) -> RenderableType:
    """A report with its words in context, its fields, why it is asked about, its commitment.

    Args:
        place: which one it is, as "3 of 57".
        coloured: colours mark the exact words; without them brackets do.
    """
    why = ", ".join((f"score {page.report.score:.2f}", *page.marks))
    parts: list[RenderableType] = [
        plain(f"── {place} ── doubt {page.doubt:.2f} × size {page.size:.1f} ({why})", "dim"),
        report_view(1, page.report, coloured),
        _fields(page),
        Text(),
    ]
    if page.commitment is None:
        parts.append(plain("Rejected: it is in no commitment."))
        return Group(*parts)
    parts += [plain("In this commitment:", "bold"), commitment_head(page.commitment)]
    others = [each for each in page.commitment.reports if each.ref != page.report.ref]
    for other in others[:_MOST_OTHERS]:
        line = plain(f"  {other.claim[:ID_LENGTH]} {other.published or 'no date'}  ")
        line.append_text(status_text(other.status))
        line.append_text(plain(f"  “{shortened(other.quote, _QUOTE)}”", "dim"))
        parts.append(line)
    if len(others) > _MOST_OTHERS:
        parts.append(plain(f"  and {len(others) - _MOST_OTHERS} more", "dim"))
    parts += list(conflict_views(page.commitment.conflicts))
    return Group(*parts)


def _fields(page: ReviewPage) -> Text:
    """The fields that have a value, and those that were corrected to none."""
    touched = {made.field for made in page.report.corrections}
    line = Text()
    for name, words in page.fields:
        if words not in ("none", "no") or name in touched:
            line.append_text(plain(f"{' · ' if line else ''}{name}: ", "dim"))
            line.append_text(plain(shortened(words, _QUOTE), "bold" if name in touched else ""))
    return line


def agreement_view(page: AgreementPage) -> RenderableType:
    """A line for each field that was compared."""
    drawn = table(f"{page.one} and {page.two}: {counted_words(page.both, 'report')} in common")
    drawn.add_column("Field", overflow="fold")
    for name in ("Compared", "Equal", "Share", "Kappa"):
        drawn.add_column(name, justify="right")
    for row in page.rows:
        share = "" if row.share is None else f"{row.share:.2f}"
        if row.measure == "overlap" and share:
            share = f"{share} of the words"
        drawn.add_row(
            row.field,
            str(row.compared),
            str(row.agreed),
            share,
            "" if row.kappa is None else f"{row.kappa:.2f}",
        )
    note = "Kappa is empty where a field has no codes, or both used one value throughout."
    return Group(drawn, plain(note, "dim"))
