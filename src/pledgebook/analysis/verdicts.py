"""Each need of a plan or a text against what the ledger shows: covered, partly, or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pledgebook.analysis.figures import Entry
from pledgebook.analysis.plans import Plan, PlanNeed, stated_need
from pledgebook.ledger.names import actor_key, content_words
from pledgebook.ledger.records import Stated
from pledgebook.types import Need, Number

Verdict = Literal["covered", "partly", "offered only", "contested", "uncovered"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One need with its verdict.

    `met` is how much is sure in the need's own measure, of which `delivered` is there; `share` is
    met of needed, at most 1, None where what is given cannot be compared. `by` are the entries
    that meet it, `offers` those only offered, `contested` those in dispute or taken back, and
    `beside` those of the kind that cannot be compared, each with the reason. `overdue`: the
    deadline is past and it is not delivered in full.
    """

    need: PlanNeed
    verdict: Verdict
    met: Number
    delivered: Number
    share: float | None
    by: tuple[Entry, ...]
    offers: tuple[Entry, ...]
    contested: tuple[Entry, ...]
    beside: tuple[tuple[Entry, str], ...]
    overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCoverage:
    """All needs of a plan; `share` is the weighted part of it that is surely covered.

    `unmeasured` counts needs that something meets though nobody can say how much: they add
    nothing to the share, so it is a low end.
    """

    plan: Plan
    day: str
    judged: tuple[Judged, ...]

    @property
    def share(self) -> float:
        """The weighted mean of the needs' shares, from 0 to 1."""
        weight = sum(each.need.weight for each in self.judged)
        return sum(each.need.weight * (each.share or 0) for each in self.judged) / weight

    @property
    def unmeasured(self) -> int:
        """How many needs are met by what cannot be compared with them."""
        return sum(each.share is None for each in self.judged)


def plan_coverage(plan: Plan, every: Sequence[Entry], day: str) -> PlanCoverage:
    """The verdicts on a plan's needs.

    Args:
        plan: the needs.
        every: the ledger's entries, from `counting.entries`.
        day: the ISO date for which deadlines are judged.
    """
    judged = tuple(judge(need, every, day) for need in plan.needs)
    return PlanCoverage(plan=plan, day=day, judged=judged)


def stated_coverage(
    needs: Iterable[Stated[Need]], every: Sequence[Entry], day: str
) -> tuple[Judged, ...]:
    """The verdicts on what texts say is needed, in the order given."""
    return tuple(judge(stated_need(stated), every, day) for stated in needs)


def judge(need: PlanNeed, every: Sequence[Entry], day: str) -> Judged:
    """The verdict on one need.

    What counts in totals counts here, each commitment once, its low end. Sure is what no source
    disputes. Enough of it: `covered`. Otherwise `contested` where something of it is disputed or
    was taken back, `partly` where something is sure, `offered only`, `uncovered`. A need without
    an amount is covered by any sure commitment.

    Example:
        500 tents needed; 300 delivered, 100 pledged, 200 offered: partly, met 400, share .8
    """
    fitting = [entry for entry in every if _fits(entry, need)]
    firm = [entry for entry in fitting if entry.counts_in_total]
    firm += _parts_alone(fitting, every)
    firm += [entry for entry in fitting if entry.sort == "none" and entry.stage is not None]
    sure = [entry for entry in firm if not entry.contested]
    shaky = [entry for entry in firm if entry.contested]
    shaky += [entry for entry in fitting if _taken_back(entry)]
    shaky = [entry for entry in shaky if _bears_on(entry, need)]
    offers = [e for e in fitting if e.status == "offered" and _bears_on(e, need)]
    compared, beside = _compared(sure, need)
    measured = compared if need.measure else ()
    met = sum(entry.low for entry in measured)
    delivered = sum(entry.low for entry in measured if entry.stage == "delivered")
    share = _share(need, met, bool(compared), bool(beside))
    return Judged(
        need=need,
        verdict=_verdict(share, sure, shaky, offers),
        met=met,
        delivered=delivered,
        share=share,
        by=tuple(compared),
        offers=tuple(offers),
        contested=tuple(shaky),
        beside=tuple(beside),
        overdue=_overdue(need, compared, delivered, day),
    )


def _verdict(
    share: float | None,
    sure: Sequence[Entry],
    shaky: Sequence[Entry],
    offers: Sequence[Entry],
) -> Verdict:
    if share is not None and share >= 1:
        return "covered"
    if shaky:
        return "contested"
    if sure and (share is None or share > 0):
        return "partly"
    return "offered only" if offers else "uncovered"


def _share(need: PlanNeed, met: Number, compared: bool, beside: bool) -> float | None:
    if need.amount is None:
        return 1.0 if compared else 0.0
    if met:
        return min(1.0, met / need.amount)
    # Of "up to 8", or of what cannot be compared, nobody can say how much it covers.
    return None if compared or beside else 0.0


def _overdue(need: PlanNeed, compared: Sequence[Entry], delivered: Number, day: str) -> bool:
    if need.deadline is None or day[: len(need.deadline)] <= need.deadline:
        return False
    if need.amount is None:
        return not any(entry.stage == "delivered" for entry in compared)
    return delivered < need.amount


def _fits(entry: Entry, need: PlanNeed) -> bool:
    """Whether an entry is of the need's kind, and for its recipient where it names one.

    "IRQ-kurds" is a part of "IRQ".
    """
    area, _, name = need.kind.partition(".")
    if name and not (name == "aid" and area != "other"):
        in_kind = entry.kind == need.kind
    else:
        in_kind = entry.kind.partition(".")[0] == area
    if need.recipient is None or not in_kind:
        return in_kind
    wanted, given = actor_key(need.recipient), actor_key(entry.recipient or "")
    return given == wanted or given.startswith(f"{wanted}-")


def _parts_alone(fitting: Sequence[Entry], every: Sequence[Entry]) -> list[Entry]:
    """Parts that fit a need though what they are parts of does not: "of which €2m for tents"."""
    by_key = {entry.key: entry for entry in every}
    keys = {entry.key for entry in fitting if entry.stage is not None}

    def alone(entry: Entry) -> bool:
        """Whether nothing that it is a part of fits."""
        above = entry
        while above.instead is not None:
            key = (above.instead, above.sort == "count", "")
            if key in keys:
                return False
            if key not in by_key:
                return True
            above = by_key[key]
        return True

    return [entry for entry in fitting if entry.part and entry.stage is not None and alone(entry)]


def _taken_back(entry: Entry) -> bool:
    """Whether it was withdrawn, or declined after it had been promised."""
    if entry.status == "withdrawn":
        return True
    promised = ("pledged", "committed", "under_way", "delivered")
    history = entry.commitment.history if entry.commitment else ()
    return entry.status == "declined" and any(
        step.moved and step.status in promised for step in history
    )


def _compared(sure: Iterable[Entry], need: PlanNeed) -> tuple[list[Entry], list[tuple[Entry, str]]]:
    """The entries that can be set against the need, and the others with the reason."""
    compared: list[Entry] = []
    beside: list[tuple[Entry, str]] = []
    for entry in sure:
        reason = _not_comparable(entry, need)
        if reason:
            beside.append((entry, reason))
        elif need.measure or entry.id not in {each.id for each in compared}:
            compared.append(entry)
    met = {entry.id for entry in compared}
    return compared, [(entry, reason) for entry, reason in beside if entry.id not in met]


def _bears_on(entry: Entry, need: PlanNeed) -> bool:
    """Whether what is open could meet the need: it can be compared, or tells no amount."""
    return entry.sort == "none" or not _not_comparable(entry, need)


def _not_comparable(entry: Entry, need: PlanNeed) -> str:
    if not need.measure:
        return ""
    if entry.sort == "none":
        return "no amount is told"
    if need.money and entry.sort == "count":
        return "goods are not priced"
    if need.money and entry.measure != need.measure:
        return f"{entry.measure} is not {need.measure}"
    if need.money and entry.sort != "money":
        return f"a {entry.sort} is not money given"
    if not need.money and entry.sort != "count":
        return f"a sum in {entry.measure} is no number of {need.measure}"
    if not need.money and not same_unit(entry.measure, need.measure):
        return f"{entry.measure!r} is not known to be {need.measure!r}"
    return ""


def same_unit(left: str, right: str) -> bool:
    """Whether counts of two units may be compared: one lemma and no other word against it.

    "tents" and "family tent" -> True; "soldier" and "troop" -> False; "cargo plane" and
    "fighter plane" -> False.
    """
    heads = [content_words(unit.split()[-1]) if unit.split() else frozenset()
             for unit in (left, right)]  # fmt: skip
    words = [content_words(unit) for unit in (left, right)]
    same_head = bool(heads[0]) and heads[0] == heads[1]
    return left == right or (same_head and (words[0] <= words[1] or words[1] <= words[0]))
