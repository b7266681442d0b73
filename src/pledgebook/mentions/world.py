"""The fact tables about states, bodies, groups, office-holders and outlets, and what they answer.

Tables lie in `data/world/` (docs/sources.md names their origin and licences). Each is read
once, on first use, into frozen records. Dates are compared as ISO text; a date that is only a
month or a year stands for all of its days, and an answer then has to hold on every one of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from pledgebook.errors import RuleError

ActorKind = Literal["country", "body", "group", "substate", "org", "person", "coalition"]

PREFIXES: Mapping[str, ActorKind] = MappingProxyType(
    {"ORG": "org", "PERSON": "person", "COALITION": "coalition", "GROUP": "group"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country or territory by its ISO 3166-1 alpha-3 code, former states by their last code."""

    id: str
    name: str
    official: str
    others: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    former: bool
    """The state has ended; its dates stand in the table's note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A capital, palace, ministry, legislature or city that stands for who sits there."""

    phrase: str
    actor: str
    kind: str
    ambiguous: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One person's time in one office; `end` "" where no end was known on `as_of`."""

    actor: str
    kind: str
    start: str
    end: str
    person: str
    surnames: tuple[str, ...]
    aliases: tuple[str, ...]
    title: str
    as_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedActor:
    """A body, group, sub-state actor or agency with the names that texts use.

    `context` is the country that a sub-state actor belongs to, "" for others.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str = ""
    context: str = ""
    members_group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A member's time in a group; empty dates are a founding member and a present one."""

    group: str
    member: str
    join: str
    leave: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A news agency, broadcaster, newspaper or official publisher and its home country."""

    name: str
    aliases: tuple[str, ...]
    home: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """A summit, conference or pledging event; days are ISO dates, "" where unknown."""

    name: str
    aliases: tuple[str, ...]
    series: str
    place: str | None
    country: str | None
    start: str | None
    end: str | None


def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one table of `data/world/` by column name.

    Raises:
        RuleError: the table is missing, or a row has more or fewer fields than the header.
    """
    try:
        text = files("pledgebook").joinpath(f"data/world/{name}.tsv").read_text(encoding="utf-8")
    except FileNotFoundError as missing:
        raise RuleError(f"fact table {name}.tsv is missing from the package") from missing
    lines = text.splitlines()
    header = lines[0].split("\t")
    rows = []
    for number, line in enumerate(lines[1:], 2):
        fields = line.split("\t")
        if len(fields) != len(header):
            raise RuleError(f"{name}.tsv line {number}: {len(fields)} fields, not {len(header)}")
        rows.append(dict(zip(header, fields, strict=True)))
    return tuple(rows)


def _items(field: str) -> tuple[str, ...]:
    return tuple(item for item in field.split("|") if item)


@cache
def countries() -> Mapping[str, Country]:
    """All countries and territories by id."""
    return MappingProxyType(
        {
            row["iso3"]: Country(
                id=row["iso3"],
                name=row["common_name"],
                official=row["official_name"],
                others=_items(row["other_names"]),
                adjectives=_items(row["adjectives"]),
                demonyms=_items(row["demonyms"]),
                former=row["ambiguous"].startswith("former"),
            )
            for row in table("countries")
        }
    )


@cache
def seats() -> tuple[Seat, ...]:
    """All words that stand for a government or body; a phrase may stand for several."""
    return tuple(
        Seat(
            phrase=row["phrase"],
            actor=row["actor"],
            kind=row["kind"],
            ambiguous=row["ambiguous"] == "yes",
        )
        for row in table("seats")
    )


@cache
def offices() -> tuple[Office, ...]:
    """All terms of office."""
    return tuple(
        Office(
            actor=row["actor"],
            kind=row["kind"],
            start=row["start"],
            end=row["end"],
            person=row["person"],
            surnames=_items(row["surname"]),
            aliases=_items(row["aliases"]),
            title=row["title"],
            as_of=row["as_of"],
        )
        for row in table("offices")
    )


@cache
def bodies() -> Mapping[str, NamedActor]:
    """International bodies, funds, banks, missions and large charities by id."""
    return MappingProxyType(
        {
            row["id"]: NamedActor(
                id=row["id"],
                name=row["name"],
                aliases=_items(row["aliases"]),
                kind=row["kind"],
                members_group=row["members_group"],
            )
            for row in table("bodies")
        }
    )


@cache
def groups() -> Mapping[str, NamedActor]:
    """Described groups of states by id; `kind` is fixed or loose."""
    return MappingProxyType(
        {
            row["id"]: NamedActor(
                id=row["id"], name=row["name"], aliases=_items(row["aliases"]), kind=row["kind"]
            )
            for row in table("groups")
        }
    )


@cache
def substates() -> Mapping[str, NamedActor]:
    """Armed, sub-state and diaspora actors and territories by id."""
    return MappingProxyType(
        {
            row["id"]: NamedActor(
                id=row["id"],
                name=row["name"],
                aliases=_items(row["aliases"]),
                context=row["context"],
            )
            for row in table("groups_substate")
        }
    )


@cache
def agencies() -> tuple[NamedActor, ...]:
    """Agencies, ministries, services and banks by which states act; `id` is the state's."""
    return tuple(
        NamedActor(id=row["actor"], name=row["name"], aliases=()) for row in table("agencies")
    )


@cache
def outlets() -> tuple[Outlet, ...]:
    """Outlets with the country that they report from."""
    return tuple(
        Outlet(
            name=row["name"],
            aliases=_items(row["aliases"]),
            home=row["country"],
            kind=row["kind"],
        )
        for row in table("outlets")
    )


@cache
def gatherings() -> tuple[Gathering, ...]:
    """All meetings of the table."""
    return tuple(
        Gathering(
            name=row["name"],
            aliases=_items(row["aliases"]),
            series=row["series"],
            place=row["place"] or None,
            country=row["country"] or None,
            start=row["start"] or None,
            end=row["end"] or None,
        )
        for row in table("meetings")
    )


@cache
def _gatherings_by_name() -> Mapping[str, tuple[Gathering, ...]]:
    found: dict[str, list[Gathering]] = defaultdict(list)
    for event in gatherings():
        for form in {event.name, event.series, *event.aliases} - {""}:
            found[_plain(form)].append(event)
    return MappingProxyType({form: tuple(events) for form, events in found.items()})


def _plain(name: str) -> str:
    return " ".join(name.casefold().removeprefix("the ").split())


def meeting_on(name: str, date: str | None, place: str | None = None) -> Gathering | None:
    """The meeting of this name nearest to a date, within 90 days; None where unsure.

    "NATO summit" on 2014-09-05 is the one in Wales. A name may hold its place ("NATO summit in
    Wales"); where `place` is known, a meeting elsewhere is none. Without a date only a name
    that one meeting alone has is an answer.
    """
    plain = _plain(name)
    events = _gatherings_by_name().get(plain) or _gatherings_by_name().get(
        re.split(r" (?:in|at) |, ", plain)[0], ()
    )
    if place is not None:
        events = tuple(event for event in events if _at(event, place))
    if date is None:
        return events[0] if len(events) == 1 else None
    near = [(abs(_days(event.start) - _days(date)), event) for event in events if event.start]
    best = min(near, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] <= _NEAR_DAYS else None


def _at(event: Gathering, place: str) -> bool:
    """Whether a place as written may be the meeting's: a word of either is in the other."""
    written = set(re.findall(r"\w+", place.casefold()))
    held = set(re.findall(r"\w+", (event.place or "").casefold()))
    known = countries().get(event.country or "")
    country = known.name.casefold() if known is not None else ""
    return not held or bool(written & held) or country == place.casefold()


# So long before and after a meeting a text may name it without its year; meetings of one
# yearly series lie farther apart.
_NEAR_DAYS = 90


def _days(date: str) -> int:
    year, month, day = (int(part) for part in _first(date).split("-"))
    return year * 365 + (month - 1) * 30 + day


@cache
def _memberships() -> Mapping[str, tuple[Membership, ...]]:
    found: dict[str, list[Membership]] = defaultdict(list)
    for row in table("group_members"):
        found[row["group"]].append(
            Membership(
                group=row["group"], member=row["member"], join=row["join"], leave=row["leave"]
            )
        )
    return MappingProxyType({group: tuple(rows) for group, rows in found.items()})


@cache
def _terms() -> Mapping[tuple[str, str], tuple[Office, ...]]:
    found: dict[tuple[str, str], list[Office]] = defaultdict(list)
    for office in offices():
        found[office.actor, office.kind].append(office)
    return MappingProxyType({key: tuple(terms) for key, terms in found.items()})


def _first(date: str) -> str:
    return date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date


def _last(date: str) -> str:
    # Day 31 of every month sorts after all its real days, which is all that comparison needs.
    return date if len(date) == 10 else date + ("-12-31" if len(date) == 4 else "-31")


def held(office: Office, date: str | None) -> bool:
    """Whether the table says that this term covered the date, all of it.

    Without a date the terms that are still open count. After a term's `as_of` the answer is
    False: the table does not know, and a stale name is worse than none.
    """
    if date is None:
        return not office.end
    if _first(office.start) > _first(date):
        return False
    if office.end:
        return _last(date) < _last(office.end)
    return _last(date) <= _last(office.as_of)


def touched(office: Office, date: str | None) -> bool:
    """Whether the term may have covered some of the date."""
    if date is None:
        return not office.end
    return _first(office.start) <= _last(date) and (
        not office.end or _first(date) <= _last(office.end)
    )


def terms(actor_id: str, kind: str) -> tuple[Office, ...]:
    """All terms of one office, empty where the table has none."""
    return _terms().get((actor_id, kind), ())


def holder(actor_id: str, kind: str, date: str | None) -> str | None:
    """The full name of who held an office on a date, None unless one person is certain.

    `holder("AUS", "head_of_government", "2014-09-14")` is "Tony Abbott". Kinds are those of
    offices.tsv: head_of_state, head_of_government, foreign, defence, finance, ...
    """
    now = {term.person for term in terms(actor_id, kind) if held(term, date)}
    near = {term.person for term in terms(actor_id, kind) if touched(term, date)}
    return now.pop() if len(now) == 1 and near == now else None


def is_country(actor_id: str) -> bool:
    """Whether the id is a country's or territory's."""
    return actor_id in countries()


def kind_of(actor_id: str) -> ActorKind | None:
    """What an id names, None where it is no id of the tables and has no known prefix."""
    prefix, colon, _ = actor_id.partition(":")
    if colon:
        return PREFIXES.get(prefix)
    if actor_id in countries():
        return "country"
    if actor_id in bodies():
        return "body"
    if actor_id in substates():
        return "substate"
    return "group" if actor_id in groups() else None


def actor_name(actor_id: str) -> str:
    """The name to show for an id: "GBR" is "United Kingdom", "GROUP:ten states" "ten states".

    An id that no table knows is its own name.
    """
    prefix, colon, rest = actor_id.partition(":")
    if colon and prefix in PREFIXES:
        return rest
    if actor_id in countries():
        return countries()[actor_id].name
    for records in (bodies(), substates(), groups()):
        if actor_id in records:
            return records[actor_id].name
    return actor_id


def members(group_id: str, date: str | None) -> tuple[str, ...]:
    """The ids of a group's or body's members on a date, sorted; empty where none are known.

    Without a date the present members. `members("GCC", "2014-09-11")` has six ids.
    """
    if group_id not in _memberships() and group_id in bodies():
        group_id = bodies()[group_id].members_group
    inside = set()
    for row in _memberships().get(group_id, ()):
        if date is None:
            present = not row.leave
        else:
            present = (not row.join or _first(row.join) <= _last(date)) and (
                not row.leave or _first(date) < _first(row.leave)
            )
        if present:
            inside.add(row.member)
    return tuple(sorted(inside))


def actor_id(words: str) -> str | None:
    """The id of the country, body or sub-state actor that has this id or name, else None.

    "aus", "Australia" -> "AUS"; "World Food Programme" -> "WFP"; "some nations" -> None
    """
    wanted = words.strip().casefold()
    for code, country in countries().items():
        names = (code, country.name, country.official, *country.others)
        if wanted in {name.casefold() for name in names}:
            return code
    for table in (bodies(), substates()):
        for code, named in table.items():
            if wanted in {name.casefold() for name in (code, named.name, *named.aliases)}:
                return code
    return None
