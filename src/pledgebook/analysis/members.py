"""Who is named as a member of a group, against how many members are claimed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pledgebook.ledger.names import actor_key, content_words, linking_words
from pledgebook.ledger.records import Stated
from pledgebook.ledger.view import View
from pledgebook.types import Count, Membership, Number

_PRESENT: Final = frozenset({"member", "participant", "host"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One actor in one group: its role as last told, with the first and all evidence."""

    member: str
    role: str
    evidence: Stated[Membership]
    others: tuple[Stated[Membership], ...] = ()
    contested: bool = False
    """Whether one text names it a member and another says that it is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group under its fullest name, its named members and the counts that texts claim.

    `named` is how many actors are named as member, participant or host as of the view's date;
    `without_hosts` leaves out those named as host. A count is never corrected by the names
    nor the names by a count.
    """

    name: str
    names: tuple[str, ...]
    members: tuple[Member, ...]
    counts: tuple[Stated[Count], ...]

    @property
    def named(self) -> int:
        """How many are named as taking part, hosts included."""
        return sum(member.role in _PRESENT for member in self.members)

    @property
    def without_hosts(self) -> int:
        """How many are named as taking part, those that host or convene left out."""
        return sum(member.role in _PRESENT and member.role != "host" for member in self.members)


def members(view: View, group: str | None = None) -> tuple[Group, ...]:
    """The groups in a view with named members against claimed counts, largest first.

    Args:
        group: only groups that this name may stand for; all groups where None.

    Names are compared case-folded and without articles, numbers and words such as "broad" or
    "international"; one that adds words to another ("the coalition", "the coalition against
    IS") names the same group, unless several groups could be meant. A part of a group ("the
    core coalition", "its steering committee") has members of its own.
    """
    memberships, counts = list(view.memberships()), list(view.counts())
    names = dict.fromkeys(
        [stated.record.group for stated in memberships] + [stated.record.group for stated in counts]
    )
    found = []
    for alike in _same_groups(list(names)):
        if group is not None and not any(_asked_for(words_of(group), name) for name in alike):
            continue
        own = set(alike)
        found.append(
            Group(
                name=max(alike, key=lambda name: (len(words_of(name)), len(actor_key(name)), name)),
                names=tuple(alike),
                members=_members([m for m in memberships if m.record.group in own]),
                counts=tuple(count for count in counts if count.record.group in own),
            )
        )
    return tuple(sorted(found, key=lambda group: (-group.named, -len(group.counts), group.name)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A group as of one date of publication, None for texts without a date.

    `members` are those named as taking part so far with their roles; `counts` are the claims of
    the latest date that has one; `joined` and `left` are the members that differ from the point
    before.
    """

    date: str | None
    members: tuple[tuple[str, str], ...]
    counts: tuple[Stated[Count], ...]
    joined: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def named(self) -> int:
        """How many are named so far, hosts included."""
        return len(self.members)

    @property
    def without_hosts(self) -> int:
        """How many are named so far, those that host or convene left out."""
        return sum(role != "host" for _, role in self.members)


def over_time(group: Group) -> tuple[Point, ...]:
    """The dates on which the named members, a role of theirs or the claimed count changed.

    What undated texts say comes first. A count that is claimed again unchanged is no change.

    Example:
        The 5th: "ten nations", six of them named. The 12th: two more are named. Two points: 6
        named of 10 claimed, 8 named of 10 claimed.
    """
    told = {member.member: (member.evidence, *member.others) for member in group.members}
    dates = {_date(item) for items in told.values() for item in items}
    dates |= {_date(count) for count in group.counts}
    points: list[Point] = []
    for day in sorted(dates):
        roles = {
            member: _role(known)
            for member, items in told.items()
            if (known := [item for item in items if _date(item) <= day])
        }
        members = tuple((member, role) for member, role in roles.items() if role in _PRESENT)
        last = max((_date(c) for c in group.counts if _date(c) <= day), default=None)
        counts = tuple(count for count in group.counts if _date(count) == last)
        before = points[-1].members if points else ()
        claimed = {_figure(count) for count in counts}
        if points and members == before and claimed == {_figure(c) for c in points[-1].counts}:
            continue
        old, new = {member for member, _ in before}, {member for member, _ in members}
        points.append(
            Point(
                date=day or None,
                members=members,
                counts=counts,
                joined=tuple(member for member, _ in members if member not in old),
                left=tuple(member for member, _ in before if member not in new),
            )
        )
    return tuple(points)


def _date(stated: Stated[Membership] | Stated[Count]) -> str:
    return stated.source.published or ""


def _figure(count: Stated[Count]) -> tuple[Number, Number | None]:
    return (count.record.low, count.record.high)


def words_of(name: str) -> frozenset[str]:
    """The words by which a group's name is compared.

    "a broad coalition of 10 nations" -> {"coalition"}; "COALITION:Harmattan Shield" ->
    {"harmattan", "shield"}.
    """
    prefix, _, bare = name.partition(":")
    words = content_words(bare if prefix in ("GROUP", "COALITION") else name)
    return words - linking_words("group_loose") or words


def _alike(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two names may stand for one group: equal, or one adds words to the other.

    One shared word is enough where it is the head of group names ("coalition").
    """
    if not left or not right:
        return False
    if left == right:
        return True
    if (left ^ right) & linking_words("group_part"):
        return False
    shorter = min(left, right, key=len)
    return (left < right or right < left) and bool(
        shorter & linking_words("group_head") or len(shorter) > 1
    )


def _asked_for(wanted: frozenset[str], name: str) -> bool:
    """Whether somebody who asks for these words may mean a group, or want its part too."""
    words = words_of(name)
    return _alike(wanted, words) or _alike(wanted, words - linking_words("group_part"))


def _same_groups(names: Sequence[str]) -> list[list[str]]:
    """Names put together; a short name that fits several groups stands for itself."""
    by_words: dict[frozenset[str], list[str]] = {}
    for name in sorted(names):
        by_words.setdefault(words_of(name), []).append(name)
    groups: list[tuple[frozenset[str], list[str]]] = []
    for words in sorted(by_words, key=lambda words: (-len(words), sorted(words))):
        fitting = [group for group in groups if _alike(words, group[0])]
        if len(fitting) == 1:
            fitting[0][1].extend(by_words[words])
        else:
            groups.append((words, list(by_words[words])))
    return [found for _, found in groups]


def _members(stated: Sequence[Stated[Membership]]) -> tuple[Member, ...]:
    """The members by first mention; stated is in the order of publication."""
    by_actor: dict[str, list[Stated[Membership]]] = {}
    for item in stated:
        by_actor.setdefault(actor_key(item.record.member), []).append(item)
    found = []
    for told in by_actor.values():
        roles = {item.record.role for item in told}
        found.append(
            Member(
                member=told[0].record.member,
                role=_role(told),
                evidence=told[0],
                others=tuple(told[1:]),
                contested="not_member" in roles and bool(roles & _PRESENT),
            )
        )
    return tuple(found)


def _role(told: Sequence[Stated[Membership]]) -> str:
    """The role told last; a host stays the host of what it also takes part in."""
    last = told[-1].record.role
    if last in ("member", "participant") and any(item.record.role == "host" for item in told):
        return "host"
    return last
