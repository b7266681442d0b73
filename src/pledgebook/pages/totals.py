"""The page of `pledgebook totals`: sums by stage with their rules, and every entry behind them."""

from __future__ import annotations

from dataclasses import dataclass

from pledgebook.analysis.figures import Entry
from pledgebook.analysis.totals import GENERAL_RULE, Converted, StatedTotal, Sum, Total, Totals
from pledgebook.pages.wording import counted_words, number_words, printable, short_name
from pledgebook.types import Number

NO_RECIPIENT = "no recipient named"


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalRow:
    """One line of sums: low and high ends a stage; `rule` is the sum rule in a sentence.

    `high` is None where it is open above. `measure` is a currency or the unit of goods; `sort`
    keeps loans apart. `converted` marks lines that add several currencies.
    """

    group: str
    group_name: str
    measure: str
    sort: str
    pledged: Number
    pledged_high: Number | None
    pledged_words: str
    committed: Number
    committed_high: Number | None
    committed_words: str
    delivered: Number
    delivered_high: Number | None
    delivered_words: str
    commitments: int
    converted: bool
    rule: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One amount of one commitment: whether it counts, at which stage, and why."""

    id: str
    contributor: str
    contributor_name: str
    kind: str
    recipient: str
    status: str
    stage: str
    measure: str
    sort: str
    low: Number
    high: Number | None
    approximate: bool
    words: str
    date: str
    counts_in_total: bool
    reason: str
    instead: str
    converted_low: Number | None
    converted_high: Number | None
    converted_to: str
    rate: float | None
    rate_day: str
    rate_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedRow:
    """A total that a text states beside the computed sum; `percent` is how much that covers."""

    id: str
    contributor_name: str
    stated: Number
    stated_words: str
    measure: str
    status: str
    date: str
    computed: Number
    computed_words: str
    difference: Number
    percent: float | None
    counted: tuple[str, ...]
    others: tuple[str, ...]
    quote: str
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsPage:
    """The lines, the totals that texts state, and every entry; `rule` holds for all lines."""

    by: str
    rule: str
    rows: tuple[TotalRow, ...]
    stated: tuple[StatedRow, ...]
    entries: tuple[EntryRow, ...]


def sum_words(low: Number, high: Number | None, approximate: bool) -> str:
    """An amount with its bounds: "at least 5 million", "up to 8", "about 10 to 12"; "" is 0."""
    about = "about " if approximate else ""
    if high is None:
        return f"{about}at least {number_words(low)}" if low else "an open amount"
    if low == high:
        return f"{about}{number_words(low)}" if low else ""
    if not low:
        return f"{about}up to {number_words(high)}"
    return f"{about}{number_words(low)} to {number_words(high)}"


def _words(found: Sum) -> str:
    return sum_words(found.low, found.high, found.approximate)


def _group_name(group: str, by: str) -> str:
    if by == "currency":
        return ""
    if by == "recipient" and not group:
        return NO_RECIPIENT
    return group if by == "kind" else short_name(group)


def _row(total: Total, by: str, converted: bool) -> TotalRow:
    return TotalRow(
        group=total.group,
        group_name=_group_name(total.group, by),
        measure=printable(total.measure),
        sort=total.sort,
        pledged=total.pledged.low,
        pledged_high=total.pledged.high,
        pledged_words=_words(total.pledged),
        committed=total.committed.low,
        committed_high=total.committed.high,
        committed_words=_words(total.committed),
        delivered=total.delivered.low,
        delivered_high=total.delivered.high,
        delivered_words=_words(total.delivered),
        commitments=total.pledged.count + total.committed.count + total.delivered.count,
        converted=converted,
        rule=total.rule,
        missing=total.missing,
    )


def _by_name(row: TotalRow) -> tuple[bool, str]:
    """Groups by name, described ones last; lines of one group stay in order."""
    return (row.group.startswith("GROUP:"), row.group_name.casefold())


def _entry(entry: Entry, converted: Converted | None, to: str | None) -> EntryRow:
    rated = converted.rate if converted else None
    return EntryRow(
        id=entry.id,
        contributor=entry.contributor,
        contributor_name=short_name(entry.contributor),
        kind=entry.kind,
        recipient=entry.recipient or "",
        status=entry.status,
        stage=entry.stage or "",
        measure=entry.measure,
        sort=entry.sort,
        low=entry.low,
        high=entry.high,
        approximate=entry.approximate,
        words=sum_words(entry.low, entry.high, entry.approximate),
        date=entry.date or "",
        counts_in_total=entry.counts_in_total,
        reason=entry.reason,
        instead=entry.instead or "",
        converted_low=converted.low if converted and rated else None,
        converted_high=converted.high if converted and rated else None,
        converted_to=to or "",
        rate=rated.rate if rated else None,
        rate_day=rated.day if rated else "",
        rate_source=rated.source if rated else (converted.missing if converted else ""),
    )


def _stated(total: StatedTotal) -> StatedRow:
    entry = total.entry
    told = entry.report
    return StatedRow(
        id=entry.id,
        contributor_name=short_name(entry.contributor),
        stated=entry.low,
        stated_words=sum_words(entry.low, entry.high, entry.approximate),
        measure=entry.measure,
        status=entry.status,
        date=entry.date or "",
        computed=total.computed.low,
        computed_words=_words(total.computed) or "0",
        difference=total.difference,
        percent=None if total.percent is None else round(total.percent, 1),
        counted=tuple(each.id for each in total.entries),
        others=tuple(
            f"{each.measure} {sum_words(each.low, each.high, each.approximate)}"
            f"{f' ({each.sort})' if each.sort != 'money' else ''} of "
            f"{short_name(each.contributor)}"
            for each in total.others
        ),
        quote=told.claim.evidence.quote if told else "",
        ref=told.ref if told else "",
    )


def totals_page(totals: Totals) -> TotalsPage:
    """The page of what `analysis.totals` found."""
    converted = {each.entry.key: each for each in totals.conversions}
    own = [_row(total, totals.by, False) for total in totals.totals]
    in_one = [_row(total, totals.by, True) for total in totals.converted]
    return TotalsPage(
        by=totals.by,
        rule=GENERAL_RULE,
        rows=(*sorted(own, key=_by_name), *sorted(in_one, key=_by_name)),
        stated=tuple(_stated(total) for total in totals.stated),
        entries=tuple(
            _entry(entry, converted.get(entry.key), totals.convert_to) for entry in totals.entries
        ),
    )


def of_all(page: TotalsPage) -> str:
    """How many commitments count, in words."""
    every = {row.id for row in page.entries}
    counted = {row.id for row in page.entries if row.counts_in_total}
    return f"{len(counted)} of {counted_words(len(every), 'commitment')} count."
