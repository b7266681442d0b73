"""Who is named as a member of a group, who is at a gathering, and how many are claimed."""

from __future__ import annotations

from functools import cache

import pytest
from tests.unit.claims.engine import engine, every

from pledgebook.documents.read import read
from pledgebook.types import Metadata, Result, Snapshot


@cache
def result(text: str) -> Result:
    """Everything that the engine reads from a text of 10 May 2021."""
    snapshot = Snapshot(
        address="text",
        name="text",
        media_type="text/plain",
        digest="0" * 64,
        body=text.encode(),
        metadata=Metadata(id="text", published="2021-05-10"),
    )
    return engine().read(read(snapshot), layers=True)


def members(text: str) -> set[tuple[str, str, str]]:
    """Group, member and role of each membership of a text."""
    return {(m.group, m.member, m.role) for m in result(text).memberships}


def counted(text: str) -> list[tuple[str, float | int, float | int | None]]:
    """Group, low and high of each count of a text, in text order."""
    return [(c.group, c.low, c.high) for c in result(text).counts]


@pytest.mark.parametrize(
    ("text", "group", "role", "expected"),
    [
        (
            "Its coalition has grown. The members of the naval force are Kenya, Uganda and Togo.",
            "naval force",
            "member",
            {"KEN", "UGA", "TGO"},
        ),
        (
            "The coalition comprises Chile, Peru and Ecuador.",
            "the coalition",
            "member",
            {"CHL", "PER", "ECU"},
        ),
        (
            "Kenya and Uganda are members of the contact group.",
            "contact group",
            "member",
            {"KEN", "UGA"},
        ),
        (
            "The force, to be called Sea Wall, will sail. Its members are Fiji, Samoa and Tonga.",
            "Sea Wall",
            "member",
            {"FJI", "WSM", "TON"},
        ),
        (
            "Twelve countries, including Japan and Chile, have joined the coalition.",
            "the coalition",
            "member",
            {"JPN", "CHL"},
        ),
        ("Togo left the coalition in May.", "the coalition", "not_member", {"TGO"}),
        ("Ghana refused to join the naval force.", "naval force", "not_member", {"GHA"}),
        ("Ghana has not joined the coalition.", "the coalition", "not_member", {"GHA"}),
        ("Australia leads the coalition.", "the coalition", "member", {"AUS"}),
    ],
)
def test_members_of_groups(text: str, group: str, role: str, expected: set[str]) -> None:
    assert members(text) == {(group, member, role) for member in expected}


@pytest.mark.parametrize(
    "text",
    [
        "Chile may join the coalition.",
        "If Chile joins the coalition, Peru will follow.",
        "The two banks will join forces.",
        "France and Italy signed a deal on gas.",
        "Turkey sent two planes after a meeting with Qatar.",
    ],
)
def test_what_makes_no_member(text: str) -> None:
    assert members(text) == set()


@pytest.mark.parametrize(
    ("text", "role", "expected"),
    [
        ("Norway hosted the Oslo conference on Sudan in March.", "host", {"NOR"}),
        ("Talks hosted by Oman in Muscat ended on Friday.", "host", {"OMN"}),
        (
            "The Oslo conference, attended by Kenya, Uganda and Norway, ended on Friday.",
            "participant",
            {"KEN", "UGA", "NOR"},
        ),
        (
            "Ministers from Fiji, Samoa and Tonga met in Suva on 4 May 2021.",
            "participant",
            {"FJI", "WSM", "TON"},
        ),
        ("Turkey was represented at the Bonn conference.", "participant", {"TUR"}),
    ],
)
def test_who_is_at_a_gathering(text: str, role: str, expected: set[str]) -> None:
    assert {(m.member, m.role) for m in result(text).memberships} == {(e, role) for e in expected}


def test_a_list_of_the_right_length_names_the_counted_group() -> None:
    text = (
        "Smith pressed a core coalition of five nations at a summit in Lima.\n\n"
        "In a private meeting with ministers from Chile, Peru, Ecuador and Brazil, US secretary "
        "of state Antony Blinken said that more was needed."
    )
    named = {m.member for m in result(text).memberships if m.group == "core coalition"}
    assert named == {"CHL", "PER", "ECU", "BRA", "USA"}


def test_examples_of_joiners_are_claims_too() -> None:
    text = (
        "The number of countries signing on to the coalition is growing, bringing in allies from "
        "Europe to Kenya, Uganda and Togo."
    )
    joined = {c.contributor for c in every(text) if c.kind == "political.membership"}
    assert {"KEN", "UGA", "TGO"} <= joined
    assert {("the coalition", m, "member") for m in ("KEN", "UGA", "TGO")} <= members(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A core coalition of 10 nations will send troops.", [("core coalition", 10, 10)]),
        ("A 40-nation coalition will train the army.", [("coalition", 40, 40)]),
        ("Some 30 delegations attended the Bonn conference.", [("Bonn conference", 30, 30)]),
        ("More than 40 members of the coalition met.", [("the coalition", 40, None)]),
        ("Ten Arab states back the plan.", [("GROUP:Ten Arab states", 10, 10)]),
        ("That brings to 24 the number of states in the coalition.", [("the coalition", 24, 24)]),
        ("Aid worth $5m reached people in nine countries.", []),
        ("The two countries signed a deal.", []),
        ("The club has 41 new members.", []),
    ],
)
def test_counts(text: str, expected: list[tuple[str, int, int | None]]) -> None:
    assert counted(text) == expected


def test_evidence_is_grounded_and_holds_the_member() -> None:
    for membership in result("Kenya and Uganda are members of the contact group.").memberships:
        span = membership.evidence
        text = "Kenya and Uganda are members of the contact group."
        assert text[span.start : span.end] == span.quote
        assert {"KEN": "Kenya", "UGA": "Uganda"}[membership.member] in span.quote


def test_a_long_list_ends_before_who_says_it() -> None:
    text = (
        "The core coalition of four nations consists of Chile, Peru, Ecuador and Brazil, "
        "Norwegian officials said."
    )
    assert {m for _, m, _ in members(text)} == {"CHL", "PER", "ECU", "BRA"}
