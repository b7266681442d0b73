"""What the reports of one commitment say over time: status steps, what holds, conflicts.

Rules for the status that holds:

1. A later text moves it. Its date is the day it was published; where the text says when the
   statement was made (`stated_on`, an earlier day), that day. Undated reports come first, so
   that they never override a dated one.
2. "asked" never moves anything: a plea says nothing of what the giver does.
3. What is under way or delivered is not moved back by an open status (considering to
   committed): a later report of intention speaks of what is still to come.
4. Of several statuses on one date, declined and withdrawn hold, unless the same text goes on
   to say that it is under way or delivered; otherwise the one farthest up the ladder holds,
   a partial delivery ranking below what is under way. Where different texts or sides say
   that it ended and that it goes on, the step is disputed.
5. A step upward that rests on nobody but the taker, an organiser, a rival or a third party
   moves the status and is marked unconfirmed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from pledgebook.ledger.names import actor_key
from pledgebook.ledger.records import (
    Conflict,
    ConflictField,
    ConflictKind,
    ConflictValue,
    Report,
    StatusStep,
)
from pledgebook.types import Money, Quantity, Side, Status

LADDER: Final[tuple[Status, ...]] = (
    "asked",
    "considering",
    "offered",
    "pledged",
    "committed",
    "under_way",
    "delivered",
)
_RANK: Final = {status: rank for rank, status in enumerate(LADDER)}
_ENDED: Final = frozenset({"declined", "withdrawn"})
_DONE: Final = frozenset({"under_way", "delivered"})
_OWN_WORD: Final[tuple[Side, ...]] = ("provider", "outlet")


def steps(reports: Sequence[Report]) -> tuple[StatusStep, ...]:
    """The dated statuses of a commitment, oldest first, each with the reports behind it.

    Reports of one date and one status are one step; of the steps of one date that which holds
    comes last. `moved` is False for those that were heard and changed nothing.
    """
    found: list[StatusStep] = []
    held: StatusStep | None = None
    ordered = sorted(reports, key=lambda report: (date_of(report) or "", *_place(report)))
    for date, group in groupby(ordered, key=date_of):
        today = _today(date, list(group))
        winner = today[-1]
        rises = held is None or _rank(winner.status) > _rank(held.status)
        for step in today:
            moved = step is winner and _moves(held, step)
            unconfirmed = moved and rises and _hearsay(step) and _rank(step.status) > 0
            found.append(replace(step, moved=moved, unconfirmed=unconfirmed))
        if found[-1].moved:
            held = found[-1]
    return tuple(found)


def holding(history: Sequence[StatusStep]) -> StatusStep:
    """The step that holds at the end of a history, which has at least one step.

    A history of pleas alone is held by its last plea.
    """
    moved = [step for step in history if step.moved]
    return moved[-1] if moved else history[-1]


def date_of(report: Report) -> str | None:
    """The day a report counts from: publication, or an earlier day that it was stated on."""
    published, stated = report.source.published, report.claim.stated_on
    if stated and len(stated) == 10 and "/" not in stated and (not published or stated < published):
        return stated
    return published


def conflicts(reports: Sequence[Report]) -> tuple[Conflict, ...]:
    """The fields in which reports differ, with who says what; nothing is averaged.

    Amounts are compared with those of their own sort: sums of one currency, counts of one
    unit ("patrol vessel" and "vessel" are one). No rivals of the whole are its parts, partial
    deliveries, further amounts, what was asked for or refused, and deprecated amounts.
    """
    ordered = sorted(reports, key=lambda report: (report.source.published or "", *_place(report)))
    named = {(report.source.key, report.claim.id) for report in reports}
    wholes = [report for report in ordered if not _is_share(report, named)]
    found: list[Conflict | None] = [_status_conflict(ordered)]
    sums: dict[str, list[Report]] = {}
    counts: dict[str, list[Report]] = {}
    for report in wholes:
        if report.claim.money is not None:
            sums.setdefault(report.claim.money.currency, []).append(report)
        if report.claim.quantity is not None:
            unit = report.claim.quantity.unit.casefold().split()
            counts.setdefault(unit[-1] if unit else "", []).append(report)
    for _, told in sorted(sums.items()):
        found.append(_differing("money", told, lambda r: _money_words(r.claim.money)))
    for _, told in sorted(counts.items()):
        found.append(_differing("quantity", told, lambda r: _count_words(r.claim.quantity)))
    found.append(_condition_conflict(ordered))
    found.append(_recipient_conflict([report for report in ordered if report.claim.recipient]))
    return tuple(conflict for conflict in found if conflict is not None)


def _place(report: Report) -> tuple[str, int, int, str]:
    span = report.claim.evidence
    return (report.source.key, span.start, span.end, report.id)


def _rank(status: Status) -> int:
    return _RANK.get(status, len(LADDER))


def _today(date: str | None, reports: list[Report]) -> list[StatusStep]:
    """The statuses of one date, the one that holds last."""
    by_status: dict[Status, list[Report]] = {}
    for report in reports:
        by_status.setdefault(report.claim.status, []).append(report)
    resumed = _resumed(reports)

    def weight(status: Status) -> tuple[bool, bool, float]:
        told = by_status[status]
        ended = status in _ENDED and not resumed
        again = any(report.id in resumed for report in told)
        part = status == "delivered" and all(report.claim.partial for report in told)
        rank = _RANK.get(status, -1) - (1.5 if part else 0.0)
        return (ended, again, rank)

    order = sorted(by_status, key=weight)
    disputed = not resumed and _different_voices(by_status)
    return [
        StatusStep(
            date=date,
            status=status,
            side=_side(by_status[status]),
            reports=tuple(by_status[status]),
            hedged=all(report.claim.hedged for report in by_status[status]),
            partial=any(report.claim.partial for report in by_status[status]),
            disputed=disputed and status != "asked",
        )
        for status in order
    ]


def _resumed(reports: Sequence[Report]) -> frozenset[str]:
    """Reports that it is done after all, each later in the text that told of the end.

    Empty where nothing ended, or where one end is not followed by such a report.
    """
    ends = [report for report in reports if report.claim.status in _ENDED]
    done = [report for report in reports if report.claim.status in _DONE]
    after: set[str] = set()
    for end in ends:
        start = end.claim.evidence.start
        later = {
            report.id
            for report in done
            if report.source.key == end.source.key and report.claim.evidence.start > start
        }
        if not later:
            return frozenset()
        after |= later
    return frozenset(after)


def _different_voices(by_status: dict[Status, list[Report]]) -> bool:
    """Whether an end and an open status of one date come from different documents or sides."""

    def voices(ended: bool) -> set[tuple[str, str]]:
        return {
            (report.source.key, report.claim.said_by_side)
            for status, found in by_status.items()
            if status != "asked" and (status in _ENDED) is ended
            for report in found
        }

    ends, rest = voices(True), voices(False)
    return bool(ends) and bool(rest) and not ends & rest


def _side(reports: Sequence[Report]) -> Side:
    """Who stands behind a step: the giver before the outlet before anybody else."""
    sides = [report.claim.said_by_side for report in reports]
    return next((side for side in _OWN_WORD if side in sides), sides[0])


def _hearsay(step: StatusStep) -> bool:
    return all(report.claim.said_by_side not in _OWN_WORD for report in step.reports)


def _moves(held: StatusStep | None, step: StatusStep) -> bool:
    if held is None:
        return True
    if step.status == "asked":
        return held.status == "asked"
    open_again = step.status not in _DONE and step.status not in _ENDED
    return not (held.status in _DONE and open_again)


def _is_share(report: Report, named: set[tuple[str, str]]) -> bool:
    """Whether the amount is no rival of the whole: part of it, on top, not given, deprecated."""
    claim = report.claim
    part = claim.part_of is not None and (report.source.key, claim.part_of) in named
    not_given = claim.status in ("asked", "declined")
    deprecated = report.rank == "deprecated"
    return part or claim.partial or claim.increment == "additional" or not_given or deprecated


def _status_conflict(reports: Sequence[Report]) -> Conflict | None:
    """An update where the giving ended or came back; a conflict where one date has both."""
    history = steps(reports)
    ended = {step.status in _ENDED for step in history if step.status != "asked"}
    if len(ended) < 2:
        return None
    told = [step for step in history if step.status != "asked"]
    kind: ConflictKind = "conflict" if told[-1].disputed else "update"
    values = tuple(ConflictValue(value=step.status, reports=step.reports) for step in told)
    return Conflict(field="status", kind=kind, values=values)


def _condition_conflict(reports: Sequence[Report]) -> Conflict | None:
    """A condition that later reports of a firmer status no longer name: an update."""
    named = [report for report in reports if report.claim.condition is not None]
    if not named:
        return None
    last = max(report.source.published or "" for report in named)
    firmer = [
        report
        for report in reports
        if (report.source.published or "") > last
        and report.claim.status in ("committed", *_DONE)
        and report.claim.condition is None
    ]
    words = _values(named, lambda r: r.claim.condition.quote if r.claim.condition else "")
    if not firmer:
        return (
            None if len(words) < 2 else Conflict(field="condition", kind="conflict", values=words)
        )
    values = (*words, ConflictValue(value="no longer named", reports=tuple(firmer)))
    return Conflict(field="condition", kind="update", values=values)


def _recipient_conflict(reports: Sequence[Report]) -> Conflict | None:
    """Recipients that differ between documents; several in one document share a gift."""
    by_document: dict[str, set[str]] = {}
    for report in reports:
        by_document.setdefault(report.source.key, set()).add(
            actor_key(report.claim.recipient or "")
        )
    sets = list(by_document.values())
    if all(left & right for left in sets for right in sets):
        return None
    values = _values(reports, lambda r: r.claim.recipient or "")
    return Conflict(field="recipient", kind="conflict", values=values)


def _differing(
    field: ConflictField, reports: Sequence[Report], words: Callable[[Report], str]
) -> Conflict | None:
    values = _values(reports, words)
    amounts = {_amount(report) for report in reports}
    if len(amounts) < 2:
        return None
    return Conflict(field=field, kind=_kind_of(values, reports), values=values)


def _amount(report: Report) -> tuple[object, ...]:
    """The figures of a sum or count, without the words around them."""
    amount = report.claim.money or report.claim.quantity
    return () if amount is None else (amount.low, amount.high)


def _values(reports: Sequence[Report], words: Callable[[Report], str]) -> tuple[ConflictValue, ...]:
    found: dict[str, list[Report]] = {}
    for report in reports:
        found.setdefault(words(report), []).append(report)
    return tuple(ConflictValue(value=value, reports=tuple(told)) for value, told in found.items())


def _kind_of(values: Sequence[ConflictValue], reports: Sequence[Report]) -> ConflictKind:
    """Whether amounts conflict, were updated, or corrected.

    A running total, another status, or the giver's own later word updates an earlier figure. The
    same publisher giving another figure for the same status in a later text, or one speaker
    giving another in the same text, corrects it. Anything else stands as a conflict.
    """
    last = values[-1].reports
    before = [report for value in values[:-1] for report in value.reports]
    if any(report.claim.increment == "running_total" for report in last):
        return "update"
    days = {report.source.published for report in before}
    later = all((report.source.published or "") > max(day or "" for day in days) for report in last)
    if later and {r.claim.status for r in last}.isdisjoint({r.claim.status for r in before}):
        return "update"
    if later and all(report.claim.said_by_side == "provider" for report in last):
        return "update"
    if _one_voice(last, before):
        return "correction"
    publishers = {report.source.publisher for report in reports}
    if later and len(publishers) == 1 and None not in publishers:
        return "correction"
    return "conflict"


def _one_voice(last: Sequence[Report], before: Sequence[Report]) -> bool:
    """Whether the last figure is the second one of a named speaker in one text."""
    spoken = {(report.source.key, report.claim.speakers) for report in before}
    return all(
        bool(report.claim.speakers) and (report.source.key, report.claim.speakers) in spoken
        for report in last
    )


def _money_words(money: Money | None) -> str:
    return "" if money is None else f"{money.currency} {_range_words(money)}"


def _count_words(quantity: Quantity | None) -> str:
    return "" if quantity is None else f"{_range_words(quantity)} {quantity.unit}"


def _range_words(amount: Money | Quantity) -> str:
    """A range as a person reads it: "600", "40,000 to 45,000", "up to 8", "160 or more"."""
    if amount.low is None:
        return "some" if amount.high is None else f"up to {amount.high:,}"
    if amount.high is None:
        return f"{amount.low:,} or more"
    if amount.low == amount.high:
        return f"{amount.low:,}"
    return f"{amount.low:,} to {amount.high:,}"
