"""Totals by stage, each with the rule that it was added up by, and what texts state as totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from pledgebook.analysis.counting import alike, documents_of, entries, is_set_of_givers
from pledgebook.analysis.figures import STAGES, Entry, Sort, Stage
from pledgebook.analysis.rates import Rate, check, rate
from pledgebook.ledger.names import actor_key
from pledgebook.ledger.records import Commitment
from pledgebook.ledger.rows import family
from pledgebook.ledger.view import View
from pledgebook.types import Number

By = Literal["currency", "contributor", "kind", "recipient"]

GENERAL_RULE: Final = (
    "Each commitment counts once, at the stage that it has reached: pledged, committed (under way "
    "included) or delivered. Low ends are added. What is only asked, considered or offered, "
    "declined or withdrawn, totals that texts state, parts and restated sums are left out. "
    "Currencies, loans and goods are never added to one another."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """What amounts come to: the sure low end, the high end (None: open above), and whether about.

    Adding keeps the bounds: "at least 5" and "up to 3" are 5, open above.
    """

    low: Number = 0
    high: Number | None = 0
    approximate: bool = False
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """An entry in another currency with the rate; `missing` says why there is none."""

    entry: Entry
    low: Number = 0
    high: Number | None = 0
    rate: Rate | None = None
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """One line of sums: a group's amounts of one measure and sort, a column a stage.

    `group` is empty where everything of a measure is added. `rule` says in one sentence what was
    added and what was left out. `missing` says what a converted total lacks.
    """

    group: str
    sort: Sort
    measure: str
    pledged: Sum
    committed: Sum
    delivered: Sum
    rule: str
    entries: tuple[Entry, ...]
    missing: tuple[str, ...] = ()

    def stage(self, stage: Stage) -> Sum:
        """The sum of one stage."""
        found: Sum = getattr(self, stage)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedTotal:
    """A total that a text states, beside the sum of the entries that it may speak of.

    `computed` adds the counted amounts in the stated measure that were first told of by that
    day, at the stated stage or a later one, in the same family of kinds, for a recipient that may
    be the same. For a running total they are those of its giver; for a total of a set of givers
    those of the meeting that it names, else those for the same recipient, and those of the same
    text. `difference` is the stated low end less the computed one; `percent` says how much of the
    stated low end the computed one covers, None where that is 0. `others` are sums that it may
    speak of in other currencies, which are not compared.
    """

    entry: Entry
    computed: Sum
    difference: Number
    percent: float | None
    entries: tuple[Entry, ...]
    others: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Totals with every entry behind them; `converted` has one line a group, all currencies."""

    by: By
    totals: tuple[Total, ...]
    stated: tuple[StatedTotal, ...]
    entries: tuple[Entry, ...]
    convert_to: str | None = None
    converted: tuple[Total, ...] = ()
    conversions: tuple[Converted, ...] = ()


def totals(
    view: View,
    by: By = "currency",
    *,
    convert_to: str | None = None,
    keep: Callable[[Commitment], bool] = lambda _: True,
) -> Totals:
    """The totals of a view by currency or unit alone, or also by giver, area or recipient.

    What counts is decided over the whole ledger as of the view's date; the rest of its scope and
    `keep` choose what is shown. Sums that texts state are compared with everything that counts.

    Args:
        view: the ledger; its scope's filters hold.
        by: what a line stands for besides its measure.
        convert_to: an ISO 4217 currency for further lines in which currencies are added, each sum
            at the rate of the day that it was told on.
        keep: a further choice among the commitments of the scope.

    Raises:
        SettingsError: there are no rates for `convert_to`.
    """
    if convert_to is not None:
        check(convert_to)
    every = entries(view)
    known = {entry.id: entry.commitment for entry in every if entry.commitment}
    inside = view.commitments() if _narrows(view) else known.values()
    kept = {commitment.id for commitment in inside if keep(commitment)}
    narrow = len(kept) < len(known)
    shown = tuple(e for e in every if e.id in kept or (e.commitment is None and not narrow))
    conversions = _converted(shown, convert_to) if convert_to else ()
    return Totals(
        by=by,
        totals=_totals(shown, by),
        stated=tuple(_compared(entry, every) for entry in shown if entry.stated),
        entries=shown,
        convert_to=convert_to,
        converted=_converted_totals(conversions, by, convert_to) if convert_to else (),
        conversions=conversions,
    )


def add(amounts: Iterable[tuple[Number, Number | None, bool]]) -> Sum:
    """The sum of (low, high, approximate): open above as soon as one is."""
    low: Number = 0
    high: Number | None = 0
    approximate, count = False, 0
    for least, most, about in amounts:
        low += least
        high = None if high is None or most is None else high + most
        approximate = approximate or about
        count += 1
    return Sum(low=low, high=high, approximate=approximate, count=count)


def _narrows(view: View) -> bool:
    scope = view.scope
    return any((scope.since, scope.contributor, scope.kind, scope.status, scope.recipient))


def _group(entry: Entry, by: By) -> str:
    if by == "contributor":
        return entry.contributor
    if by == "kind":
        return entry.kind.partition(".")[0]
    if by == "recipient":
        return entry.recipient or ""
    return ""


def _totals(shown: Sequence[Entry], by: By) -> tuple[Total, ...]:
    lines: dict[tuple[str, Sort, str], list[Entry]] = {}
    for entry in shown:
        if entry.sort != "none":
            lines.setdefault((_group(entry, by), entry.sort, entry.measure), []).append(entry)
    found = []
    for (group, sort, measure), told in lines.items():
        sums = _by_stage((e, e.low, e.high) for e in told if e.counts_in_total)
        rule = _rule(told, measure, sort)
        found.append(
            Total(
                group=group,
                sort=sort,
                measure=measure,
                rule=rule,
                entries=tuple(told),
                pledged=sums[0],
                committed=sums[1],
                delivered=sums[2],
            )
        )
    return tuple(sorted(found, key=_line_order))


def _by_stage(amounts: Iterable[tuple[Entry, Number, Number | None]]) -> tuple[Sum, Sum, Sum]:
    """The sums of what is pledged, committed and delivered."""
    told = list(amounts)
    pledged, committed, delivered = (
        add((low, high, entry.approximate) for entry, low, high in told if entry.stage == stage)
        for stage in STAGES
    )
    return pledged, committed, delivered


def _line_order(total: Total) -> tuple[bool, str, bool, str, str]:
    described = total.group.startswith("GROUP:")
    return (described, total.group, total.sort == "count", total.measure, total.sort)


def _rule(told: Sequence[Entry], measure: str, sort: Sort) -> str:
    """What one total adds and leaves out, in a sentence."""
    counted = [e for e in told if e.counts_in_total]
    left = Counter(_short(e) for e in told if not e.counts_in_total)
    what = f"× {measure}" if sort == "count" else f"{measure}"
    words = "" if sort in ("count", "money") else f", {sort} only"
    many = "commitment" if len(counted) == 1 else "commitments"
    sentence = f"Adds the low ends of {len(counted)} {many} in {what}{words}"
    if left:
        listed = ", ".join(f"{number} {reason}" for reason, number in sorted(left.items()))
        sentence = f"{sentence}; leaves out {listed}"
    return f"{sentence}."


def _short(entry: Entry) -> str:
    """The reason against an entry without the id of what counts instead."""
    reason = entry.reason.partition(":")[0].partition(",")[0].partition(";")[0]
    return reason.removeprefix("a ")


def _converted(shown: Iterable[Entry], to: str) -> tuple[Converted, ...]:
    found = []
    for entry in shown:
        if entry.sort in ("count", "none") or not entry.counts_in_total:
            continue
        known = rate(entry.measure, to, entry.date)
        if isinstance(known, str):
            found.append(Converted(entry=entry, missing=known))
            continue
        high = None if entry.high is None else round(entry.high * known.rate)
        low = round(entry.low * known.rate)
        found.append(Converted(entry=entry, low=low, high=high, rate=known))
    return tuple(found)


def _converted_totals(
    conversions: Sequence[Converted], by: By, convert_to: str
) -> tuple[Total, ...]:
    """One line a group and sort, all currencies in one; what has no rate is named."""
    lines: dict[tuple[str, Sort], list[Converted]] = {}
    for each in conversions:
        lines.setdefault((_group(each.entry, by), each.entry.sort), []).append(each)
    found = []
    for (group, sort), told in lines.items():
        rated = [each for each in told if each.rate]
        sums = _by_stage((each.entry, each.low, each.high) for each in rated)
        many = "commitment" if len(rated) == 1 else "commitments"
        found.append(
            Total(
                group=group,
                sort=sort,
                measure=convert_to,
                rule=f"Adds the low ends of {len(rated)} {many}, each converted to {convert_to} "
                "at the rate of the day that its sum was told on and rounded to whole units.",
                entries=tuple(each.entry for each in rated),
                missing=tuple(
                    f"{each.entry.measure} {each.entry.low:,} of {each.entry.id[:7]}: "
                    f"{each.missing}"
                    for each in told
                    if each.missing
                ),
                pledged=sums[0],
                committed=sums[1],
                delivered=sums[2],
            )
        )
    return tuple(sorted(found, key=_line_order))


def _compared(stated: Entry, every: Sequence[Entry]) -> StatedTotal:
    related = [entry for entry in every if _may_be_in(entry, stated)]
    same = tuple(e for e in related if (e.measure, e.sort) == (stated.measure, stated.sort))
    computed = add((e.low, e.high, e.approximate) for e in same)
    return StatedTotal(
        entry=stated,
        computed=computed,
        difference=stated.low - computed.low,
        percent=100 * computed.low / stated.low if stated.low else None,
        entries=same,
        others=tuple(e for e in related if e not in same and e.sort != "count")
        if stated.sort != "count"
        else (),
    )


def _may_be_in(entry: Entry, stated: Entry) -> bool:
    """Whether a stated total may speak of a counted amount."""
    if not entry.counts_in_total or entry.stage is None or stated.stage is None:
        return False
    first = entry.commitment.first if entry.commitment else None
    return (
        STAGES.index(entry.stage) >= STAGES.index(stated.stage)
        and not (first and stated.date and first > stated.date)
        and family(entry.kind) == family(stated.kind)
        and alike(entry.recipient, stated.recipient)
        and _tied(entry, stated)
    )


def _tied(entry: Entry, stated: Entry) -> bool:
    """Whether anything but kind and currency ties an amount to a stated total.

    A running total is of its giver. That of a set of givers is tied by the meeting or, where it
    names none, by the recipient; and to what the same text reports.
    """
    if not is_set_of_givers(stated.contributor):
        return actor_key(entry.contributor) == actor_key(stated.contributor)
    if documents_of(entry) & documents_of(stated):
        return not (entry.meetings and stated.meetings) or bool(entry.meetings & stated.meetings)
    if stated.meetings:
        return bool(entry.meetings & stated.meetings)
    return entry.recipient is not None and stated.recipient is not None
