"""Which commitments count in a total, at which stage, with how much, and why.

Every commitment of a view gets an entry for its sum and one for its count of goods or people; one
with neither gets an entry without an amount. Each says in words why it counts or not. In this
order, what comes first decides:

1. Only what is pledged, committed (under way included) or delivered counts, at that stage alone.
   A delivery in part whose texts do not say how much stays at the stage that its sum was told at.
2. Where reports of one commitment differ in the amount, the giver's own figure counts, and where
   that does not decide, the lowest. A figure that was corrected or moved on is not in question.
3. A sum told of a whole set of givers ("donors pledged $1.5bn") and a running total ("bringing
   the total to") are stated totals: they never enter a sum beside what they add up. Of
   a giver of whom nothing else is known, the last running total counts.
4. A part of a larger amount that counts, and a share of a joint amount that counts, do not.
5. A sum that includes earlier money counts in place of the earlier sums where they are no more
   than it and stand at the same stage; otherwise they count and it does not.
6. One giver's same sum for the same recipient, told by different texts under different families
   of kinds within a year, counts once.

All rules look at the whole ledger as of the view's date, so a filter changes what is shown and
never what counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from pledgebook.ledger.history import date_of, holding
from pledgebook.ledger.names import actor_key, content_words, is_indefinite, linking_words
from pledgebook.ledger.records import Commitment, Report, Scope
from pledgebook.ledger.rows import family
from pledgebook.ledger.view import View
from pledgebook.types import Money, Number, Quantity, Status

Stage = Literal["pledged", "committed", "delivered"]
Key = tuple[str, bool, str]
Sort = Literal["money", "loan", "guarantee", "debt relief", "count", "none"]

STAGES: Final[tuple[Stage, ...]] = ("pledged", "committed", "delivered")

_STAGE_OF: Final[dict[Status, Stage]] = {
    "pledged": "pledged",
    "committed": "committed",
    "under_way": "committed",
    "delivered": "delivered",
}
_NO_STAGE: Final[dict[Status, str]] = {
    "asked": "only asked for: nobody promised it",
    "considering": "only being considered: nobody promised it",
    "offered": "only offered: not promised yet",
    "declined": "declined",
    "withdrawn": "withdrawn",
}
_APART: Final[dict[str, Sort]] = {
    "financial.loan": "loan",
    "financial.guarantee": "guarantee",
    "financial.debt_relief": "debt relief",
}
_RUNNING_TOTAL: Final = "a running total: it restates earlier sums"
_SAME_NEWS_DAYS: Final = 365
"""The linker's own limit: reports more than a year apart speak against one commitment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One amount of one commitment, and whether it counts in a total.

    `measure` is an ISO 4217 currency or a unit in the singular, empty where no amount is told;
    `sort` keeps loans, guarantees and debt relief apart from money given. `low` is what counts: 0
    of "up to X"; `high` None is open above. `stage` is None for what never counts for its status.
    `date` is the day that the amount was first told on. `stated` marks totals that texts state,
    which stand beside the computed sums. `instead` names what counts in its place; `part` says
    that this is only a part of it. `beside` is the id of the report where this is a running
    total or a part beside the commitment's own amount.
    """

    id: str
    contributor: str
    kind: str
    recipient: str | None
    status: Status
    stage: Stage | None
    sort: Sort
    measure: str
    low: Number
    high: Number | None
    approximate: bool
    date: str | None
    counts_in_total: bool
    reason: str
    stated: bool = False
    instead: str | None = None
    part: bool = False
    beside: str = ""
    contested: bool = False
    meetings: frozenset[str] = frozenset()
    report: Report | None = None
    """The report that gives the amount; None without one."""

    commitment: Commitment | None = None
    """None for a report that review rejected: it belongs to no commitment."""

    @property
    def key(self) -> Key:
        """What tells it from every other entry."""
        return (self.id, self.sort == "count", self.beside)


def entries(view: View) -> tuple[Entry, ...]:
    """The entries of all commitments known as of the view's date, with what review rejected.

    By contributor, kind, first date and id of the commitment, the sum before the count; the order
    in which documents were read does not show.
    """
    whole = view.within(Scope(as_of=view.scope.as_of))
    found = {entry.key: entry for each in whole.commitments() for entry in _entries_of(each)}
    for rule in (_stated_totals, _parts, _joint, _with_previous, _told_twice):
        for entry in list(rule(list(found.values()))):
            found[entry.key] = entry
    return (*found.values(), *_rejected(whole))


def limits(amount: Money | Quantity) -> tuple[Number, Number | None]:
    """The low end that is sure and the high end, None where it is open.

    "up to €20m" -> (0, 20000000); "at least 600" -> (600, None); "10 to 15" -> (10, 15)
    """
    bound = amount.bound if isinstance(amount, Money) else "exact"
    if amount.low is None or bound == "up_to":
        return 0, amount.high if amount.high is not None else amount.low
    return amount.low, None if bound == "at_least" else amount.high


def is_contested(commitment: Commitment) -> bool:
    """Whether reports exclude each other in status, amount or recipient, with no later word."""
    fields = ("money", "quantity", "status", "recipient")
    return commitment.disputed or any(
        each.kind == "conflict" and each.field in fields for each in commitment.conflicts
    )


def _entries_of(commitment: Commitment) -> Iterable[Entry]:
    sums = [entry for field in ("money", "quantity") for entry in _figures(commitment, field)]
    if sums:
        return [*sums, *_parts_within(commitment)]
    bare = _bare(commitment)
    reason = bare.reason or "no sum and no count is told"
    return (replace(bare, counts_in_total=False, reason=reason),)


def _bare(commitment: Commitment) -> Entry:
    stage = _STAGE_OF.get(commitment.status)
    denied = all(report.claim.denied for report in holding(commitment.history).reports)
    reason = "the giver says that it never promised it" if denied else ""
    return Entry(
        id=commitment.id,
        contributor=commitment.contributor,
        kind=commitment.kind,
        recipient=commitment.recipient,
        status=commitment.status,
        stage=None if denied else stage,
        sort="none",
        measure="",
        low=0,
        high=0,
        approximate=False,
        date=commitment.last,
        counts_in_total=False,
        reason=_NO_STAGE.get(commitment.status, reason),
        contested=is_contested(commitment),
        meetings=frozenset(
            report.claim.meeting.casefold() for report in commitment.reports if report.claim.meeting
        ),
        commitment=commitment,
    )


def _amount(report: Report, field: str) -> Money | Quantity | None:
    amount: Money | Quantity | None = getattr(report.claim, field)
    return None if amount is None or (amount.low is None and amount.high is None) else amount


def _measure(amount: Money | Quantity) -> str:
    return amount.currency if isinstance(amount, Money) else amount.unit.casefold()


def _figures(commitment: Commitment, field: str) -> Iterable[Entry]:
    """The entry for a commitment's sum or count, and one for a running total told beside it."""
    held = getattr(commitment, field)
    told = [report for report in commitment.reports if _amount(report, field)]
    if held is None or not told:
        return
    holders = [r for r in told if getattr(r.claim, field) == held] or told
    report, remarks = holders[-1], []
    measure = _measure(held)
    rivals = _rivals(commitment, field, measure)
    fresh = [r for r in told if r.claim.increment != "running_total" and not r.claim.part_of]
    same = [r for r in fresh if _measure(getattr(r.claim, field)) == measure]
    if report.claim.increment == "running_total" and same:
        total = _figure(commitment, field, report, [])
        open_yet = total.stage is None
        reason = total.reason if open_yet else _RUNNING_TOTAL
        yield replace(_not(total, reason, stated=not open_yet), beside=report.id)
        report = same[-1]
    elif rivals:
        report, remark = _chosen(rivals, field)
        remarks.append(remark)
    yield _figure(commitment, field, report, remarks)


def _parts_within(commitment: Commitment) -> Iterable[Entry]:
    """The stated parts of a commitment that are of another kind than the whole, each once."""
    named = {(report.source.key, report.claim.id) for report in commitment.reports}
    seen: set[object] = set()
    for report in commitment.reports:
        claim = report.claim
        if claim.kind == commitment.kind or (report.source.key, claim.part_of) not in named:
            continue
        for field in ("money", "quantity"):
            amount = _amount(report, field)
            what = None if amount is None else (claim.kind, _measure(amount), limits(amount))
            if what is None or what in seen:
                continue
            seen.add(what)
            reason = f"part of a larger amount, {commitment.id[:7]}"
            entry = _not(_figure(commitment, field, report, []), reason, commitment.id)
            yield replace(entry, kind=claim.kind, part=True, beside=report.id)


def _figure(commitment: Commitment, field: str, report: Report, remarks: Sequence[str]) -> Entry:
    """The entry for the amount that one report gives."""
    amount = getattr(report.claim, field)
    low, high = limits(amount)
    measure = _measure(amount)
    same = [
        each
        for each in commitment.reports
        if (other := _amount(each, field))
        and (_measure(other), limits(other)) == (measure, (low, high))
    ]
    bare = _bare(commitment)
    stage, late = _stage_of_sum(commitment, bare.stage, report)
    words = [*_bound_words(amount), *late, *remarks, *_marks(commitment)]
    sort: Sort = "count" if field == "quantity" else _APART.get(commitment.kind, "money")
    if sort not in ("count", "money"):
        words.insert(0, f"{sort}: added up apart from money given")
    return replace(
        bare,
        stage=stage,
        sort=sort,
        measure=measure,
        low=low,
        high=high,
        approximate=amount.approximate or getattr(amount, "bound", "") == "about",
        date=date_of(same[0]),
        report=report,
        counts_in_total=stage is not None,
        reason=bare.reason or "; ".join(("counts", *words)),
    )


def _rivals(commitment: Commitment, field: str, measure: str) -> list[Report]:
    """The reports whose amounts contradict each other, in the measure that is counted."""
    found = [
        report
        for conflict in commitment.conflicts
        if conflict.field == field and conflict.kind == "conflict"
        for value in conflict.values
        for report in value.reports
        if _amount(report, field)
    ]
    return [report for report in found if _measure(getattr(report.claim, field)) == measure]


def _chosen(rivals: Sequence[Report], field: str) -> tuple[Report, str]:
    """The report whose amount counts where amounts conflict, and why."""
    own = [report for report in rivals if report.claim.said_by_side == "provider"]
    figures = {limits(getattr(report.claim, field)) for report in own}
    if len(figures) == 1:
        return own[-1], "sources differ: the giver's own figure is taken"
    lowest = min(rivals, key=lambda report: limits(getattr(report.claim, field))[0])
    return lowest, "sources differ: the lowest figure is taken"


def _stage_of_sum(
    commitment: Commitment, stage: Stage | None, report: Report
) -> tuple[Stage | None, list[str]]:
    """The stage of a sum; what was delivered in part is not delivered as a whole."""
    before = _STAGE_OF.get(report.claim.status)
    if stage != "delivered" or not commitment.partial or before in (None, "delivered"):
        return stage, []
    return before, [f"delivered in part, no text says how much: all of it stays {before}"]


def _bound_words(amount: Money | Quantity) -> list[str]:
    low, high = limits(amount)
    words = []
    if low == 0 and high != 0:
        words.append("only a ceiling is told (up to): 0 is sure")
    elif high is None:
        words.append("at least so much: the low end counts")
    elif low != high:
        words.append("a range: the low end counts")
    if isinstance(amount, Money) and amount.years:
        words.append(f"spread over {amount.years:g} years: all of it counts")
    return words


def _marks(commitment: Commitment) -> list[str]:
    marks = {
        "on a condition": commitment.condition is not None,
        "hedged": commitment.hedged,
        "only on a third side's word": commitment.unconfirmed,
        "disputed": commitment.disputed,
    }
    return [words for words, holds in marks.items() if holds]


def _not(entry: Entry, reason: str, instead: str | None = None, *, stated: bool = False) -> Entry:
    return replace(entry, counts_in_total=False, reason=reason, instead=instead, stated=stated)


def _reported(entry: Entry, test: Callable[[Report], bool | None]) -> bool:
    """Whether a report of the amount of this entry passes a test."""
    field = "quantity" if entry.sort == "count" else "money"
    reports = entry.commitment.reports if entry.commitment else ()
    return any(
        test(r) and (a := _amount(r, field)) and limits(a) == (entry.low, entry.high)
        for r in reports
    )


def is_set_of_givers(contributor: str) -> bool:
    """Whether the id stands for givers that may be named one by one elsewhere.

    "GROUP:donors", "GROUP:rich countries", "GROUP:unnamed" -> True; "GROUP:a Samoan church" ->
    False. The head nouns are the class `givers` of data/en/lexicons/linking.tsv.
    """
    key = actor_key(contributor)
    words = key.removeprefix("group:").split()
    if not key.startswith("group:"):
        return False
    return is_indefinite(contributor) or bool(content_words(words[-1]) & linking_words("givers"))


def _stated_totals(found: Sequence[Entry]) -> Iterable[Entry]:
    """Sums of whole sets of givers, and running totals beside other sums of their giver."""
    counted = [entry for entry in found if entry.counts_in_total]
    sets = {entry.key for entry in counted if _is_total_of_a_set(entry)}
    for entry in counted:
        if entry.key in sets:
            yield _not(entry, "a total of a set of givers: beside the sum, not in it", stated=True)
    for same in _by_giver(entry for entry in counted if entry.key not in sets).values():
        running = {entry.key for entry in same if _is_running(entry)}
        for entry in same:
            others = [other for other in same if alike(other.recipient, entry.recipient)]
            first_hand = any(other.key not in running for other in others)
            later = any((other.date or "", other.id) > (entry.date or "", entry.id)
                        for other in others)  # fmt: skip
            if entry.key in running and (first_hand or later):
                yield _not(entry, _RUNNING_TOTAL, stated=True)


def _is_total_of_a_set(entry: Entry) -> bool:
    return is_set_of_givers(entry.contributor) and not _reported(
        entry, lambda r: bool(r.claim.joint_with or r.claim.part_of)
    )


def _is_running(entry: Entry) -> bool:
    return _reported(entry, lambda r: r.claim.increment == "running_total")


def _by_giver(found: Iterable[Entry]) -> dict[tuple[str, ...], list[Entry]]:
    """Entries that may tell of the same money but for the recipient: giver, measure, family."""
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in found:
        giver = actor_key(entry.contributor)
        groups.setdefault((giver, entry.measure, entry.sort, family(entry.kind)), []).append(entry)
    return groups


def alike(left: str | None, right: str | None) -> bool:
    """Whether two recipients may be the same: equal, or one of them not told."""
    return left is None or right is None or actor_key(left) == actor_key(right)


def _by_claim(found: Iterable[Entry]) -> Mapping[tuple[str, str, bool], Entry]:
    """Entries by document, claim and whether they count goods."""
    return {
        (report.source.key, report.claim.id, entry.sort == "count"): entry
        for entry in found
        if entry.commitment and not entry.beside
        for report in entry.commitment.reports
    }


def _parts(found: Sequence[Entry]) -> Iterable[Entry]:
    """Parts of amounts that count, or that are parts of such themselves."""
    by_claim = _by_claim(found)

    def whole_of(entry: Entry, seen: frozenset[str]) -> Entry | None:
        """The nearest larger amount that counts or is part of one that does."""
        for report in entry.commitment.reports if entry.commitment else ():
            if report.claim.part_of is None:
                continue
            at = (report.source.key, report.claim.part_of, entry.sort == "count")
            whole = by_claim.get(at)
            if whole is None or whole.id in seen or whole.measure != entry.measure:
                continue
            if whole.counts_in_total or whole_of(whole, seen | {whole.id}):
                return whole
        return None

    wholes = [
        (entry, whole_of(entry, frozenset({entry.id}))) for entry in found if entry.counts_in_total
    ]
    for entry, whole in wholes:
        if whole is not None:
            reason = f"part of a larger amount, {whole.id[:7]}"
            yield replace(_not(entry, reason, whole.id), part=True)


def _joint(found: Sequence[Entry]) -> Iterable[Entry]:
    """Shares of one joint amount: the group's own claim counts, else the first of equal ones."""
    links = _joint_links(found)
    given: set[Key] = set()

    def rank(entry: Entry) -> tuple[bool, str]:
        return (not actor_key(entry.contributor).startswith("group:"), entry.id)

    counted = {entry.key: entry for entry in found if entry.counts_in_total}
    for entry in sorted(counted.values(), key=rank):
        if entry.key in given:
            continue
        group = not rank(entry)[0]
        for key in sorted(_reached(entry.key, links) - given - {entry.key}):
            other = counted.get(key)
            if other is None or rank(other) < rank(entry):
                continue
            if group or (other.low, other.high) == (entry.low, entry.high):
                given.add(key)
                yield _not(other, f"a joint amount, counted with {entry.id[:7]}", entry.id)


def _joint_links(found: Iterable[Entry]) -> dict[Key, set[Key]]:
    """Which entries share an amount, by what one of the two says."""
    by_claim = _by_claim(found)
    links: dict[Key, set[Key]] = {}
    for entry in by_claim.values():
        for report in entry.commitment.reports if entry.commitment else ():
            for name in report.claim.joint_with:
                other = by_claim.get((report.source.key, name, entry.sort == "count"))
                if other is not None and other.measure == entry.measure:
                    links.setdefault(entry.key, set()).add(other.key)
                    links.setdefault(other.key, set()).add(entry.key)
    return links


def _reached(start: Key, links: Mapping[Key, set[Key]]) -> set[Key]:
    reached, waiting = {start}, [start]
    while waiting:
        fresh = links.get(waiting.pop(), set()) - reached
        reached |= fresh
        waiting += fresh
    return reached


def _with_previous(found: Sequence[Entry]) -> Iterable[Entry]:
    """Sums that include earlier money, set off against the earlier sums of their giver."""
    for same in _by_giver(entry for entry in found if entry.counts_in_total).values():
        gone: set[Key] = set()
        for entry in same:
            if entry.key in gone or not _reported(entry, lambda r: r.claim.includes_previous):
                continue
            earlier = [
                other
                for other in same
                if other.key not in gone
                and alike(other.recipient, entry.recipient)
                and (other.date or "") < (entry.date or "")
            ]
            known = sum(other.low for other in earlier)
            if known <= entry.low and all(other.stage == entry.stage for other in earlier):
                for other in earlier:
                    gone.add(other.key)
                    yield _not(other, f"restated in a larger sum, {entry.id[:7]}", entry.id)
            else:
                gone.add(entry.key)
                reason = "includes earlier money that counts already; how much is new is not told"
                yield _not(entry, reason, earlier[0].id)


def _told_twice(found: Sequence[Entry]) -> Iterable[Entry]:
    """The same sum of one giver under another family of kinds, which the linker never compares."""
    kept: dict[tuple[object, ...], list[Entry]] = {}
    sums = [e for e in found if e.counts_in_total and e.sort == "money"]
    for entry in sorted(sums, key=lambda e: (e.date or "9999", e.id)):
        same = kept.setdefault(
            (actor_key(entry.contributor), entry.measure, entry.low, entry.high), []
        )
        first = next((other for other in same if _restates(entry, other)), None)
        if first is None:
            same.append(entry)
        else:
            yield _not(entry, f"a restated sum, counted with {first.id[:7]}", first.id)


def _restates(entry: Entry, other: Entry) -> bool:
    if family(entry.kind) == family(other.kind) or not alike(entry.recipient, other.recipient):
        return False
    if _reported(entry, lambda r: r.claim.increment == "additional"):
        return False
    if documents_of(entry) & documents_of(other) or not (entry.date and other.date):
        return False
    return abs(_day(entry.date) - _day(other.date)) <= _SAME_NEWS_DAYS


def documents_of(entry: Entry) -> set[str]:
    """The keys of the documents that report the commitment of an entry."""
    return {r.source.key for r in entry.commitment.reports} if entry.commitment else set()


def _day(day: str) -> int:
    """The day as a number; of a month or a year its first."""
    year, month, of_month = (*(int(part) for part in day.split("-")), 1, 1)[:3]
    return date(year, month, of_month).toordinal()


def _rejected(view: View) -> Iterable[Entry]:
    """What review rejected, so that nothing disappears unsaid."""
    if not any(judgement.verdict == "reject" for judgement in view.judgements()):
        return
    for source in view.documents():
        for report in view.claims_of(source.key):
            if report.reviewed != "reject":
                continue
            claim = report.claim
            amount = _amount(report, "money") or _amount(report, "quantity")
            low, high = limits(amount) if amount else (0, 0)
            field: Sort = "count" if isinstance(amount, Quantity) else "money"
            yield Entry(
                id=report.identity,
                contributor=claim.contributor,
                kind=claim.kind,
                recipient=claim.recipient,
                status=claim.status,
                stage=None,
                sort=field if amount else "none",
                measure=_measure(amount) if amount else "",
                low=low,
                high=high,
                approximate=amount.approximate if amount else False,
                date=date_of(report),
                counts_in_total=False,
                reason="rejected by review",
                report=report,
            )
