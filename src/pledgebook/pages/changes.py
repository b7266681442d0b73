"""The page of `pledgebook changes`: what became new, moved, was withdrawn or is in conflict."""

from __future__ import annotations

from dataclasses import dataclass

from pledgebook.analysis.changes import Change, Changes
from pledgebook.pages.ledger import amount_words, marks_of
from pledgebook.pages.wording import kind_label, said_by, short_name

SORTS = ("new", "moved", "withdrawn", "conflicting")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One commitment that changed; `before` is empty where nothing had been reported.

    `differ` are the values that conflict, one text for each field.
    """

    sort: str
    id: str
    contributor: str
    contributor_name: str
    kind: str
    what: str
    recipient_name: str
    before: str
    after: str
    marks: tuple[str, ...]
    said_by: str
    date: str
    differ: tuple[str, ...]
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    """The changes published after `since`, up to and including `until`."""

    since: str
    until: str
    rows: tuple[ChangeRow, ...]


def _row(sort: str, change: Change) -> ChangeRow:
    commitment, last = change.commitment, change.reports[-1]
    what = commitment.what.quote if commitment.what else ""
    recipient = commitment.recipient
    return ChangeRow(
        sort=sort,
        id=commitment.id,
        contributor=commitment.contributor,
        contributor_name=short_name(commitment.contributor),
        kind=commitment.kind,
        what=what or amount_words(commitment) or kind_label(commitment.kind),
        recipient_name=short_name(recipient) if recipient else "",
        before=change.before or "",
        after=change.after,
        marks=marks_of(commitment),
        said_by=said_by(last.claim.speakers, last.source.publisher),
        date=last.source.published or "",
        differ=tuple(
            f"{conflict.field}: " + " ≠ ".join(value.value for value in conflict.values)
            for conflict in change.conflicts
        ),
        refs=tuple(report.ref for report in change.reports),
    )


def _order(row: ChangeRow) -> tuple[bool, str, str]:
    return (row.contributor.startswith("GROUP:"), row.contributor_name.casefold(), row.kind)


def changes_page(changes: Changes) -> ChangesPage:
    """The page of what `analysis.changes` found."""
    rows = [
        row
        for sort in SORTS
        for row in sorted((_row(sort, change) for change in getattr(changes, sort)), key=_order)
    ]
    return ChangesPage(since=changes.since, until=changes.until, rows=tuple(rows))
