"""What counts in a total: the rules that keep a sum from being counted twice.

Every commitment of a view gets an entry for its sum and one for its count of goods or people; one
with neither gets an entry without an amount. Each says in words why it counts or not. What a
commitment brings by itself is in `figures`; then, in this order:

1. A sum told of a whole set of givers ("donors pledged $1.5bn") and a running total ("bringing
   the total to") are stated totals: they never enter a sum beside what they add up. Of a giver
   of whom nothing else is known, the last running total counts.
2. A part of a larger amount that counts, and a share of a joint amount that counts, do not.
3. A sum that includes earlier money counts in place of the earlier sums where they are no more
   than it and stand at the same stage; otherwise they count and it does not.
4. One giver's same sum for the same recipient, told by different texts under different families
   of kinds within a year, counts once.

All rules look at the whole ledger as of the view's date, so a filter changes what is shown and
never what counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from pledgebook.analysis.figures import (
    RUNNING_TOTAL,
    Entry,
    Key,
    entries_of,
    left_out,
    rejected,
    reported,
)
from pledgebook.ledger.names import actor_key, content_words, is_indefinite, linking_words
from pledgebook.ledger.records import Scope
from pledgebook.ledger.rows import family
from pledgebook.ledger.view import View

_SAME_NEWS_DAYS: Final = 372
"""A year, as the linker has it: reports farther apart speak against one commitment."""


def entries(view: View) -> tuple[Entry, ...]:
    """The entries of all commitments known as of the view's date, with what review rejected.

    By contributor, kind, first date and id of the commitment, the sum before the count; the order
    in which documents were read does not show.
    """
    whole = view.within(Scope(as_of=view.scope.as_of))
    found = {entry.key: entry for each in whole.commitments() for entry in entries_of(each)}
    for rule in (_stated_totals, _parts, _joint, _with_previous, _told_twice):
        for entry in list(rule(list(found.values()))):
            found[entry.key] = entry
    return (*found.values(), *rejected(whole))


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
            yield left_out(
                entry, "a total of a set of givers: beside the sum, not in it", stated=True
            )
    for same in _by_giver(entry for entry in counted if entry.key not in sets).values():
        running = {entry.key for entry in same if _is_running(entry)}
        for entry in same:
            others = [other for other in same if alike(other.recipient, entry.recipient)]
            first_hand = any(other.key not in running for other in others)
            later = any((other.date or "", other.id) > (entry.date or "", entry.id)
                        for other in others)  # fmt: skip
            if entry.key in running and (first_hand or later):
                yield left_out(entry, RUNNING_TOTAL, stated=True)


def _is_total_of_a_set(entry: Entry) -> bool:
    return is_set_of_givers(entry.contributor) and not reported(
        entry, lambda r: bool(r.claim.joint_with or r.claim.part_of)
    )


def _is_running(entry: Entry) -> bool:
    return reported(entry, lambda r: r.claim.increment == "running_total")


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
            yield replace(left_out(entry, reason, whole.id), part=True)


def _joint(found: Sequence[Entry]) -> Iterable[Entry]:
    """Shares of one joint amount: the group's own claim counts, else the first of equal ones."""
    links = _joint_links(found)
    given: set[Key] = set()

    def rank(entry: Entry) -> tuple[bool, str]:
        """A group before its members, then by id."""
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
                yield left_out(other, f"a joint amount, counted with {entry.id[:7]}", entry.id)


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
            if entry.key in gone or not reported(entry, lambda r: r.claim.includes_previous):
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
                    yield left_out(other, f"restated in a larger sum, {entry.id[:7]}", entry.id)
            else:
                gone.add(entry.key)
                reason = "includes earlier money that counts already; how much is new is not told"
                yield left_out(entry, reason, earlier[0].id)


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
            yield left_out(entry, f"a restated sum, counted with {first.id[:7]}", first.id)


def _restates(entry: Entry, other: Entry) -> bool:
    if family(entry.kind) == family(other.kind) or not alike(entry.recipient, other.recipient):
        return False
    if reported(entry, lambda r: r.claim.increment == "additional"):
        return False
    if documents_of(entry) & documents_of(other) or not (entry.date and other.date):
        return False
    return abs(_day(entry.date) - _day(other.date)) <= _SAME_NEWS_DAYS


def documents_of(entry: Entry) -> set[str]:
    """The keys of the documents that report the commitment of an entry."""
    return {r.source.key for r in entry.commitment.reports} if entry.commitment else set()


def _day(day: str) -> int:
    """The day as a number with months of 31 days; of a month or a year its first."""
    year, month, of_month = (*(int(part) for part in day.split("-")), 1, 1)[:3]
    return (year * 12 + month) * 31 + of_month
