"""What changed in the ledger between two dates of publication."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pledgebook.ledger.history import conflicts
from pledgebook.ledger.records import Commitment, Conflict, Report, StatusStep
from pledgebook.ledger.summary import summary
from pledgebook.ledger.view import View
from pledgebook.types import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One commitment as it stands at the end, with what it was before and what moved it.

    `before` is the status at the start, None where nothing had been reported; `reports` are
    those published between the dates that bear the change.
    """

    commitment: Commitment
    before: Status | None
    after: Status
    reports: tuple[Report, ...]
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """New commitments, moved ones, those taken back, and those with a new conflict.

    A commitment stands in one of `new`, `moved` and `withdrawn` at most; it may also be
    `conflicting`.
    """

    since: str
    until: str
    new: tuple[Change, ...]
    moved: tuple[Change, ...]
    withdrawn: tuple[Change, ...]
    conflicting: tuple[Change, ...]


def changes(view: View, since: str, until: str) -> Changes:
    """What texts published after `since`, up to and including `until`, changed.

    Both are ISO dates. What had been published up to `since` is known already. A commitment
    whose first word is that it was withdrawn or declined is new; one that was known and is
    taken back is withdrawn; a conflict counts where a report of the time bears it.

    Example:
        The 5th: "France will send two frigates". The 9th: "France has called off its two
        frigates." changes(view, "2014-09-05", "2014-09-15").withdrawn holds France's frigates,
        pledged before, withdrawn after.
    """
    view = view.within(replace(view.scope, as_of=until, since=None, status=None))
    found: dict[str, list[Change]] = {"new": [], "moved": [], "withdrawn": [], "conflicting": []}
    for commitment in view.commitments():
        fresh = tuple(r for r in commitment.reports if (r.source.published or "") > since)
        if not fresh:
            continue
        known = [r for r in commitment.reports if (r.source.published or "") <= since]
        before = summary(known).holding.status if known else None
        sort = _sort(before, commitment.status)
        if sort is not None:
            moved = Change(
                commitment=commitment,
                before=before,
                after=commitment.status,
                reports=_bearing(commitment.history, fresh),
            )
            found[sort].append(moved)
        clashes = _fresh_conflicts(commitment, known, fresh)
        if clashes:
            change = Change(
                commitment=commitment,
                before=before,
                after=commitment.status,
                reports=fresh,
                conflicts=clashes,
            )
            found["conflicting"].append(change)
    return Changes(since=since, until=until, **{name: tuple(found[name]) for name in found})


def _sort(before: Status | None, after: Status) -> str | None:
    if before is None:
        return "new"
    if before == after:
        return None
    return "withdrawn" if after in ("withdrawn", "declined") else "moved"


def _bearing(history: tuple[StatusStep, ...], fresh: tuple[Report, ...]) -> tuple[Report, ...]:
    """The fresh reports behind the last step that moved; all fresh ones where none is."""
    last = next((step for step in reversed(history) if step.moved), history[-1])
    ids = {report.id for report in last.reports}
    return tuple(report for report in fresh if report.id in ids) or fresh


def _fresh_conflicts(
    commitment: Commitment, known: list[Report], fresh: tuple[Report, ...]
) -> tuple[Conflict, ...]:
    """Conflicts that stand now and did not stand as they do before; updates are none."""
    before = {(old.field, tuple(value.value for value in old.values)) for old in conflicts(known)}
    ids = {report.id for report in fresh}
    return tuple(
        conflict
        for conflict in commitment.conflicts
        if conflict.kind != "update"
        and (conflict.field, tuple(value.value for value in conflict.values)) not in before
        and any(report.id in ids for value in conflict.values for report in value.reports)
    )
