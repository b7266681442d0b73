"""Summits, conferences and talks: which are named, where and when."""

from __future__ import annotations

import pytest
from tests.unit.claims.test_circles import result

from pledgebook.claims.gatherings.meetings import days, near


def meetings(text: str) -> list[tuple[str, str | None, str | None]]:
    """Name, place and first day of each meeting of a text, in order."""
    return [(m.name, m.place, m.start) for m in result(text).meetings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway hosted the Oslo conference on Sudan in March 2021.",
            [("Oslo conference on Sudan", "Oslo", "2021-03")],
        ),
        (
            "Ministers from Fiji, Samoa and Tonga met in Suva on 4 May 2021.",
            [("Suva meeting", "Suva", "2021-05-04")],
        ),
        (
            "A follow-up meeting will take place in Rome in June 2022.",
            [("follow-up meeting in Rome", "Rome", "2022-06")],
        ),
        (
            "Delegates to the Palermo conference were tired. The conference ended on Friday.",
            [("Palermo conference", "Palermo", "2021-05-07")],
        ),
    ],
)
def test_named_gatherings(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert meetings(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The minister gave a press conference in Oslo on Friday.",
        "The minister met his counterpart in Rome on Friday.",
        "They agreed on a budget after two meetings.",
        "Paris talks tough on tariffs.",
        "The National Assembly passed the bill on Friday.",
    ],
)
def test_what_is_no_gathering(text: str) -> None:
    assert meetings(text) == []


def test_towns_tell_gatherings_apart() -> None:
    text = (
        "The last meeting of defence ministers took place in Rome on 2 February 2021. "
        "The last meeting of finance ministers took place in Brussels on 11 March 2021."
    )
    assert [(place, start) for _, place, start in meetings(text)] == [
        ("Rome", "2021-02-02"),
        ("Brussels", "2021-03-11"),
    ]


def test_first_and_last_day() -> None:
    assert days("2027-02-24/2027-02-26") == ("2027-02-24", "2027-02-26")
    assert days("2027-07/2027-12") == ("2027-07/2027-12", None)
    assert days("../2014-09-05") == (None, "2014-09-05")
    assert days("2014-09") == ("2014-09", None)
    assert days(None) == (None, None)


def test_times_of_one_gathering() -> None:
    assert near("2014-09-05", "2014-09")
    assert near("2014", "2014-09-05")
    assert not near("2014-09-05", "2014-11-05")
