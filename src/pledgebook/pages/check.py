"""The page of `pledgebook check`: what was looked at and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from pledgebook.ledger.records import Check


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRow:
    """How many of one sort were looked at."""

    sort: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemRow:
    """One problem: of which sort of row, which one, and what is wrong."""

    sort: str
    name: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage:
    """What a check came to; `number` counts all problems, `problems` lists the first of them.

    `waiting` blocks of claims have yet to be linked; the next look at the ledger does so.
    """

    ledger: str
    checked: tuple[CheckedRow, ...]
    number: int
    problems: tuple[ProblemRow, ...]
    waiting: int


def check_page(check: Check, ledger: str) -> CheckPage:
    """The page of a check of the ledger with this name."""
    return CheckPage(
        ledger=ledger,
        checked=tuple(CheckedRow(sort=sort, number=number) for sort, number in check.checked),
        number=check.number,
        problems=tuple(
            ProblemRow(sort=each.sort, name=each.name, what=each.what) for each in check.problems
        ),
        waiting=check.waiting,
    )
