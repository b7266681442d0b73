from __future__ import annotations

import pytest

from factories import reading, span
from pledgebook.analysis.members import Group, members, over_time, words_of
from pledgebook.ledger.store import Ledger
from pledgebook.types import Count, Document, Membership, Result


def naming(*named: tuple[str, str, str], day: str = "2014-09-05", **fields: str) -> Result:
    """A document that names (group, member, role)."""

    def memberships(found: Document) -> tuple[Membership, ...]:
        return tuple(
            Membership(group=group, member=member, role=role, evidence=span(found, member))  # type: ignore[arg-type]
            for group, member, role in named
        )

    text = " ".join(member for _, member, _ in named)
    return reading(
        text=text, others={"memberships": memberships}, published=day, id=f"names-{day}", **fields
    )


def counting(group: str, number: int, day: str = "2014-09-05") -> Result:
    def counts(found: Document) -> tuple[Count, ...]:
        words = span(found, f"{number} members")
        return (Count(group=group, low=number, high=number, what=words, evidence=words),)

    return reading(
        text=f"It has {number} members.", others={"counts": counts}, published=day, id=f"c{number}"
    )


def groups(*results: Result, wanted: str | None = None) -> tuple[Group, ...]:
    ledger = Ledger.open(":memory:")
    for result in results:
        ledger.add(result)
    return members(ledger.view(), wanted)


def test_named_members_stand_beside_the_counts_that_are_claimed() -> None:
    (group,) = groups(
        naming(("Aegean watch", "GRC", "host"), ("Aegean watch", "ITA", "member")),
        naming(("the Aegean Watch", "FRA", "member"), day="2014-09-08"),
        counting("Aegean watch", 9),
        counting("Aegean watch", 11, day="2014-09-08"),
    )
    assert [(m.member, m.role) for m in group.members] == [
        ("GRC", "host"),
        ("ITA", "member"),
        ("FRA", "member"),
    ]
    assert [(c.record.low, c.source.published) for c in group.counts] == [
        (9, "2014-09-05"),
        (11, "2014-09-08"),
    ]
    assert (group.named, group.without_hosts) == (3, 2)


def test_the_first_evidence_is_kept_and_the_last_role_holds() -> None:
    (group,) = groups(
        naming(("Aegean watch", "ITA", "invited")),
        naming(("Aegean watch", "ITA", "member"), day="2014-09-08"),
    )
    (italy,) = group.members
    assert (italy.role, italy.evidence.source.published) == ("member", "2014-09-05")
    assert len(italy.others) == 1
    assert not italy.contested


def test_a_denied_membership_is_contested_and_not_counted() -> None:
    (group,) = groups(
        naming(("Aegean watch", "ITA", "member")),
        naming(("Aegean watch", "ITA", "not_member"), day="2014-09-08"),
    )
    (italy,) = group.members
    assert italy.contested
    assert group.named == 0


def test_a_host_stays_the_host_of_what_it_takes_part_in() -> None:
    (group,) = groups(
        naming(("Oslo talks", "NOR", "host")),
        naming(("Oslo talks", "NOR", "participant"), day="2014-09-08"),
    )
    assert group.members[0].role == "host"


@pytest.mark.parametrize("role", ["invited", "backer", "observer"])
def test_backers_and_guests_are_listed_and_not_counted(role: str) -> None:
    (group,) = groups(naming(("Aegean watch", "ITA", role)))
    assert (len(group.members), group.named) == (1, 0)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("the coalition", "broad coalition of 10 nations"),
        ("a core coalition", "core coalition of 10 nations"),
        ("the coalition", "coalition against IS"),
        ("COALITION:Aegean watch", "the Aegean Watch"),
        ("Lisbon conference", "Lisbon conference on Sudan"),
        ("GROUP:ten coalition members", "coalition"),
    ],
)
def test_names_of_one_group(left: str, right: str) -> None:
    (group,) = groups(naming((left, "FRA", "member"), (right, "ITA", "member")))
    assert set(group.names) == {left, right}
    assert group.named == 2


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Lisbon conference", "Paris conference"),
        ("the coalition", "core coalition of 10 nations"),
        ("coalition against IS", "coalition for the Sahel"),
        ("Aegean watch", "Baltic watch"),
        ("Aegean", "Aegean flood appeal"),
    ],
)
def test_names_of_two_groups(left: str, right: str) -> None:
    assert len(groups(naming((left, "FRA", "member"), (right, "ITA", "member")))) == 2


def test_a_short_name_that_fits_two_groups_stands_for_itself() -> None:
    found = groups(
        naming(
            ("the coalition", "FRA", "member"),
            ("coalition against IS", "ITA", "member"),
            ("coalition for the Sahel", "ESP", "member"),
        )
    )
    assert len(found) == 3


def test_one_group_is_asked_for_by_any_of_its_names() -> None:
    told = naming(("coalition against IS", "FRA", "member"), ("Oslo talks", "NOR", "host"))
    (group,) = groups(told, wanted="Coalition")
    assert group.name == "coalition against IS"
    assert groups(told, wanted="Baltic watch") == ()


def test_a_part_is_shown_with_its_group() -> None:
    told = naming(("the coalition", "FRA", "member"), ("core coalition", "NOR", "member"))
    assert len(groups(told, wanted="coalition")) == 2
    (part,) = groups(told, wanted="core coalition")
    assert [member.member for member in part.members] == ["NOR"]


def test_words_by_which_names_are_compared() -> None:
    assert words_of("a broad coalition of 10 nations") == {"coalition"}
    assert words_of("COALITION:Harmattan Shield") == {"harmattan", "shield"}
    assert words_of("GROUP:member states") == {"member", "state"}


def named_on(day: str, *members: tuple[str, str], claimed: int | None = None) -> Result:
    text = f"On {day} the coalition met."

    def memberships(found: Document) -> tuple[Membership, ...]:
        return tuple(
            Membership(
                group="COALITION:Aegean watch",
                member=member,
                role=role,  # type: ignore[arg-type]
                evidence=span(found, "the coalition met"),
            )
            for member, role in members
        )

    def counts(found: Document) -> tuple[Count, ...]:
        words = span(found, "the coalition met")
        if claimed is None:
            return ()
        return (
            Count(
                group="COALITION:Aegean watch",
                low=claimed,
                high=claimed,
                what=words,
                evidence=words,
            ),
        )

    return reading(
        text=text, others={"memberships": memberships, "counts": counts}, published=day, id=day
    )


def test_over_time_there_is_a_point_for_each_change() -> None:
    ledger = Ledger.open(":memory:")
    for result in (
        named_on("2014-09-05", ("GRC", "host"), ("ITA", "member"), claimed=10),
        named_on("2014-09-06", ("ITA", "member"), claimed=10),
        named_on("2014-09-08", ("FRA", "member")),
        named_on("2014-09-10", ("ITA", "not_member"), claimed=12),
    ):
        ledger.add(result)
    (group,) = members(ledger.view())
    points = over_time(group)
    assert [
        (p.date, p.named, p.without_hosts, p.joined, p.left, p.counts[0].record.low) for p in points
    ] == [
        ("2014-09-05", 2, 1, ("ITA", "GRC"), (), 10),
        ("2014-09-08", 3, 2, ("FRA",), (), 10),
        ("2014-09-10", 2, 1, (), ("ITA",), 12),
    ]
