"""The page of `pledgebook members`: named members against the counts that are claimed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pledgebook.analysis.members import Group, Member, over_time
from pledgebook.ledger.records import Stated
from pledgebook.pages.wording import number_words, short_name
from pledgebook.types import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """One member of a group with the first words that name it as one."""

    group: str
    member: str
    member_name: str
    role: str
    contested: bool
    mentions: int
    quote: str
    ref: str
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRow:
    """A number that a text claims, and how the named members compare with it."""

    claimed: str
    verdict: str
    quote: str
    ref: str
    publisher: str
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupEntry:
    """One group; `named` counts those who take part, `without_hosts` leaves hosts out."""

    name: str
    other_names: tuple[str, ...]
    named: int
    without_hosts: int
    members: tuple[MemberRow, ...]
    counts: tuple[CountRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersPage:
    """The groups, largest first."""

    groups: tuple[GroupEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRow:
    """A group on a date on which its named members or its claimed count changed.

    `claimed` are the counts of the latest date that has one; `joined` and `left` name who is
    there, or no longer there, since the row before.
    """

    group: str
    date: str
    named: int
    without_hosts: int
    claimed: tuple[str, ...]
    joined: tuple[str, ...]
    left: tuple[str, ...]
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One group over time."""

    name: str
    points: tuple[PointRow, ...]


def _verdict(count: Count, group: Group) -> str:
    """How the names compare with a count; neither ever corrects the other."""

    def apart(named: int) -> float:
        """By how much a number is above (or, negative, below) the claimed range."""
        if named < count.low:
            return named - count.low
        return named - count.high if count.high is not None and named > count.high else 0

    if not group.named:
        return "none of them named"
    if apart(group.named) == 0:
        return "as many are named"
    if apart(group.without_hosts) == 0:
        return "as many are named, without the host"
    off = apart(group.named)
    return f"{abs(off):g} {'fewer' if off < 0 else 'more'} named"


def _claimed(count: Count) -> str:
    if count.high is None:
        return f"at least {number_words(count.low)}"
    if count.low == count.high:
        return number_words(count.low)
    return f"{number_words(count.low)} to {number_words(count.high)}"


def _count(stated: Stated[Count], group: Group) -> CountRow:
    return CountRow(
        claimed=_claimed(stated.record),
        verdict=_verdict(stated.record, group),
        quote=stated.record.evidence.quote,
        ref=stated.ref,
        publisher=stated.source.publisher or "",
        published=stated.source.published or "",
    )


def _member(member: Member, group: str) -> MemberRow:
    return MemberRow(
        group=group,
        member=member.member,
        member_name=short_name(member.member),
        role=member.role,
        contested=member.contested,
        mentions=1 + len(member.others),
        quote=member.evidence.record.evidence.quote,
        ref=member.evidence.ref,
        published=member.evidence.source.published or "",
    )


def members_page(groups: Iterable[Group]) -> MembersPage:
    """The page of what `analysis.members` found."""
    entries = []
    for group in groups:
        name = short_name(group.name)
        entries.append(
            GroupEntry(
                name=name,
                other_names=tuple(
                    dict.fromkeys(
                        short for each in group.names if (short := short_name(each)) != name
                    )
                ),
                named=group.named,
                without_hosts=group.without_hosts,
                members=tuple(_member(member, name) for member in group.members),
                counts=tuple(_count(stated, group) for stated in group.counts),
            )
        )
    return MembersPage(groups=tuple(entries))


def timelines(groups: Iterable[Group]) -> tuple[TimelineEntry, ...]:
    """Each group of `analysis.members` over time, a row for each date of change."""
    entries = []
    for group in groups:
        name = short_name(group.name)
        points = tuple(
            PointRow(
                group=name,
                date=point.date or "",
                named=point.named,
                without_hosts=point.without_hosts,
                claimed=tuple(dict.fromkeys(_claimed(count.record) for count in point.counts)),
                joined=tuple(short_name(member) for member in point.joined),
                left=tuple(short_name(member) for member in point.left),
                refs=tuple(count.ref for count in point.counts),
            )
            for point in over_time(group)
        )
        entries.append(TimelineEntry(name=name, points=points))
    return tuple(entries)
