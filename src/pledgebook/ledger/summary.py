"""What a commitment's reports come to: one kind, recipient, amount and status to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pledgebook.ledger.history import holding, steps
from pledgebook.ledger.records import Report, StatusStep
from pledgebook.types import Money, Quantity, Span

GENERIC = frozenset({"military.aid", "humanitarian.aid", "financial.grant", "other.unspecified"})
"""Kinds that a text uses where it does not say more: any other of the same reports says more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One value a field, each taken from a report and never computed from several."""

    contributor: str
    kind: str
    recipient: str | None
    what: Span | None
    quantity: Quantity | None
    money: Money | None
    condition: Span | None
    first: str | None
    last: str | None
    history: tuple[StatusStep, ...]
    holding: StatusStep


def summary(reports: Sequence[Report]) -> Summary:
    """What the reports of one commitment, earliest first, come to.

    The kind is the one most reports give, a specific one before a general one, the earliest
    of several; so is the recipient. Parts of a larger claim have no say in either.

    Amounts and object are those of the step that holds, or else of the latest step before it
    that gives one: a sum that is partly paid shows what was paid, and its history shows what
    was promised. Amounts of a preferred report come before all others, those of a deprecated one
    never show (ranks as in Wikidata, https://www.wikidata.org/wiki/Help:Ranking).
    """
    history = steps(reports)
    held = holding(history)
    named = {(report.source.key, report.claim.id) for report in reports}
    wholes = [report for report in reports if not _is_part(report, named)] or list(reports)
    told = [step for step in history if step.moved]
    latest = [report for step in reversed(told or list(history)) for report in step.reports]
    latest = [report for report in latest if not _is_part(report, named)] + latest
    amounts = [r for r in latest if r.rank == "preferred"]
    amounts += [r for r in latest if r.rank == "normal"]
    dates = sorted(r.source.published for r in reports if r.source.published is not None)
    return Summary(
        contributor=reports[0].claim.contributor,
        kind=_most([report.claim.kind for report in wholes]),
        recipient=_recipient(wholes) or _recipient(reports),
        what=next((r.claim.what for r in (*held.reports, *latest) if r.claim.what), None),
        quantity=next((r.claim.quantity for r in amounts if r.claim.quantity), None),
        money=next((r.claim.money for r in amounts if r.claim.money), None),
        condition=next((r.claim.condition for r in held.reports if r.claim.condition), None),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        history=history,
        holding=held,
    )


def _most(kinds: Sequence[str]) -> str:
    counts = Counter(kinds)
    return min(counts, key=lambda kind: (kind in GENERIC, -counts[kind], kinds.index(kind)))


def _recipient(reports: Sequence[Report]) -> str | None:
    named = [report.claim.recipient for report in reports if report.claim.recipient]
    counts = Counter(named)
    return min(counts, key=lambda name: (-counts[name], named.index(name)), default=None)


def _is_part(report: Report, named: set[tuple[str, str]]) -> bool:
    """Whether the claim is a part of another report of the same commitment."""
    part_of = report.claim.part_of
    return part_of is not None and (report.source.key, part_of) in named
